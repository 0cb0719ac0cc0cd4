// The rounds of a fit: where to simulate next.
#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>

#include "base/parallel.hpp"
#include "study/fit_parts.hpp"
#include "study/posterior.hpp"

namespace polku::study {
namespace {

constexpr double rough_per_real =
    8.0;  // simulated customers for a real one, where only the way is looked for
constexpr std::size_t most_rounds = 12;  // of a design
constexpr double first_deviation = 0.15;
constexpr std::size_t per_term[] = {2, 3, 8};  // points a round for each term: on the way, and at home
constexpr std::size_t homes = std::size(per_term) - 1;  // rounds at home
constexpr double enough_points = 50.0;                  // of a sample, for each number: they show its shape
constexpr double wider = 1.5;                           // a design reaches as much further than the posterior

/// Simulates points side by side, each with luck of its own, so that what luck does to them averages out.
std::vector<SimulatedPoint> trials_at(const Simulator& simulator, const std::vector<Point>& points, How how,
                                      Luck luck, const std::function<void(double)>& progress) {
  std::vector<std::uint64_t> seeds;
  for (std::size_t i = 0; i < points.size(); ++i)
    seeds.push_back(1 + static_cast<std::uint64_t>(luck.uniform() * 4294967296.0) * 4294967296u +
                    static_cast<std::uint64_t>(luck.uniform() * 4294967295.0));
  std::vector<SimulatedPoint> trials(points.size());
  std::atomic<std::size_t> done{0};
  const std::size_t threads = how.threads;
  how.threads =
      std::max<std::size_t>(1, base::worker_count(threads) / std::max<std::size_t>(1, points.size()));
  base::for_blocks(points.size(), threads, [&](std::size_t i, std::size_t) {
    How mine = how;
    mine.luck = seeds[i];
    trials[i] = {points[i], simulator.moments(points[i], mine), static_cast<double>(how.customers)};
    if (progress) progress(static_cast<double>(++done) / static_cast<double>(points.size()));
  });
  return trials;
}

/// Of the trial that lies lowest on the surface and within reach.
Point start_on(const Surface& surface, const Targets& targets, const Prior& prior, const Design& design) {
  Point best = design.guess.at;
  double least = surface_distance(surface, targets, best, near) + prior.distance(best);
  for (const SimulatedPoint& trial : design.trials) {
    const double found = surface_distance(surface, targets, trial.at, near) + prior.distance(trial.at);
    if (found < least) {
      least = found;
      best = trial.at;
    }
  }
  return best;
}

/// Where the posterior lies on a surface, which may be lopsided; `linear` says where it would lie on a plane.
/// Nothing where a sample that begins there does not find it.
std::optional<Guess> posterior_shape(const Surface& surface, const Targets& targets, const Prior& prior,
                                     double inflation, const Guess& linear, std::uint64_t seed,
                                     const FitSettings& settings) {
  Sampling sampling;
  sampling.guess = linear;
  sampling.particles = 4096;
  sampling.seed = seed;
  sampling.threads = settings.threads;
  const Posterior found = sample_posterior(
      [&](std::span<const double> at) {
        return surface_distance(surface, targets, at, far) / inflation + prior.distance(at);
      },
      sampling);
  const std::size_t n = linear.at.size();
  if (found.effective() < enough_points * static_cast<double>(n)) return std::nullopt;
  Guess shape{Point(n), found.covariance()};
  for (std::size_t i = 0; i < n; ++i) {
    shape.at[i] = found.mean(i);
    for (std::size_t j = 0; j < n; ++j) shape.covariance(i, j) *= wider * wider;
    shape.covariance(i, i) += 1e-8;  // what all points agree on still moves a little
  }
  return shape;
}

}  // namespace

Design next_round(const Simulator& simulator, const Targets& targets, const FitSettings& settings,
                  const Design& before) {
  const std::size_t numbers = simulator.space().size(), terms = Surface::terms(numbers);
  const Prior& prior = simulator.space().prior();
  Design design = before;
  ++design.rounds;
  const Luck luck(settings.luck, design.rounds, 0);
  const How roughly = how_for(simulator, settings, rough_per_real),
            exactly = how_for(simulator, settings, 1e9);
  if (before.rounds == 0) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < 12 * (numbers + 1); ++i) points.push_back(spread_point(i, numbers));
    design.trials = trials_at(simulator, points, roughly, luck, settings.progress);
    const auto best = std::min_element(design.trials.begin(), design.trials.end(),
                                       [&](const SimulatedPoint& a, const SimulatedPoint& b) {
                                         return distance(targets, a.moments) + prior.distance(a.at) <
                                                distance(targets, b.moments) + prior.distance(b.at);
                                       });
    design.guess = {best->at, Matrix(numbers, numbers)};
    for (std::size_t i = 0; i < numbers; ++i)
      design.guess.covariance(i, i) = first_deviation * first_deviation;
    return design;
  }
  const Bell bell(before.guess, settings.luck, design.rounds);
  std::vector<Point> points;
  for (std::size_t i = 0; i < per_term[std::min(before.near, std::size(per_term) - 1)] * terms + 4; ++i) {
    Luck mine(settings.luck, design.rounds, i + 1);
    points.push_back(bell.inside(mine));
  }
  const auto trials =
      trials_at(simulator, points, before.near > 0 ? exactly : roughly, luck, settings.progress);
  design.trials.insert(design.trials.end(), trials.begin(), trials.end());

  const Surface surface(design.trials, before.guess);
  const Point found = lowest(surface, targets, prior, near, start_on(surface, targets, prior, design));
  const auto weights = weights_of(targets, surface.at(found));
  const double inflation = inflation_of(simulator, surface);
  const Matrix posterior = covariance_of(information_at(surface.slopes(found), weights, inflation), prior);
  const double moved = surface.away(found);
  design.guess.at = found;
  bool settled = moved < 1.0;
  for (std::size_t i = 0; i < numbers; ++i) {
    // Not too narrow at once: a slope far from home may mislead.
    for (std::size_t j = 0; j < numbers; ++j)
      design.guess.covariance(i, j) = wider * wider * posterior(i, j) + before.guess.covariance(i, j) / 9.0;
    settled = settled && deviation(before.guess.covariance, i) < 2.0 * wider * deviation(posterior, i);
  }
  if (before.near > 0 || settled || design.rounds + std::size(per_term) > most_rounds) ++design.near;
  // At home the middle is the posterior's mean and not its mode, so some way between them is no movement.
  design.finished = (before.near >= homes && moved < wider) || design.rounds >= most_rounds;
  if (before.near > 0) {
    const auto shape = posterior_shape(surface, targets, prior, inflation, {found, posterior},
                                       settings.luck + design.rounds, settings);
    if (shape) design.guess = *shape;
  }
  return design;
}

}  // namespace polku::study
