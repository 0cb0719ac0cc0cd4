#include "cli/decision_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/diagnostic.hpp"
#include "cli/figures.hpp"

namespace polku::cli {
namespace {

template <class T>
const std::vector<T>& column(const record::Group& group, std::string_view name) {
  return std::get<std::vector<T>>(group.variable(name)->values);
}

/// A chance as text: "98 %". Never 0 or 100: samples and models cannot know that.
std::string chance(double share) {
  if (std::isnan(share)) return "–";
  if (share > 0.995) return "> 99 %";
  if (share < 0.005) return "< 1 %";
  return fmt::format("{:.0f} %", 100.0 * share);
}

std::string amount(double value, const Figure& figure) {
  return std::isnan(value) ? "–" : number(value, figure);
}

Table certainty_table(const scenario::Scenario& scenario, const Decision& decision, const Ranking& ranking,
                      const std::string& unit) {
  std::vector<double> sizes;
  for (const Alternative& a : decision.alternatives)
    for (const double x : {a.future_low, a.future_high})
      if (std::isfinite(x)) sizes.push_back(x);
  const Figure figure = figure_for(unit, sizes, {});
  const bool money = unit == scenario.model.currency;
  const std::string in = figure.unit.empty() ? "" : ", " + figure.unit;
  Table table({{"", Align::right},
               {"", Align::left, 18},
               {"best with"},
               {"regret" + in},
               {money ? "loses with" : "behind with"},
               {"9 of 10 end at" + in}});
  const auto row = [&](std::string place, const Alternative& a, const std::string& name) {
    table.row(
        {{std::move(place)},
         {name},
         {a.allowed ? chance(a.chance_of_best) : "over budget"},
         {amount(a.expected_regret, figure)},
         {chance(a.chance_of_loss)},
         {std::isfinite(a.future_low) ? change(a.future_low, figure) + " to " + change(a.future_high, figure)
                                      : ""}});
  };
  int place = 0;
  for (const Placed& placed : ranking.order) {
    const Alternative& a = decision.alternatives[placed.option + 1];
    row(std::to_string(++place), a, a.name);
  }
  row("", decision.alternatives[0], "none of them");
  return table;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + base::visible(names[i]);
  return text;
}

std::string how_it_ended(const scenario::Scenario& scenario, const record::Result& result,
                         const Decision& decision, const std::string& unit) {
  const double indifference = scenario.decide.indifference;
  const Figure figure = figure_for(unit, std::span(&indifference, 1), {});
  const std::string chosen = base::visible(decision.alternatives[decision.chosen].name);
  if (decision.settled)
    return fmt::format(
        "Settled after {} of at most {} replications: {}. Where the best leads by {:.10g}{} or more, this "
        "way "
        "of choosing finds it with at least {}.",
        replications_of(result), decision.most_replications, chosen, indifference / figure.divisor,
        figure.unit.empty() ? "" : " " + figure.unit, percent(scenario.decide.confidence));
  std::vector<std::string> left;
  for (const Alternative& a : decision.alternatives)
    if (a.allowed && a.out_after == 0) left.push_back(a.name);
  return fmt::format("NOT settled: {} of at most {} replications leave {} in the running; {} leads.",
                     replications_of(result), decision.most_replications, quoted_list(left), chosen);
}

}  // namespace

std::optional<Decision> decision_of(const record::Result& result) {
  const record::Group* group = result.group("decision");
  if (!group) return std::nullopt;
  const auto& names = std::get<std::vector<std::string>>(group->axis("alternative")->coordinates);
  Decision decision;
  for (std::size_t a = 0; a < names.size(); ++a)
    decision.alternatives.push_back(
        {names[a], column<std::int64_t>(*group, "allowed")[a] != 0,
         column<double>(*group, "chance_of_best")[a], column<double>(*group, "expected_regret")[a],
         column<double>(*group, "chance_of_loss")[a], column<double>(*group, "future_low")[a],
         column<double>(*group, "future_high")[a], column<double>(*group, "pairing_factor")[a],
         column<std::int64_t>(*group, "out_after")[a]});
  decision.sequential = column<std::int64_t>(*group, "sequential")[0] != 0;
  decision.settled = column<std::int64_t>(*group, "settled")[0] != 0;
  if (decision.sequential)
    decision.chosen = static_cast<std::size_t>(column<std::int64_t>(*group, "chosen")[0]);
  decision.most_replications = column<std::int64_t>(*group, "most_replications")[0];
  return decision;
}

std::string certainty_text(const scenario::Scenario& scenario, const record::Result& result,
                           const Ranking& ranking, const Style& style, std::size_t width) {
  const auto decision = decision_of(result);
  if (!decision || replications_of(result) < 2) return "";
  const std::string unit = ranking.order.front().difference.unit;
  std::string text = '\n' + style("How sure is that?", Emphasis::strong) + '\n';
  text += certainty_table(scenario, *decision, ranking, unit).text(style) + '\n';
  if (decision->sequential) text += wrapped(how_it_ended(scenario, result, *decision, unit), width);
  const Alternative& first = decision->alternatives[ranking.order.front().option + 1];
  if (std::isfinite(first.pairing_factor))
    text +=
        wrapped(fmt::format("The same luck in every world: one replication tells as much about {} as {} with "
                            "independent seeds.",
                            base::visible(first.name),
                            number(first.pairing_factor, {1.0, first.pairing_factor < 10.0 ? 1 : 0, ""})),
                width);
  return text;
}

}  // namespace polku::cli
