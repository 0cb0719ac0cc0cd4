#include "study/fit.hpp"

#include <algorithm>
#include <cmath>

#include "base/special_functions.hpp"

namespace polku::study {
namespace {

constexpr double even_deviation = 0.28867513459481287;  // 1 / sqrt 12: of an even distribution on 0..1
constexpr double ninety = 2.705543454095404;            // 90 % point of chi-square with one degree of freedom

How how_for(const Simulator& simulator, const FitSettings& settings) {
  const auto& scenario = simulator.scenario();
  How how;
  // Few customers make a rough misfit, and more than this a slow one for no better numbers.
  how.customers = simulator.people() == 0
                      ? static_cast<std::size_t>(scenario.model.population.customers)
                      : std::clamp(static_cast<std::size_t>(scenario.calibrate.customers_per_real *
                                                            static_cast<double>(simulator.people())),
                                   std::min<std::size_t>(simulator.people(), 400'000), std::size_t{400'000});
  how.luck = settings.luck;
  how.threads = settings.threads;
  how.stop = settings.stop;
  return how;
}

Function misfit_function(const Simulator& simulator, const std::vector<double>& observed,
                         const std::vector<double>& weights, const How& how) {
  return [&simulator, &observed, &weights, how](std::span<const double> at) {
    return misfit(simulator.moments(at, how), observed, weights);
  };
}

/// Central differences, with steps that are large against the grain of counts.
Matrix slopes_at(const Simulator& simulator, const How& how, const Point& at, std::size_t moments) {
  Matrix slopes(moments, at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    constexpr double step = 0.03;
    Point below = at, above = at;
    below[i] = std::max(0.0, below[i] - step);
    above[i] = std::min(1.0, above[i] + step);
    const auto low = simulator.moments(below, how), high = simulator.moments(above, how);
    for (std::size_t m = 0; m < moments; ++m) slopes(m, i) = (high[m] - low[m]) / (above[i] - below[i]);
  }
  return slopes;
}

/// A point with its moments and misfit.
struct State {
  Point at;
  std::vector<double> moments;
  double value = 0.0;
};

/// One damped Gauss-Newton step of the free coordinates (Levenberg 1944, Marquardt 1963): tries shorter steps
/// until the misfit falls; false if none does.
bool step_down(const Simulator& simulator, const How& how, const std::vector<double>& observed,
               const std::vector<double>& weights, const Matrix& slopes, const std::vector<bool>& free,
               State& state, std::size_t& evaluations) {
  const std::size_t n = state.at.size();
  for (double damping = 1e-3; damping < 1e4; damping *= 30) {
    Matrix normal(n, n);
    std::vector<double> right(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t m = 0; m < observed.size(); ++m) {
        const double slope = free[i] ? slopes(m, i) : 0.0;
        right[i] += slope * weights[m] * (observed[m] - state.moments[m]);
        for (std::size_t j = 0; j < n; ++j)
          normal(i, j) += slope * weights[m] * (free[j] ? slopes(m, j) : 0.0);
      }
    // One in the diagonal: what the data do not see stays where it is.
    for (std::size_t i = 0; i < n; ++i) normal(i, i) += damping * normal(i, i) + 1.0;
    const auto root = cholesky(normal);
    if (!root) return false;
    const auto move = solve(*root, right);
    State next;
    double longest = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      next.at.push_back(std::clamp(state.at[i] + std::clamp(move[i], -0.25, 0.25), 0.0, 1.0));
      longest = std::max(longest, std::fabs(next.at[i] - state.at[i]));
    }
    if (longest < 1e-4) return false;
    next.moments = simulator.moments(next.at, how);
    ++evaluations;
    next.value = misfit(next.moments, observed, weights);
    if (next.value < state.value) {
      state = std::move(next);
      return true;
    }
  }
  return false;
}

/// Down to where no step helps any more, with new slopes at each point.
State descend_with_slopes(const Simulator& simulator, const How& how, const std::vector<double>& observed,
                          const std::vector<double>& weights, const Point& from, std::size_t iterations,
                          std::size_t& evaluations) {
  State state{from, simulator.moments(from, how), 0.0};
  state.value = misfit(state.moments, observed, weights);
  const std::vector<bool> free(from.size(), true);
  for (std::size_t k = 0; k < iterations; ++k) {
    const double before = state.value;
    const Matrix slopes = slopes_at(simulator, how, state.at, observed.size());
    evaluations += 2 * from.size();
    if (!step_down(simulator, how, observed, weights, slopes, free, state, evaluations)) break;
    if (before - state.value < 0.01) break;
  }
  return state;
}

void differentiate(const Simulator& simulator, const How& how, Fit& fit) {
  const std::size_t numbers = fit.at.size(), moments = fit.simulated.size();
  fit.slopes = slopes_at(simulator, how, fit.at, moments);
  fit.evaluations += 2 * numbers;
  fit.information = Matrix(numbers, numbers);
  for (std::size_t i = 0; i < numbers; ++i)
    for (std::size_t j = 0; j < numbers; ++j)
      for (std::size_t m = 0; m < moments; ++m)
        fit.information(i, j) += fit.slopes(m, i) * fit.weights[m] * fit.slopes(m, j) / fit.inflation;
  Matrix precision = fit.information;
  for (std::size_t i = 0; i < numbers; ++i) precision(i, i) += 1.0 / (even_deviation * even_deviation);
  const auto covariance = inverse(precision);
  for (std::size_t i = 0; i < numbers; ++i) fit.errors.push_back(std::sqrt((*covariance)(i, i)));
}

}  // namespace

