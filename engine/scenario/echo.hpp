// A scenario as JSON with every value that the run used, defaults included: it rides in result files and in
// the studio, and load_json() reads it back to the same scenario, bit by bit. In the flow: written by record
// and report. Thread safety: pure functions.
#pragma once

#include <string>

#include "scenario/model.hpp"

namespace polku::scenario {

/// JSON text in base units (`1826.25 days`, `0.4`, `39 EUR/month`). What has no value (no owner, no limit of
/// the budget) is left out.
std::string echo(const Scenario& scenario);

}  // namespace polku::scenario
