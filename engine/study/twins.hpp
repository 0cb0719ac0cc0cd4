// What each real customer will do next, from simulated twins: people in simulated worlds with the same number
// of purchases up to the same age and the last one at nearly the same time, whose future is known. Works for
// every model that can be simulated, because it asks for no formula. In the flow: posterior -> twins ->
// forecast. Thread safety: one collection a thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "study/cohort.hpp"

namespace polku::study {

class Twins {
 public:
  /// `days`: how far to look ahead.
  Twins(const std::vector<History>& real, double days);

  /// Adds the people of one simulated world. The result does not depend on `threads`; 0: all.
  void add(const Days& lives, std::size_t threads = 0);

  /// Expected purchases of each real customer in the days to come: a local linear regression over the twins,
  /// as narrow as their number allows.
  std::vector<double> expected() const;
  /// Effective number of twins behind each.
  std::vector<double> found() const;

 private:
  static constexpr std::size_t widths = 4;
  /// Weighted sums of a regression on 1, difference in repeats, difference in recency.
  struct Sums {
    double weight = 0, squared = 0, y = 0, x = 0;
    double cross[3][3] = {}, right[3] = {};
  };
  struct Seen;
  const Sums& chosen(std::size_t customer) const;
  static bool enough(const Sums& sums);
  void add(const Seen& seen, const History& real, Sums* sums) const;

  std::vector<History> real_;
  double days_;
  std::vector<std::size_t> order_;   // of the real, by age
  std::vector<std::size_t> groups_;  // where each age begins in it, and its end
  std::vector<Sums> sums_;           // per customer and width
};

}  // namespace polku::study
