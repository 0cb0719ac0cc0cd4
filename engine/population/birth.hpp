// Birth: traits drawn once from the customer's segment, through quantile functions, so that a fitted parameter moves
// outcomes smoothly and the same customer has the same traits in every world.
// Thread safety: pure functions of their arguments but for the block that they fill.
#pragma once

#include "base/draws.hpp"
#include "population/columns.hpp"

namespace polku::population {

/// Segment of a customer: shares are met as exactly as whole customers allow, whatever the population's size
/// (additive recurrence with the golden ratio, Weyl 1916).
std::uint8_t segment_of(const world::World& world, std::uint32_t customer);

/// Fills the block with customers [first, first + count) at time 0: no journey runs yet.
void bear(const world::World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t first, std::size_t count, Columns& block);

/// When the need that arrived at `now` arrives next (or first, for `now` 0 and `is_first`). At least one tick later.
Tick next_need(const world::World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t customer, std::uint8_t need,
               const world::NeedRate& rate, float own_rate, Tick now, bool is_first);

}  // namespace polku::population
