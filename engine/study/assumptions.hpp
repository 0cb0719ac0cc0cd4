// Could a number that nobody knows well turn the decision? Each uncertain number at either end of its range,
// all else as written, with all worlds in the same luck as the comparison. In the flow: after compare, on its
// result. Thread safety: as study.hpp.
#pragma once

#include <string>
#include <vector>

#include "base/statistics.hpp"
#include "study/study.hpp"

namespace polku::study {

/// What holds at one end of a range.
struct AtEnd {
  double setting = 0.0;             ///< in base units
  std::vector<double> differences;  ///< mean difference of each option from the baseline
  std::size_t best = 0;             ///< alternative: 0 the baseline, then the options that the budget allows
  base::Interval lead;  ///< of that one over the one that is best as written, paired; 0 if it is that
  std::size_t replications = 0;  ///< that this rests on
  bool turns = false;            ///< another one is best, by more than does not matter
};

struct Assumption {
  std::string path;
  AtEnd low, high;
};

struct Assumptions {
  std::vector<Assumption> all;
  bool complete = true;
};

/// Replications that an end takes at most. Few, because pairing makes them tell much; and one where it leaves
/// no doubt, given how noisy the alternatives are as written.
std::size_t assumption_replications(const scenario::Scenario& scenario);

/// `result`: of compare(scenario). Nothing if the scenario names no uncertain number.
Assumptions assumptions_of(const scenario::Scenario& scenario, const record::Result& result,
                           const Settings& settings);

/// Group `assumptions`.
record::Group group_of(const scenario::Scenario& scenario, const Assumptions& assumptions);

}  // namespace polku::study
