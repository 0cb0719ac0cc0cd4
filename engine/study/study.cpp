#include "study/study.hpp"

#include <chrono>

#include "base/parallel.hpp"
#include "record/collect.hpp"
#include "scenario/echo.hpp"
#include "study/customer_groups.hpp"
#include "study/decision.hpp"
#include "study/parties.hpp"
#include "study/reasons.hpp"
#include "study/replicate.hpp"
#include "study/summary.hpp"
#include "study/version.hpp"

namespace polku::study {
namespace {

using record::Collected;
using record::Finished;

/// Events per world and replication: what the run did, for rates and for the curious.
record::Group events_group(const Collected& all) {
  record::Group group{"events", "events simulated", {}, {}};
  std::vector<std::string> worlds;
  for (const auto& world : all.worlds) worlds.push_back(world.name);
  group.axes.push_back({"world", "", "the baseline and the options", worlds});
  std::vector<std::int64_t> counts;
  for (const auto& runs : all.runs) {
    std::int64_t count = 0;
    for (const auto& run : runs) count += static_cast<std::int64_t>(run.outcome->events);
    counts.push_back(count);
  }
  group.variables.push_back({"events", "1", "events of all replications", {"world"}, counts});
  return group;
}

record::Result study(const scenario::Scenario& scenario, const Settings& settings, bool options) {
  const auto start = std::chrono::steady_clock::now();
  const scenario::Model& model = scenario.model;
  Collected all;
  all.currency = model.currency;
  all.worlds.push_back(world::build(scenario));
  for (std::size_t option = 0; options && option < scenario.options.size(); ++option)
    all.worlds.push_back(world::build(scenario, option));

  record::Result result;
  result.kind = options ? "compare" : "run";
  result.title = scenario.question.empty() ? model.name : scenario.question;
  result.scenario = scenario::echo(scenario);
  result.version = version();
  result.git_hash = git_hash();
  result.seed = model.run.seed;
  result.threads = static_cast<std::int64_t>(base::worker_count(settings.threads));
  all.runs.resize(all.worlds.size());
  Contest contest(scenario);
  Reasons reasons(scenario.decide.by == scenario::Measure::npv);
  const auto each = [&](std::size_t, std::vector<Finished> finished) {
    if (options) {
      contest.add(all.worlds, finished);
      reasons.add(all.worlds, finished);
    }
    for (std::size_t w = 0; w < finished.size(); ++w) all.runs[w].push_back(std::move(finished[w]));
  };
  const std::size_t most =
      options ? most_replications(scenario) : static_cast<std::size_t>(model.run.replications);
  std::function<bool()> enough;
  if (options && contest.selection()) enough = [&] { return contest.settled(); };
  result.complete = replicate(all.worlds, most, settings, {}, each, enough);
  if (all.replications() > 0) {
    result.groups.push_back(summary_group(all, options ? scenario.decide.confidence : model.run.confidence));
    if (options)
      for (auto& group : difference_groups(all, scenario.decide.confidence))
        result.groups.push_back(std::move(group));
    if (options) result.groups.push_back(decision_group(scenario, contest));
    for (auto& group :
         party_groups(model, all, options ? scenario.decide.confidence : model.run.confidence, result.groups))
      result.groups.push_back(std::move(group));
    for (auto& group : customer_groups(model, all)) result.groups.push_back(std::move(group));
    for (auto& group : reasons.groups(all.worlds, all.currency)) result.groups.push_back(std::move(group));
    for (auto& group : record::groups_of(all)) result.groups.push_back(std::move(group));
    result.groups.push_back(events_group(all));
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace

record::Result run(const scenario::Scenario& scenario, const Settings& settings) {
  return study(scenario, settings, false);
}
record::Result compare(const scenario::Scenario& scenario, const Settings& settings) {
  return study(scenario, settings, true);
}

}  // namespace polku::study
