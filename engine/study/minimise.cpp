#include "study/minimise.hpp"

#include <nlopt.hpp>

#include <algorithm>
#include <cmath>

#include "base/math.hpp"

namespace polku::study {
namespace {

constexpr double unreachable = 1e300;  // NLopt wants finite numbers

struct Call {
  const Function& function;
  std::size_t evaluations = 0;
  Lowest best;
};

double called(const std::vector<double>& x, std::vector<double>&, void* data) {
  Call& call = *static_cast<Call*>(data);
  ++call.evaluations;
  const double found = call.function(x);
  const double value = std::isfinite(found) ? found : unreachable;
  if (call.best.at.empty() || value < call.best.value) {
    call.best.at = x;
    call.best.value = value;
  }
  return value;
}

}  // namespace

Point spread_point(std::size_t i, std::size_t dimensions) {
  double ratio = 2.0;  // the root of x^(d+1) = x + 1
  for (int k = 0; k < 60; ++k) ratio = base::pow(1.0 + ratio, 1.0 / static_cast<double>(dimensions + 1));
  Point point(dimensions);
  double power = 1.0;
  for (std::size_t d = 0; d < dimensions; ++d) {
    power /= ratio;
    const double x = 0.5 + static_cast<double>(i + 1) * power;
    point[d] = x - std::floor(x);
  }
  return point;
}

Lowest descend(const Point& from, const Function& function, double step, double precision,
               std::size_t evaluations) {
  Call call{function, 0, {}};
  if (from.empty()) return {from, function(from), 1};
  nlopt::opt search(nlopt::LN_SBPLX, static_cast<unsigned>(from.size()));
  search.set_lower_bounds(0.0);
  search.set_upper_bounds(1.0);
  search.set_min_objective(called, &call);
  search.set_initial_step(step);
  search.set_xtol_abs(precision);
  search.set_maxeval(static_cast<int>(evaluations));
  Point at = from;
  for (double& x : at) x = std::clamp(x, 0.0, 1.0);
  double value = 0.0;
  try {
    search.optimize(at, value);
  } catch (const nlopt::roundoff_limited&) {
    // As near as the numbers allow; what was best is known.
  }
  call.best.evaluations = call.evaluations;
  return call.best;
}

Lowest minimise(std::size_t dimensions, const Function& function, const Search& search) {
  std::vector<Lowest> starts;
  const auto start = [&](const Point& at) { starts.push_back({at, function(at), 1}); };
  for (const Point& at : search.also_from) start(at);
  for (std::size_t i = 0; i < search.starts; ++i) start(spread_point(i, dimensions));
  if (starts.empty()) start(Point(dimensions, 0.5));
  std::stable_sort(starts.begin(), starts.end(),
                   [](const Lowest& a, const Lowest& b) { return a.value < b.value; });
  Lowest best = starts.front();
  std::size_t evaluations = starts.size();
  for (std::size_t i = 0; i < std::min(search.local, starts.size()); ++i) {
    const Lowest found = descend(starts[i].at, function, search.step, search.precision, search.evaluations);
    evaluations += found.evaluations;
    if (found.value < best.value) best = found;
  }
  best.evaluations = evaluations;
  return best;
}

}  // namespace polku::study
