// What would have to be true for each option to lead, in words: the same for terminal and page. In the flow:
// between a result's group `break_even` and what is printed of it. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "cli/table.hpp"
#include "record/result.hpp"
#include "scenario/model.hpp"

namespace polku::cli {

/// A row of the group `break_even`. Infinite where nothing is known of chance.
struct Condition {
  std::string option, what, path, against;  ///< `against`: the best of the others, or `baseline`
  double share = 0.0;                       ///< of what was written; NaN: the lead does not turn
  double low = 0.0, high = 0.0;
  double largest = 0.0;  ///< that was asked for
  double amount = 0.0;   ///< of a cost as written; NaN: it is none
  double lead = 0.0, lead_low = 0.0, lead_high = 0.0;
  bool by_budget = false, exact = false;
  std::int64_t replications = 0;

  bool is_cost() const { return what == "once" || what == "running"; }
  bool leads() const { return lead > 0.0; }
  /// Whether the option leads above the share, not below.
  bool at_least() const { return leads() == (share < 1.0); }
};
std::vector<Condition> conditions_of(const record::Result& result);

/// "everything it is hoped to do", "its cost at the start"; of a change the path.
std::string premise_in_words(const Condition& condition);
/// As written: "100 %", "68 % to 80 %", "40 kEUR".
std::string plan_in_words(const scenario::Scenario& scenario, const Condition& condition);
/// When the option leads: "at least 47 ±11 %", "at most 123 ±18 kEUR", "at no share, 0 to 150 %".
std::string condition_in_words(const scenario::Scenario& scenario, const Condition& condition);

/// The table; empty if nothing was asked.
std::string conditions_text(const scenario::Scenario& scenario, const record::Result& result,
                            const Style& style, std::size_t width);

}  // namespace polku::cli
