#include "study/simulated_log.hpp"

#include <algorithm>
#include <unordered_map>

#include "record/event_log.hpp"
#include "simulate/run.hpp"

namespace polku::study {

record::CaseLog simulated_log(const scenario::Scenario& scenario, const record::CaseLog& log,
                              std::size_t cases, double longest_days, std::size_t threads,
                              const std::atomic<bool>* stop) {
  constexpr double arrivals = 100.0;  // days in which journeys begin; how fast they come changes no journey
  scenario::Scenario test = scenario;
  test.model.population.customers = static_cast<std::int64_t>(cases);
  test.model.time.warm_up = 0.0;
  test.model.time.horizon = std::min(65'000.0, arrivals + longest_days);
  test.model.time.epoch = test.model.time.report = test.model.time.horizon;
  for (auto& segment : test.model.segments)
    for (auto& need : segment.second.need_rates) need.second.mean = 1.0 / arrivals;
  const world::World world = world::build(test);

  record::EventLog sink(world.customers);
  simulate::RunSettings settings;
  settings.threads = threads;
  settings.sink = &sink;
  settings.stop = stop;
  simulate::Outcome outcome(world);
  simulate::run(world, settings, outcome);

  record::CaseLog result;
  result.activities = log.activities;
  if (!outcome.complete) return result;
  std::unordered_map<std::string, std::uint32_t> known;
  for (std::uint32_t k = 0; k < log.activities.size(); ++k) known.emplace(log.activities[k], k);
  std::vector<std::uint32_t> activity_of;
  for (const auto& [key, step] : test.model.journey) {
    const std::string& title = step.title.empty() ? key : step.title;
    const auto [place, fresh] =
        known.try_emplace(title, static_cast<std::uint32_t>(result.activities.size()));
    if (fresh && !step.silent) result.activities.push_back(title);
    activity_of.push_back(place->second);
  }
  const base::Tick last_start = base::to_ticks(arrivals);
  bool counts = false;  // the journey began early enough to have ended
  bool begun = false;   // it has shown a step
  for (const simulate::Event& event : sink.take()) {
    if (event.kind == simulate::EventKind::journey_begins) {
      counts = event.time <= last_start;
      begun = false;
    } else if (event.kind == simulate::EventKind::journey_ends && begun) {
      result.cases.back().open = false;
      begun = false;
    } else if (event.kind == simulate::EventKind::step && counts &&
               !test.model.journey[event.thing].second.silent) {
      if (!begun) result.cases.push_back({result.events.size(), 0, true});
      begun = true;
      const auto time =
          static_cast<std::int64_t>(base::to_days(event.time) * record::milliseconds_per_day + 0.5);
      result.events.push_back({time, activity_of[event.thing]});
      ++result.cases.back().count;
    }
  }
  return result;
}

}  // namespace polku::study
