#include "cli/outcome_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "cli/conditions.hpp"
#include "cli/decision_text.hpp"
#include "cli/figures.hpp"
#include "cli/outcome.hpp"
#include "cli/outcome_rows.hpp"

namespace polku::cli {
namespace {

constexpr std::size_t widest_name = 18;   // of options in headings
constexpr std::size_t widest_words = 24;  // of rows beside several worlds
constexpr std::size_t widest_title = 56;  // of options in the ranking

/// A mean as text with half of its interval, padded so that a column of them lines up: "+1,234 ± 56".
std::string with_half_width(std::string text, double half_width, const Figure& figure, std::size_t pad = 0) {
  if (std::isnan(half_width)) return text;
  const std::string half = std::isfinite(half_width) ? number(half_width, figure) : "?";
  return text + " ±" + std::string(pad - std::min(pad, columns_of(half)), ' ') + half;
}

/// The same in a sentence: "310 ±40 kEUR".
std::string in_words(const Measured& measured) {
  const double half = measured.half_width();
  const Figure figure = figure_for(measured.unit, std::span(&measured.mean, 1), std::span(&half, 1));
  return with_half_width(change(measured.mean, figure), half, figure) +
         (figure.unit.empty() ? "" : " " + figure.unit);
}

/// Table of the baseline and of some options; all numbers of a row have one scale.
class Differences {
 public:
  Differences(const scenario::Scenario& scenario, const record::Result& result)
      : scenario_(scenario), baseline_(outcome_of(result)) {
    for (std::size_t o = 0; o < scenario.options.size(); ++o) options_.push_back(differences_of(result, o));
  }

  /// Options [first, last).
  Table table(std::size_t first, std::size_t last) const {
    std::vector<Column> columns = {
        {"", Align::left, widest_words}, {"", Align::left}, {"baseline", Align::right}};
    for (std::size_t o = first; o < last; ++o)
      columns.push_back({clipped(scenario_.options[o].first, widest_name), Align::right});
    Table table(std::move(columns));
    for (const Section& section : sections_of(options_.front())) {
      table.section(section.title);
      for (const std::string& measure : section.measures) table.row(row(measure, first, last));
    }
    return table;
  }

 private:
  std::vector<Cell> row(const std::string& measure, std::size_t first, std::size_t last) const {
    const Figure figure = figure_of(measure);
    const Measured* before = find(baseline_, measure);
    std::vector<Cell> cells = {{words_for(*find(options_.front(), measure))},
                               {unit_for(*find(options_.front(), measure), figure), Emphasis::faint},
                               {before ? number(before->mean, figure) : ""}};
    std::size_t pad = 0;
    for (std::size_t o = first; o < last; ++o)
      pad = std::max(pad, columns_of(number(find(options_[o], measure)->half_width(), figure)));
    for (std::size_t o = first; o < last; ++o) {
      const Measured& difference = *find(options_[o], measure);
      // What the baseline does not have (a time of payback) is no difference and has no sign.
      const std::string mean = before ? change(difference.mean, figure) : number(difference.mean, figure);
      cells.push_back(
          {std::isnan(difference.mean) ? mean : with_half_width(mean, difference.half_width(), figure, pad)});
    }
    return cells;
  }

  /// Money of the company has one scale, the one that most of its rows ask for, so that rows can be added up.
  Figure figure_of(const std::string& measure) const {
    const Figure own = own_figure_of(measure);
    if (!is_company_money(measure)) return own;
    std::map<double, std::pair<std::size_t, Figure>> scales;
    for (const Measured& row : options_.front())
      if (const Figure figure = own_figure_of(row.name); is_company_money(row.name) && !all_zero(row.name)) {
        auto& scale = scales[figure.divisor];
        ++scale.first;
        scale.second = figure;
      }
    const auto most = std::max_element(scales.begin(), scales.end(), [](const auto& a, const auto& b) {
      return a.second.first < b.second.first;
    });
    if (most == scales.end()) return own;
    return all_zero(measure) ? Figure{most->first, 0, most->second.second.unit}
                             : at_scale_of(own, most->second.second);
  }

