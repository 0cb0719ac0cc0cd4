#include "study/selection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/math.hpp"

namespace polku::study {
namespace {

/// Sample variance of f(0), ..., f(n - 1); n >= 2.
template <class F>
double variance_of(std::size_t n, F f) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t r = 0; r < n; ++r) sum += f(r);
  const double mean = sum / static_cast<double>(n);
  for (std::size_t r = 0; r < n; ++r) squares += (f(r) - mean) * (f(r) - mean);
  return squares / static_cast<double>(n - 1);
}

}  // namespace

SelectionConstants selection_constants(double alpha, std::size_t systems, std::size_t first_stage) {
  const double freedom = static_cast<double>(first_stage) - 1.0;
  const double error = 2.0 * alpha / (static_cast<double>(systems) - 1.0);
  const double eta = 0.5 * (base::pow(error, -2.0 / freedom) - 1.0);
  return {eta, 2.0 * eta * freedom};
}

double continuation(double h_squared, double variance, double indifference, std::size_t replications) {
  const double r = static_cast<double>(replications);
  const double room = indifference / (2.0 * r) * (h_squared * variance / (indifference * indifference) - r);
  return std::max(0.0, room);
}

Selection::Selection(std::size_t systems, const Rules& rules)
    : systems_(systems), rules_(rules), sums_(systems), out_after_(systems) {
  if (systems == 0 || rules.first_stage < 2 || !(rules.indifference > 0.0))
    throw std::invalid_argument("a selection needs systems, a first stage and an indifference");
  if (systems > 1) constants_ = selection_constants(1.0 - rules.confidence, systems, rules.first_stage);
  for (std::size_t i = 0; i < systems; ++i) survivors_.push_back(i);
}

void Selection::add(std::span<const double> values) {
  values_.emplace_back(values.begin(), values.end());
  for (std::size_t i = 0; i < systems_; ++i) sums_[i] += values[i];
  if (replications() < rules_.first_stage) return;
  if (replications() == rules_.first_stage) learn_variances();
  screen();
}

void Selection::learn_variances() {
  variances_.assign(systems_ * systems_, 0.0);
  for (std::size_t i = 0; i < systems_; ++i)
    for (std::size_t l = 0; l < systems_; ++l)
      if (i != l)
        variances_[i * systems_ + l] =
            variance_of(replications(), [&](std::size_t r) { return values_[r][i] - values_[r][l]; });
}

void Selection::screen() {
  if (survivors_.size() < 2) return;
  std::vector<std::size_t> left;
  for (const std::size_t i : survivors_) {
    // A value that does not exist (NaN) puts nobody out: nothing can be said of it.
    const bool behind = std::any_of(survivors_.begin(), survivors_.end(), [&](std::size_t l) {
      return l != i && mean(i) < mean(l) - continuation(constants_.h_squared, variances_[i * systems_ + l],
                                                        rules_.indifference, replications());
    });
    if (behind)
      out_after_[i] = replications();
    else
      left.push_back(i);
  }
  survivors_ = std::move(left);
  // Exact ties at a closed boundary would be drawn out for ever; one of them is as good as the other.
  const auto closed = [&](std::size_t i, std::size_t l) {
    return mean(i) == mean(l) && continuation(constants_.h_squared, variances_[i * systems_ + l],
                                              rules_.indifference, replications()) == 0.0;
  };
  for (std::size_t at = 1; at < survivors_.size();) {
    const bool tied = closed(survivors_[at], survivors_[0]);
    if (tied) out_after_[survivors_[at]] = replications();
    if (tied)
      survivors_.erase(survivors_.begin() + static_cast<std::ptrdiff_t>(at));
    else
      ++at;
  }
}

std::size_t Selection::best() const {
  return *std::max_element(survivors_.begin(), survivors_.end(), [&](std::size_t a, std::size_t b) {
    // What has no mean comes last.
    if (std::isnan(sums_[a]) != std::isnan(sums_[b])) return std::isnan(sums_[a]);
    return sums_[a] < sums_[b];
  });
}

std::size_t replications_for(double variance, double half_width, double z) {
  const double n = z * z * variance / (half_width * half_width);
  // A half-width of nothing is never reached.
  if (!(n < 1e15)) return std::numeric_limits<std::size_t>::max();
  return static_cast<std::size_t>(std::ceil(n));
}

double pairing_factor(std::span<const double> a, std::span<const double> b) {
  const std::size_t n = std::min(a.size(), b.size());
  if (n < 2) return std::numeric_limits<double>::quiet_NaN();
  const double apart = variance_of(n, [&](std::size_t r) { return a[r]; }) +
                       variance_of(n, [&](std::size_t r) { return b[r]; });
  const double paired = variance_of(n, [&](std::size_t r) { return a[r] - b[r]; });
  if (paired == 0.0) return std::numeric_limits<double>::infinity();
  return apart / paired;
}

}  // namespace polku::study
