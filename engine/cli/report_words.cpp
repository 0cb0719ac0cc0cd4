#include "cli/report_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "cli/conditions.hpp"
#include "cli/decision_text.hpp"
#include "cli/figures.hpp"
#include "cli/outcome.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/value_text.hpp"
#include "scenario/edit.hpp"

namespace polku::cli {
namespace {

std::string title_of(const scenario::Scenario& scenario, std::size_t option) {
  const auto& [name, written] = scenario.options[option];
  return report::title_of(name, written);
}

/// "+82 ±18 kEUR".
std::string amount(const Measured& measured) {
  const double half = measured.half_width();
  const Figure figure = figure_for(measured.unit, std::span(&measured.mean, 1), std::span(&half, 1));
  std::string text = change(measured.mean, figure);
  if (text.starts_with("-")) text.replace(0, 1, "−");  // a page has the sign that a terminal may lack
  if (std::isfinite(half)) text += " ±" + number(half, figure);
  return figure.unit.empty() ? text : text + " " + figure.unit;
}

/// How the option in front stands against the next one.
std::string lead_in_words(const scenario::Scenario& scenario, const Ranking::Lead& lead) {
  const std::string rival = title_of(scenario, lead.runner_up), ahead = amount(lead.difference);
  if (lead.verdict == Verdict::too_close)
    return fmt::format("Between it and “{}” it is too close to call ({}).", rival, ahead);
  return fmt::format("The next option, “{}”, is behind it by {}.", rival,
                     ahead.substr(ahead.find_first_not_of('+')));
}

/// How those behind the only option that gains stand against going on as today; all of them lose.
std::string losers_in_words(const Ranking& ranking) {
  const auto first = ranking.order.begin() + 1, end = ranking.order.end();
  const auto all = [&](auto holds) { return std::all_of(first, end, holds); };
  const auto count = end - first;
  const std::string who = count == 1   ? "The other one is"
                          : count == 2 ? "The other two are"
                                       : fmt::format("The other {} are", count);
  if (all([](const Placed& placed) { return !placed.matters; }))
    return who + " worse than going on as today, by too little to matter.";
  if (all([](const Placed& placed) { return placed.verdict == Verdict::clearly_worse; }))
    return who + " clearly worse than going on as today.";
  return who + " worse than going on as today, but not " + (count == 1 ? "clearly." : "all of them clearly.");
}

}  // namespace

std::vector<report::DoubtWords> doubts_in_words(const scenario::Scenario& scenario,
                                                const record::Result& result) {
  std::vector<report::DoubtWords> words;
  scenario::Scenario copy = scenario;
  for (const Doubt& doubt : doubts_of(result)) {
    std::vector<double> values;
    for (const std::string& path : scenario::matching_paths(copy, doubt.path))
      values.push_back(*scenario::locate(copy, path)->value);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const auto text = [&](double value) { return value_text(scenario, doubt.path, value); };
    words.push_back({*least == *most ? text(*least) : text(*least) + " to " + text(*most),
                     text(doubt.ends[0].setting), text(doubt.ends[1].setting)});
  }
  return words;
}

std::vector<report::PremiseWords> premises_of(const scenario::Scenario& scenario,
                                              const record::Result& result) {
  std::vector<report::PremiseWords> words;
  for (const Condition& condition : conditions_of(result))
    words.push_back({premise_in_words(condition), plan_in_words(scenario, condition),
                     condition_in_words(scenario, condition)});
  return words;
}

report::Decision advice_of(const scenario::Scenario& scenario, const record::Result& result) {
  const Ranking ranking = rank(result, scenario);
  report::Decision decision;
  decision.measure = measure_of(scenario.decide.by);
  for (const Placed& placed : ranking.order)
    decision.order.push_back({placed.option, std::string(words(placed.verdict)), in_words(placed),
                              placed.matters, placed.over_budget});
  if (!ranking.best) {
    decision.sentence = "Go on as today: the budget allows none of the options.";
    return decision;
  }
  const Placed& best = *ranking.best;
  const std::string title = title_of(scenario, best.option), measure = words_for(decision.measure);
  const std::string years = days_in_words(scenario.model.time.horizon);
  const std::string effect =
      fmt::format("{} {} over {} against going on as today.", amount(best.difference), measure, years);
  switch (best.verdict) {
    case Verdict::clearly_better:
      decision.sentence =
          ranking.lead && ranking.lead->verdict == Verdict::too_close
              ? fmt::format(
                    "Choose “{}” or the one behind it: both are worth it, and which is better is open.",
                    title)
              : fmt::format("Choose “{}”.", title);
      decision.detail = effect;
      break;
    case Verdict::too_close:
      decision.sentence = best.matters ? "No option is clearly better than going on as today."
                                       : "Go on as today: no option changes enough to matter.";
      decision.detail = fmt::format("“{}” comes first: {}", title, effect);
      break;
    case Verdict::clearly_worse:
      decision.sentence = "Go on as today: every option is clearly worse.";
      decision.detail = fmt::format("“{}” loses least: {}", title, effect);
      break;
  }
  const auto loses = [](const Placed& placed) { return placed.difference.mean < 0.0; };
  const bool alone = ranking.order.size() > 1 && !loses(best) &&
                     std::all_of(ranking.order.begin() + 1, ranking.order.end(), loses);
  if (alone)
    decision.detail += " " + losers_in_words(ranking);
  else if (ranking.lead && best.verdict != Verdict::clearly_worse)
    decision.detail += " " + lead_in_words(scenario, *ranking.lead);
  return decision;
}

report::Decision outlook_of(const scenario::Scenario& scenario, const record::Result& result) {
  const Outcome outcome = outcome_of(result);
  const auto text = [&](std::string_view measure) -> std::string {
    const Measured* found = find(outcome, measure);
    if (!found) return "–";
    const double half = found->half_width();
    const Figure figure = figure_for(found->unit, std::span(&found->mean, 1), std::span(&half, 1));
    return number(found->mean, figure) + (figure.unit.empty() ? "" : " " + figure.unit);
  };
  report::Decision outlook;
  outlook.sentence =
      fmt::format("After {}: {} customers, and a profit of {}.", days_in_words(scenario.model.time.horizon),
                  text("customers"), text("profit"));
  outlook.detail = "One world, as it is today. To weigh a change, write it as an option and compare.";
  return outlook;
}

}  // namespace polku::cli
