// From a tree to a scenario: fields get their meaning, unit and range. Names that refer to other things are
// only stored; check looks them up. In the flow: between the readers and check. Thread safety: pure but for
// the diagnostics of the caller.
#pragma once

#include "scenario/model.hpp"
#include "scenario/provenance.hpp"
#include "scenario/questionnaire.hpp"
#include "scenario/tree.hpp"

namespace polku::scenario {

/// Reads the whole scenario (model included) out of a map. Every mistake is added to `diagnostics`; what has
/// one keeps its default. `provenance` receives the place of every value; what nobody wrote has an origin
/// without a file. `asked` receives the attributes whose shares a questionnaire gives; they have none yet.
Scenario bind(const Node& root, Provenance& provenance, base::Diagnostics& diagnostics,
              std::vector<Asked>* asked = nullptr);

}  // namespace polku::scenario
