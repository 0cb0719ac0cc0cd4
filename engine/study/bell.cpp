#include "study/bell.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.hpp"

namespace polku::study {
namespace {

constexpr double degrees = 4.0;               // of Student's t: tails that no posterior of a fit outreaches
constexpr std::size_t most_attempts = 10000;  // to draw a point inside the cube
constexpr std::size_t trials = 8192;          // for the share of a bell that lies inside: known to 1 %

bool in_cube(const Point& at) {
  return std::all_of(at.begin(), at.end(), [](double x) { return x >= 0.0 && x <= 1.0; });
}

}  // namespace

Luck::Luck(std::uint64_t seed, std::size_t round, std::size_t point)
    : key_{seed},
      address_{static_cast<std::uint32_t>(point),
               static_cast<std::uint32_t>(round),
               0,
               base::purpose_word(base::Purpose::calibration),
               0,
               0} {}

double Luck::uniform() {
  if (left_ == 0) {
    block_ = base::draw(key_, address_);
    ++address_.visit;
    left_ = 4;
  }
  return base::unit_double(block_[--left_]);
}

double Luck::normal() { return base::normal_quantile(uniform()); }

std::vector<double> standardised(const Matrix& root, std::span<const double> point, const Point& centre) {
  std::vector<double> u(point.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    u[i] = point[i] - centre[i];
    for (std::size_t k = 0; k < i; ++k) u[i] -= root(i, k) * u[k];
    u[i] /= root(i, i);
  }
  return u;
}

Bell::Bell(const Guess& guess, std::uint64_t seed, std::size_t round) : centre_(guess.at) {
  Matrix covariance = guess.covariance;
  // What all points agree on still moves a little.
  for (std::size_t i = 0; i < centre_.size(); ++i) covariance(i, i) += 1e-8;
  root_ = *cholesky(covariance);
  for (std::size_t i = 0; i < centre_.size(); ++i) factor_ /= root_(i, i);
  Luck luck(seed, round, std::numeric_limits<std::uint32_t>::max());
  std::size_t inside = 0;
  for (std::size_t k = 0; k < trials; ++k) inside += in_cube(step(luck));
  factor_ *= static_cast<double>(trials) / static_cast<double>(std::max<std::size_t>(1, inside));
}

Point Bell::inside(Luck& luck) const {
  for (std::size_t k = 0; k < most_attempts; ++k) {
    Point at = step(luck);
    if (in_cube(at)) return at;
  }
  Point at = centre_;
  for (double& x : at) x = std::clamp(x, 0.0, 1.0);
  return at;
}

double Bell::density(const Point& at) const {
  double sum = 0.0;
  for (const double z : standardised(root_, at, centre_)) sum += z * z;
  return factor_ * base::pow(1.0 + sum / degrees, -0.5 * (degrees + static_cast<double>(at.size())));
}

Point Bell::step(Luck& luck) const {
  std::vector<double> z(centre_.size());
  for (double& x : z) x = luck.normal();
  // Chi-square with four degrees of freedom is twice the sum of two exponential numbers.
  const double chi_square = -2.0 * base::log(luck.uniform() * luck.uniform());
  const double wide = std::sqrt(degrees / chi_square);
  Point at = centre_;
  for (std::size_t i = 0; i < at.size(); ++i)
    for (std::size_t k = 0; k <= i; ++k) at[i] += wide * root_(i, k) * z[k];
  return at;
}

}  // namespace polku::study
