// `polku optimize`: the best mix and sizes of the options under the budget.
#include <fmt/format.h>

#include <cmath>

#include "base/diagnostic.hpp"
#include "cli/exploring.hpp"
#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/simulation.hpp"
#include "cli/table.hpp"
#include "study/decision.hpp"
#include "study/mix.hpp"
#include "study/summary.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;
using study::Mix;
using study::Mixes;

std::string unit_of(const Scenario& scenario) {
  return study::unit_of(study::base_measures()[study::deciding_measure(scenario)], scenario.model.currency);
}

/// "training + 0.6 gift".
std::string mix_in_words(const Scenario& scenario, const Mix& mix) {
  std::string text;
  for (std::size_t o = 0; o < mix.sizes.size(); ++o) {
    if (mix.sizes[o] == 0.0) continue;
    text += text.empty() ? "" : " + ";
    if (mix.sizes[o] != 1.0) text += fmt::format("{:.2f} ", mix.sizes[o]);
    text += base::visible(scenario.options[o].first);
  }
  return text;
}

std::string chance(double share) {
  if (std::isnan(share)) return "–";
  return share > 0.995 ? "> 99 %" : share < 0.005 ? "< 1 %" : fmt::format("{:.0f} %", 100.0 * share);
}

std::string with_unit(const std::string& number, const Figure& figure) {
  return figure.unit.empty() ? number : number + ' ' + figure.unit;
}

Table mixes_table(const Scenario& scenario, const Mixes& mixes, const Figure& figure, const Figure& money) {
  Table table({{"", Align::left, 46},
               {"costs once" + (money.unit.empty() ? "" : ", " + money.unit)},
               {"brings" + (figure.unit.empty() ? "" : ", " + figure.unit)},
               {"best with"},
               {"", Align::left}});
  for (const Mix& mix : mixes.finalists)
    table.row(
        {{mix_in_words(scenario, mix)},
         {number(mix.cost, money)},
         {change(mix.interval.mean, figure) +
          (std::isfinite(mix.interval.half_width) ? " ±" + number(mix.interval.half_width, figure) : "")},
         {chance(mix.standing.chance_of_best)},
         {mix.on_frontier ? "efficient" : ""}});
  table.row({{"nothing"}, {number(0.0, money)}, {"0"}, {chance(mixes.nothing.chance_of_best)}, {""}});
  return table;
}

std::string conclusion(const Scenario& scenario, const Mixes& mixes, const Figure& figure) {
  if (mixes.finalists.empty() || mixes.finalists.front().interval.mean <= 0.0)
    return "No mix that the budget allows brings more than doing nothing.";
  const Mix& best = mixes.finalists.front();
  std::string text = fmt::format("Best: {}.", mix_in_words(scenario, best));
  if (mixes.settled)
    text += fmt::format(" Settled after {} replications that the search had not seen, with at least {}.",
                        mixes.replications, percent(scenario.decide.confidence));
  else if (best.interval.low <= scenario.decide.indifference)
    text += " That it is better than nothing is not sure; ask for more --replications.";
  const double promised = best.searched - best.interval.mean;
  if (std::isfinite(best.interval.half_width) && promised > best.interval.half_width)
    text += fmt::format(" The search had promised {} more: the best of many looks better than it is.",
                        with_unit(number(promised, figure), figure));
  return text;
}

std::string mixes_text(const Scenario& scenario, const Mixes& mixes, const Style& style, std::size_t width) {
  std::vector<double> values, halves, costs;
  for (const Mix& mix : mixes.finalists) {
    values.push_back(mix.interval.mean);
    if (std::isfinite(mix.interval.half_width)) halves.push_back(mix.interval.half_width);
    costs.push_back(mix.cost);
  }
  const Figure figure = figure_for(unit_of(scenario), values, halves);
  const Figure money = figure_for(scenario.model.currency, costs, {});
  std::string text = fmt::format("{} mix{} of options tried{}", mixes.tried, mixes.tried == 1 ? "" : "es",
                                 mixes.every_mix ? "" : ", adding options one by one: better ones may exist");
  if (std::isfinite(scenario.budget)) {
    const Figure budget = figure_for(scenario.model.currency, std::span(&scenario.budget, 1), {});
    text += fmt::format(", budget {}", with_unit(number(scenario.budget, budget), budget));
  }
  text = wrapped(text, width) + '\n';
  std::string title = words_for(study::measure_of(scenario.decide.by)) + " over doing nothing";
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  text += style(title, Emphasis::strong);
  text += fmt::format(", {} replications that the search had not seen\n", mixes.replications);
  text += mixes_table(scenario, mixes, figure, money).text(style) + '\n';
  text += wrapped(conclusion(scenario, mixes, figure), width);
  text += wrapped("Efficient: nothing that costs as little brings more.", width);
  for (const auto& impossible : mixes.impossible)
    text += wrapped("Left out, " + base::visible(impossible) + ".", width);
  return text;
}

