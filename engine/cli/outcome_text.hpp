// What `run` and `compare` print for people: the outcome with its intervals, the differences, the ranking in
// words. In the flow: last; from a result to text. Thread safety: pure functions.
#pragma once

#include <string>

#include "cli/table.hpp"
#include "record/result.hpp"
#include "scenario/model.hpp"

namespace polku::cli {

/// Name, question, how many customers for how long, replications and seed.
std::string headline(const scenario::Scenario& scenario, const record::Result& result, std::size_t width);

/// One line a measure: mean, interval, unit. Requires a finished replication.
std::string outcome_text(const scenario::Scenario& scenario, const record::Result& result,
                         const Style& style);

/// The baseline and beside it each option's difference, in as many tables as the width asks for; then the
/// ranking and what it means, in sentences. Requires a finished replication.
std::string comparison_text(const scenario::Scenario& scenario, const record::Result& result,
                            const Style& style, std::size_t width);

}  // namespace polku::cli
