// The outcome table: one number per measure, world and replication, after the warm-up, and what they say
// together. Internal to study.
#pragma once

#include <string>
#include <vector>

#include "record/collect.hpp"

namespace polku::study {

struct OutcomeMeasure {
  std::string name;
  std::string unit;  // "currency" stands for the scenario's currency
  std::string doc;
};

/// The measures that every outcome table has, first; those that can decide are among them.
const std::vector<OutcomeMeasure>& base_measures();
/// The measures of the outcome table of a world and its options, in the order of outcome_values(). Figures of
/// a survey are called survey.figure.
std::vector<OutcomeMeasure> outcome_measures(const world::World& world);

/// "currency" as the currency itself.
std::string unit_of(const OutcomeMeasure& measure, const std::string& currency);

/// Value of each measure in one replication of a world.
std::vector<double> outcome_values(const world::World& world, const record::Finished& finished);

/// A group of measures over the axis `first`: value, mean, low, high; NaN values are left out of the mean.
/// `values` are those of [thing][measure][replication].
record::Group measured_group(std::string name, std::string doc, record::Axis first,
                             const std::vector<OutcomeMeasure>& measures, const std::string& currency,
                             std::size_t replications, double confidence, const std::vector<double>& values);

/// Group `summary`: value, mean, low, high by world and measure.
record::Group summary_group(const record::Collected& collected, double confidence);

/// Groups `differences` and `cumulative`: each option against the baseline, replication by replication.
std::vector<record::Group> difference_groups(const record::Collected& collected, double confidence);

}  // namespace polku::study