double misfit(std::span<const double> simulated, std::span<const double> observed,
              std::span<const double> weights) {
  double sum = 0.0;
  for (std::size_t m = 0; m < simulated.size(); ++m)
    sum += weights[m] * (simulated[m] - observed[m]) * (simulated[m] - observed[m]);
  return sum;
}

std::vector<double> observed_of(const Targets& targets) {
  std::vector<double> all;
  for (const auto& target : targets)
    all.insert(all.end(), target->observed().begin(), target->observed().end());
  return all;
}

std::vector<double> weights_of(const Targets& targets, std::span<const double> expected) {
  std::vector<double> all;
  std::size_t first = 0;
  for (const auto& target : targets) {
    const std::size_t count = target->observed().size();
    for (const double variance : target->variances(expected.subspan(first, count)))
      all.push_back(1.0 / variance);
    first += count;
  }
  return all;
}

Fit fit(const Simulator& simulator, const Targets& targets, const FitSettings& settings, const Point& known) {
  const How how = how_for(simulator, settings);
  const std::vector<double> observed = observed_of(targets);
  const std::size_t numbers = simulator.space().size();
  Fit found;
  found.customers = how.customers;
  found.inflation = simulator.people() == 0
                        ? 1.0
                        : 1.0 + static_cast<double>(simulator.people()) / static_cast<double>(how.customers);
  found.at = known;
  // Both fits at once: weights by what was observed, then by what the first fit expects.
  const double planned =
      static_cast<double>(settings.search.starts + (settings.search.local + 1) * settings.search.evaluations);
  const auto told = [&](const Function& function) -> Function {
    return [&, function](std::span<const double> at) {
      if (settings.progress)
        settings.progress(std::min(1.0, static_cast<double>(++found.evaluations) / planned));
      else
        ++found.evaluations;
      return function(at);
    };
  };
  if (known.empty()) {
    found.weights = weights_of(targets, observed);
    const Lowest rough =
        minimise(numbers, told(misfit_function(simulator, observed, found.weights, how)), settings.search);
    found.at =
        descend_with_slopes(simulator, how, observed, found.weights, rough.at, 10, found.evaluations).at;
    found.weights = weights_of(targets, simulator.moments(found.at, how));
    found.at =
        descend_with_slopes(simulator, how, observed, found.weights, found.at, 6, found.evaluations).at;
  }
  found.simulated = simulator.moments(found.at, how);
  found.weights = weights_of(targets, found.simulated);
  found.misfit = misfit(found.simulated, observed, found.weights) / found.inflation;
  std::size_t free = observed.size();
  for (const auto& target : targets) free -= target->implied();
  found.degrees = free > numbers ? free - numbers : 0;
  found.by_chance =
      found.degrees == 0
          ? 1.0
          : base::incomplete_gamma(0.5 * static_cast<double>(found.degrees), 0.5 * found.misfit).upper;
  differentiate(simulator, how, found);
  return found;
}

double left_open(const Fit& fit, std::size_t number) { return fit.errors[number] / even_deviation; }

