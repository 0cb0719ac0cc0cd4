#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "base/hash.hpp"
#include "base/philox.hpp"
#include "base/special_functions.hpp"
#include "base/tabulated_quantile.hpp"

using namespace polku;

namespace {

double uniform(int i) { return base::unit_double(base::mix(static_cast<std::uint32_t>(i) + 1)); }

double relative(double got, double wanted) { return std::abs(got - wanted) / std::abs(wanted); }

/// 2,000 words: evenly spread ones, and more and more extreme ones on both sides.
std::vector<std::uint32_t> probing_words() {
  std::vector<std::uint32_t> words = {0, 1, 2, 0xffffffffu, 0xfffffffeu, 0x7fffffffu, 0x80000000u};
  for (std::uint32_t i = 0; i < 1000; ++i) words.push_back(base::mix(i));
  for (std::uint32_t i = 0; i < 500; ++i) {
    words.push_back(base::mix(i) >> (i % 32));
    words.push_back(~(base::mix(i) >> (i % 32)));
  }
  return words;
}

/// |F(x) - u| / min(u, 1 - u).
double error_in_u(const base::Tails& tails, std::uint32_t word) {
  const double u = base::unit_double(word);
  return u < 0.5 ? std::abs(tails.lower - u) / u : std::abs(tails.upper - (1 - u)) / (1 - u);
}

const std::vector<double> shapes = {0.05, 0.1, 0.2426, 0.793, 1, 2.426, 10, 100, 1e3, 1e4};

}  // namespace

TEST_CASE("lgamma gives known values", "[base][special]") {
  CHECK(base::lgamma(1) == Approx(0).margin(1e-14));
  CHECK(base::lgamma(2) == Approx(0).margin(1e-14));
  CHECK(base::lgamma(0.5) == Approx(0.5 * std::log(std::acos(-1.0))).epsilon(1e-14));
  CHECK(base::lgamma(11) == Approx(std::log(3628800.0)).epsilon(1e-15));
  CHECK(std::isinf(base::lgamma(0)));
  CHECK(std::isnan(base::lgamma(-1.5)));
  for (int i = 0; i < 2000; ++i) {
    const double x = std::pow(10, -3 + 8 * uniform(i));
    REQUIRE(base::lgamma(x) == Approx(boost::math::lgamma(x)).epsilon(1e-13).margin(1e-14));
  }
}

TEST_CASE("incomplete gamma agrees with an independent implementation in both tails", "[base][special]") {
  CHECK(base::incomplete_gamma(1, 2).upper == Approx(std::exp(-2.0)).epsilon(1e-14));
  CHECK(base::incomplete_gamma(0.5, 0.125).lower == Approx(std::erf(std::sqrt(0.125))).epsilon(1e-14));
  CHECK(base::incomplete_gamma(3, 0).upper == 1);
  CHECK(base::incomplete_gamma(3, std::numeric_limits<double>::infinity()).lower == 1);
  double worst = 0;
  for (int i = 0; i < 5000; ++i) {
    const double a = std::pow(10, std::log10(0.05) + 5.3 * uniform(3 * i));
    const double spread = 13 * uniform(3 * i + 1) - 6.5;
    const double x = a > 2 ? a + spread * std::sqrt(a) : std::pow(10, -30 + 32 * uniform(3 * i + 2));
    if (!(x > 0)) continue;
    const auto tails = base::incomplete_gamma(a, x);
    worst = std::max({worst, relative(tails.lower, boost::math::gamma_p(a, x)),
                      relative(tails.upper, boost::math::gamma_q(a, x))});
  }
  CHECK(worst < 1e-12);
}

