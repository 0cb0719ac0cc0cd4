// What data leave open: a sample of the numbers that could have made them, by approximate Bayesian
// computation in sequential Monte Carlo (Toni, Welch, Strelkowa, Ipsen & Stumpf 2009). Particles pass
// tolerances that fall from round to round; the weight is prior / sum_j w_j K(particle | particle_j) with a
// Gaussian kernel of twice the weighted covariance (Beaumont et al. 2009). Coordinates lie in 0..1, evenly in
// the prior. Each particle tries with draws of its own, so threads change nothing. In the flow: under
// calibration. Thread safety: as the simulator's.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "study/matrix.hpp"
#include "study/minimise.hpp"

namespace polku::study {

struct Particle {
  Point at;
  double weight = 0.0;            ///< they sum to 1
  double distance = 0.0;          ///< of what it made from the data
  std::vector<double> summaries;  ///< of what it made, minus those of the data
};

/// Simulates at a point with luck of its own, fills `summaries` and returns the distance; called from any
/// thread.
using Attempt =
    std::function<double(std::span<const double> at, std::uint64_t luck, std::vector<double>& summaries)>;

/// Where the posterior probably lies. The first round then draws from it nine times in ten and from the prior
/// else, and weighs accordingly, which costs fewer rounds and changes no posterior.
struct Guess {
  Point at;
  Matrix covariance;
};

struct Smc {
  std::size_t particles = 1000;
  std::size_t rounds = 12;  ///< at most
  double quantile = 0.5;    ///< of the previous distances: the next tolerance
  double first_tolerance = std::numeric_limits<double>::infinity();
  double last_tolerance = 0.0;     ///< where it may end
  double least_acceptance = 0.02;  ///< below, the next tolerance would cost more than it is worth
  std::uint64_t seed = 1;
  std::optional<Guess> guess = {};
  std::size_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(double share)> progress = {};
};

struct Posterior {
  std::vector<Particle> particles;
  double tolerance = 0.0;
  std::size_t rounds = 0;
  std::size_t simulations = 0;
  double acceptance = 1.0;  ///< in the last round
  bool complete = true;     ///< false: stopped

  double mean(std::size_t dimension) const;
  double deviation(std::size_t dimension) const;
  /// Weighted quantile of a coordinate.
  double quantile(std::size_t dimension, double share) const;
  /// 1 / sum of squared weights: as many independent particles.
  double effective() const;
};

/// One more round: particles of the prior if `before` has none.
Posterior next_round(std::size_t dimensions, const Attempt& trial, const Smc& settings,
                     const Posterior& before);

/// All rounds.
Posterior sample_posterior(std::size_t dimensions, const Attempt& trial, const Smc& settings);

/// Whether another round is worth it.
bool settled(const Posterior& posterior, const Smc& settings);

/// Moves every particle to where it would be had it met the data exactly, by a weighted regression of the
/// coordinates' logits on the summaries (Beaumont, Zhang & Balding 2002). Unchanged where there are too few
/// particles for it.
Posterior adjusted(Posterior posterior);

}  // namespace polku::study
