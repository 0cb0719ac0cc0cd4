// How sure a comparison is, taken out of its result, and in words: chances of being best, regret, loss, and
// whether the contest was settled. In the flow: below the ranking of `polku compare`. Thread safety: pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/outcome.hpp"
#include "cli/table.hpp"

namespace polku::cli {

/// One alternative as the group `decision` describes it; NaN where there is nothing to say.
struct Alternative {
  std::string name;
  bool allowed = true;
  double chance_of_best = 0.0, expected_regret = 0.0, chance_of_loss = 0.0;
  double future_low = 0.0, future_high = 0.0, pairing_factor = 0.0;
  std::int64_t out_after = 0;
};

struct Decision {
  std::vector<Alternative> alternatives;  ///< the baseline, then the options as in the scenario
  bool sequential = false, settled = false;
  std::size_t chosen = 0;  ///< among the alternatives, if sequential
  std::int64_t most_replications = 0;
};

/// Nothing if the result does not hold it.
std::optional<Decision> decision_of(const record::Result& result);

/// An uncertain number as the group `assumptions` describes it.
struct Doubt {
  std::string path;
  struct End {
    double setting = 0.0, lead = 0.0, lead_low = 0.0, lead_high = 0.0;
    std::size_t best = 0;  ///< alternative
    bool turns = false;
    std::int64_t replications = 0;  ///< that this rests on
  };
  End ends[2];
};
std::vector<Doubt> doubts_of(const record::Result& result);

/// Which assumed numbers could turn the decision; empty if none are named.
std::string doubts_text(const scenario::Scenario& scenario, const record::Result& result, const Style& style,
                        std::size_t width);

/// Table and sentences; empty if there is one replication only or nothing to say.
std::string certainty_text(const scenario::Scenario& scenario, const record::Result& result,
                           const Ranking& ranking, const Style& style, std::size_t width);

}  // namespace polku::cli