TEST_CASE("incomplete beta agrees with an independent implementation in both tails", "[base][special]") {
  CHECK(base::incomplete_beta(2, 3, 0.4).lower == Approx(0.5248).epsilon(1e-14));  // 6x^2 - 8x^3 + 3x^4
  CHECK(base::incomplete_beta(1, 7, 0.25).upper == Approx(std::pow(0.75, 7)).epsilon(1e-14));
  CHECK(base::incomplete_beta(2, 3, 0).lower == 0);
  CHECK(base::incomplete_beta(2, 3, 1).upper == 0);
  double worst = 0;
  for (int i = 0; i < 5000; ++i) {
    const double a = std::pow(10, std::log10(0.05) + 4.3 * uniform(4 * i));
    const double b = std::pow(10, std::log10(0.05) + 4.3 * uniform(4 * i + 1));
    const double sd = std::sqrt(a * b / (a + b + 1)) / (a + b);
    const double x =
        i % 2 ? a / (a + b) + (13 * uniform(4 * i + 2) - 6.5) * sd : std::pow(10, -8 * uniform(4 * i + 3));
    if (!(x > 0 && x < 1)) continue;
    const auto tails = base::incomplete_beta(a, b, x);
    const auto lower = static_cast<double>(boost::math::ibeta<long double>(a, b, x));
    const auto upper = static_cast<double>(boost::math::ibetac<long double>(a, b, x));
    if (lower > 1e-290) worst = std::max(worst, relative(tails.lower, lower));
    if (upper > 1e-290) worst = std::max(worst, relative(tails.upper, upper));
  }
  CHECK(worst < 1e-12);
}

TEST_CASE("densities are the slopes of their distribution functions", "[base][special]") {
  for (const double a : {0.3, 2.0, 50.0}) {
    const double x = a, step = 1e-5;
    const double gamma_rise = base::incomplete_gamma(a, x * std::exp(step)).lower -
                              base::incomplete_gamma(a, x * std::exp(-step)).lower;
    CHECK(base::gamma_density_in_log(a, x) == Approx(gamma_rise / (2 * step)).epsilon(1e-6));

    const auto beta_at = [&](double y) {
      return base::incomplete_beta(a, 2 * a, 1 / (1 + std::exp(-y))).lower;
    };
    const double y = std::log(0.5), third = 1.0 / 3;
    const double beta_rise = beta_at(y + step) - beta_at(y - step);
    CHECK(base::beta_density_in_logit(a, 2 * a, third, 1 - third) ==
          Approx(beta_rise / (2 * step)).epsilon(1e-6));
  }
}

TEST_CASE("Student's t gives the printed table and its own inverse", "[base][special]") {
  CHECK(base::student_t_quantile(0.975, 4) == Approx(2.776445).margin(5e-7));
  CHECK(base::student_t_quantile(0.975, 1) == Approx(12.7062047).margin(5e-8));
  CHECK(base::student_t_quantile(0.95, 30) == Approx(1.697261).margin(5e-7));
  CHECK(base::student_t_quantile(0.5, 7) == 0);
  CHECK(base::student_t_quantile(0.025, 4) == Approx(-base::student_t_quantile(0.975, 4)).epsilon(1e-12));
  CHECK(std::isinf(base::student_t_quantile(1, 4)));
  CHECK(std::isnan(base::student_t_quantile(1.5, 4)));
  CHECK(base::student_t_cdf(1, 1) == Approx(0.75).epsilon(1e-14));
  CHECK(base::student_t_pdf(0, 1) == Approx(1 / std::acos(-1.0)).epsilon(1e-14));
  for (int i = 0; i < 1000; ++i) {
    const double p = i % 2 ? uniform(i) : std::pow(10, -12 * uniform(i));
    const double dof = std::pow(10, 4 * uniform(i + 5000));
    const boost::math::students_t_distribution<long double> oracle(dof);
    REQUIRE(base::student_t_quantile(p, dof) ==
            Approx(static_cast<double>(boost::math::quantile(oracle, static_cast<long double>(p))))
                .epsilon(1e-11));
  }
}

TEST_CASE("tabulated Gamma quantiles hit every word to 1e-7 of its tail", "[base][quantile]") {
  for (const double shape : shapes) {
    const base::GammaQuantile quantile(shape);
    double worst = 0, worst_by_boost = 0;
    for (const auto word : probing_words()) {
      const double x = quantile.at(word);
      worst = std::max(worst, error_in_u(base::incomplete_gamma(shape, x), word));
      worst_by_boost = std::max(
          worst_by_boost, error_in_u({boost::math::gamma_p(shape, x), boost::math::gamma_q(shape, x)}, word));
      REQUIRE(quantile.log_at(word) == Approx(std::log(x)).epsilon(1e-13).margin(1e-14));
    }
    INFO("shape " << shape);
    CHECK(worst < 1e-7);
    CHECK(worst_by_boost < 1e-7);
  }
}

