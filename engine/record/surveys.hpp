// Groups `surveys`, `complaints` and `listening` of a result: what was asked and answered, what fell short,
// what policies did about it. Internal to record.
#pragma once

#include <vector>

#include "record/collect.hpp"

namespace polku::record {

/// Nothing where the scenario has no surveys.
std::vector<Group> survey_groups(const Collected& collected);

}  // namespace polku::record
