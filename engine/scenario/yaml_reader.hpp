// From YAML text to a tree. The only user of yaml-cpp, and only of its event stream: its own tree loses
// places, takes the first of two equal keys and never ends on some inputs. In the flow: first pass of load;
// knows nothing of scenarios. Thread safety: pure but for the caller's diagnostics.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/tree.hpp"

namespace polku::scenario {

/// The tree of the one document in `text`, or nothing after errors. `source` names the text in locations.
/// Beyond YAML's own syntax these are errors: duplicate keys, `<<` merges, anchors and aliases (a file that
/// repeats itself says so), tags, keys that are no plain words, tabs as indentation, a second document, and
/// the limits.
std::optional<Node> read_yaml(std::string_view text, const std::string& source,
                              base::Diagnostics& diagnostics, const Limits& limits = {});

}  // namespace polku::scenario
