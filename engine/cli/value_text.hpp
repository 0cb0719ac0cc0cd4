// A number of the scenario as one would write it there. In the flow: under the tables of studies, sweeps and
// sensitivities. Thread safety: pure function.
#pragma once

#include <string>

#include "scenario/model.hpp"

namespace polku::cli {

/// "40 %", "3 months", "39 EUR/month": a value, in base units, of the number at a path. Rounded to four
/// digits.
std::string value_text(const scenario::Scenario& scenario, const std::string& path, double value);

}  // namespace polku::cli
