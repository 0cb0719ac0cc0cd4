// `polku compare`: the baseline against every option of the scenario, in paired worlds; and whether a number
// that nobody knows well could turn the decision.
#include "cli/outcome_text.hpp"
#include "cli/simulation.hpp"
#include "study/assumptions.hpp"
#include "study/break_even.hpp"
#include "study/decision.hpp"

namespace polku::cli {
namespace {

/// Settings whose progress fills a stretch of the whole.
study::Settings within(const study::Settings& settings, double from, double until) {
  study::Settings part = settings;
  if (settings.progress)
    part.progress = [&settings, from, until](const study::Progress& progress) {
      settings.progress({from + (until - from) * progress.share, progress.doing});
    };
  return part;
}

/// The comparison, then what it hangs on: numbers that nobody knows well, and what the options promise.
record::Result compare_and_doubt(const scenario::Scenario& scenario, const study::Settings& settings) {
  const double worlds = static_cast<double>(scenario.options.size() + 1);
  const double comparison = worlds * static_cast<double>(study::most_replications(scenario));
  const double doubts =
      worlds * static_cast<double>(2 * scenario.uncertain.size() * study::assumption_replications(scenario));
  const double all = comparison + doubts + static_cast<double>(study::break_even_runs(scenario).most);
  record::Result result = study::compare(scenario, within(settings, 0.0, comparison / all));
  if (!result.complete) return result;
  const auto add = [&](const auto& found) {
    result.complete = found.complete;
    if (found.complete) result.groups.push_back(study::group_of(scenario, found));
  };
  const double doubted = (comparison + doubts) / all;
  if (!scenario.uncertain.empty())
    add(study::assumptions_of(scenario, result, within(settings, comparison / all, doubted)));
  if (result.complete) add(study::break_evens_of(scenario, result, within(settings, doubted, 1.0)));
  return result;
}

}  // namespace

Exit compare(const Arguments& arguments, const Console& console) {
  const auto table = [](const scenario::Scenario& scenario, const record::Result& result, const Console& to) {
    return comparison_text(scenario, result, to.out_style(), to.width());
  };
  const auto simulated = arguments.doubt ? compare_and_doubt : study::compare;
  return simulate({true, simulated, compare_answer, table}, arguments, console);
}

}  // namespace polku::cli
