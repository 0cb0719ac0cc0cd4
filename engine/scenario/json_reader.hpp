// From JSON text to a tree, with places, for the resolved scenario inside result files and for the studio, where
// yaml-cpp is not at hand. Strings and numbers both become scalars: `"5 years"`, `0.4`.
// In the flow: like yaml_reader. Thread safety: pure but for the caller's diagnostics.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/tree.hpp"

namespace polku::scenario {

/// The tree of `text`, or nothing after the first mistake. `source` names the text in locations.
std::optional<Node> read_json(std::string_view text, const std::string& source, base::Diagnostics& diagnostics,
                              const Limits& limits = {});

}  // namespace polku::scenario
