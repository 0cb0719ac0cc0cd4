// The dated, ramped changes of an option, as models at points in time. Used by world to compile and by cli to
// check the journey that a change leaves behind. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "scenario/model.hpp"

namespace polku::world {

/// A point in time seen from one side: at a jump both sides differ.
enum class Limit { before, after };
struct Knot {
  base::Tick time = 0;
  Limit limit = Limit::after;
};

/// Where something starts, bends or ends, in order; every ramp is cut into pieces so that numbers derived
/// from ramped ones (a logit, a matched distribution) follow within a small share of the ramp. The first is
/// at time 0.
std::vector<Knot> knots_of(const std::vector<const scenario::Option*>& options, double warm_up_days,
                           const scenario::Organisation& organisation = {});

/// The numbers that the options move by having them adopted, by path.
std::vector<std::string> adopted_paths(const std::vector<const scenario::Option*>& options);

/// The model that the world of some options has from birth on.
scenario::Model born_as(scenario::Model model, const std::vector<const scenario::Option*>& options);

/// The model at a knot: all changes in the order in which they are written, option by option, each by as much
/// as has come by then.
scenario::Model model_at(const scenario::Model& model, const std::vector<const scenario::Option*>& options,
                         double warm_up_days, Knot knot);

}  // namespace polku::world
