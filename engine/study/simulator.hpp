// From a point in the space of the numbers sought to what simulated customers would show: writes the numbers
// into the model, simulates, and takes the targets' statistics. In the flow: between targets and fit. Thread
// safety: const members may be called from several threads.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scenario/model.hpp"
#include "study/minimise.hpp"
#include "study/prior.hpp"
#include "study/target.hpp"

namespace polku::study {

/// The numbers sought. A point has a coordinate in 0..1 for each.
class Space {
 public:
  explicit Space(const scenario::Scenario& scenario);
  std::size_t size() const { return ranges_.size(); }
  const std::string& path(std::size_t i) const { return ranges_[i].sweep.path; }
  /// In base units.
  double value(std::size_t i, double coordinate) const;
  double coordinate(std::size_t i, double value) const;
  bool logarithmic(std::size_t i) const { return ranges_[i].logarithmic; }
  double low(std::size_t i) const { return ranges_[i].sweep.values[0]; }
  double high(std::size_t i) const { return ranges_[i].sweep.values[1]; }
  void put(scenario::Model& model, std::span<const double> at) const;
  /// What is known of the numbers from elsewhere, in coordinates.
  const Prior& prior() const { return prior_; }

 private:
  struct Range {
    scenario::Sweep sweep;
    bool logarithmic;
  };
  std::vector<Range> ranges_;
  Prior prior_;
};

/// One simulated world with everything that was asked of it.
struct Universe {
  scenario::Scenario scenario;
  std::unique_ptr<world::World> world;
  record::Finished finished;
  std::unique_ptr<CustomerLog> lives;
  Simulated view() const { return {scenario, *world, finished, lives.get()}; }
};

/// How to simulate.
struct How {
  std::size_t customers = 0;
  std::uint64_t luck = 0;  ///< 0: the scenario's seed
  double days = 0.0;       ///< 0: as long as the targets need
  std::size_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
};

class Simulator {
 public:
  Simulator(const scenario::Scenario& scenario, const Targets& targets);
  const Space& space() const { return space_; }
  const scenario::Scenario& scenario() const { return scenario_; }
  /// Most real people behind any target.
  std::size_t people() const { return people_; }

  Universe universe(std::span<const double> at, const How& how) const;
  /// The statistics of all targets, one after the other. Throws Stopped.
  std::vector<double> moments(std::span<const double> at, const How& how) const;

  struct Stopped {};

 private:
  scenario::Scenario scenario_;
  const Targets& targets_;
  Space space_;
  std::size_t people_ = 0;
  double days_ = 0.0;
  bool lives_ = false;
  Watched watched_ = Watched::us;
};

}  // namespace polku::study
