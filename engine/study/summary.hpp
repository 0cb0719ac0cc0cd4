// The outcome table: one number per measure, world and replication, after the warm-up, and what they say
// together. Internal to study.
#pragma once

#include <string>
#include <vector>

#include "record/collect.hpp"

namespace polku::study {

struct OutcomeMeasure {
  const char* name;
  const char* unit;  // "currency" stands for the scenario's currency
  const char* doc;
};

/// The measures of every outcome table, in the order of outcome_values().
const std::vector<OutcomeMeasure>& outcome_measures();

/// Value of each measure in one replication of a world.
std::vector<double> outcome_values(const world::World& world, const record::Finished& finished);

/// Group `summary`: value, mean, low, high by world and measure.
record::Group summary_group(const record::Collected& collected, double confidence);

/// Groups `differences` and `cumulative`: each option against the baseline, replication by replication.
std::vector<record::Group> difference_groups(const record::Collected& collected, double confidence);

}  // namespace polku::study
