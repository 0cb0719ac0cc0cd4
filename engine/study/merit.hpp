// Which of an option's changes made the difference: the worlds with every combination of them, and the
// Shapley split of the deciding measure. In the flow: `polku explain`. Thread safety: as study.hpp.
#pragma once

#include <string>
#include <vector>

#include "base/statistics.hpp"
#include "study/study.hpp"

namespace polku::study {

/// One thing that an option does: an edit of a dated change, a number that it has from birth on, or that
/// people take something up.
struct Deed {
  static constexpr std::size_t adoption = ~std::size_t{0};  // in place of an edit
  std::size_t option = 0;                                   ///< place in the scenario
  bool from_birth = false;                                  ///< of `instead`, else of `changes`
  std::size_t change = 0, edit = 0;
  std::string path;
};
std::vector<Deed> deeds_of(const scenario::Scenario& scenario, const std::vector<std::size_t>& options);

/// The scenario in which the options do only those of their deeds that are in the set (bit i: deed i), and
/// cost nothing.
scenario::Scenario doing_only(const scenario::Scenario& scenario, const std::vector<Deed>& deeds,
                              std::uint64_t set);

struct Merit {
  std::vector<Deed> deeds;
  bool exact = true;                             ///< every combination was simulated; else sampled orders
  std::vector<base::Interval> share;             ///< of each deed, in the deciding measure
  std::vector<std::int64_t> cents;               ///< their means in hundredths; sum to `total_cents`
  std::int64_t total_cents = 0;                  ///< of the deeds together, without the options' own cost
  std::vector<std::vector<double>> interaction;  ///< [i][j]; empty if sampled
  double own_cost = 0.0;  ///< what the options' own cost adds to it (at most 0 in money)
  bool complete = true;
};

/// Splits the difference between baseline and options together. Up to `most_exact` deeds every combination is
/// simulated in the same luck, replication by replication, and the interval is Student's; with more, `orders`
/// random orders, and the interval holds the error of sampling them alone.
Merit merit_of(const scenario::Scenario& scenario, const std::vector<std::size_t>& options,
               std::size_t replications, const Settings& settings, std::size_t most_exact = 6,
               std::size_t orders = 6);

}  // namespace polku::study
