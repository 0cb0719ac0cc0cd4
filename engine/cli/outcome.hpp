// The figures of a result, taken out of its labelled arrays: one row per measure with mean, interval and the
// value of every replication. In the flow: between the result of a study and everything that cli prints of
// it. Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/result.hpp"
#include "scenario/model.hpp"
#include "study/decision.hpp"

namespace polku::cli {

/// One measure of one world, or of the difference of two.
struct Measured {
  std::string name;
  std::string unit;  ///< as in the result: "people", "share", a currency ...
  double mean = 0.0;
  double low = 0.0, high = 0.0;  ///< interval of the mean; infinite if there is only one replication
  std::vector<double> values;    ///< each replication; NaN where there was nothing to measure
  std::string party = {};        ///< whose it is: `customers`, `front_line` ...; empty: no party's
  std::string words = {};        ///< what only a party asks for says itself what it is called
  std::string note = {};         ///< and of what, or of whom
  double half_width() const { return (high - low) / 2.0; }
};
using Outcome = std::vector<Measured>;

const Measured* find(const Outcome& outcome, std::string_view measure);

/// The outcome of one world: the group `summary`, then what only one of the five parties asks for. Empty if
/// no replication was finished.
Outcome outcome_of(const record::Result& result, std::size_t world = 0);
/// Differences of option `option` against the baseline, likewise.
Outcome differences_of(const record::Result& result, std::size_t option);

/// Replications that the result holds.
std::size_t replications_of(const record::Result& result);
/// Events simulated, in all worlds and replications.
double events_of(const record::Result& result);

using study::measure_of;

/// What a paired interval says about an option, given the difference that does not matter.
enum class Verdict { clearly_better, clearly_worse, too_close };
/// Clear is what lies beyond the indifference with the whole interval.
Verdict verdict(double low, double high, double indifference);
std::string_view words(Verdict verdict);

/// One option in the ranking.
struct Placed {
  std::size_t option = 0;  ///< place in the scenario
  Measured difference;     ///< by the deciding measure
  Verdict verdict{};       ///< against the baseline
  bool matters = true;     ///< false: the whole interval lies within the indifference
  bool over_budget = false;
};

/// The verdict as people read it: "worse by too little to matter, over budget".
std::string in_words(const Placed& placed);

struct Ranking {
  std::vector<Placed> order;   ///< best first
  std::optional<Placed> best;  ///< the first whose cost the budget allows

  /// How far the best is ahead of the next that the budget allows, replication by replication.
  struct Lead {
    std::size_t runner_up = 0;  ///< place in the scenario
    Measured difference;
    Verdict verdict{};
  };
  std::optional<Lead> lead;
};

/// Ranks the options of a comparison. Throws std::logic_error if the result does not hold them.
Ranking rank(const record::Result& result, const scenario::Scenario& scenario);

}  // namespace polku::cli
