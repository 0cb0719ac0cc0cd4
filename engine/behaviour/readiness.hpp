// What moves the people of a function: stages of readiness that substitute for each other or do not, how a
// change is taken up over time, leaders who pull together or apart, and what all that does to a chance. Pure
// functions: safe from any thread.
#pragma once

#include <cmath>
#include <limits>
#include <numbers>
#include <span>

#include "base/math.hpp"

namespace polku::behaviour {

/// Mean of values in 0..1 with constant elasticity of substitution between them: 0 the weakest, 1 the
/// weighted geometric mean, infinite the weighted arithmetic mean. Weights sum to 1; what has none does not
/// count. Written through logarithms, so that no elasticity is special but 0 and 1. Source: Arrow, Chenery,
/// Minhas & Solow 1961.
inline double substitutes(std::span<const double> values, std::span<const double> weights,
                          double elasticity) {
  double weakest = std::numeric_limits<double>::infinity(), strongest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(weights[i] > 0)) continue;
    weakest = values[i] < weakest ? values[i] : weakest;
    strongest = values[i] > strongest ? values[i] : strongest;
  }
  if (!(strongest > 0)) return 0.0;
  if (!(elasticity > 0) || weakest == strongest) return weakest;
  if (!(weakest > 0) && elasticity <= 1) return 0.0;
  const double power = elasticity < std::numeric_limits<double>::infinity() ? 1 - 1 / elasticity : 1.0;
  const double scale = power < 0 ? weakest : strongest;  // so that no term exceeds 1
  double sum = 0.0, logs = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(weights[i] > 0)) continue;
    const double relative = base::log(values[i] / scale);
    sum += weights[i] * base::expm1(power * relative);
    logs += weights[i] * relative;
  }
  return scale * base::exp(power == 0 ? logs : base::log1p(sum) / power);
}

/// Share of a change that people have taken up after a share of its time: a logistic curve cut off at both
/// ends and stretched to 0..1; steepness 0 is a straight line. Source: Rogers 1962 for the shape; steepness
/// assumed.
inline double taken_up(double share_of_time, double steepness) {
  if (!(share_of_time > 0)) return 0.0;
  if (!(share_of_time < 1)) return 1.0;
  if (!(steepness > 0)) return share_of_time;
  const double half = base::tanh(steepness / 4);
  return 0.5 + 0.5 * base::tanh(steepness * (share_of_time - 0.5) / 2) / half;
}

/// A leader who pulls in a direction of a plane, with so much weight.
struct Pull {
  double direction = 0.0;  // degrees
  double weight = 1.0;
};

/// Length of the mean of the direction vectors, 0..1: 1 if all pull the same way. Nobody at all pulls
/// together.
inline double alignment(std::span<const Pull> pulls) {
  double x = 0.0, y = 0.0, weight = 0.0;
  for (const Pull& pull : pulls) {
    const double angle = pull.direction * (std::numbers::pi / 180);
    x += pull.weight * base::sin(angle + std::numbers::pi / 2);
    y += pull.weight * base::sin(angle);
    weight += pull.weight;
  }
  return weight > 0 ? std::sqrt(x * x + y * y) / weight : 1.0;
}

/// What readiness, morale and load do to something, in log-odds per unit of each.
struct Influence {
  double readiness = 0.0, morale = 0.0, load = 0.0;
  bool any() const { return readiness != 0 || morale != 0 || load != 0; }
};

/// How far log-odds move: readiness and morale above what the written figures hold for, and load above it.
/// A gate then succeeds with logit^-1(logit p + this). Source: form assumed; direction from Brown & Lam 2008.
inline double moved(const Influence& influence, double readiness, double morale, double load) {
  return influence.readiness * readiness + influence.morale * morale - influence.load * load;
}

}  // namespace polku::behaviour
