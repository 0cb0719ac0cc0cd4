#include "base/tabulated_quantile.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include "base/math.hpp"
#include "base/philox.hpp"
#include "base/special_functions.hpp"

namespace polku::base {

namespace {

// The outermost words lie at logit(2^-33) = -22.87 and +22.87.
constexpr double outermost = 23;
constexpr std::size_t intervals = 1024;
constexpr double distance = 2 * outermost / intervals;

void require_shape(double shape) {
  if (!(shape >= least_shape && shape <= greatest_shape))
    throw std::invalid_argument("a quantile table needs shapes from 0.05 to 10000");
}

/// A distribution of y: F on both sides, and dF/dy.
struct Distribution {
  std::function<Tails(double y)> tails;
  std::function<double(double y)> density;
};

/// The y in [low, high] where logit F(y) = t: Newton from `start`, halving the bracket where a step would
/// leave it.
double solve(const Distribution& distribution, double t, double start, double low, double high) {
  double y = start > low && start < high ? start : 0.5 * (low + high);
  for (int step = 0; step < 200; ++step) {
    const Tails tails = distribution.tails(y);
    const double miss = log(tails.lower) - log(tails.upper) - t;
    (miss < 0 ? low : high) = y;
    const double newton = y - miss * (tails.lower * tails.upper / distribution.density(y));
    const bool inside = newton > low && newton < high;
    y = inside ? newton : 0.5 * (low + high);
    // Newton squares the error: a miss of 1e-8 has now become one of 1e-16.
    if ((inside && absolute(miss) < 1e-8) || high - low < 1e-14 * (1 + absolute(y))) break;
  }
  return y;
}

/// Nodes from left to right; all of the distribution that a word can reach lies within [low, high].
LogitTable tabulate(const Distribution& distribution, double low, double high) {
  std::vector<LogitTable::Node> nodes;
  nodes.reserve(intervals + 1);
  std::array<double, 4> slopes{};  // dy/dt * distance at the last four nodes, newest first
  double start = 0.5 * (low + high);
  for (std::size_t i = 0; i <= intervals; ++i) {
    const double t = -outermost + distance * static_cast<double>(i);
    const double y = solve(distribution, t, start, low, high);
    std::rotate(slopes.begin(), slopes.end() - 1, slopes.end());
    slopes[0] = distance * sigmoid(t) * sigmoid(-t) / distribution.density(y);
    nodes.push_back({y, slopes[0]});
    // Adams-Bashforth's step lands so close that one Newton step finishes the next node.
    start = y + (i < 3 ? slopes[0] : (55 * slopes[0] - 59 * slopes[1] + 37 * slopes[2] - 9 * slopes[3]) / 24);
    low = y;
  }
  return LogitTable(std::move(nodes));
}

LogitTable gamma_table(double shape) {
  require_shape(shape);
  const GammaShape gamma(shape);
  return tabulate(
      {[&](double y) { return gamma.tails(exp(y)); }, [&](double y) { return gamma.density_in_log(exp(y)); }},
      -600, 20);
}

LogitTable beta_table(double a, double b) {
  require_shape(a);
  require_shape(b);
  const BetaShape beta(a, b);
  return tabulate({[&](double y) { return beta.tails(sigmoid(y), sigmoid(-y)); },
                   [&](double y) { return beta.density_in_logit(sigmoid(y), sigmoid(-y)); }},
                  -600, 600);
}

/// ln sigmoid(y).
double log_sigmoid(double y) noexcept { return std::min(y, 0.0) - log1p(exp(-absolute(y))); }

}  // namespace

double LogitTable::at(std::uint32_t word) const noexcept {
  const double u = unit_double(word);
  const double position = (logit(u) + outermost) * (1 / distance);
  const auto index = static_cast<std::size_t>(position);
  const double s = position - static_cast<double>(index);
  const Node& left = nodes_[index];
  const Node& right = nodes_[index + 1];
  // The cubic through both values with both slopes, as corrections to the straight line between them.
  const double rise = right.value - left.value;
  const double bend = (1 - s) * (left.slope - rise) - s * (right.slope - rise);
  return left.value + s * (rise + (1 - s) * bend);
}

GammaQuantile::GammaQuantile(double shape) : table_(gamma_table(shape)) {}

double GammaQuantile::at(std::uint32_t word) const noexcept { return exp(table_.at(word)); }

BetaQuantile::BetaQuantile(double a, double b) : table_(beta_table(a, b)) {}

double BetaQuantile::at(std::uint32_t word) const noexcept { return sigmoid(table_.at(word)); }

double BetaQuantile::log_at(std::uint32_t word) const noexcept { return log_sigmoid(table_.at(word)); }

double BetaQuantile::log_of_complement_at(std::uint32_t word) const noexcept {
  return log_sigmoid(-table_.at(word));
}

}  // namespace polku::base
