#include "study/premises.hpp"

#include <algorithm>
#include <array>

#include "scenario/check.hpp"
#include "scenario/edit.hpp"

namespace polku::study {
namespace {

constexpr double most_of_an_effect = 1.5, most_of_a_cost = 3.0;

/// Whether a premise is about a number that an option changes.
bool concerns(const Premise& premise, const std::string& path) {
  return premise.what == PremiseOf::change ? path == premise.path
                                           : premise.what == PremiseOf::effects && !set_by_us(path);
}

/// What is another from birth on, at a share of the way from what the model says.
std::vector<scenario::Sweep> instead_at(scenario::Model model, const scenario::Option& option,
                                        const Premise& premise, double share) {
  std::vector<scenario::Sweep> all;
  for (const auto& sweep : option.instead) {
    for (const auto& path : scenario::matching_paths(model, sweep.path)) {
      double& number = *scenario::locate(model, path)->value;
      const double delivered = concerns(premise, sweep.path) ? share : 1.0;
      number = scenario::edited(number, {scenario::EditKind::set, path, sweep.values.front(), delivered});
      all.push_back({path, {number}});
    }
  }
  return all;
}

bool sound(const scenario::Scenario& scenario) {
  const auto findings = scenario::check_changed(scenario);
  return std::none_of(findings.begin(), findings.end(),
                      [](const auto& finding) { return finding.severity == base::Severity::error; });
}

}  // namespace

std::string_view word(PremiseOf promise) {
  constexpr std::array<std::string_view, 4> words = {"effects", "change", "once", "running"};
  return words[static_cast<std::size_t>(promise)];
}

bool set_by_us(const std::string& path) {
  return path.starts_with("activities.") || path.starts_with("costs.") ||
         path.find(".books.") != std::string::npos || path.ends_with(".price");
}

std::vector<Premise> premises_of(const scenario::Scenario& scenario, std::size_t option) {
  const scenario::Option& x = scenario.options[option].second;
  std::vector<std::string> paths;
  const auto add = [&](const std::string& path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (const auto& instead : x.instead) add(instead.path);
  for (const auto& change : x.changes)
    for (const auto& edit : change.edits) add(edit.path);
  std::vector<Premise> premises;
  if (std::count_if(paths.begin(), paths.end(), [](const auto& path) { return !set_by_us(path); }) > 1)
    premises.push_back({option, PremiseOf::effects, "", most_of_an_effect});
  for (const auto& path : paths)
    premises.push_back(
        {option, PremiseOf::change, path, set_by_us(path) ? most_of_a_cost : most_of_an_effect});
  if (x.cost.once != 0.0) premises.push_back({option, PremiseOf::once, "", most_of_a_cost});
  if (x.cost.running.amount != 0.0) premises.push_back({option, PremiseOf::running, "", most_of_a_cost});
  return premises;
}

scenario::Scenario with_premise_at(const scenario::Scenario& scenario, const Premise& premise, double share) {
  scenario::Scenario changed = scenario;
  scenario::Option& option = changed.options[premise.option].second;
  if (premise.what == PremiseOf::once) option.cost.once *= share;
  if (premise.what == PremiseOf::running) option.cost.running.amount *= share;
  option.instead = instead_at(scenario.model, option, premise, share);
  for (auto& change : option.changes)
    for (auto& edit : change.edits)
      if (concerns(premise, edit.path)) edit.delivered *= share;
  return changed;
}

std::optional<double> value_of(const scenario::Scenario& scenario, const Premise& premise, double share) {
  if (premise.what != PremiseOf::change) return std::nullopt;
  const scenario::Option& option = scenario.options[premise.option].second;
  std::vector<scenario::Edit> edits;
  for (const auto& instead : option.instead)
    if (instead.path == premise.path)
      edits.push_back({scenario::EditKind::set, premise.path, instead.values.front()});
  for (const auto& change : option.changes)
    for (const auto& edit : change.edits)
      if (edit.path == premise.path) edits.push_back(edit);
  scenario::Model model = scenario.model;
  const auto number = scenario::locate(model, premise.path);
  if (edits.size() != 1 || !number) return std::nullopt;
  return scenario::edited(*number->value, edits.front(), option.size * share);
}

double largest_share(const scenario::Scenario& scenario, const Premise& premise) {
  if (sound(with_premise_at(scenario, premise, premise.largest))) return premise.largest;
  double good = 1.0, bad = premise.largest;
  for (int step = 0; step < 6; ++step) {
    const double middle = (good + bad) / 2.0;
    (sound(with_premise_at(scenario, premise, middle)) ? good : bad) = middle;
  }
  return good;
}

}  // namespace polku::study
