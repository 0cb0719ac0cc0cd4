// Many settings of the uncertain numbers, each with all worlds in the same luck: what sweeps, screening,
// sensitivity and scenario discovery look at. In the flow: called by cli; calls world, simulate, record.
// Thread safety: as study.hpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "record/result.hpp"
#include "study/design.hpp"
#include "study/study.hpp"

namespace polku::study {

/// Where an uncertain number stands at a place of its range in 0..1, in base units.
double value_at(const scenario::Sweep& range, double place);

/// The scenario with its uncertain numbers at a point of the unit cube.
scenario::Scenario scenario_at(const scenario::Scenario& scenario, const std::vector<double>& point);

/// What is wrong at a point that the two ends of each range alone did not show; empty if nothing is.
std::string problem_at(const scenario::Scenario& scenario, const std::vector<double>& point);

/// Every outcome of every world at every point.
class Explored {
 public:
  Explored(Points points, std::size_t worlds, std::size_t replications);

  const Points& points() const { return points_; }
  std::size_t replications() const { return replications_; }
  std::size_t worlds() const { return worlds_; }
  bool complete() const { return complete_; }

  /// A measure of the outcome table; world 0 is the baseline.
  double value(std::size_t point, std::size_t world, std::size_t measure, std::size_t replication) const;
  /// An option less the baseline (of a scenario without options: the baseline itself), [point][replication].
  std::vector<std::vector<double>> differences(std::size_t option, std::size_t measure) const;
  /// Their means over replications.
  std::vector<double> mean_differences(std::size_t option, std::size_t measure) const;

  void add(std::vector<double> outcomes_of_point);  // [world][measure][replication]
  void stop() { complete_ = false; }
  void keep_finished();

 private:
  Points points_;
  std::size_t worlds_, replications_;
  std::vector<std::vector<double>> outcomes_;
  bool complete_ = true;
};

/// Runs baseline and options at every point; replication r meets the same luck everywhere. Stopped, it holds
/// the points that were finished. `what`: for the progress, "screening".
Explored explore(const scenario::Scenario& scenario, const Points& points, const Settings& settings,
                 const std::string& what, double progress_from = 0.0, double progress_until = 1.0);

/// Place of the measure that decides, among base_measures().
std::size_t deciding_measure(const scenario::Scenario& scenario);

/// As a result: groups `points` (values of the uncertain numbers) and `explored` (outcomes).
record::Result result_of(const scenario::Scenario& scenario, const Explored& explored,
                         const Settings& settings, double seconds);

}  // namespace polku::study
