#include "study/simulator.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"
#include "base/parallel.hpp"
#include "scenario/edit.hpp"

namespace polku::study {
namespace {

constexpr double ninety = 1.6448536269514722;  // of the standard normal, both sides

}  // namespace

Space::Space(const scenario::Scenario& scenario) {
  scenario::Model model = scenario.model;
  for (const scenario::Sweep& sweep : scenario.calibrate.search) {
    const auto number = scenario::locate(model, scenario::matching_paths(model, sweep.path).front());
    ranges_.push_back({sweep, number->field.unit != scenario::Unit::share && sweep.values[0] > 0.0});
    prior_.coordinates.emplace_back();
    for (const scenario::Sweep& prior : scenario.calibrate.priors) {
      if (prior.path != sweep.path) continue;
      const std::size_t i = ranges_.size() - 1;
      const double below = coordinate(i, prior.values[0]), above = coordinate(i, prior.values[1]);
      prior_.coordinates.back() = Believed{0.5 * (below + above), 0.5 * (above - below) / ninety};
    }
  }
}

double Space::value(std::size_t i, double coordinate) const {
  const double low = this->low(i), high = this->high(i);
  const double found = ranges_[i].logarithmic ? low * base::exp(coordinate * base::log(high / low))
                                              : low + coordinate * (high - low);
  return std::clamp(found, low, high);
}

double Space::coordinate(std::size_t i, double value) const {
  const double low = this->low(i), high = this->high(i);
  return ranges_[i].logarithmic ? base::log(value / low) / base::log(high / low)
                                : (value - low) / (high - low);
}

void Space::put(scenario::Model& model, std::span<const double> at) const {
  for (std::size_t i = 0; i < size(); ++i) scenario::put(model, ranges_[i].sweep, value(i, at[i]));
}

Simulator::Simulator(const scenario::Scenario& scenario, const Targets& targets)
    : scenario_(scenario), targets_(targets), space_(scenario) {
  scenario_.options.clear();
  scenario_.model.record.customers = 0;
  double report = 0.0;
  for (const auto& target : targets) {
    const Demands& demands = target->demands();
    people_ = std::max(people_, demands.people);
    days_ = std::max(days_, demands.days);
    lives_ = lives_ || demands.lives;
    if (demands.everybody) watched_ = Watched::everybody;
    if (demands.report > 0) report = report > 0 ? std::min(report, demands.report) : demands.report;
  }
  // Books that nobody reads stay short.
  scenario_.model.time.report = report > 0 ? report : days_ + 2.0;
}

Universe Simulator::universe(std::span<const double> at, const How& how) const {
  Universe universe{scenario_, nullptr, {}, nullptr};
  scenario::Model& model = universe.scenario.model;
  space_.put(model, at);
  model.population.customers = static_cast<std::int64_t>(how.customers);
  model.time.horizon = std::max(1.0, how.days > 0 ? how.days : days_) + 1.0;
  universe.world = std::make_unique<world::World>(world::build(universe.scenario));
  if (how.luck != 0) universe.world->seed = how.luck;
  if (lives_) universe.lives = std::make_unique<CustomerLog>(*universe.world, watched_);
  simulate::RunSettings settings;
  settings.threads = how.threads;
  settings.stop = how.stop;
  // Blocks so small that every thread has some, also where there are few customers.
  const std::size_t workers = base::worker_count(how.threads);
  if (workers > 1)
    settings.block_size =
        std::clamp<std::size_t>(how.customers / (4 * workers), 128, simulate::default_block_size);
  settings.sink = universe.lives.get();
  universe.finished.outcome = std::make_unique<simulate::Outcome>(*universe.world);
  simulate::run(*universe.world, settings, *universe.finished.outcome);
  if (!universe.finished.outcome->complete) throw Stopped{};
  universe.finished.company = record::company_account(*universe.world, *universe.finished.outcome);
  return universe;
}

std::vector<double> Simulator::moments(std::span<const double> at, const How& how) const {
  const Universe universe = this->universe(at, how);
  std::vector<double> all;
  for (const auto& target : targets_) {
    const auto some = target->moments(universe.view());
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace polku::study
