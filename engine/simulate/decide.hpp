// A free choice among providers, doing nothing and repairing, by random utility; or straight to the present provider.
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// Decides for customer i at step s and sets the journey's target. Returns the branch to take; an empty branch means
/// that nothing acceptable came to mind.
world::Branch decide(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s);

}  // namespace polku::simulate
