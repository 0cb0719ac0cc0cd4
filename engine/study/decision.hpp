// Who competes in a comparison, when the contest is settled, and how sure the answer is. In the flow: beside
// the replications of compare; its group is what a decision can be defended with. Thread safety: a contest
// belongs to one thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "record/collect.hpp"
#include "scenario/model.hpp"
#include "study/selection.hpp"

namespace polku::study {

/// The measure of the outcome table by which a scenario ranks its options.
std::string_view measure_of(scenario::Measure by);

/// Replications that a comparison may take: those of the run, or more if it goes on until it is settled.
std::size_t most_replications(const scenario::Scenario& scenario);

/// The baseline and the options that the budget allows, each with its value in every replication.
class Contest {
 public:
  explicit Contest(const scenario::Scenario& scenario);

  /// One finished replication of the baseline and all options.
  void add(const std::vector<world::World>& worlds, const std::vector<record::Finished>& finished);

  /// Whether more replications are pointless. Never if the scenario sets no maximum.
  bool settled() const { return selection_ && selection_->settled(); }
  const std::optional<Selection>& selection() const { return selection_; }
  /// Place of the deciding measure among base_measures().
  std::size_t measure() const { return measure_; }
  /// Alternatives (0 the baseline, then the options) that compete.
  const std::vector<std::size_t>& competitors() const { return competitors_; }
  /// The deciding measure, [alternative][replication].
  const std::vector<std::vector<double>>& values() const { return values_; }

 private:
  std::size_t measure_;
  std::vector<std::size_t> competitors_;
  std::vector<std::vector<double>> values_;
  std::optional<Selection> selection_;
};

/// Group `decision`: for each alternative the chance that it is the best, the regret to expect, the chance of
/// a loss, what single futures look like, and what pairing was worth; and how the contest ended.
record::Group decision_group(const scenario::Scenario& scenario, const Contest& contest);

}  // namespace polku::study
