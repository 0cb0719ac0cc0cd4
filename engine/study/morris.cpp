#include "study/morris.hpp"

#include <cmath>
#include <numeric>

#include "study/stream.hpp"

namespace polku::study {

namespace {
constexpr std::size_t levels = 4, jump = 2;  // an elementary move is jump / (levels - 1) of the range

double at_level(std::size_t level) { return static_cast<double>(level) / static_cast<double>(levels - 1); }
}  // namespace

MorrisDesign morris_design(std::size_t trajectories, std::size_t parameters, std::int64_t seed) {
  Stream stream(seed, DrawnFor::morris);
  MorrisDesign design;
  std::vector<std::size_t> order(parameters), level(parameters);
  for (std::size_t t = 0; t < trajectories; ++t) {
    for (std::size_t& start : level) start = stream.below(levels);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = parameters; i > 1; --i) std::swap(order[i - 1], order[stream.below(i)]);
    const auto visit = [&](std::size_t moved) {
      std::vector<double> point;
      for (const std::size_t l : level) point.push_back(at_level(l));
      design.points.push_back(std::move(point));
      design.moved.push_back(moved);
    };
    visit(parameters);
    for (const std::size_t p : order) {
      // From each level exactly one of the two moves stays on the grid, so all four are equally likely.
      level[p] = level[p] < jump ? level[p] + jump : level[p] - jump;
      visit(p);
    }
  }
  return design;
}

std::vector<MorrisEffect> morris_effects(const MorrisDesign& design, const std::vector<double>& outcomes) {
  const std::size_t parameters = design.points.empty() ? 0 : design.points.front().size();
  std::vector<std::vector<double>> effects(parameters);
  for (std::size_t i = 1; i < design.points.size(); ++i) {
    const std::size_t p = design.moved[i];
    if (p == parameters) continue;
    const bool up = design.points[i][p] > design.points[i - 1][p];
    const double change = up ? outcomes[i] - outcomes[i - 1] : outcomes[i - 1] - outcomes[i];
    effects[p].push_back(change * static_cast<double>(levels - 1) / static_cast<double>(jump));
  }
  std::vector<MorrisEffect> all(parameters);
  for (std::size_t p = 0; p < parameters; ++p) {
    const double n = static_cast<double>(effects[p].size());
    for (const double effect : effects[p]) {
      all[p].mean += effect / n;
      all[p].importance += std::fabs(effect) / n;
    }
    double squares = 0.0;
    for (const double effect : effects[p]) squares += (effect - all[p].mean) * (effect - all[p].mean);
    all[p].spread = n > 1 ? std::sqrt(squares / (n - 1.0)) : 0.0;
  }
  return all;
}

}  // namespace polku::study
