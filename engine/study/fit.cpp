#include "study/fit.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "base/math.hpp"
#include "base/parallel.hpp"
#include "base/special_functions.hpp"

namespace polku::study {
namespace {

constexpr double even_deviation = 0.28867513459481287;  // 1 / sqrt 12: of an even distribution on 0..1
constexpr double ninety = 2.705543454095404;            // 90 % point of chi-square with one degree of freedom
constexpr double rough_per_real =
    8.0;  // simulated customers for a real one, where only the way is looked for
constexpr std::size_t most_rounds = 12;  // of a design
constexpr double first_deviation = 0.15;
constexpr double wider = 1.5;  // a design reaches as much further than the posterior
constexpr double near = 2.5;   // standard deviations of its bell: so far a surface is trusted on the way
constexpr double far = 4.0;    // and in the end

double deviation(const Matrix& covariance, std::size_t i) { return std::sqrt(covariance(i, i)); }

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

/// Lowest point of the distance on a surface and from the prior, not further from the middle than `reach`.
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

/// Together with what the range of the search and the prior say.
Matrix covariance_of(Matrix information, const Prior& prior) {
  for (std::size_t i = 0; i < information.rows(); ++i)
    information(i, i) += 1.0 / (even_deviation * even_deviation) + prior.precision(i);
  return *inverse(information);
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

double inflation_of(const Simulator& simulator, const Surface& surface) {
  return 1.0 + static_cast<double>(simulator.people()) / surface.customers();
}

}  // namespace

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
  for (std::size_t i = 0; i < (design.near ? 8 : 2) * terms + 4; ++i) {
    Luck mine(settings.luck, design.rounds, i + 1);
    points.push_back(bell.inside(mine));
  }
  const auto trials = trials_at(simulator, points, design.near ? exactly : roughly, luck, settings.progress);
  design.trials.insert(design.trials.end(), trials.begin(), trials.end());

  const Surface surface(design.trials, before.guess);
  const Point found = lowest(surface, targets, prior, near, start_on(surface, targets, prior, design));
  const auto weights = weights_of(targets, surface.at(found));
  const Matrix posterior =
      covariance_of(information_at(surface.slopes(found), weights, inflation_of(simulator, surface)), prior);
  const double moved = surface.away(found);
  design.guess.at = found;
  bool settled = moved < 1.0;
  for (std::size_t i = 0; i < numbers; ++i) {
    // Not too narrow at once: a slope far from home may mislead.
    for (std::size_t j = 0; j < numbers; ++j)
      design.guess.covariance(i, j) = wider * wider * posterior(i, j) + before.guess.covariance(i, j) / 9.0;
    settled = settled && deviation(before.guess.covariance, i) < 2.0 * wider * deviation(posterior, i);
  }
  design.finished = (before.near && moved < wider) || design.rounds >= most_rounds;
  design.near = design.near || settled || design.rounds + 2 >= most_rounds;
  return design;
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

double lowest_with(const Fit& fit, const Targets& targets, std::size_t number, const Point& from) {
  const auto place = static_cast<std::ptrdiff_t>(number);
  Point others = from;
  others.erase(others.begin() + place);
  const Function free = [&](std::span<const double> rest) {
    Point point(rest.begin(), rest.end());
    point.insert(point.begin() + place, from[number]);
    return misfit_at(fit, targets, point);
  };
  const Lowest first = descend(others, free, 0.02, 1e-5, 1000);
  return descend(first.at, free, 0.01, 1e-5, 500).value;
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

Profile profile(const Targets& targets, const Fit& fit, std::size_t number) {
  const double lowest = misfit_at(fit, targets, fit.at);
  Profile found;
  const double spread = std::min(fit.errors[number], even_deviation);
  for (double steps = -4.0; steps <= 4.0; steps += 0.5) {
    const double at = std::clamp(fit.at[number] + steps * spread, 0.0, 1.0);
    if (found.at.empty() || at > found.at.back() + 1e-6) found.at.push_back(at);
  }
  for (const double at : found.at) {
    // The others begin where the linear model puts them.
    Point start = fit.at;
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
    for (std::size_t i = 0; i < fit.at.size(); ++i)
      start[i] = i == number ? at : std::clamp(fit.at[i] + moves[i], 0.0, 1.0);
    found.rise.push_back(lowest_with(fit, targets, number, start) - lowest);
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

/// What chance adds to data beyond what simulating as many people does: figures with a declared error, and
/// targets with fewer people than the largest.
void add_noise(const Targets& targets, std::size_t people, std::uint64_t luck, std::vector<double>& moments) {
  Luck chance(luck, 0, 0);
  std::size_t first = 0;
  for (const auto& target : targets) {
    const std::size_t count = target->observed().size();
    const auto variances = target->variances(std::span<const double>(moments).subspan(first, count));
    const double behind = static_cast<double>(target->demands().people);
    const double share = behind == 0 ? 1.0 : 1.0 - behind / static_cast<double>(people);
    for (std::size_t m = 0; m < count && share > 0; ++m)
      moments[first + m] += std::sqrt(variances[m] * share) * chance.normal();
    first += count;
  }
}

bool Recovery::found(std::size_t number) const { return rise[number] <= ninety; }

Recovery recover(const Simulator& simulator, const Targets& targets, const Fit& fit, const Point& truth,
                 std::uint64_t luck, const FitSettings& settings) {
  How how = how_for(simulator, settings, 1.0);
  how.luck = luck;
  std::vector<double> data = simulator.moments(truth, how);
  add_noise(targets, how.customers, luck, data);
  Targets others;
  std::size_t first = 0;
  for (const auto& target : targets) {
    const auto begin = data.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(target->observed().size());
    others.push_back(target->with({begin, end}));
    first += target->observed().size();
  }
  Recovery found;
  found.at = lowest(*fit.surface, others, fit.prior, far, fit.at);
  const double least = misfit_at(fit, others, found.at);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    Point held = found.at;
    held[i] = truth[i];
    found.rise.push_back(std::min(lowest_with(fit, others, i, held), lowest_with(fit, others, i, truth)) -
                         least);
  }
  return found;
}

}  // namespace polku::study
