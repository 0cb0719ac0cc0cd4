// The different ways through a log, and how often each was taken. In the flow: from cases to what discovery
// learns from and distances compare. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "record/case_log.hpp"

namespace polku::study {

struct Variant {
  std::vector<std::uint32_t> path;  ///< activities
  std::uint64_t count = 0;          ///< cases
  std::uint64_t open = 0;           ///< of these, cases that are known not to have ended
};

/// Most frequent first, then by path. Paths longer than `longest` are cut and count as open.
std::vector<Variant> variants_of(const record::CaseLog& log, std::span<const record::LoggedCase> cases,
                                 std::size_t longest = SIZE_MAX);

}  // namespace polku::study
