#include "study/posterior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.hpp"
#include "base/parallel.hpp"

namespace polku::study {
namespace {

std::size_t per_round(const Sampling& settings) {
  return std::max<std::size_t>(1, (settings.particles + settings.rounds - 1) / settings.rounds);
}

/// Where the next round looks: around what was found so far, and around the first guess as long as that rests
/// on few.
Guess learned(const Posterior& posterior, const Guess& first) {
  const std::size_t n = first.at.size();
  const double found = posterior.effective(), doubt = 2.0 * static_cast<double>(n);
  const double share = found / (found + doubt);
  Guess next{Point(n), posterior.covariance()};
  for (std::size_t i = 0; i < n; ++i) {
    next.at[i] = share * posterior.mean(i) + (1.0 - share) * first.at[i];
    for (std::size_t j = 0; j < n; ++j)
      next.covariance(i, j) = share * next.covariance(i, j) + (1.0 - share) * first.covariance(i, j);
  }
  return next;
}

/// In the order of the direction in which they differ most: then a few that are drawn at even shares of the
/// weight are spread as all are.
void sort_along_its_length(std::vector<Particle>& particles, const Matrix& covariance) {
  const Eigen shape = eigen(covariance);
  const auto longest = static_cast<std::size_t>(std::max_element(shape.values.begin(), shape.values.end()) -
                                                shape.values.begin());
  const auto place = [&](const Particle& p) {
    double sum = 0.0;
    for (std::size_t i = 0; i < p.at.size(); ++i) sum += shape.vectors(i, longest) * p.at[i];
    return sum;
  };
  std::stable_sort(particles.begin(), particles.end(),
                   [&](const Particle& a, const Particle& b) { return place(a) < place(b); });
}

/// Weighs all particles: likelihood over the mixture of the bells.
void weigh(std::vector<Particle>& particles, const std::vector<Bell>& bells) {
  double best = std::numeric_limits<double>::infinity();
  for (const Particle& p : particles) best = std::min(best, p.distance);
  double sum = 0.0;
  for (Particle& p : particles) {
    double met = 0.0;
    for (const Bell& bell : bells) met += bell.density(p.at);
    p.weight = met > 0.0 ? base::exp(-0.5 * (p.distance - best)) / met : 0.0;
    sum += p.weight;
  }
  for (Particle& p : particles) p.weight /= sum;
}

/// The bells of all rounds up to the next, as they follow from what was found.
std::vector<Bell> bells_of(const Posterior& posterior, const Sampling& settings, std::size_t count) {
  std::vector<Bell> bells{Bell(settings.guess, settings.seed, 0)};
  Posterior sofar;
  for (std::size_t round = 1; round < count; ++round) {
    const auto begin = posterior.particles.begin();
    sofar.particles.assign(begin, begin + static_cast<std::ptrdiff_t>(round * per_round(settings)));
    weigh(sofar.particles, bells);
    bells.emplace_back(learned(sofar, settings.guess), settings.seed, round);
  }
  return bells;
}

}  // namespace

double Posterior::mean(std::size_t dimension) const {
  double sum = 0.0;
  for (const Particle& p : particles) sum += p.weight * p.at[dimension];
  return sum;
}

Matrix Posterior::covariance() const {
  const std::size_t n = particles.front().at.size();
  std::vector<double> means(n);
  for (std::size_t i = 0; i < n; ++i) means[i] = mean(i);
  Matrix found(n, n);
  for (const Particle& p : particles)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        found(i, j) += p.weight * (p.at[i] - means[i]) * (p.at[j] - means[j]);
  return found;
}

double Posterior::quantile(std::size_t dimension, double share) const {
  std::vector<std::pair<double, double>> values;
  for (const Particle& p : particles) values.emplace_back(p.at[dimension], p.weight);
  std::sort(values.begin(), values.end());
  double sum = 0.0;
  for (const auto& [value, weight] : values)
    if ((sum += weight) >= share) return value;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values.back().first;
}

double Posterior::effective() const {
  double sum = 0.0;
  for (const Particle& p : particles) sum += p.weight * p.weight;
  return sum > 0 ? 1.0 / sum : 0.0;
}

std::vector<Point> Posterior::spread(std::size_t count) const {
  std::vector<Point> points;
  double sum = 0.0;
  for (const Particle& p : particles) {
    sum += p.weight;
    while (points.size() < count &&
           sum * static_cast<double>(count) >= static_cast<double>(points.size()) + 0.5)
      points.push_back(p.at);
  }
  while (!particles.empty() && points.size() < count) points.push_back(particles.back().at);  // weights round
  return points;
}

Posterior next_round(const Function& misfit, const Sampling& settings, const Posterior& before) {
  const std::vector<Bell> bells = bells_of(before, settings, before.rounds + 1);
  Posterior after = before;
  ++after.rounds;
  const std::size_t first = after.particles.size(), count = per_round(settings);
  after.particles.resize(first + count);
  std::atomic<std::size_t> done{0};
  base::for_blocks(
      count, settings.threads,
      [&](std::size_t i, std::size_t) {
        Particle& particle = after.particles[first + i];
        Luck luck(settings.seed, after.rounds, i);
        particle.at = bells.back().inside(luck);
        particle.distance = misfit(particle.at);
        if (settings.progress) settings.progress(static_cast<double>(++done) / static_cast<double>(count));
      },
      settings.stop);
  after.complete = !(settings.stop && settings.stop->load());
  if (!after.complete) {
    after = before;
    after.complete = false;
    return after;
  }
  weigh(after.particles, bells);
  return after;
}

bool settled(const Posterior& posterior, const Sampling& settings) {
  return posterior.rounds >= settings.most_rounds ||
         (posterior.rounds >= settings.rounds &&
          posterior.effective() >= settings.effective * static_cast<double>(settings.particles));
}

Posterior sample_posterior(const Function& misfit, const Sampling& settings) {
  Posterior posterior;
  while (posterior.complete && !settled(posterior, settings))
    posterior = next_round(misfit, settings, posterior);
  if (posterior.complete) sort_along_its_length(posterior.particles, posterior.covariance());
  return posterior;
}

}  // namespace polku::study
