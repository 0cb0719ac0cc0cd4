// What each of the five parties gets: customers, front-line staff, support functions, the company, the
// owners. One list of rows for the tables of the command line, for machines and for the page. Internal to
// study. Thread safety: pure functions.
#pragma once

#include <vector>

#include "record/collect.hpp"
#include "scenario/model.hpp"

namespace polku::study {

/// Groups `parties` (world, measure, replication) and, for a comparison, `party_differences` (option,
/// measure, replication): rows of `summary` and `differences` that are some party's, and what only a party
/// asks for. The axes `party`, `words` and `note` belong to `measure`, in its order. `outcome` holds
/// `summary` and, for a comparison, `differences` and `decision`.
std::vector<record::Group> party_groups(const scenario::Model& model, const record::Collected& collected,
                                        double confidence, const std::vector<record::Group>& outcome);

}  // namespace polku::study
