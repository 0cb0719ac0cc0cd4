// Means with their confidence intervals, by Student's t. What a study reports about replications, and about
// paired differences between two worlds that met the same luck. Sums run in the order given, so equal data
// give equal bits. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <span>

namespace polku::base {

/// [unit of the data] With one value nothing is known about the spread: standard_error and half_width are
/// infinite, low and high -+infinity. With none the mean is NaN as well.
struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
  double half_width = 0;
  double standard_error = 0;
  std::size_t n = 0;
};

/// Two-sided interval for the mean of independent values; confidence in (0, 1).
Interval mean_interval(std::span<const double> values, double confidence = 0.95);

/// Interval for the mean of a[i] - b[i]: replication i of both worlds shares its random numbers, so the
/// pairing removes what they have in common. Throws std::invalid_argument on different sizes.
Interval paired_interval(std::span<const double> a, std::span<const double> b, double confidence = 0.95);

/// Spearman's rank correlation: that of the ranks, ties sharing the mean of theirs. NaN if one side is all
/// alike or the sizes differ. Source: Spearman 1904; Kendall & Gibbons 1990 for ties.
double rank_correlation(std::span<const double> a, std::span<const double> b);

}  // namespace polku::base
