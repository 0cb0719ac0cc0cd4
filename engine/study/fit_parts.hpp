// What the rounds of a fit, the fit itself and its profiles share. Internal to study. Thread safety:
// functions of their arguments.
#pragma once

#include <cmath>

#include "study/fit.hpp"

namespace polku::study {

constexpr double even_deviation = 0.28867513459481287;  // 1 / sqrt 12: of an even distribution on 0..1
constexpr double ninety = 2.705543454095404;            // 90 % point of chi-square with one degree of freedom
constexpr double near = 2.5;  // standard deviations of its bell: so far a surface is trusted on the way
constexpr double far = 4.0;   // and in the end

inline double deviation(const Matrix& covariance, std::size_t i) { return std::sqrt(covariance(i, i)); }

/// How to simulate a point, with no more customers than the scenario wants.
How how_for(const Simulator& simulator, const FitSettings& settings, double most_per_real);

/// Lowest point of the distance on a surface and from the prior, not further from the middle than `reach`.
Point lowest(const Surface& surface, const Targets& targets, const Prior& prior, double reach,
             const Point& from);

/// Slopes' w slopes / inflation.
Matrix information_at(const Matrix& slopes, const std::vector<double>& weights, double inflation);

/// Together with what the range of the search and the prior say.
Matrix covariance_of(Matrix information, const Prior& prior);

/// 1 + 1/S with S simulated customers behind the surface for each real one.
double inflation_of(const Simulator& simulator, const Surface& surface);

}  // namespace polku::study
