// What would have to be true: how much of what an option promises must come about, and how much may it cost,
// so that it leads? Where the lead over the best of the others is lost is the break-even. In the flow: after
// compare, on its result; only the option asked about is simulated again, in the same luck as before, and
// costs not at all. Thread safety: as study.hpp.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/statistics.hpp"
#include "study/premises.hpp"
#include "study/study.hpp"

namespace polku::study {

/// Where a lead is lost or won, as a share of what was written, and where chance may have put it: where the
/// interval of the lead ends, along the line on which the lead crosses 0. Infinite if nothing is known of it.
struct Crossing {
  double share = 0.0, low = 0.0, high = 0.0;
  std::size_t replications = 0;  ///< of the look that it rests on
};

/// The lead at a share, over so many replications; nothing if the work was stopped.
using LeadAt = std::function<std::optional<base::Interval>(double share, std::size_t replications)>;

struct CrossingSearch {
  base::Interval written;  ///< the lead at 1
  double largest = 1.5;    ///< shares from 0 to this are asked for
  std::size_t most = 3;    ///< replications of a look that decides; one where it leaves no doubt
};

struct CrossingFound {
  std::optional<Crossing> crossing;
  bool complete = true;
};

/// Looks first where the lead is likely to turn (none of it, if it leads; more of it, if it does not), then
/// on the other side, and closes in along straight lines. A lead that turns twice between two looks is
/// missed.
CrossingFound crossing_of(const CrossingSearch& search, const LeadAt& lead_at);

/// What a comparison says of one premise.
struct BreakEven {
  Premise premise;
  std::size_t against = 0;  ///< alternative: the best of the others, 0 the baseline
  base::Interval lead;      ///< over it, as written
  std::optional<Crossing> crossing;
  double amount = 0.0;     ///< of a cost as written [currency units]; else 0
  bool by_budget = false;  ///< the budget ends before the lead does
  bool exact = false;      ///< computed, for money is linear in a cost, not simulated
};

struct BreakEvens {
  std::vector<BreakEven> all;
  bool complete = true;
};

/// Each premise of the option that comes first of those that the budget allows; of the others the effects at
/// once, and the costs; of those beyond the budget the cost. `result`: of compare(scenario).
BreakEvens break_evens_of(const scenario::Scenario& scenario, const record::Result& result,
                          const Settings& settings);

/// Replications of one world that this takes: at least, where nothing turns, and at most.
struct BreakEvenRuns {
  std::size_t least = 0, most = 0;
};
BreakEvenRuns break_even_runs(const scenario::Scenario& scenario);

/// Group `break_even`.
record::Group group_of(const scenario::Scenario& scenario, const BreakEvens& found);

}  // namespace polku::study
