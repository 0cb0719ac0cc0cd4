// Policies that act on what surveys say: between two epochs they read what was counted since their last
// reading, choose, spend, and what they improve gets better after a delay. All in whole numbers and in the
// order in which the scenario lists them, so that neither threads nor blocks matter.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "base/money.hpp"
#include "simulate/books.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// What has been improved by now.
struct Lifts {
  std::vector<float> quality;  // per lever: added to the log odds of good quality
  std::vector<float> effort;   // per step: what is left of it, as a share
};

/// What a policy did at one reading.
struct Round {
  Tick time = 0;
  std::uint8_t policy = 0;
  double figure = std::numeric_limits<double>::quiet_NaN();  // what it went by; NaN: nothing to go by
  std::int32_t lever = -1;                                   // what it improved, if one
  std::int32_t step = -1;                                    // whose effort it lowered
  base::Money spent = 0;
};

class Listener {
 public:
  Listener(const world::World& world, const Layout& layout);

  /// Sums over all periods and workers of what surveys count, by place in the row from surveys_begin() on.
  using Counts = std::vector<std::int64_t>;

  /// Whether a policy reads at this time; it begins after the warm-up.
  bool due(Tick now) const;
  /// Reads, decides and spends.
  void read(Tick now, const Counts& counts);
  /// Brings into force what was paid for and is ready. To be called when an epoch starts.
  void take_effect(Tick now);

  const Lifts& lifts() const { return lifts_; }
  const std::vector<Round>& rounds() const { return rounds_; }

 private:
  struct State {
    Tick next = 0;
    Counts before;             // at the last reading
    std::vector<double> last;  // figure of each survey at that reading
    bool begun = false;        // knows what there was before
  };
  struct Work {
    Tick ready;
    std::int32_t lever, step;  // one of them, the other -1
    float amount;              // of log odds, or the share of effort that is left
  };
  struct Reading {
    double figure = std::numeric_limits<double>::quiet_NaN();
    std::int32_t survey = -1;
  };

  std::int64_t since(const State& state, const Counts& now, SurveyMeasure m, std::size_t survey) const;
  std::int64_t since(const State& state, const Counts& now, LeverMeasure m, std::size_t lever) const;
  double net_promoters(const world::Policy& policy, const State& state, const Counts& now,
                       std::size_t survey) const;
  double mean_ease(const world::Policy& policy, const State& state, const Counts& now,
                   std::size_t survey) const;
  /// The survey with the lowest figure among those that count; notes all figures for the next time.
  Reading lowest(const world::Policy& policy, State& state, const std::function<bool(const world::Survey&)>&,
                 const std::function<double(std::size_t)>& figure) const;
  /// The lever complained of most, of one step or of all (-1).
  std::int32_t worst_lever(const world::Policy& policy, const State& state, const Counts& now,
                           std::int32_t step) const;
  void act(Tick now, std::size_t p, State& state, const Counts& counts);
  void improve(const world::Policy& policy, Round& round, std::int32_t lever, double share);
  void spend(const world::Policy& policy, Round& round) const;

  const world::World& world_;
  const Layout& layout_;
  std::vector<State> states_;  // per policy
  std::vector<Work> work_;
  Lifts lifts_;
  std::vector<Round> rounds_;
};

}  // namespace polku::simulate
