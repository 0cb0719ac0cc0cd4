#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>

#include "base/parallel.hpp"
#include "population/columns.hpp"
#include "simulate/run.hpp"
#include "study/assumptions.hpp"
#include "study/break_even.hpp"
#include "study/decision.hpp"
#include "study/study.hpp"
#include "world/world.hpp"

namespace polku::study {
namespace {

/// Memory that could be had without swapping. Source: /proc/meminfo, MemAvailable in kB; 0 where there is
/// none.
std::uint64_t available_memory() {
  std::ifstream info("/proc/meminfo");
  for (std::string key; info >> key;) {
    std::uint64_t kilobytes = 0;
    if (key == "MemAvailable:" && info >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

constexpr std::int64_t sample = 96;  // customers simulated to learn how much happens in a life

/// Whether some world has to hold all its customers at once; options may listen where the baseline does not.
bool any_feedback(const scenario::Scenario& scenario, const world::World& baseline, bool options) {
  bool feedback = baseline.feedback;
  if (options && !scenario.model.listening.empty())
    for (std::size_t option = 0; option < scenario.options.size(); ++option)
      feedback = feedback || world::build(scenario, option).feedback;
  return feedback;
}

/// A few customers of the baseline, simulated.
struct Few {
  explicit Few(const scenario::Scenario& all)
      : scenario(only(all)), world(world::build(scenario)), outcome(world) {
    simulate::RunSettings settings;
    settings.threads = 1;
    settings.block_size = static_cast<std::size_t>(sample);
    const auto start = std::chrono::steady_clock::now();
    simulate::run(world, settings, outcome);
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  static scenario::Scenario only(scenario::Scenario few) {
    few.model.population.customers = std::min(few.model.population.customers, sample);
    return few;
  }
  scenario::Scenario scenario;
  world::World world;
  simulate::Outcome outcome;
  double seconds = 0.0;
};

Estimate estimate_from(const Few& few, const scenario::Scenario& scenario, bool options,
                       std::size_t threads) {
  const double customers = static_cast<double>(scenario.model.population.customers);
  const double workers = static_cast<double>(base::worker_count(threads));
  const double worlds = static_cast<double>(1 + (options ? scenario.options.size() : 0));
  const double runs =
      worlds * static_cast<double>(options ? most_replications(scenario)
                                           : static_cast<std::size_t>(scenario.model.run.replications));
  const double scale = customers / static_cast<double>(few.scenario.model.population.customers);
  const simulate::Layout& layout = few.outcome.layout;
  Estimate x;
  x.bytes_per_customer = population::bytes_per_customer(few.world);
  const double lives = any_feedback(few.scenario, few.world, options)
                           ? customers
                           : std::min(customers, workers * static_cast<double>(simulate::default_block_size));
  const double books = static_cast<double>(layout.row() * layout.periods() * sizeof(std::int64_t));
  const double rows = std::min(customers, static_cast<double>(scenario.model.record.customers)) *
                      (sizeof(simulate::CustomerRow) + sizeof(simulate::CustomerAccount));
  // Books of every finished run and of every thread; the result's arrays hold the same numbers once more.
  x.bytes = lives * static_cast<double>(x.bytes_per_customer) + books * (2 * runs + workers) +
            rows * (runs + worlds * 2) + 32e6;
  // What could turn the decision is asked at both ends of each range, and what would have to be true of each
  // premise; nothing of it is kept but sums.
  double least = worlds * static_cast<double>(scenario.model.run.replications), most = runs;
  if (options) {
    const double ends = worlds * 2.0 * static_cast<double>(scenario.uncertain.size());
    const BreakEvenRuns promises = break_even_runs(scenario);
    least += ends + static_cast<double>(promises.least);
    most +=
        ends * static_cast<double>(assumption_replications(scenario)) + static_cast<double>(promises.most);
  }
  x.events = static_cast<double>(few.outcome.events) * scale * most;
  x.seconds = few.seconds * scale * most / workers;
  x.least_seconds = few.seconds * scale * least / workers;
  x.available_bytes = available_memory();
  return x;
}

}  // namespace

Estimate estimate(const scenario::Scenario& scenario, bool options, std::size_t threads) {
  return estimate_from(Few(scenario), scenario, options, threads);
}

Estimates estimates(const scenario::Scenario& scenario, std::size_t threads) {
  const Few few(scenario);
  const Estimate run = estimate_from(few, scenario, false, threads);
  return {run, scenario.options.empty() ? run : estimate_from(few, scenario, true, threads)};
}

}  // namespace polku::study
