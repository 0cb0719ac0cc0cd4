#include "cli/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/diagnostic.hpp"
#include "base/statistics.hpp"
#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/value_text.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;

constexpr std::size_t widest_option = 18;

std::string share(double value) { return fmt::format("{:.0f} %", 100.0 * value); }

std::string with_unit(const std::string& number, const Figure& figure) {
  return figure.unit.empty() ? number : number + ' ' + figure.unit;
}

Figure figure_of(const SweepFindings& findings) {
  std::vector<double> sizes;
  for (const auto& option : findings.options)
    for (const double x : {option.worst, option.middle, option.best})
      if (std::isfinite(x)) sizes.push_back(x);
  return figure_for(findings.unit, sizes, {});
}

/// One row a point, for few points along one range.
Table point_table(const Scenario& scenario, const study::Explored& explored, const SweepFindings& findings,
                  const Figure& figure) {
  const auto& range = scenario.uncertain.front();
  std::vector<Column> columns{{range.path, Align::right}};
  for (const auto& option : findings.options) columns.push_back({clipped(option.name, widest_option)});
  Table table(std::move(columns));
  const std::size_t measure = study::deciding_measure(scenario);
  for (std::size_t i = 0; i < explored.points().size(); ++i) {
    std::vector<Cell> cells{
        {value_text(scenario, range.path, study::value_at(range, explored.points()[i][0]))}};
    for (std::size_t o = 0; o < findings.options.size(); ++o) {
      const base::Interval x =
          base::mean_interval(explored.differences(o, measure)[i], scenario.decide.confidence);
      const std::string mean = scenario.options.empty() ? number(x.mean, figure) : change(x.mean, figure);
      cells.push_back({std::isfinite(x.half_width) ? mean + " ±" + number(x.half_width, figure) : mean});
    }
    table.row(std::move(cells));
  }
  return table;
}

Table summary_table(const Scenario& scenario, const SweepFindings& findings, const Figure& figure) {
  Table table({{"", Align::left, 24},
               {"worst" + (figure.unit.empty() ? "" : ", " + figure.unit)},
               {"middle"},
               {"best"},
               {"loses at"},
               {"is best at"}});
  for (const auto& option : findings.options)
    table.row({{option.name},
               {number(option.worst, figure)},
               {number(option.middle, figure)},
               {number(option.best, figure)},
               {scenario.options.empty() ? "" : share(option.loses_at)},
               {scenario.options.empty() ? "" : share(option.best_at)}});
  if (!scenario.options.empty())
    table.row({{"none of them"}, {""}, {""}, {""}, {""}, {share(findings.baseline_best_at)}});
  return table;
}

/// "behaviour.habit above 0.4", "x between 1 and 2".
std::string condition(const Scenario& scenario, const study::Box& box, std::size_t p) {
  const auto& range = scenario.uncertain[p];
  const auto text = [&](double place) {
    return value_text(scenario, range.path, study::value_at(range, place));
  };
  if (std::isinf(box.high[p])) return range.path + " above " + text(box.low[p]);
  if (std::isinf(box.low[p])) return range.path + " below " + text(box.high[p]);
  return range.path + " between " + text(box.low[p]) + " and " + text(box.high[p]);
}

std::string loses_only_if(const Scenario& scenario, const OptionOverPoints& option, std::size_t width) {
  if (!option.loses_if || option.loses_at > 0.9) return "";
  const auto& found = *option.loses_if;
  std::string text = fmt::format(
      "{} loses mostly where ({} of its losses, {} of the points there lose):", base::visible(option.name),
      share(found.quality.coverage), share(found.quality.density));
  text = wrapped(text, width);
  bool any = false;
  for (std::size_t p = 0; p < scenario.uncertain.size(); ++p) {
    if (!found.box.restricts(p)) continue;
    any = true;
    text += wrapped(fmt::format("    {}{}", base::visible(condition(scenario, found.box, p)),
                                found.reproduced[p] < 0.8
                                    ? fmt::format(" (in {} of resamples only)", share(found.reproduced[p]))
                                    : ""),
                    width);
  }
  return any ? '\n' + text : "";
}

std::string overspend_text(const Overspend& found, const Figure& figure, const std::string& currency,
                           std::size_t width) {
  const Figure money = figure_for(currency, std::span(&found.cost, 1), {});
  const std::string cost =
      found.cost > 0 ? " (" + with_unit(number(found.cost, money), money) + " once)" : "";
  const double half = (found.falls_high - found.falls_low) / 2.0;
  const std::string falls = with_unit(
      number(found.falls, figure) + (std::isfinite(half) ? " ±" + number(half, figure) : ""), figure);
  if (found.overspends)
    return wrapped(
        fmt::format("Overspend point: beyond size {:.3g}{} more of {} brings less; at size {:.3g} it "
                    "is {} less.",
                    found.size, cost, base::visible(found.option), found.at_most, falls),
        width);
  return wrapped(
      fmt::format("No overspend point shows up to size {:.3g}; the best of those tried is {:.3g}{}.",
                  found.at_most, found.size, cost),
      width);
}

