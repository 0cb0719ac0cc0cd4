// The parts of a page's content, each from the groups of a result that it needs; null where the result lacks
// them. Internal to report. Thread safety: pure functions.
#pragma once

#include "report/json.hpp"
#include "report/page.hpp"

namespace polku::report {

Json about(const Subject& subject);
Json worlds(const Subject& subject);
Json decision(const Subject& subject);

/// How sure the choice is: chance of being best, of a loss, where single futures end.
Json certainty(const Subject& subject);
/// What could turn the decision: uncertain numbers at the ends of their ranges.
Json doubts(const Subject& subject);
/// What would have to be true for each option to lead.
Json break_even(const Subject& subject);
/// Outcomes of each world, and what each option changes.
Json outcome(const Subject& subject);
/// Money gained or lost so far against the baseline.
Json j_curve(const Subject& subject);
/// Where the difference comes from: customers who stayed or came and what each brings and costs, and the
/// chain from the process to what they do.
Json why(const Subject& subject);
/// From revenue to the deciding sum: which accounts an option's money goes through.
Json ledger(const Subject& subject);

Json journey(const Subject& subject);
Json attributes(const Subject& subject);
/// Customers over time, why they left, and the market.
Json loyalty(const Subject& subject);
/// What each of the five parties gets, beyond the outcome table.
Json parties(const Subject& subject);
/// What single customers earn us.
Json earners(const Subject& subject);
/// Single customers whose fate the best option changes.
Json stories(const Subject& subject);
/// Where the numbers of the scenario come from.
Json origins(const Subject& subject);

/// Worlds that detailed parts show: the baseline, and the option that comes first.
std::vector<std::size_t> shown_worlds(const Subject& subject);

}  // namespace polku::report
