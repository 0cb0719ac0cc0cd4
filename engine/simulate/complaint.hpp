// Complaints: what a customer whom we disappointed says to us, and what we make of it. Recovery acts on what
// is remembered of the journey, hence on satisfaction; it undoes no review and no incident.
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// What is remembered of the journey after a complaint, if the customer makes one; else `remembered` itself.
float complain(const Context& context, Columns& b, std::size_t i, Tick time, float remembered);

}  // namespace polku::simulate
