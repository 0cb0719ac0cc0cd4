#include "cli/input.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/answers.hpp"
#include "journey/check.hpp"
#include "world/changes.hpp"

namespace polku::cli {
namespace {

/// Names under which overrides were read ("--set #3") and under which they were given ("--seed").
using Names = std::map<std::string, std::string, std::less<>>;

Names names_of(const Arguments& arguments) {
  Names names;
  for (std::size_t i = 0; i < arguments.overrides.size(); ++i)
    names["--set #" + std::to_string(i + 1)] = arguments.overrides[i].given_as;
  return names;
}

void rename(base::Location& location, const Names& names) {
  if (const auto found = names.find(location.file); found != names.end()) location.file = found->second;
}

void rename(base::Diagnostics& diagnostics, const Names& names) {
  base::Diagnostics renamed;
  for (base::Diagnostic diagnostic : diagnostics.all()) {
    rename(diagnostic.location, names);
    for (auto& note : diagnostic.notes) rename(note.first, names);
    renamed.add(std::move(diagnostic));
  }
  diagnostics = std::move(renamed);
}

void rename(scenario::Texts& texts, const Names& names) {
  for (const auto& [read_as, given_as] : names)
    if (const auto found = texts.find(read_as); found != texts.end() && read_as != given_as) {
      texts[given_as] = std::move(found->second);
      texts.erase(read_as);
    }
}

void rename(scenario::Provenance& provenance, const Names& names) {
  for (auto& [path, origin] : provenance) {
    rename(origin.value, names);
    rename(origin.key, names);
    for (base::Location& replaced : origin.replaces) rename(replaced, names);
  }
}

/// Mistakes that the journey gets from an option: its graph at every point where the option's changes start,
/// bend or end. Each is said once, at the option, and only if the baseline has not got it.
std::vector<journey::Finding> findings_of_options(const scenario::Scenario& scenario) {
  using Key = std::tuple<std::string, std::string, std::string>;  // where it is told, code, where it is
  std::set<Key> told;
  std::vector<journey::Finding> findings;
  const double warm_up = scenario.model.time.warm_up;
  for (const auto& entry : scenario.options)
    for (const world::Knot& knot : world::knots_of(
             {&entry.second}, warm_up, world::born_as(scenario.model, {&entry.second}).organisation))
      for (journey::Finding finding :
           journey::check(world::model_at(scenario.model, {&entry.second}, warm_up, knot))) {
        const std::string place = "options." + entry.first;
        if (finding.severity != base::Severity::error ||
            !told.emplace(place, finding.code, finding.path).second)
          continue;
        finding.message = "after the changes, " + finding.message;
        finding.notes = {{finding.path, "changed by the option"}};
        finding.path = place;
        finding.at_key = true;
        findings.push_back(std::move(finding));
      }
  return findings;
}

/// What the graph says of the baseline and, if that is sound, of each option.
void check_journey(const scenario::Loaded& loaded, base::Diagnostics& diagnostics) {
  for (const journey::Finding& finding : journey::check(loaded.scenario.model))
    scenario::report(finding, loaded.provenance, diagnostics);
  if (diagnostics.has_errors()) return;
  for (const journey::Finding& finding : findings_of_options(loaded.scenario))
    scenario::report(finding, loaded.provenance, diagnostics);
}

}  // namespace

Input read_input(const Arguments& arguments) {
  Input input;
  std::vector<std::string> sets;
  for (const auto& override_ : arguments.overrides) sets.push_back(override_.assignment);
  input.loaded = scenario::load(arguments.file, sets, input.diagnostics, input.texts, arguments.ranges);
  if (input.loaded) check_journey(*input.loaded, input.diagnostics);
  const Names names = names_of(arguments);
  rename(input.diagnostics, names);
  rename(input.texts, names);
  if (input.diagnostics.has_errors()) input.loaded.reset();
  if (input.loaded) rename(input.loaded->provenance, names);
  return input;
}

void tell(const base::Diagnostics& diagnostics, const scenario::Texts& texts, const Arguments& arguments,
          const Console& console) {
  base::Diagnostics shown;
  for (const base::Diagnostic& diagnostic : diagnostics.all())
    if (!arguments.quiet || diagnostic.severity == base::Severity::error) shown.add(diagnostic);
  const auto lookup = [&](std::string_view file) -> std::optional<std::string_view> {
    const auto found = texts.find(file);
    return found == texts.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  };
  if (!shown.empty()) console.message(base::to_text(shown, lookup));
  if (arguments.json && diagnostics.has_errors()) console.out(diagnostics_answer(diagnostics));
}

std::vector<record::Origin> origins_of(const scenario::Provenance& provenance) {
  std::vector<record::Origin> origins;
  for (const auto& [path, origin] : provenance) {
    const std::string& file = origin.value.file;  // of an override: how it was given, and that says it all
    origins.push_back({path, file.rfind("--", 0) == 0 ? file : scenario::source_text(origin)});
  }
  return origins;
}

}  // namespace polku::cli
