// The yardstick: a log as a first-order Markov chain would write it, with each wait drawn from those that the
// log shows between the same two steps. In the flow: beside a discovered model, against the same held-out
// cases. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <span>

#include "record/case_log.hpp"

namespace polku::study {

/// `count` cases; equal seeds give equal cases. Longer ones than `longest` steps are cut.
record::CaseLog markov_log(const record::CaseLog& log, std::span<const record::LoggedCase> cases,
                           std::size_t count, std::uint64_t seed, std::size_t longest = 2000);

}  // namespace polku::study
