// Where every value of a scenario was written: its place by its dotted path. Checks after reading report a
// mistake by its path and this finds the place, together with the places of the values that were overridden
// there. In the flow: filled by bind, used by check and by journey, world and the result file. Thread safety:
// plain values.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace polku::scenario {

/// One value or map of the scenario.
struct Origin {
  base::Location value;  // no file: a default
  base::Location key;
  std::vector<base::Location> replaces;  // what this one was laid over, the latest first
};

/// Dotted path (`journey.call_in.gate.success`, `options.faster.changes.1.at`) -> place.
using Provenance = std::map<std::string, Origin, std::less<>>;

/// A mistake that was found after reading.
struct Finding {
  std::string code;
  std::string path;
  std::string message;
  std::string why = "";
  std::string suggestion = "";
  bool at_key = false;                                          // point at the key rather than at the value
  std::vector<std::pair<std::string, std::string>> notes = {};  // other paths that matter, and why
  base::Severity severity = base::Severity::error;
};

/// Adds the finding with the place of its path, or of the closest path above it that was written.
void report(const Finding& finding, const Provenance& provenance, base::Diagnostics& diagnostics);

/// "model.yaml:3:14", "--set #1" or "default".
std::string source_text(const Origin& origin);

/// The notes that name overridden places.
std::vector<std::pair<base::Location, std::string>> override_notes(
    const std::vector<base::Location>& replaces);

}  // namespace polku::scenario
