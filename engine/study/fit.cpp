#include "study/fit.hpp"

#include <algorithm>

#include "base/special_functions.hpp"
#include "study/fit_parts.hpp"

namespace polku::study {

How how_for(const Simulator& simulator, const FitSettings& settings, double most_per_real) {
  const auto& scenario = simulator.scenario();
  const std::size_t people = simulator.people();
  const double per_real = std::min(scenario.calibrate.customers_per_real, most_per_real);
  How how;
  how.customers = people == 0 ? static_cast<std::size_t>(scenario.model.population.customers)
                              : std::clamp(static_cast<std::size_t>(per_real * static_cast<double>(people)),
                                           std::min<std::size_t>(people, 400'000), std::size_t{400'000});
  how.threads = settings.threads;
  how.stop = settings.stop;
  return how;
}

Point lowest(const Surface& surface, const Targets& targets, const Prior& prior, double reach,
             const Point& from) {
  const Function distance = [&](std::span<const double> at) {
    return surface_distance(surface, targets, at, reach) + prior.distance(at);
  };
  // The search ends early in narrow valleys: begun again, it goes on.
  Point best = from;
  for (int k = 0; k < 3; ++k) best = descend(best, distance, 0.05 / (1 + k), 1e-6, 1500).at;
  return best;
}

Matrix information_at(const Matrix& slopes, const std::vector<double>& weights, double inflation) {
  const std::size_t n = slopes.columns();
  Matrix found(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t m = 0; m < weights.size(); ++m)
        found(i, j) += slopes(m, i) * weights[m] * slopes(m, j) / inflation;
  return found;
}

Matrix covariance_of(Matrix information, const Prior& prior) {
  for (std::size_t i = 0; i < information.rows(); ++i)
    information(i, i) += 1.0 / (even_deviation * even_deviation) + prior.precision(i);
  return *inverse(information);
}

double inflation_of(const Simulator& simulator, const Surface& surface) {
  return 1.0 + static_cast<double>(simulator.people()) / surface.customers();
}

double misfit(std::span<const double> simulated, std::span<const double> observed,
              std::span<const double> weights) {
  double sum = 0.0;
  for (std::size_t m = 0; m < simulated.size(); ++m)
    sum += weights[m] * (simulated[m] - observed[m]) * (simulated[m] - observed[m]);
  return sum;
}

double distance(const Targets& targets, std::span<const double> simulated) {
  double sum = 0.0;
  std::size_t first = 0;
  for (const auto& target : targets) {
    sum += target->distance(simulated.subspan(first, target->observed().size()));
    first += target->observed().size();
  }
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

double surface_distance(const Surface& surface, const Targets& targets, std::span<const double> at,
                        double reach) {
  const double beyond = std::max(0.0, surface.away(at) - reach);
  return distance(targets, surface.at(at)) + 100.0 * beyond * beyond;
}

Fit fit(const Simulator& simulator, const Targets& targets, const FitSettings& settings, Design design) {
  while (!design.finished) design = next_round(simulator, targets, settings, design);
  const std::vector<double> observed = observed_of(targets);
  const std::size_t numbers = simulator.space().size();
  Fit found;
  found.surface = std::make_shared<const Surface>(design.trials, design.guess);
  found.prior = simulator.space().prior();
  found.at = lowest(*found.surface, targets, found.prior, far, design.guess.at);
  found.evaluations = design.trials.size();
  found.customers = static_cast<std::size_t>(found.surface->customers());
  found.inflation = inflation_of(simulator, *found.surface);
  found.simulated = found.surface->at(found.at);
  found.weights = weights_of(targets, found.simulated);
  found.misfit = misfit(found.simulated, observed, found.weights) / found.inflation;
  std::size_t free = observed.size();
  for (const auto& target : targets) free -= target->implied();
  found.degrees = free > numbers ? free - numbers : 0;
  found.by_chance =
      found.degrees == 0
          ? 1.0
          : base::incomplete_gamma(0.5 * static_cast<double>(found.degrees), 0.5 * found.misfit).upper;
  found.information = information_at(found.surface->slopes(found.at), found.weights, found.inflation);
  const Matrix covariance = covariance_of(found.information, found.prior);
  for (std::size_t i = 0; i < numbers; ++i) found.errors.push_back(deviation(covariance, i));
  return found;
}

double misfit_at(const Fit& fit, const Targets& targets, std::span<const double> at) {
  return surface_distance(*fit.surface, targets, at, far) / fit.inflation + fit.prior.distance(at);
}

}  // namespace polku::study