std::string information_text(const Scenario& scenario, const SweepFindings& findings, const Style& style) {
  std::vector<double> sizes{findings.perfect_information};
  for (const auto& x : findings.of_parameters) sizes.push_back(x.between.high);
  const Figure figure = figure_for(findings.unit, sizes, {});
  std::string text =
      '\n' + style("What knowing a number before deciding is worth, at most", Emphasis::strong) + '\n';
  Table table({{"", Align::left, 56},
               {figure.unit.empty() ? "worth" : "worth, " + figure.unit},
               {percent(scenario.decide.confidence) + " interval"}});
  std::vector<std::size_t> order(findings.of_parameters.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return findings.of_parameters[a].value > findings.of_parameters[b].value;
  });
  for (const std::size_t p : order) {
    const auto& x = findings.of_parameters[p];
    table.row({{scenario.uncertain[p].path},
               {number(x.value, figure)},
               {number(x.between.low, figure) + " to " + number(x.between.high, figure)}});
  }
  table.row({{"all of them"}, {number(findings.perfect_information, figure)}, {""}});
  return text + table.text(style);
}

}  // namespace

std::string sweep_text(const Scenario& scenario, const study::Explored& explored,
                       const SweepFindings& findings, const Style& style, std::size_t width) {
  const Figure figure = figure_of(findings);
  const bool one_by_one = scenario.uncertain.size() == 1 && explored.points().size() <= 40;
  std::string text;
  if (!one_by_one) {
    text += "Over the ranges\n";
    for (const auto& range : scenario.uncertain)
      text += fmt::format("  {}  {} to {}\n", base::visible(range.path),
                          value_text(scenario, range.path, range.values[0]),
                          value_text(scenario, range.path, range.values[1]));
    text += '\n';
  }
  std::string title = words_for(findings.measure);
  title[0] = static_cast<char>(title[0] >= 'a' && title[0] <= 'z' ? title[0] - 'a' + 'A' : title[0]);
  text += style(title + (scenario.options.empty() ? "" : " against the baseline"), Emphasis::strong);
  text += one_by_one && !figure.unit.empty() ? ", " + figure.unit + '\n' : "\n";
  if (one_by_one) text += point_table(scenario, explored, findings, figure).text(style) + '\n';
  text += summary_table(scenario, findings, figure).text(style);
  for (const auto& option : findings.options) text += loses_only_if(scenario, option, width);
  if (findings.overspend)
    text += '\n' + overspend_text(*findings.overspend, figure, scenario.model.currency, width);
  if (findings.information && findings.perfect_information > 0.0)
    text += information_text(scenario, findings, style);
  else if (findings.information)
    text += "\nKnowing these numbers better would not change the decision.\n";
  return text;
}

std::string sweep_answer(const Scenario& scenario, const study::Explored& explored,
                         const SweepFindings& findings, const std::string& design, const std::string& digest,
                         const std::string& file, const base::Diagnostics& diagnostics) {
  const auto limit = [](double place, const scenario::Sweep& range) {
    return std::isinf(place) ? Json() : Json(study::value_at(range, place));
  };
  Json parameters = Json::array(), points = Json::array(), options = Json::array();
  for (const auto& range : scenario.uncertain)
    parameters.push_back({{"path", range.path}, {"low", range.values[0]}, {"high", range.values[1]}});
  for (const auto& point : explored.points()) {
    Json settings = Json::array();
    for (std::size_t p = 0; p < point.size(); ++p)
      settings.push_back(study::value_at(scenario.uncertain[p], point[p]));
    points.push_back(std::move(settings));
  }
  for (const auto& option : findings.options) {
    Json loses_if;
    if (option.loses_if) {
      const auto& found = *option.loses_if;
      loses_if = {{"conditions", Json::array()},
                  {"coverage", found.quality.coverage},
                  {"density", found.quality.density},
                  {"mass", found.quality.mass}};
      for (std::size_t p = 0; p < scenario.uncertain.size(); ++p)
        if (found.box.restricts(p))
          loses_if["conditions"].push_back({{"path", scenario.uncertain[p].path},
                                            {"low", limit(found.box.low[p], scenario.uncertain[p])},
                                            {"high", limit(found.box.high[p], scenario.uncertain[p])},
                                            {"reproduced", found.reproduced[p]}});
    }
    options.push_back({{"name", option.name},
                       {"differences", option.differences},
                       {"worst", option.worst},
                       {"middle", option.middle},
                       {"best", option.best},
                       {"loses_at", option.loses_at},
                       {"best_at", option.best_at},
                       {"loses_if", loses_if}});
  }
  Json information, overspend;
  if (findings.information) {
    information = {{"all", findings.perfect_information}, {"parameters", Json::array()}};
    for (std::size_t p = 0; p < findings.of_parameters.size(); ++p)
      information["parameters"].push_back({{"path", scenario.uncertain[p].path},
                                           {"value", findings.of_parameters[p].value},
                                           {"low", findings.of_parameters[p].between.low},
                                           {"high", findings.of_parameters[p].between.high}});
  }
  if (const auto& found = findings.overspend)
    overspend = {{"option", found->option},         {"size", found->size},   {"cost_once", found->cost},
                 {"overspends", found->overspends}, {"falls", found->falls}, {"low", found->falls_low},
                 {"high", found->falls_high}};
  return to_line({{"kind", "sweep"},
                  {"measure", findings.measure},
                  {"unit", findings.unit},
                  {"design", design},
                  {"complete", explored.complete()},
                  {"parameters", parameters},
                  {"points", points},
                  {"options", options},
                  {"baseline_best_at", findings.baseline_best_at},
                  {"information", information},
                  {"overspend", overspend},
                  {"seed", scenario.model.run.seed},
                  {"replications", scenario.model.run.replications},
                  {"customers", scenario.model.population.customers},
                  {"digest", digest},
                  {"file", file.empty() ? Json() : Json(file)},
                  {"diagnostics", diagnostics_json(diagnostics)}});
}

}  // namespace polku::cli
