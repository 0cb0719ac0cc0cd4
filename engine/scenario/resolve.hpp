// From a tree to a checked scenario: the passes after syntax, in their order, whatever text the tree came
// from. In the flow: last step of load (YAML) and all that the studio and result files need (JSON). Thread
// safety: pure but for the caller's diagnostics.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/model.hpp"
#include "scenario/provenance.hpp"
#include "scenario/questionnaire.hpp"
#include "scenario/tree.hpp"

namespace polku::scenario {

struct Loaded {
  Scenario scenario;
  Provenance provenance;
  std::vector<Asked> asked;  // questionnaires, in the order of the attributes
};

/// Binds, counts questionnaires and checks. Nothing after errors; a failed pass stops the next. `count` reads
/// files; without it a questionnaire is a mistake.
std::optional<Loaded> resolve(const Node& root, base::Diagnostics& diagnostics,
                              const CountAnswers& count = {});

/// The scenario in a JSON text as written by echo(), or by hand.
std::optional<Loaded> load_json(std::string_view text, const std::string& source,
                                base::Diagnostics& diagnostics);

}  // namespace polku::scenario
