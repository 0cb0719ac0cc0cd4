#include "cli/sensitivity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/value_text.hpp"
#include "study/decision.hpp"
#include "study/summary.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;
using study::Sensitivity;

std::string unit_of(const Scenario& scenario) {
  return study::unit_of(study::base_measures()[study::deciding_measure(scenario)], scenario.model.currency);
}

std::string name_of(const Scenario& scenario, std::size_t option) {
  return scenario.options.empty() ? "baseline" : scenario.options[option].first;
}

/// Parameters with the largest mean effect first.
std::vector<std::size_t> by_importance(const Sensitivity& sensitivity) {
  const auto largest = [&](std::size_t p) {
    double most = 0.0;
    for (const auto& effects : sensitivity.screening) most = std::max(most, effects[p].importance);
    return most;
  };
  std::vector<std::size_t> order(sensitivity.screening.front().size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return largest(a) > largest(b); });
  return order;
}

Table screening_table(const Scenario& scenario, const Sensitivity& sensitivity) {
  std::vector<double> sizes;
  for (const auto& effects : sensitivity.screening)
    for (const auto& effect : effects) sizes.push_back(effect.importance);
  const Figure figure = figure_for(unit_of(scenario), sizes, {});
  std::vector<Column> columns{{figure.unit, Align::left, 44}, {"range", Align::left, 28}};
  for (std::size_t o = 0; o < sensitivity.screening.size(); ++o)
    columns.push_back({clipped(name_of(scenario, o), 18)});
  Table table(std::move(columns));
  for (const std::size_t p : by_importance(sensitivity)) {
    const auto& range = scenario.uncertain[p];
    std::vector<Cell> cells{{range.path},
                            {value_text(scenario, range.path, range.values[0]) + " to " +
                             value_text(scenario, range.path, range.values[1])}};
    for (const auto& effects : sensitivity.screening) {
      // The sign only where all moves go one way.
      const auto& x = effects[p];
      const bool one_way = std::fabs(x.mean) > 0.999 * x.importance && x.importance > 0.0;
      cells.push_back({(one_way ? change(x.mean, figure) : number(x.importance, figure)) + " (" +
                       number(x.spread, figure) + ")"});
    }
    table.row(std::move(cells));
  }
  return table;
}

std::string share(double value) { return fmt::format("{:.0f}", 100.0 * value); }

std::string indices_text(const Scenario& scenario, const Sensitivity& sensitivity, std::size_t option,
                         const Style& style, std::size_t width) {
  const auto& indices = sensitivity.indices[option];
  const double sd = std::sqrt(std::max(0.0, indices.variance)),
               noise = std::sqrt(std::max(0.0, indices.noise));
  const Figure figure = figure_for(unit_of(scenario), std::span(&sd, 1), {});
  const std::string in = figure.unit.empty() ? "" : ' ' + figure.unit;
  std::string text = '\n' + style(name_of(scenario, option), Emphasis::strong) + '\n';
  // Shares of a variance that is hardly known would be numbers without meaning.
  if (indices.variance_between.low < indices.variance / 4.0)
    return text + wrapped(
                      "What these ranges do to it cannot be told from luck with so few points. Ask for more "
                      "--points or --replications.",
                      width);
  Table table({{"", Align::left, 44}, {"alone, %"}, {"between"}, {"with others, %"}, {"between"}});
  for (std::size_t i = 0; i < sensitivity.passed.size(); ++i) {
    const auto& x = indices.parameters[i];
    table.row({{scenario.uncertain[sensitivity.passed[i]].path},
               {share(x.first)},
               {share(x.first_between.low) + " to " + share(x.first_between.high)},
               {share(x.total)},
               {share(x.total_between.low) + " to " + share(x.total_between.high)}});
  }
  text += table.text(style);
  std::string about = fmt::format("Over these ranges the difference has a standard deviation of {}{}",
                                  number(sd, figure), in);
  about += std::isnan(indices.noise)
               ? "; with one replication, luck cannot be told apart and inflates the indices."
               : fmt::format("; luck adds {}{} to one replication and nothing to the indices.",
                             number(noise, figure), in);
  return text + wrapped(about, width);
}

Json between_json(const study::Between& between) { return Json::array({between.low, between.high}); }

}  // namespace

std::string sensitivity_text(const Scenario& scenario, const Sensitivity& sensitivity, const Style& style,
                             std::size_t width) {
  std::string title = words_for(study::measure_of(scenario.decide.by));
  std::string text = style("Screening", Emphasis::strong) +
                     fmt::format(": how far each number moves {}{} over its range\n", title,
                                 scenario.options.empty() ? "" : " against the baseline");
  text += screening_table(scenario, sensitivity).text(style) + '\n';
  text += wrapped(
      "Mean size of the move (its spread: interaction and curvature). A sign stands where every move went "
      "one "
      "way.",
      width);
  if (sensitivity.indices.empty()) return text;
  text += '\n' + style("Sobol indices", Emphasis::strong) +
          fmt::format(": share of the variance, with {} intervals\n", percent(scenario.decide.confidence));
  for (std::size_t o = 0; o < sensitivity.indices.size(); ++o)
    text += indices_text(scenario, sensitivity, o, style, width);
  return text;
}

std::string sensitivity_answer(const Scenario& scenario, const Sensitivity& sensitivity,
                               const base::Diagnostics& diagnostics) {
  Json options = Json::array(), parameters = Json::array();
  for (const auto& range : scenario.uncertain)
    parameters.push_back({{"path", range.path}, {"low", range.values[0]}, {"high", range.values[1]}});
  for (std::size_t o = 0; o < sensitivity.screening.size(); ++o) {
    Json screening = Json::array(), sobol;
    for (std::size_t p = 0; p < scenario.uncertain.size(); ++p) {
      const auto& x = sensitivity.screening[o][p];
      screening.push_back({{"path", scenario.uncertain[p].path},
                           {"mean", x.mean},
                           {"importance", x.importance},
                           {"spread", x.spread}});
    }
    if (!sensitivity.indices.empty()) {
      const auto& indices = sensitivity.indices[o];
      sobol = {{"variance", indices.variance},
               {"variance_between", between_json(indices.variance_between)},
               {"noise", indices.noise},
               {"parameters", Json::array()}};
      for (std::size_t i = 0; i < sensitivity.passed.size(); ++i) {
        const auto& x = indices.parameters[i];
        sobol["parameters"].push_back({{"path", scenario.uncertain[sensitivity.passed[i]].path},
                                       {"first", x.first},
                                       {"first_between", between_json(x.first_between)},
                                       {"total", x.total},
                                       {"total_between", between_json(x.total_between)}});
      }
    }
    options.push_back({{"name", name_of(scenario, o)}, {"screening", screening}, {"sobol", sobol}});
  }
  return to_line({{"kind", "sensitivity"},
                  {"measure", study::measure_of(scenario.decide.by)},
                  {"unit", unit_of(scenario)},
                  {"parameters", parameters},
                  {"options", options},
                  {"seed", scenario.model.run.seed},
                  {"replications", scenario.model.run.replications},
                  {"customers", scenario.model.population.customers},
                  {"diagnostics", diagnostics_json(diagnostics)}});
}

}  // namespace polku::cli
