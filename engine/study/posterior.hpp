// What data leave open: a weighted sample of the numbers that could have made them, by adaptive multiple
// importance sampling (Cornuet, Marin, Mira & Robert 2012, from memory). Each round draws points from a wide
// bell around what the rounds before have found; all rounds together are weighed by likelihood over the
// mixture of what they were drawn from, so none is lost and a poor guess costs rounds, not truth. Coordinates
// lie in 0..1, evenly in the prior. Every point is drawn by luck of its own, so threads change nothing. In
// the flow: under calibration. Thread safety: as the misfit's.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "study/bell.hpp"

namespace polku::study {

struct Particle {
  Point at;
  double weight = 0.0;    ///< they sum to 1
  double distance = 0.0;  ///< -2 log likelihood, up to a constant
};

struct Sampling {
  Guess guess;                   ///< where the posterior probably lies
  std::size_t particles = 1000;  ///< at least, of all rounds
  std::size_t rounds = 4;        ///< that make as many
  std::size_t most_rounds = 10;  ///< where the weights of a few count too much
  double effective = 0.25;       ///< of the particles: enough
  std::uint64_t seed = 1;
  std::size_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(double share)> progress = {};
};

struct Posterior {
  std::vector<Particle> particles;
  std::size_t rounds = 0;
  bool complete = true;  ///< false: stopped

  double mean(std::size_t dimension) const;
  Matrix covariance() const;
  /// Weighted quantile of a coordinate.
  double quantile(std::size_t dimension, double share) const;
  /// 1 / sum of squared weights: as many independent particles.
  double effective() const;
  /// So many points at even shares of the weight: a sample of equal weights, in the order of the particles.
  std::vector<Point> spread(std::size_t count) const;
};

/// `misfit` is -2 log likelihood at a point, up to a constant; it is called from any thread.
Posterior next_round(const Function& misfit, const Sampling& settings, const Posterior& before);

/// Whether another round is not worth it.
bool settled(const Posterior& posterior, const Sampling& settings);

/// All rounds.
Posterior sample_posterior(const Function& misfit, const Sampling& settings);

}  // namespace polku::study
