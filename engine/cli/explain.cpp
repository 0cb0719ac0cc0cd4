// `polku explain`: why an option differs from the baseline. The result holds ledger and chain of each option;
// whose merit that is, whose lives changed, and what several options do together is simulated from the
// scenario inside it, which gives the same numbers, and is held to that.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/explain_text.hpp"
#include "cli/exploring.hpp"
#include "cli/outcome.hpp"
#include "cli/simulation.hpp"
#include "store/hdf5_file.hpp"
#include "study/exploration.hpp"
#include "study/reasons.hpp"
#include "study/replicate.hpp"
#include "study/summary.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;

/// The options named `a+b`, or the first of the ranking.
std::vector<std::size_t> options_of(const Arguments& arguments, const Scenario& scenario,
                                    const record::Result& result, base::Diagnostics& diagnostics) {
  if (!arguments.option) return {rank(result, scenario).order.front().option};
  std::vector<std::size_t> options;
  std::vector<std::string> known;
  for (const auto& option : scenario.options) known.push_back(option.first);
  for (std::size_t from = 0; from <= arguments.option->size();) {
    const std::size_t plus = std::min(arguments.option->find('+', from), arguments.option->size());
    const std::string name = arguments.option->substr(from, plus - from);
    const std::size_t place = scenario.options.index(name);
    if (place == scenario.options.size()) {
      const auto meant = base::closest(name, std::span<const std::string>(known));
      diagnostics.add(argument_mistake(
          "there is no option `" + name + "`", "",
          meant ? "Did you mean `" + *meant + "`?" : fmt::format("There are {}", fmt::join(known, ", "))));
    } else if (std::find(options.begin(), options.end(), place) == options.end()) {
      options.push_back(place);
    }
    from = plus + 1;
  }
  std::sort(options.begin(), options.end());
  return options;
}

/// Throws unless the worlds simulated now are those of the result.
void hold_to_the_result(const record::Result& result, std::size_t option, const std::vector<double>& npv) {
  const Outcome differences = differences_of(result, option);
  const Measured* known = find(differences, "npv");
  for (std::size_t r = 0; r < npv.size(); ++r)
    if (!known || std::fabs(known->values[r] - npv[r]) > 1e-6 * std::max(1.0, std::fabs(npv[r])))
      throw base::EnvironmentError(
          "this version of Polku gives other numbers than the one that made the "
          "result; run the comparison again (`polku compare`)");
}

constexpr std::size_t most_deeds = 60;

}  // namespace

Exit explain(const Arguments& arguments, const Console& console) {
  const record::Result result = store::read(arguments.file);
  base::Diagnostics diagnostics;
  if (result.kind != "compare" || replications_of(result) == 0)
    diagnostics.add(argument_mistake("`" + arguments.file + "` is not a comparison",
                                     "only differences can be explained", "Make one with polku compare -o"));
  std::optional<scenario::Loaded> loaded;
  if (!diagnostics.has_errors()) loaded = scenario::load_json(result.scenario, arguments.file, diagnostics);
  Explanation explanation;
  if (loaded) explanation.options = options_of(arguments, loaded->scenario, result, diagnostics);
  tell(diagnostics, {}, arguments, console);
  if (diagnostics.has_errors() || !loaded) return Exit::mistake;

  Scenario& scenario = loaded->scenario;
  const std::size_t replications = replications_of(result);
  scenario.model.run.replications = static_cast<std::int64_t>(replications);
  for (const std::size_t o : explanation.options)
    explanation.name += (explanation.name.empty() ? "" : "+") + scenario.options[o].first;
  explanation.present_value = scenario.decide.by == scenario::Measure::npv;
  explanation.stories = static_cast<std::size_t>(arguments.stories);
  explanation.baseline = world::build(scenario);
  explanation.world = world::build(scenario, explanation.options, explanation.name);
  require_memory(study::estimate(scenario, true, arguments.threads));

  const std::size_t deeds = study::deeds_of(scenario, explanation.options).size();
  explanation.split = arguments.merit && deeds > 1 && deeds <= most_deeds;
  const double combinations = explanation.split ? (deeds <= 6 ? std::ldexp(1.0, static_cast<int>(deeds))
                                                              : 12.0 * static_cast<double>(deeds))
                                                : 0.0;
  std::optional<study::HeldReasons> held;
  if (explanation.options.size() == 1) held = study::reasons_of(result, explanation.options.front());
  // What the result holds needs no more than proof that this version still gives its numbers.
  const std::size_t simulated = held ? 1 : replications;
  const double own_runs = 2.0 * static_cast<double>(simulated);
  const double runs = own_runs + combinations * static_cast<double>(replications) + 4.0;
  const double own_share = own_runs / runs;

  const Interrupt interrupt;
  bool complete = true;
  std::vector<double> npv;
  watch(runs, scenario, arguments, console, interrupt, [&](const study::Settings& settings) {
    study::Settings first = settings, second = settings;
    first.progress = [&](const study::Progress& p) { settings.progress({own_share * p.share, p.doing}); };
    second.progress = [&](const study::Progress& p) {
      settings.progress({own_share + (1.0 - own_share) * p.share, p.doing});
    };
    const std::vector<world::World> worlds{explanation.baseline, explanation.world};
    complete = study::replicate(
        worlds, simulated, first, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
          const auto ledger = [&](bool present) {
            return study::ledger_of(worlds[0], finished[0], finished[1], present);
          };
          explanation.ledgers.push_back(ledger(explanation.present_value));
          explanation.chains.push_back(study::chain_of(worlds[0], finished[0], finished[1]));
          npv.push_back(ledger(true).total);
        });
    if (held) {
      explanation.ledgers = std::move(held->ledgers);
      explanation.chains = std::move(held->chains);
    }
    if (complete && explanation.options.size() == 1)
      hold_to_the_result(result, explanation.options.front(), npv);
    if (complete && explanation.split) {
      explanation.merit = study::merit_of(scenario, explanation.options, replications, second);
      complete = explanation.merit.complete;
    }
    if (complete) {
      explanation.lives = study::lives_of(explanation.baseline, explanation.world, 0, settings);
      complete = explanation.lives.complete;
    }
  });
  if (!complete) {
    console.message("interrupted before there was an explanation\n");
    return Exit::interrupted;
  }
  if (arguments.json)
    console.out(explanation_answer(scenario, explanation));
  else if (!arguments.quiet)
    console.out(explanation_text(scenario, explanation, console.out_style(), console.width()));
  return Exit::done;
}

}  // namespace polku::cli
