// What time does to an attribute between its encounters: it is delivered now and then, its category grows
// old, a delight had lately pleases less, an expectation that nothing confirms fades. Each does nothing where
// the model does not ask for it. Batches as in encounter.hpp.
#pragma once

#include "simulate/context.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

/// Sets the weight of those to whom delivery d of the step is not made this time to -1: not felt at all.
void leave_out(const Context& context, Scratch& x, const world::Step& step, std::size_t d, std::size_t n);

/// Moves categories on to the attribute's age at the time of each encounter.
void grow_old(const Context& context, Scratch& x, std::size_t attribute, std::size_t n);

/// Adds what every attribute is to a customer, at each moment that is counted.
void count_categories(const Context& context, const Columns& b, std::size_t i, CategoryCounts& counts);

/// Sets what satiation leaves of a gain, and lets expectations fade towards the norm.
void wear_off(const Context& context, const Columns& b, Scratch& x, std::size_t attribute,
              const std::uint16_t* list, std::size_t n);

/// Notes when the attribute was felt, and when it pleased.
void remember_feeling(const Context& context, Columns& b, Scratch& x, std::size_t attribute,
                      const std::uint16_t* list, std::size_t n);

}  // namespace polku::simulate
