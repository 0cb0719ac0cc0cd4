// What `polku sensitivity` says: how far each uncertain number moves each option, and which share of the
// variance comes from it. In the flow: last; from a sensitivity to text. Thread safety: pure functions.
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "cli/table.hpp"
#include "study/sensitivity.hpp"

namespace polku::cli {

std::string sensitivity_text(const scenario::Scenario& scenario, const study::Sensitivity& sensitivity,
                             const Style& style, std::size_t width);

/// The same for machines; see JSON.md.
std::string sensitivity_answer(const scenario::Scenario& scenario, const study::Sensitivity& sensitivity,
                               const base::Diagnostics& diagnostics);

}  // namespace polku::cli
