// A free choice among providers, doing nothing and repairing, by random utility; or straight to the present
// provider.
#pragma once

#include "simulate/context.hpp"
#include "simulate/prospects.hpp"

namespace polku::simulate {

/// Whether step s offers an alternative to somebody with this present provider.
bool offered(const world::Step& step, std::size_t alternative, std::uint8_t present);

/// Whether customer i goes straight to the present provider, because the relationship is not open.
bool goes_straight(const Columns& b, std::size_t i, const world::Step& step);
world::Branch go_straight(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s);

/// Chooses for n customers at step s, whose `place`, `now`, `customer` and `visit_word` stand in the lanes,
/// and sets their journeys' targets. Gives the branches to take; an empty one means that nothing acceptable
/// came to mind.
void choose(const Context& context, Columns& b, std::uint8_t s, ChooserLanes& x, std::size_t n,
            world::Branch* branches);

}  // namespace polku::simulate
