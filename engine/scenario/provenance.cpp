#include "scenario/provenance.hpp"

#include "scenario/text.hpp"

namespace polku::scenario {

void report(const Finding& finding, const Provenance& provenance, base::Diagnostics& diagnostics) {
  // Up the path until something that a person wrote: what is a default is missing in the map above.
  std::string_view path = finding.path;
  bool exact = true;
  auto found = provenance.find(path);
  while (found == provenance.end() || found->second.value.file.empty()) {
    exact = false;
    const std::size_t dot = path.rfind('.');
    if (path.empty()) break;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
    found = provenance.find(path);
  }
  base::Diagnostic diagnostic;
  diagnostic.severity = finding.severity;
  diagnostic.code = finding.code;
  diagnostic.message = finding.message;
  diagnostic.why = finding.why;
  diagnostic.suggestion = finding.suggestion;
  if (found != provenance.end()) {
    const Origin& origin = found->second;
    diagnostic.location = exact && !finding.at_key ? origin.value : origin.key;
    diagnostic.notes = override_notes(origin.replaces);
  }
  for (const auto& [other, why] : finding.notes)
    if (const auto origin = provenance.find(other);
        origin != provenance.end() && !origin->second.value.file.empty())
      diagnostic.notes.emplace_back(origin->second.value, why);
  diagnostics.add(std::move(diagnostic));
}

std::string source_text(const Origin& origin) {
  const base::Location& at = origin.value;
  if (at.file.empty()) return "default";
  if (at.file.rfind("--set", 0) == 0) return at.file;
  return say(at.file, ":", at.line, ":", at.column);
}

std::vector<std::pair<base::Location, std::string>> override_notes(
    const std::vector<base::Location>& replaces) {
  std::vector<std::pair<base::Location, std::string>> notes;
  for (const base::Location& at : replaces) notes.emplace_back(at, "it overrides what is written here");
  return notes;
}

}  // namespace polku::scenario
