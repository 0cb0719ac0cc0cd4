// Groups of customers and general costs by segment, as tables and as JSON. In the flow: below the outcome of
// `polku run --groups`, and in every answer for machines. Thread safety: pure functions.
#pragma once

#include <string>

#include "cli/json.hpp"
#include "cli/table.hpp"
#include "record/result.hpp"

namespace polku::cli {

/// Tables of the baseline: groups by result and volume, what a customer's value is made of, general costs by
/// segment; those that the result holds.
std::string groups_text(const record::Result& result, const std::string& currency, const Style& style);

/// Fields `groups`, `value_cube` and `allocation` of an answer, of the baseline; null where there is nothing.
void add_groups(Json& answer, const record::Result& result);

}  // namespace polku::cli
