// An encounter, for a batch of customers at one step: quality drawn, held against norm and expectation, felt
// by Kano category and loss weight; expectation moves, the journey remembers.
#pragma once

#include "simulate/context.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

/// Customers list[0..n) of the block meet their providers at step s. Expects customer, visit_word, now,
/// provider, segment, deals and w1..w3 in the scratch.
void meet(const Context& context, Columns& b, Scratch& x, std::uint8_t s, const std::uint16_t* list,
          std::size_t n);

}  // namespace polku::simulate
