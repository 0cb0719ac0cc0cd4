// How much of a log's past still tells how things go now. Processes change, and cases of long ago then teach
// what is no longer done. In the flow: before discovery learns. Thread safety: pure functions.
#pragma once

#include <span>

#include "record/case_log.hpp"

namespace polku::study {

struct Recent {
  double share = 1.0;     ///< of the cases, the last ones, to learn from
  double distance = 0.0;  ///< of what these forecast from what came after them (variants, 0 to 1)
  double of_all = 0.0;    ///< the same of all cases before
};

/// Tried out on the past: of the first 70 % of the cases the last all, 3/4, 1/2, 1/3, 1/4 or 1/6 are held
/// against the other 30 %. The longest stretch is taken that is nearly as close as the closest, and all of
/// them unless a part is clearly closer. `cases` in the order of time.
Recent recent_part(const record::CaseLog& log, std::span<const record::LoggedCase> cases);

/// The last `share` of the cases, at least one.
std::span<const record::LoggedCase> last_part(std::span<const record::LoggedCase> cases, double share);

}  // namespace polku::study
