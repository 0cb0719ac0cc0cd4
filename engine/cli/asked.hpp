// What a Kano questionnaire says beyond the shares that the model takes from it: Better and Worse, the class
// by Berger's rule, and Fong's check of whether the largest class is clear. In the flow: part of what check
// answers. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "cli/json.hpp"
#include "cli/table.hpp"
#include "scenario/resolve.hpp"

namespace polku::cli {

/// A table with an attribute in each row; empty without questionnaires.
std::string asked_text(const std::vector<scenario::Asked>& all, const Style& style);

Json asked_json(const std::vector<scenario::Asked>& all);

/// Warns where chance alone could have made the largest class the largest. The model is right all the same:
/// it takes the shares of all classes.
void warn_of_mixed_classes(const scenario::Loaded& loaded, base::Diagnostics& diagnostics);

}  // namespace polku::cli
