// What the state of a function does to a batch of customers at one of its steps: their chances, what they
// feel, who gives up waiting, and what is counted of it. Only our own functions have a state.
#pragma once

#include "simulate/context.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

/// How long a customer who comes to a step now waits to be served; 0: not at all.
Tick wait_to_be_served(const Context& context, const world::Step& step, std::uint32_t customer,
                       std::uint32_t visit_word);

/// Moves chances by log-odds for those who deal with us.
void shift_chances(const Context& context, Scratch& x, std::size_t n, float log_odds);

/// Of those who waited, some give up: whatever came of the step is undone.
void give_up_waiting(const Context& context, Scratch& x, const world::Step& step, std::size_t n);

/// What is delivered to those who deal with us, moved by the function's state and by their wait; who gave up
/// feels the wait alone.
void spoil(const Context& context, Scratch& x, const world::Step& step, const world::Delivery& delivery,
           std::size_t n);

void count_service(const Context& context, Scratch& x, const world::Step& step, std::size_t n);

}  // namespace polku::simulate
