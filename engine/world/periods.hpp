// The reporting periods of a world as times, and what money in each is worth at date 0. Thread safety: pure
// functions.
#pragma once

#include "world/world.hpp"

namespace polku::world {

/// Present value at date 0 of a sum in the middle of a period, at the world's yearly rate; periods of the
/// warm-up count 0.
double discount_factor(const World& world, std::size_t period);

/// Start of a period in days from date 0, and its length in days; the first and last may be shorter.
double period_start(const World& world, std::size_t period);
double period_length(const World& world, std::size_t period);

}  // namespace polku::world
