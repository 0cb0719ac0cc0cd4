#include "study/wait_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace polku::study {
namespace {

using scenario::WaitKnot;

/// Shares at which the curve is held against the waits; finer where the long ones are.
std::vector<double> places() {
  std::vector<double> shares;
  for (int i = 0; i <= 190; ++i) shares.push_back(i / 200.0);
  for (int i = 951; i <= 1000; ++i) shares.push_back(i / 1000.0);
  return shares;
}

/// The wait that `share` of the sorted waits do not exceed, linear between neighbours.
double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - static_cast<double>(below));
}

/// Stretches the long waits, so that the curve has the mean of all: sums of waits are right whatever the
/// knots.
void keep_mean(std::vector<WaitKnot>& curve, double mean) {
  double of_short = 0.0, of_long = 0.0;
  const auto is_long = [&](const WaitKnot& knot) { return knot.days >= mean; };
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double left = i > 0 ? curve[i].share - curve[i - 1].share : 0.0;
    const double right = i + 1 < curve.size() ? curve[i + 1].share - curve[i].share : 0.0;
    (is_long(curve[i]) ? of_long : of_short) += (left + right) / 2.0 * curve[i].days;
  }
  if (of_long <= 0.0 || mean <= of_short) return;
  const double stretch = (mean - of_short) / of_long;
  for (WaitKnot& knot : curve)
    if (is_long(knot)) knot.days *= stretch;
  for (std::size_t i = 1; i < curve.size(); ++i) curve[i].days = std::max(curve[i].days, curve[i - 1].days);
}

}  // namespace

std::vector<WaitKnot> wait_curve(std::vector<double> waits, std::size_t most) {
  std::sort(waits.begin(), waits.end());
  const double mean = std::accumulate(waits.begin(), waits.end(), 0.0) / static_cast<double>(waits.size());
  const std::vector<double> shares = places();
  std::vector<double> times;
  for (const double share : shares) times.push_back(quantile(waits, share));
  // Each time the knot that mends most: what is wrong counts against the mean, for the sum of all waits, and
  // against the wait itself, for minutes among days.
  std::vector<std::size_t> knots = {0, shares.size() - 1};
  const auto wrong = [&](std::size_t i, std::size_t a, std::size_t b) {
    const double drawn = times[a] + (times[b] - times[a]) * (shares[i] - shares[a]) / (shares[b] - shares[a]);
    const double gap = std::fabs(drawn - times[i]);
    const double width = (i + 1 < shares.size() ? shares[i + 1] : 1.0) - shares[i];
    return gap <= 0.0 ? 0.0 : width * (gap / mean + gap / (drawn + times[i]));
  };
  const auto error = [&](std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t i = a + 1; i < b; ++i) sum += wrong(i, a, b);
    return sum;
  };
  while (knots.size() < most) {
    double best = 0.002;  // of a wait, on average: closer is no use
    std::size_t mends = 0;
    for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
      const double now = error(knots[k], knots[k + 1]);
      if (now <= best) continue;
      // Within the worst stretch only places that are far apart are tried; the next round refines them.
      const std::size_t stride = std::max<std::size_t>(1, (knots[k + 1] - knots[k]) / 24);
      for (std::size_t i = knots[k] + 1; i < knots[k + 1]; i += stride) {
        const double gain = now - error(knots[k], i) - error(i, knots[k + 1]);
        if (gain > best) {
          best = gain;
          mends = i;
        }
      }
    }
    if (mends == 0) break;
    knots.insert(std::upper_bound(knots.begin(), knots.end(), mends), mends);
  }
  std::vector<WaitKnot> curve;
  for (const std::size_t i : knots) curve.push_back({shares[i], times[i]});
  curve.back() = {1.0, waits.back()};
  keep_mean(curve, mean);
  return curve;
}

}  // namespace polku::study