TEST_CASE("tabulated Beta quantiles hit every word to 1e-7 of its tail", "[base][quantile]") {
  const auto words = probing_words();
  for (const double a : shapes) {
    for (const double b : shapes) {
      const base::BetaQuantile quantile(a, b);
      double worst = 0, worst_sum = 0;
      for (const auto word : words) {
        const double x = std::exp(quantile.log_at(word));
        const double complement = std::exp(quantile.log_of_complement_at(word));
        worst = std::max(worst, error_in_u(base::incomplete_beta(a, b, x, complement), word));
        worst_sum = std::max({worst_sum, std::abs(x + complement - 1), std::abs(quantile.at(word) - x)});
      }
      INFO("shapes " << a << ", " << b);
      CHECK(worst < 1e-7);
      CHECK(worst_sum < 1e-13);
    }
  }
}

TEST_CASE("tabulated Beta quantiles agree with an independent implementation", "[base][quantile]") {
  const std::vector<std::pair<double, double>> pairs = {{0.793, 2.426}, {0.1, 0.1}, {30, 2}, {0.5, 1000}};
  for (const auto& pair : pairs) {
    const base::BetaQuantile quantile(pair.first, pair.second);
    double worst = 0;
    for (const auto word : probing_words()) {
      const long double x = quantile.at(word);
      const long double complement = std::exp(static_cast<long double>(quantile.log_of_complement_at(word)));
      const bool left = x < 0.5L;
      const long double lower = left ? boost::math::ibeta<long double>(pair.first, pair.second, x)
                                     : boost::math::ibetac<long double>(pair.second, pair.first, complement);
      const long double upper = left ? boost::math::ibetac<long double>(pair.first, pair.second, x)
                                     : boost::math::ibeta<long double>(pair.second, pair.first, complement);
      worst = std::max(worst, error_in_u({static_cast<double>(lower), static_cast<double>(upper)}, word));
    }
    INFO("shapes " << pair.first << ", " << pair.second);
    CHECK(worst < 1e-7);
  }
}

TEST_CASE("quantiles rise with the word", "[base][quantile]") {
  auto words = probing_words();
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (const double shape : shapes) {
    const base::GammaQuantile gamma(shape);
    const base::BetaQuantile beta(shape, 0.05);
    for (std::size_t i = 1; i < words.size(); ++i) {
      REQUIRE(gamma.log_at(words[i]) >= gamma.log_at(words[i - 1]));
      REQUIRE(beta.log_of_complement_at(words[i]) <= beta.log_of_complement_at(words[i - 1]));
    }
  }
}

TEST_CASE("tables refuse shapes they were not built for", "[base][quantile]") {
  CHECK_THROWS_AS(base::GammaQuantile(0.01), std::invalid_argument);
  CHECK_THROWS_AS(base::GammaQuantile(2e4), std::invalid_argument);
  CHECK_THROWS_AS(base::BetaQuantile(1, std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
}

TEST_CASE("tables and t quantiles give the same bits with every compiler and option", "[base][quantile]") {
  std::uint64_t digest = 14695981039346656037u;
  const auto absorb = [&](double value) {
    digest = (digest ^ __builtin_bit_cast(std::uint64_t, value)) * 1099511628211u;
  };
  for (const double shape : shapes) {
    const base::GammaQuantile gamma(shape);
    const base::BetaQuantile beta(shape, 2.4);
    for (const auto word : probing_words()) {
      absorb(gamma.at(word));
      absorb(beta.at(word));
      absorb(beta.log_of_complement_at(word));
    }
    absorb(base::student_t_quantile(0.975, shape));
  }

  CHECK(digest == 0xde63b36532c69358u);
}