  /// Not of single customers.
  bool is_company_money(const std::string& measure) const {
    return measure != "customer_value" && find(options_.front(), measure)->unit == scenario_.model.currency;
  }
  bool all_zero(const std::string& measure) const {
    const Measured* before = find(baseline_, measure);
    return (!before || before->mean == 0.0) &&
           std::all_of(options_.begin(), options_.end(),
                       [&](const Outcome& option) { return find(option, measure)->mean == 0.0; });
  }

  Figure own_figure_of(const std::string& measure) const {
    std::vector<double> means, halves;
    for (const Outcome& option : options_) {
      means.push_back(find(option, measure)->mean);
      halves.push_back(find(option, measure)->half_width());
    }
    const bool all_equal = std::all_of(means.begin(), means.end(), [](double mean) { return mean == 0.0; });
    if (const Measured* before = find(baseline_, measure); before && all_equal) {
      means.push_back(before->mean);
      halves.push_back(before->half_width());
    }
    return figure_for(find(options_.front(), measure)->unit, means, halves);
  }

  const scenario::Scenario& scenario_;
  Outcome baseline_;
  std::vector<Outcome> options_;
};

std::string name_of(const scenario::Scenario& scenario, std::size_t option) {
  return base::visible(scenario.options[option].first);
}

Emphasis emphasis_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::clearly_better: return Emphasis::good;
    case Verdict::clearly_worse: return Emphasis::bad;
    case Verdict::too_close: break;
  }
  return Emphasis::none;
}

/// Titles stand beside the names of options where there is room for them, else below, clipped only if no line
/// could hold them.
Table ranking_table(const scenario::Scenario& scenario, const Ranking& ranking, std::size_t width) {
  const auto title_of = [&](const Placed& placed) { return scenario.options[placed.option].second.title; };
  Table beside({{"", Align::right},
                {"option", Align::left, widest_name},
                {"", Align::left, width},
                {"difference", Align::right},
                {"verdict", Align::left, 60}});
  int place = 0;
  for (const Placed& placed : ranking.order)
    beside.row({{std::to_string(++place)},
                {scenario.options[placed.option].first},
                {title_of(placed)},
                {in_words(placed.difference)},
                {in_words(placed), emphasis_of(placed.verdict)}});
  if (beside.width() <= width) return beside;

  Table below({});
  for (std::size_t widest = widest_title; widest >= widest_name; --widest) {
    below = Table({{"", Align::right},
                   {"option", Align::left, widest},
                   {"difference", Align::right},
                   {"verdict", Align::left, 60}});
    place = 0;
    for (const Placed& placed : ranking.order) {
      below.row({{std::to_string(++place)},
                 {scenario.options[placed.option].first},
                 {in_words(placed.difference)},
                 {in_words(placed), emphasis_of(placed.verdict)}});
      if (!title_of(placed).empty()) below.row({{}, {title_of(placed), Emphasis::faint}});
    }
    if (below.width() <= width) break;
  }
  return below;
}

/// What follows from the ranking, for those who read one sentence.
std::string conclusion(const scenario::Scenario& scenario, const Ranking& ranking,
                       const record::Result& result) {
  const auto decision = decision_of(result);
  const std::string more = decision && decision->sequential
                               ? ""
                               : fmt::format("More replications may tell: --replications {}.",
                                             std::max<std::size_t>(10, 4 * replications_of(result)));
  if (!ranking.best) return "The budget allows none of the options.";
  const std::string best = name_of(scenario, ranking.best->option);
  const std::string_view affordable = std::isfinite(scenario.budget) ? " that the budget allows" : "";
  std::string text;
  switch (ranking.best->verdict) {
    case Verdict::clearly_worse:
      return fmt::format("Every option{} is clearly worse than the baseline.", affordable);
    case Verdict::too_close:
      text =
          fmt::format("No option{} is clearly better than the baseline; {} comes first. ", affordable, best);
      return text + (ranking.best->matters ? more : "What it changes is too little to matter.");
    case Verdict::clearly_better: text = fmt::format("{} is clearly better than the baseline", best); break;
  }
  if (!ranking.lead) return text + ".";
  const std::string rival = name_of(scenario, ranking.lead->runner_up);
  const std::string ahead = in_words(ranking.lead->difference);
  if (ranking.lead->verdict == Verdict::too_close)
    return text + fmt::format("; between it and {} it is too close to call ({}). {}", rival, ahead, more);
  return text + fmt::format(" and clearly ahead of {} ({}).", rival, ahead);
}

}  // namespace

