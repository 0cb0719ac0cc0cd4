// What must hold between the fields of a scenario: names refer to things that exist, shares sum to 100 %,
// nothing is stated that cannot have an effect, and all of it still holds after each option's edits. In the
// flow: third pass of load, after bind and before journey's check of the graph. Thread safety: pure
// functions.
#pragma once

#include <vector>

#include "scenario/model.hpp"
#include "scenario/provenance.hpp"

namespace polku::scenario {

/// Checks the model, then, if it has no mistake, each option. All mistakes are added to `diagnostics`.
void check(const Scenario& scenario, const Provenance& provenance, base::Diagnostics& diagnostics);

/// The parts of check(): what they find, without places.
using Findings = std::vector<Finding>;
Findings check_names(const Scenario& scenario);
Findings check_market(const Model& model);           // customers, providers, needs, money, time
Findings check_steps(const Model& model);            // fields of each step; the graph is journey's
Findings check_organisation(const Model& model);     // functions and their capacity
Findings check_adoptions(const Scenario& scenario);  // who takes up the changes of options
Findings check_drift(const Model& model);            // what grows old
Findings check_renewals(const Scenario& scenario);   // changes that make attributes new
Findings check_surveys(const Model& model);
Findings check_options(const Scenario& scenario);
Findings check_study(const Scenario& scenario);
Findings check_uncertain(const Scenario& scenario);
/// What is wrong with a sound scenario after some of its numbers were changed.
Findings check_changed(const Scenario& scenario);
Findings check_calibration(const Scenario& scenario);

/// Parts that several of them need: a figure of something that exists, and the model with one number at each
/// of the values that a sweep tries. `path` is where a mistake is told.
void check_figure(const Measurement& what, const std::string& path, Findings& findings);
/// A figure of single customers needs some whose rows are kept.
void check_recorded(const Measurement& what, const std::string& path, const Model& model, Findings& findings);
void check_sweep(const Scenario& scenario, const Sweep& sweep, const std::string& under, Findings& findings);

}  // namespace polku::scenario
