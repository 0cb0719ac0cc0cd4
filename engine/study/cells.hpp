// Shares of people or purchases that sum to one, and their likelihood. Internal to study's targets. Thread
// safety: immutable once made.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "study/target.hpp"

namespace polku::study {

class Cells : public Target {
 public:
  Cells(std::string name, Demands demands) : Target(std::move(name), demands) { implied_ = 1; }
  std::vector<double> variances(std::span<const double> expected) const override;
  /// The deviance of the multinomial distribution, 2 n sum o log(o / e): least where the likelihood is
  /// greatest.
  double distance(std::span<const double> expected) const override;
};

/// Counts as shares of their sum.
std::vector<double> shares_of(const std::vector<double>& counts);

}  // namespace polku::study
