// How far a simulated figure lies from the exact one, in standard errors. Beyond 4.5 a test fails: seven
// false alarms in a million tests; seeds are fixed, so a test that passes once always passes.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>

namespace polku::test {

inline constexpr double tolerated = 4.5;

/// `count` of `n` against the chance p in (0, 1).
inline double share_deviation(std::int64_t count, std::int64_t n, double p) {
  const double size = static_cast<double>(n);
  return (static_cast<double>(count) / size - p) / std::sqrt(p * (1 - p) / size);
}

/// Running mean and variance.
class Sample {
 public:
  void add(double x) {
    ++n_;
    const double step = x - mean_;
    mean_ += step / static_cast<double>(n_);
    squares_ += step * (x - mean_);
  }
  std::int64_t size() const { return n_; }
  double mean() const { return mean_; }
  double variance() const { return squares_ / static_cast<double>(n_ - 1); }
  double standard_error() const { return std::sqrt(variance() / static_cast<double>(n_)); }
  double deviation(double exact) const { return (mean_ - exact) / standard_error(); }

 private:
  std::int64_t n_ = 0;
  double mean_ = 0, squares_ = 0;
};

}  // namespace polku::test

#define CHECK_SHARE(count, n, p)                                                                \
  do {                                                                                          \
    INFO(#count << " = " << (count) << " of " << (n) << ", exact share " << (p));               \
    CHECK(std::fabs(polku::test::share_deviation((count), (n), (p))) < polku::test::tolerated); \
  } while (false)

#define CHECK_MEAN(sample, exact)                                                                     \
  do {                                                                                                \
    INFO("mean " << (sample).mean() << " +- " << (sample).standard_error() << ", exact " << (exact)); \
    CHECK(std::fabs((sample).deviation(exact)) < polku::test::tolerated);                             \
  } while (false)