std::vector<Sloppy> sloppy_directions(const Fit& fit) {
  const Eigen found = eigen(fit.information);
  std::vector<Sloppy> sloppy;
  for (std::size_t k = 0; k < found.values.size(); ++k) {
    // Along this direction the data know less than that the numbers lie in their ranges.
    const double error = 1.0 / std::sqrt(std::max(found.values[k], 1e-12));
    if (error < even_deviation) continue;
    Sloppy one{{}, error};
    for (std::size_t i = 0; i < found.values.size(); ++i) one.weights.push_back(found.vectors(i, k));
    sloppy.push_back(std::move(one));
  }
  return sloppy;
}

Profile profile(const Simulator& simulator, const Targets& targets, const Fit& fit, std::size_t number,
                const FitSettings& settings) {
  const How how = how_for(simulator, settings);
  const std::vector<double> observed = observed_of(targets);
  const double lowest = misfit(fit.simulated, observed, fit.weights);
  Profile found;
  const double spread = std::min(fit.errors[number], even_deviation);
  for (const double steps : {-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0}) {
    const double at = std::clamp(fit.at[number] + steps * spread, 0.0, 1.0);
    if (found.at.empty() || at > found.at.back() + 1e-6) found.at.push_back(at);
  }
  std::vector<bool> free(fit.at.size(), true);
  free[number] = false;
  std::size_t evaluations = 0;
  for (const double at : found.at) {
    // The others begin where the linear model puts them, and go on with the slopes of the fit.
    Matrix normal(fit.at.size(), fit.at.size());
    std::vector<double> pull(fit.at.size());
    for (std::size_t i = 0; i < fit.at.size(); ++i) {
      normal(i, i) = 1.0;
      if (i == number) continue;
      pull[i] = -fit.information(i, number) * (at - fit.at[number]);
      for (std::size_t j = 0; j < fit.at.size(); ++j)
        if (j != number) normal(i, j) += fit.information(i, j);
    }
    const auto moves = solve(*cholesky(normal), pull);
    State state{fit.at, {}, 0.0};
    for (std::size_t i = 0; i < fit.at.size(); ++i)
      state.at[i] = i == number ? at : std::clamp(fit.at[i] + moves[i], 0.0, 1.0);
    state.moments = simulator.moments(state.at, how);
    state.value = misfit(state.moments, observed, fit.weights);
    for (int k = 0; k < 4; ++k) {
      const double before = state.value;
      if (!step_down(simulator, how, observed, fit.weights, fit.slopes, free, state, evaluations)) break;
      if (before - state.value < 0.05) break;
    }
    found.rise.push_back((state.value - lowest) / fit.inflation);
  }
  // A search that ends lower than the fit shows how deep it went.
  const double deepest = *std::min_element(found.rise.begin(), found.rise.end());
  for (double& rise : found.rise) rise -= deepest;
  const auto centre =
      static_cast<std::size_t>(std::min_element(found.rise.begin(), found.rise.end()) - found.rise.begin());
  const auto crossing = [&](std::size_t inside, std::size_t outside) {
    const double a = found.rise[inside], b = found.rise[outside];
    return found.at[inside] + (found.at[outside] - found.at[inside]) * (ninety - a) / (b - a);
  };
  found.open_below = found.open_above = true;
  found.low = found.at.front();
  found.high = found.at.back();
  for (std::size_t k = centre; k-- > 0 && found.open_below;)
    if (found.rise[k] >= ninety) {
      found.low = crossing(k + 1, k);
      found.open_below = false;
    }
  for (std::size_t k = centre + 1; k < found.at.size() && found.open_above; ++k)
    if (found.rise[k] >= ninety) {
      found.high = crossing(k - 1, k);
      found.open_above = false;
    }
  return found;
}

Recovery recover(const Simulator& simulator, const Targets& targets, const Point& truth, std::uint64_t luck,
                 const FitSettings& settings) {
  How how = how_for(simulator, settings);
  if (simulator.people() > 0) how.customers = simulator.people();
  how.luck = luck;
  const std::vector<double> data = simulator.moments(truth, how);
  Targets others;
  std::size_t first = 0;
  for (const auto& target : targets) {
    const auto begin = data.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(target->observed().size());
    others.push_back(target->with({begin, end}));
    first += target->observed().size();
  }
  FitSettings inner = settings;
  inner.progress = {};
  inner.luck = luck ^ 0x9E3779B97F4A7C15u;  // not the luck that made the data
  const Simulator other(simulator.scenario(), others);
  const Fit found = fit(other, others, inner);
  return {found.at, found.errors};
}

}  // namespace polku::study