std::string headline(const scenario::Scenario& scenario, const record::Result& result, std::size_t width) {
  const scenario::Model& model = scenario.model;
  const std::size_t done = replications_of(result);
  // A comparison that settles the best may end before, and may take more than the run.
  const auto planned = result.complete            ? done
                       : result.kind == "compare" ? study::most_replications(scenario)
                                                  : static_cast<std::size_t>(model.run.replications);
  std::string text = base::visible(model.name) + '\n';
  if (!scenario.question.empty()) text = wrapped(base::visible(scenario.question), width) + text;
  text += fmt::format("{} customers over {}, {}{} replication{}, seed {}\n",
                      thousands(model.population.customers), days_in_words(model.time.horizon),
                      done < planned ? fmt::format("{} of ", done) : "", planned, planned == 1 ? "" : "s",
                      model.run.seed);
  return text;
}

std::string outcome_text(const scenario::Scenario& scenario, const record::Result& result,
                         const Style& style) {
  const Outcome outcome = outcome_of(result);
  const bool with_intervals = replications_of(result) > 1;
  std::vector<Column> columns = {{"", Align::left}, {"mean"}};
  if (with_intervals) columns.push_back({percent(scenario.model.run.confidence) + " interval"});
  columns.push_back({"", Align::left});
  Table table(std::move(columns));
  for (const Section& section : sections_of(outcome)) {
    table.section(section.title);
    for (const std::string& measure : section.measures) {
      const Measured& x = *find(outcome, measure);
      const double half = x.half_width();
      const Figure figure = figure_for(x.unit, std::span(&x.mean, 1), std::span(&half, 1));
      std::vector<Cell> cells = {{words_for(x)}, {number(x.mean, figure)}};
      if (with_intervals)
        cells.push_back({std::isnan(x.mean) ? "" : number(x.low, figure) + " to " + number(x.high, figure)});
      cells.push_back({unit_for(x, figure), Emphasis::faint});
      table.row(std::move(cells));
    }
  }
  std::string text = table.text(style);
  if (!with_intervals)
    text += "\nOne replication: nothing is known about chance. Ask for more with --replications 5.\n";
  return text;
}

std::string comparison_text(const scenario::Scenario& scenario, const record::Result& result,
                            const Style& style, std::size_t width) {
  const Differences differences(scenario, result);
  const std::size_t options = scenario.options.size();
  std::string text;
  for (std::size_t first = 0, last = 0; first < options; first = last) {
    last = first + 1;
    while (last < options && differences.table(first, last + 1).width() <= width) ++last;
    text += differences.table(first, last).text(style) + '\n';
  }
  const Ranking ranking = rank(result, scenario);
  const double indifference = scenario.decide.indifference;
  const Figure figure = figure_for(ranking.order.front().difference.unit, std::span(&indifference, 1), {});
  text +=
      wrapped(fmt::format("Options: difference from the baseline in the same luck, ± half of a {} interval.",
                          percent(scenario.decide.confidence)),
              width);
  text += '\n';
  text += style(fmt::format("Ranking by {}", words_for(measure_of(scenario.decide.by))), Emphasis::strong);
  if (indifference > 0)
    text += fmt::format(" (up to {:.10g}{} does not matter)", indifference / figure.divisor,
                        figure.unit.empty() ? "" : " " + figure.unit);
  text += '\n';
  text += ranking_table(scenario, ranking, width).text(style) + '\n';
  text += wrapped(conclusion(scenario, ranking, result), width);
  return text + certainty_text(scenario, result, ranking, style, width) +
         doubts_text(scenario, result, style, width) + conditions_text(scenario, result, style, width);
}

}  // namespace polku::cli
