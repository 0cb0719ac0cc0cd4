#include "study/abc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/draws.hpp"
#include "base/math.hpp"
#include "base/parallel.hpp"
#include "study/matrix.hpp"

namespace polku::study {
namespace {

constexpr std::size_t most_attempts = 4000;  // of one particle in one round

/// Uniform numbers for one attempt of one particle.
class Luck {
 public:
  Luck(std::uint64_t seed, std::size_t round, std::size_t particle, std::size_t attempt)
      : key_{seed}, address_{static_cast<std::uint32_t>(particle),
                             static_cast<std::uint32_t>(round),
                             0,
                             base::purpose_word(base::Purpose::calibration),
                             static_cast<std::uint32_t>(attempt),
                             0} {}
  std::uint32_t word() {
    if (left_ == 0) {
      block_ = base::draw(key_, address_);
      ++address_.visit;
      left_ = 4;
    }
    return block_[--left_];
  }
  double uniform() { return base::unit_double(word()); }
  double normal() { return base::normal_quantile(uniform()); }
  std::uint64_t luck() {
    const std::uint64_t high = word();
    return high << 32 | word();
  }

 private:
  base::DrawKey key_;
  base::DrawAddress address_;
  base::PhiloxBlock block_{};
  std::size_t left_ = 0;
};

/// Twice the covariance of the particles.
Matrix spread_of(const Posterior& posterior, std::size_t dimensions) {
  Matrix c(dimensions, dimensions);
  for (std::size_t i = 0; i < dimensions; ++i)
    for (std::size_t j = 0; j < dimensions; ++j) {
      const double mi = posterior.mean(i), mj = posterior.mean(j);
      for (const Particle& p : posterior.particles)
        c(i, j) += 2.0 * p.weight * (p.at[i] - mi) * (p.at[j] - mj);
    }
  return c;
}

/// Gaussian steps between particles.
class Kernel {
 public:
  explicit Kernel(Matrix covariance) : dimensions_(covariance.rows()) {
    // What all particles agree on still moves a little.
    for (std::size_t i = 0; i < dimensions_; ++i) covariance(i, i) += 1e-8;
    root_ = *cholesky(covariance);
    constexpr double two_pi = 6.283185307179586;
    for (std::size_t i = 0; i < dimensions_; ++i) factor_ /= root_(i, i) * std::sqrt(two_pi);
  }
  Point step(const Point& from, Luck& luck) const {
    std::vector<double> z(dimensions_);
    for (double& x : z) x = luck.normal();
    Point at = from;
    for (std::size_t i = 0; i < dimensions_; ++i)
      for (std::size_t k = 0; k <= i; ++k) at[i] += root_(i, k) * z[k];
    return at;
  }
  double density(const Point& at, const Point& from) const {
    std::vector<double> z(dimensions_);
    double sum = 0.0;
    for (std::size_t i = 0; i < dimensions_; ++i) {
      z[i] = at[i] - from[i];
      for (std::size_t k = 0; k < i; ++k) z[i] -= root_(i, k) * z[k];
      z[i] /= root_(i, i);
      sum += z[i] * z[i];
    }
    return factor_ * base::exp(-0.5 * sum);
  }

