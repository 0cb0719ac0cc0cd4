// Groups of customers by what they earn us and how much they buy; what a customer's value is made of; and
// general costs shown next to segments by a stated key. All of the time after the warm-up. Internal to study.
// Thread safety: pure functions.
#pragma once

#include <vector>

#include "record/collect.hpp"
#include "scenario/model.hpp"

namespace polku::study {

/// Groups `groups` (world, result class, volume class; with customers recorded), `value_cube` (world,
/// replication) and, if the scenario states a key, `allocation` (world, replication, segment).
std::vector<record::Group> customer_groups(const scenario::Model& model, const record::Collected& collected);

/// Borders of classes of money, lowest first: of results 0 and such that those above it fall into classes of
/// equal size, of volumes such that all do; to two digits. `classes` >= 1.
std::vector<double> result_borders(std::vector<double> results, std::size_t classes);
std::vector<double> volume_borders(std::vector<double> revenues, std::size_t classes);

}  // namespace polku::study
