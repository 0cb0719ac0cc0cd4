// From JSON text to a tree, with places, for the resolved scenario inside result files and for the studio,
// where yaml-cpp is not at hand. Strings and numbers both become scalars: `"5 years"`, `0.4`. In the flow:
// like yaml_reader. Thread safety: pure but for the caller's diagnostics.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/tree.hpp"

namespace polku::scenario {

/// Larger than what a person writes: echo() spells out every default.
inline constexpr Limits json_limits{std::size_t{64} << 20, 2'000'000, 64};

/// The tree of `text`, or nothing after the first mistake. `source` names the text in locations.
std::optional<Node> read_json(std::string_view text, const std::string& source,
                              base::Diagnostics& diagnostics, const Limits& limits = json_limits);

}  // namespace polku::scenario
