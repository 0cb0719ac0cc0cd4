// What is counted of the customers whose rows are kept, in every replication: their ways through the journey,
// and what attributes are to them as years pass. In the flow: part of the result's groups. Thread safety:
// pure functions.
#pragma once

#include "record/collect.hpp"
#include "record/result.hpp"

namespace polku::record {

/// Ways from step to step. Requires worlds that keep rows of customers.
Group passages_group(const Collected& collected);

/// People by Kano category of each attribute, year by year. Requires worlds that keep rows of customers.
Group categories_group(const Collected& collected);

}  // namespace polku::record
