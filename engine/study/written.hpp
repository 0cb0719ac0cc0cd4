// What a comparison found of each alternative as written, where questions about it begin: what could turn it,
// and what would have to be true. Internal to study. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "record/result.hpp"
#include "scenario/model.hpp"

namespace polku::study {

/// Values of the deciding measure, [alternative][replication]; 0 is the baseline, then the options.
using Values = std::vector<std::vector<double>>;

/// The first replications of a comparison.
Values as_written(const scenario::Scenario& scenario, const record::Result& result, std::size_t replications);

/// Whether the budget allows it.
bool allowed(const scenario::Scenario& scenario, std::size_t alternative);

/// The alternative with the highest mean of those that the budget allows; on a tie the first.
std::size_t best_of(const scenario::Scenario& scenario, const Values& values);

/// The same of those other than one.
std::size_t best_beside(const scenario::Scenario& scenario, const Values& values, std::size_t one);

}  // namespace polku::study
