#include "study/study.hpp"

#include <chrono>
#include <mutex>

#include "base/parallel.hpp"
#include "record/collect.hpp"
#include "scenario/echo.hpp"
#include "study/summary.hpp"
#include "study/version.hpp"

namespace polku::study {
namespace {

using record::Collected;
using record::Finished;

/// Tells how far all the work has come; blocks report from many threads.
class Meter {
 public:
  Meter(const Settings& settings, std::size_t parts) : settings_(settings), parts_(parts) {}
  void part(std::size_t index, std::string doing) {
    index_ = index;
    doing_ = std::move(doing);
  }
  void operator()(double share) {
    if (!settings_.progress) return;
    const std::lock_guard lock(mutex_);
    settings_.progress({(static_cast<double>(index_) + share) / static_cast<double>(parts_), doing_});
  }

 private:
  const Settings& settings_;
  std::size_t parts_, index_ = 0;
  std::string doing_;
  std::mutex mutex_;
};

/// Runs every world for one replication after the other, so that what is finished is finished for all of
/// them. Returns whether nothing was left out.
bool simulate_all(Collected& all, std::size_t replications, const Settings& settings) {
  Meter meter(settings, replications * all.worlds.size());
  all.runs.resize(all.worlds.size());
  for (std::size_t r = 0; r < replications; ++r) {
    std::vector<Finished> finished;
    for (std::size_t w = 0; w < all.worlds.size(); ++w) {
      const auto& world = all.worlds[w];
      meter.part(r * all.worlds.size() + w, world.name + ", replication " + std::to_string(r + 1) + " of " +
                                                std::to_string(replications));
      simulate::RunSettings run_settings;
      run_settings.replication = static_cast<std::uint32_t>(r);
      run_settings.threads = settings.threads;
      run_settings.block_size = settings.block_size;
      run_settings.stop = settings.stop;
      run_settings.progress = [&](double share) { meter(share); };
      auto outcome = std::make_unique<simulate::Outcome>(world);
      simulate::run(world, run_settings, *outcome);
      if (!outcome->complete) return false;
      auto company = record::company_account(world, *outcome);
      finished.push_back({std::move(outcome), std::move(company)});
    }
    for (std::size_t w = 0; w < all.worlds.size(); ++w) all.runs[w].push_back(std::move(finished[w]));
  }
  return true;
}

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
  result.complete = simulate_all(all, static_cast<std::size_t>(model.run.replications), settings);
  if (all.replications() > 0) {
    result.groups.push_back(summary_group(all, options ? scenario.decide.confidence : model.run.confidence));
    if (options)
      for (auto& group : difference_groups(all, scenario.decide.confidence))
        result.groups.push_back(std::move(group));
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