std::string mixes_answer(const Scenario& scenario, const Mixes& mixes, const base::Diagnostics& diagnostics) {
  Json finalists = Json::array();
  for (const Mix& mix : mixes.finalists) {
    Json sizes = Json::array();
    for (std::size_t o = 0; o < mix.sizes.size(); ++o)
      if (mix.sizes[o] > 0.0)
        sizes.push_back({{"option", scenario.options[o].first}, {"size", mix.sizes[o]}});
    finalists.push_back({{"options", sizes},
                         {"cost_once", mix.cost},
                         {"searched", mix.searched},
                         {"mean", mix.interval.mean},
                         {"low", mix.interval.low},
                         {"high", mix.interval.high},
                         {"values", mix.fresh},
                         {"chance_of_best", mix.standing.chance_of_best},
                         {"expected_regret", mix.standing.expected_regret},
                         {"efficient", mix.on_frontier}});
  }
  return to_line({{"kind", "optimize"},
                  {"measure", study::measure_of(scenario.decide.by)},
                  {"unit", unit_of(scenario)},
                  {"budget", scenario.budget},
                  {"tried", mixes.tried},
                  {"every_mix", mixes.every_mix},
                  {"settled", mixes.settled},
                  {"finalists", finalists},
                  {"nothing",
                   {{"chance_of_best", mixes.nothing.chance_of_best},
                    {"expected_regret", mixes.nothing.expected_regret}}},
                  {"impossible", mixes.impossible},
                  {"seed", scenario.model.run.seed},
                  {"replications", mixes.replications},
                  {"customers", scenario.model.population.customers},
                  {"diagnostics", diagnostics_json(diagnostics)}});
}

constexpr std::size_t most_options = 24;

}  // namespace

Exit optimize(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  if (input.loaded) {
    const std::size_t options = input.loaded->scenario.options.size();
    if (options == 0 || options > most_options) {
      base::Diagnostic mistake = argument_mistake(
          fmt::format("`{}` has {} to mix", arguments.file, options == 0 ? "no options" : "too many options"),
          fmt::format("a mix takes some of 1 to {} options", most_options), "");
      mistake.code = "no-options";
      input.diagnostics.add(std::move(mistake));
      input.loaded.reset();
    }
  }
  tell(input.diagnostics, input.texts, arguments, console);
  if (!input.loaded) return Exit::mistake;
  const Scenario& scenario = input.loaded->scenario;
  require_memory(study::estimate(scenario, true, arguments.threads));

  const Interrupt interrupt;
  Mixes mixes;
  const double combinations = std::min(64.0, std::ldexp(1.0, static_cast<int>(scenario.options.size())));
  watch(combinations * static_cast<double>(scenario.model.run.replications), scenario, arguments, console,
        interrupt, [&](const study::Settings& settings) { mixes = study::best_mixes(scenario, settings); });
  if (!mixes.complete) {
    console.message("interrupted before there was an answer\n");
    return Exit::interrupted;
  }
  if (arguments.json) {
    console.out(mixes_answer(scenario, mixes, input.diagnostics));
  } else if (!arguments.quiet) {
    std::string text;
    if (!scenario.question.empty()) text += wrapped(base::visible(scenario.question), console.width());
    text += base::visible(scenario.model.name) + '\n';
    console.out(text + mixes_text(scenario, mixes, console.out_style(), console.width()));
  }
  return Exit::done;
}

}  // namespace polku::cli
