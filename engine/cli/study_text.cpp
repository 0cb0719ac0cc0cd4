#include "cli/study_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "base/diagnostic.hpp"
#include "cli/answers.hpp"
#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/value_text.hpp"
#include "scenario/words.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;
using study::Setting;

Figure figure_of(const Scenario& scenario, const study::Trial& trial) {
  std::vector<double> values{scenario.study.threshold}, widths;
  const auto add = [&](const Setting& setting) {
    values.push_back(setting.contrast.mean);
    if (std::isfinite(setting.contrast.half_width)) widths.push_back(setting.contrast.half_width);
  };
  add(trial.written);
  for (const auto& turn : trial.turns)
    for (const Setting& setting : turn.settings) add(setting);
  return figure_for(study::unit_of_contrast(scenario), values, widths);
}

std::string with_unit(const std::string& number, const Figure& figure) {
  return figure.unit.empty() ? number : number + ' ' + figure.unit;
}

Emphasis emphasis_of(study::Finding finding) {
  if (finding == study::Finding::holds) return Emphasis::good;
  return finding == study::Finding::fails ? Emphasis::bad : Emphasis::none;
}

void add_row(Table& table, std::string what, std::string value, const Setting& setting,
             const Figure& figure) {
  table.row({{std::move(what)},
             {std::move(value)},
             {change(setting.contrast.mean, figure) + " ±" + number(setting.contrast.half_width, figure)},
             {std::string(study::words(setting.finding)), emphasis_of(setting.finding)}});
}

/// "profit of first_use, 1 year to 2 years"
std::string in_words(const scenario::Measurement& what) {
  std::string text = words_for(scenario::word(what.figure));
  for (const std::string* of : {&what.step, &what.attribute, &what.survey, &what.segment})
    if (!of->empty()) text += " of " + *of;
  if (what.from > 0.0 || std::isfinite(what.until))
    text += fmt::format(", {} to {}", what.from > 0.0 ? days_in_words(what.from) : "start",
                        std::isfinite(what.until) ? days_in_words(what.until) : "the end");
  return text;
}

/// Adds " - 2 better" to a sum.
void add_term(std::string& sum, double weight, const std::string& what) {
  if (weight == 0.0) return;
  const std::string size = std::fabs(weight) == 1.0 ? "" : fmt::format("{:g} ", std::fabs(weight));
  sum += sum.empty() ? (weight < 0 ? "-" : "") : (weight < 0 ? " - " : " + ");
  sum += size + what;
}

}  // namespace

std::string contrast_in_words(const Scenario& scenario) {
  const auto& study = scenario.study;
  scenario::Table<double> contrast = study.contrast;
  if (contrast.empty() && study.terms.empty()) {
    contrast.emplace_back(scenario.options[0].first, 1.0);
    contrast.emplace_back("baseline", -1.0);
  }
  std::string text;
  for (const auto& [name, weight] : contrast) add_term(text, weight, name);
  if (!contrast.empty()) text += " in " + in_words(study.what);
  for (const auto& term : study.terms) add_term(text, term.weight, term.world + " in " + in_words(term.what));
  if (!study.relative_to.empty())
    text += ", as a share of " + study.relative_to + " in " + in_words(study.what);
  return text;
}

std::string study_text(const Scenario& scenario, const study::Trial& trial, const Style& style,
                       std::size_t width) {
  const auto& study = scenario.study;
  const Figure figure = figure_of(scenario, trial);
  std::string text = wrapped(style(study.claim, Emphasis::strong) + "  " + base::visible(study.says), width);
  if (!scenario.question.empty()) text += wrapped(base::visible(scenario.question), width);
  text += fmt::format("verdict: {}\n\n", style(study::words(trial.verdict), Emphasis::strong));
  text += wrapped(fmt::format("measured is {}; it holds above {}", contrast_in_words(scenario),
                              with_unit(number(study.threshold, figure), figure)),
                  width);
  Table table({{"", Align::left, 44},
               {"value"},
               {figure.unit.empty() ? "contrast" : "contrast, " + figure.unit},
               {"verdict", Align::left}});
  add_row(table, "as written", "", trial.written, figure);
  for (const auto& turn : trial.turns)
    for (std::size_t i = 0; i < turn.settings.size(); ++i)
      add_row(table, i == 0 ? turn.path : "", value_text(scenario, turn.path, turn.settings[i].value),
              turn.settings[i], figure);
  text += '\n' + table.text(style);
  for (const auto& turn : trial.turns)
    if (turn.turns_at)
      text += wrapped(
          fmt::format("turns at {} of {}", value_text(scenario, turn.path, *turn.turns_at), turn.path),
          width);
  return text;
}

std::string study_answer(const Scenario& scenario, const study::Trial& trial,
                         const base::Diagnostics& diagnostics) {
  const auto setting = [](const Setting& x) -> Json {
    return {{"mean", x.contrast.mean},
            {"low", x.contrast.low},
            {"high", x.contrast.high},
            {"values", x.values},
            {"verdict", study::words(x.finding)}};
  };
  Json turns = Json::array();
  for (const auto& turn : trial.turns) {
    Json settings = Json::array();
    for (const Setting& x : turn.settings) {
      Json one = setting(x);
      one["value"] = x.value;
      one["text"] = value_text(scenario, turn.path, x.value);
      settings.push_back(std::move(one));
    }
    turns.push_back(
        {{"path", turn.path},
         {"settings", settings},
         {"turns_at", turn.turns_at ? Json(*turn.turns_at) : Json()},
         {"turns_at_text", turn.turns_at ? Json(value_text(scenario, turn.path, *turn.turns_at)) : Json()}});
  }
  const Json json = {{"kind", "study"},
                     {"claim", scenario.study.claim},
                     {"says", scenario.study.says},
                     {"question", scenario.question},
                     {"verdict", study::words(trial.verdict)},
                     {"contrast", contrast_in_words(scenario)},
                     {"unit", study::unit_of_contrast(scenario)},
                     {"threshold", scenario.study.threshold},
                     {"written", setting(trial.written)},
                     {"turns", turns},
                     {"seed", scenario.model.run.seed},
                     {"replications", scenario.model.run.replications},
                     {"customers", scenario.model.population.customers},
                     {"diagnostics", diagnostics_json(diagnostics)}};
  return to_line(json);
}

}  // namespace polku::cli