 private:
  std::size_t dimensions_;
  Matrix root_;
  double factor_ = 1.0;
};

double weighted_quantile(std::vector<std::pair<double, double>> values, double share) {
  std::sort(values.begin(), values.end());
  double sum = 0.0;
  for (const auto& [value, weight] : values)
    if ((sum += weight) >= share) return value;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values.back().first;
}

/// The quantile of the distances; where many are equal to the tolerance before, the greatest that is smaller.
double next_tolerance(std::vector<double> distances, double quantile, double before) {
  std::sort(distances.begin(), distances.end());
  const double wanted =
      distances[static_cast<std::size_t>(quantile * static_cast<double>(distances.size() - 1))];
  if (wanted < before) return wanted;
  const auto smaller = std::lower_bound(distances.begin(), distances.end(), before);
  return smaller == distances.begin() ? 0.0 : *(smaller - 1);
}

bool in_cube(const Point& at) {
  return std::all_of(at.begin(), at.end(), [](double x) { return x > 0.0 && x < 1.0; });
}

void normalise(std::vector<Particle>& particles) {
  double sum = 0.0;
  for (const Particle& p : particles) sum += p.weight;
  for (Particle& p : particles) p.weight /= sum;
}

}  // namespace

double Posterior::mean(std::size_t dimension) const {
  double sum = 0.0;
  for (const Particle& p : particles) sum += p.weight * p.at[dimension];
  return sum;
}

double Posterior::deviation(std::size_t dimension) const {
  const double centre = mean(dimension);
  double sum = 0.0;
  for (const Particle& p : particles)
    sum += p.weight * (p.at[dimension] - centre) * (p.at[dimension] - centre);
  return std::sqrt(sum);
}

double Posterior::quantile(std::size_t dimension, double share) const {
  std::vector<std::pair<double, double>> values;
  for (const Particle& p : particles) values.emplace_back(p.at[dimension], p.weight);
  return weighted_quantile(std::move(values), share);
}

double Posterior::effective() const {
  double sum = 0.0;
  for (const Particle& p : particles) sum += p.weight * p.weight;
  return sum > 0 ? 1.0 / sum : 0.0;
}

Posterior next_round(std::size_t dimensions, const Attempt& trial, const Smc& settings,
                     const Posterior& before) {
  Posterior after;
  after.rounds = before.rounds + 1;
  after.particles.resize(settings.particles);
  after.tolerance = settings.first_tolerance;
  const bool first = before.particles.empty();
  std::vector<double> cumulative;
  if (!first) {
    std::vector<double> distances;
    double sum = 0.0;
    for (const Particle& p : before.particles) {
      distances.push_back(p.distance);
      cumulative.push_back(sum += p.weight);
    }
    after.tolerance =
        std::max(settings.last_tolerance, next_tolerance(distances, settings.quantile, before.tolerance));
  }
  constexpr double from_prior = 0.1;  // share of the first round where there is a guess
  std::optional<Kernel> kernel;
  if (!first) kernel.emplace(spread_of(before, dimensions));
  if (first && settings.guess) kernel.emplace(settings.guess->covariance);

  std::atomic<std::size_t> simulations{0}, done{0}, lost{0};
  base::for_blocks(
      settings.particles, settings.threads,
      [&](std::size_t i, std::size_t) {
        Particle& particle = after.particles[i];
        for (std::size_t attempt = 0; attempt < most_attempts; ++attempt) {
          if (settings.stop && settings.stop->load(std::memory_order_relaxed)) return;
          Luck luck(settings.seed, after.rounds, i, attempt);
          if (first && (!kernel || luck.uniform() < from_prior)) {
            particle.at.resize(dimensions);
            for (double& x : particle.at) x = luck.uniform();
          } else if (first) {
            particle.at = kernel->step(settings.guess->at, luck);
          } else {
            const auto chosen = std::upper_bound(cumulative.begin(), cumulative.end() - 1, luck.uniform());
            const auto place = static_cast<std::size_t>(chosen - cumulative.begin());
            particle.at = kernel->step(before.particles[place].at, luck);
          }
          if (!in_cube(particle.at)) continue;  // outside the prior
          ++simulations;
          particle.distance = trial(particle.at, luck.luck(), particle.summaries);
          if (!(particle.distance <= after.tolerance)) continue;
          double met = 1.0;
          if (first && kernel)
            met = from_prior + (1.0 - from_prior) * kernel->density(particle.at, settings.guess->at);
          if (!first) {
            met = 0.0;
            for (const Particle& p : before.particles) met += p.weight * kernel->density(particle.at, p.at);
          }
          particle.weight = 1.0 / met;
          if (settings.progress)
            settings.progress(static_cast<double>(++done) / static_cast<double>(settings.particles));
          return;
        }
        particle.weight = 0.0;  // no match: the tolerance is out of reach for what the particle came from
        ++lost;
      },
      settings.stop);
  after.complete = !(settings.stop && settings.stop->load());
  after.simulations = before.simulations + simulations;
  after.acceptance =
      static_cast<double>(settings.particles - lost) / std::max(1.0, static_cast<double>(simulations));
  std::erase_if(after.particles, [](const Particle& p) { return !(p.weight > 0.0); });
  if (after.particles.size() < std::max<std::size_t>(2, settings.particles / 2)) {
    Posterior kept = before;  // too tight: the last round stands
    kept.acceptance = 0.0;
    kept.complete = after.complete;
    return kept;
  }
  normalise(after.particles);
  return after;
}

bool settled(const Posterior& posterior, const Smc& settings) {
  return posterior.rounds >= settings.rounds ||
         (posterior.rounds > 0 && (posterior.acceptance < settings.least_acceptance ||
                                   posterior.tolerance <= settings.last_tolerance));
}

Posterior sample_posterior(std::size_t dimensions, const Attempt& trial, const Smc& settings) {
  Posterior posterior;
  while (posterior.complete && !settled(posterior, settings))
    posterior = next_round(dimensions, trial, settings, posterior);
  return posterior;
}

Posterior adjusted(Posterior posterior) {
  if (posterior.particles.empty()) return posterior;
  const std::size_t dimensions = posterior.particles.front().at.size();
  const std::size_t terms = posterior.particles.front().summaries.size() + 1;
  if (posterior.particles.size() < 5 * terms) return posterior;

  // Epanechnikov weights: who came closest counts most.
  double furthest = 0.0;
  for (const Particle& p : posterior.particles) furthest = std::max(furthest, p.distance);
  Matrix normal(terms, terms);
  std::vector<std::vector<double>> right(dimensions, std::vector<double>(terms));
  std::vector<double> kernel;
  for (const Particle& p : posterior.particles) {
    const double share = furthest > 0 ? p.distance / furthest : 0.0;
    kernel.push_back(p.weight * (1.0 - 0.999 * share * share));
    std::vector<double> row{1.0};
    row.insert(row.end(), p.summaries.begin(), p.summaries.end());
    for (std::size_t i = 0; i < terms; ++i) {
      for (std::size_t j = 0; j < terms; ++j) normal(i, j) += kernel.back() * row[i] * row[j];
      for (std::size_t d = 0; d < dimensions; ++d)
        right[d][i] += kernel.back() * row[i] * base::logit(p.at[d]);
    }
  }
  for (std::size_t i = 0; i < terms; ++i) normal(i, i) *= 1.0 + 1e-9;
  const auto root = cholesky(normal);
  if (!root) return posterior;  // summaries that do not vary tell nothing
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto slopes = solve(*root, right[d]);
    for (Particle& p : posterior.particles) {
      double moved = base::logit(p.at[d]);
      for (std::size_t i = 1; i < terms; ++i) moved -= slopes[i] * p.summaries[i - 1];
      p.at[d] = base::sigmoid(moved);
    }
  }
  for (std::size_t i = 0; i < posterior.particles.size(); ++i) posterior.particles[i].weight = kernel[i];
  normalise(posterior.particles);
  return posterior;
}

}  // namespace polku::study
