// The best mix and sizes of options under a budget. Mixes are searched with few replications in the same
// luck; the finalists are judged on luck that the search has not seen, because the best of many looks better
// than it is. In the flow: `polku optimize`. Thread safety: as study.hpp. Not in a browser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/statistics.hpp"
#include "study/certainty.hpp"
#include "study/study.hpp"

namespace polku::study {

/// How much of each option is done, what that costs once, and what it brings over the baseline.
struct Mix {
  std::vector<double> sizes;  ///< by option; 0: not done
  double cost = 0.0;          ///< once
  double searched = 0.0;      ///< mean over the replications of the search
  std::vector<double> fresh;  ///< differences in fresh luck, by replication; empty: no finalist
  base::Interval interval;    ///< of them
  Standing standing;          ///< among the finalists and doing nothing
  bool on_frontier = false;   ///< nothing that costs as little brings more
};

struct Mixes {
  std::vector<Mix> finalists;           ///< the best first, by fresh luck
  Standing nothing;                     ///< of doing nothing
  std::size_t tried = 0;                ///< mixes simulated in the search
  bool every_mix = true;                ///< all combinations were tried; else options were added one by one
  std::vector<std::string> impossible;  ///< mixes left out because numbers would leave their range
  std::size_t replications = 0;         ///< of fresh luck
  bool settled = false;                 ///< by sequential selection, if the scenario allows more replications
  bool complete = true;
};

struct MixRules {
  std::size_t most_combinations = 64;  ///< tried one and all; with more, options are added one by one
  std::size_t most_finalists = 6;
  int most_evaluations = 20;  ///< of one mix with sizes to be chosen, for each such size
};

/// The options of the scenario within its budget, by its deciding measure.
Mixes best_mixes(const scenario::Scenario& scenario, const Settings& settings, const MixRules& rules = {});

/// What is wrong where several options are done at once; empty if nothing is.
std::string problem_of_mix(const scenario::Scenario& scenario, const std::vector<double>& sizes);

}  // namespace polku::study
