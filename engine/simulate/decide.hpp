// A free choice among providers, doing nothing and repairing, by random utility; or straight to the present
// provider. One customer at a time; the kernel draws the luck for a whole batch.
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// Random parts of the alternatives for one customer: alternative a has noise[a * stride] and attention[a *
/// stride].
struct Luck {
  const float* noise;      // Gumbel, of the world's choice scale
  const float* attention;  // uniform: whether a provider comes to mind
  std::size_t stride;
};

/// Whether step s offers an alternative to somebody with this present provider.
bool offered(const world::Step& step, std::size_t alternative, std::uint8_t present);

/// Whether customer i goes straight to the present provider, because the relationship is not open.
bool goes_straight(const Columns& b, std::size_t i, const world::Step& step);
world::Branch go_straight(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s);

/// Chooses for customer i at step s and sets the journey's target. Returns the branch to take; an empty
/// branch means that nothing acceptable came to mind.
world::Branch choose(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s,
                     const Luck& luck);

}  // namespace polku::simulate
