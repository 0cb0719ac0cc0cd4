// What `polku study` prints: the verdict, the contrast as the model is written and at every value tried.
// In the flow: last; from a trial to text. Thread safety: pure functions.
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "cli/table.hpp"
#include "study/trial.hpp"

namespace polku::cli {

std::string study_text(const scenario::Scenario& scenario, const study::Trial& trial, const Style& style,
                       std::size_t width);

/// The same for machines; see JSON.md.
std::string study_answer(const scenario::Scenario& scenario, const study::Trial& trial,
                         const base::Diagnostics& diagnostics);

/// "even - uneven in net present value": the contrast in words.
std::string contrast_in_words(const scenario::Scenario& scenario);

}  // namespace polku::cli
