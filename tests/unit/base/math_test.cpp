// libm in 80 bits (long double) is the oracle here; on platforms where long double is double, the bounds
// leave room.
#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/hash.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"

using namespace polku;

namespace {

constexpr int samples = 200'000;

double uniform(int i) {
  return base::unit_double(base::philox({static_cast<std::uint32_t>(i), 0, 0, 0}, {1, 2})[0]);
}

/// |got - wanted| in units in the last place of the wanted value.
template <class Real>
double error_in_ulps(Real got, long double wanted) {
  const auto rounded = static_cast<Real>(wanted);
  if (std::isnan(rounded)) return std::isnan(got) ? 0.0 : 1e9;
  if (std::isinf(rounded) || std::isinf(got)) return got == rounded ? 0.0 : 1e9;
  int exponent = 0;
  std::frexp(wanted, &exponent);
  const long double ulp =
      std::max<long double>(std::ldexp(1.0L, exponent - std::numeric_limits<Real>::digits),
                            std::numeric_limits<Real>::denorm_min());
  return static_cast<double>(std::abs(static_cast<long double>(got) - wanted) / ulp);
}

template <class Real, class Function, class Oracle>
double worst(double low, double high, const Function& function, const Oracle& oracle) {
  double result = 0;
  for (int i = 0; i < samples; ++i) {
    const auto x = static_cast<Real>(low + (high - low) * uniform(i));
    result = std::max(result, error_in_ulps<Real>(function(x), oracle(static_cast<long double>(x))));
  }
  return result;
}

/// The same with x = 10^e, e uniform.
template <class Real, class Function, class Oracle>
double worst_over_powers(double low, double high, const Function& function, const Oracle& oracle) {
  const auto power = [](auto e) { return std::pow(static_cast<Real>(10), e); };
  return worst<Real>(
      low, high, [&](Real e) { return function(power(e)); },
      [&](long double e) { return oracle(static_cast<long double>(power(static_cast<Real>(e)))); });
}

}  // namespace

#define POLKU_WORST(name, low, high) \
  worst<TestType>(                   \
      low, high, [](TestType x) { return base::name(x); }, [](long double x) { return std::name(x); })
#define POLKU_WORST_POWERS(name, low, high) \
  worst_over_powers<TestType>(              \
      low, high, [](TestType x) { return base::name(x); }, [](long double x) { return std::name(x); })

TEMPLATE_TEST_CASE("exp, log and their kin are accurate to their stated units in the last place",
                   "[base][math]", float, double) {
  CHECK(POLKU_WORST(exp, -1, 1) < 1);
  CHECK(POLKU_WORST(exp, -110, 90) < 1);
  CHECK(POLKU_WORST(exp, -750, 712) < 1);
  CHECK(POLKU_WORST(expm1, -2, 2) < 2);
  CHECK(POLKU_WORST(expm1, -50, 712) < 2);
  CHECK(POLKU_WORST_POWERS(expm1, -10, 0) < 2);
  CHECK(POLKU_WORST(log, 0, 3) < 1);
  CHECK(POLKU_WORST(log, 0.99, 1.01) < 1);
  CHECK(POLKU_WORST_POWERS(log, -37, 38) < 1);
  CHECK(POLKU_WORST(log1p, -1, 3) < 1);
  CHECK(POLKU_WORST_POWERS(log1p, -12, 30) < 1);
  CHECK(POLKU_WORST(tanh, -5, 5) < 3);
  CHECK(POLKU_WORST_POWERS(tanh, -10, 1) < 3);
}

TEMPLATE_TEST_CASE("sigmoid, logit, pow and sin are accurate to their stated errors", "[base][math]", float,
                   double) {
  constexpr double epsilon = std::numeric_limits<TestType>::epsilon();
  const auto sigmoid = [](long double x) { return 1 / (1 + std::exp(-x)); };
  CHECK(worst<TestType>(
            -80, 80, [](TestType x) { return base::sigmoid(x); }, sigmoid) < 3);

  for (int i = 0; i < samples; ++i) {
    const auto p = static_cast<TestType>(uniform(i));
    const long double exact_logit = std::log(p / (1 - static_cast<long double>(p)));
    REQUIRE(std::abs(base::logit(p) - exact_logit) < 3 * epsilon * std::max(1.0L, std::abs(exact_logit)));

    const auto angle = static_cast<TestType>(2e4 * uniform(i) - 1e4);
    REQUIRE(std::abs(base::sin(angle) - std::sin(static_cast<long double>(angle))) < 2 * epsilon);

    const auto exponent = static_cast<TestType>(8 * uniform(i + samples) - 4);
    const auto x = static_cast<TestType>(20 * uniform(i));
    const long double exact_power = std::pow(static_cast<long double>(x), static_cast<long double>(exponent));
    const long double bound = epsilon * (2 + std::abs(exponent * std::log(static_cast<long double>(x))));
    REQUIRE(std::abs(base::pow(x, exponent) - exact_power) <= bound * exact_power);
  }
}

TEMPLATE_TEST_CASE("functions keep their limits at the ends of their domains", "[base][math]", float,
                   double) {
  using Limits = std::numeric_limits<TestType>;
  constexpr TestType infinity = Limits::infinity(), nan = Limits::quiet_NaN(), zero = 0, one = 1;

  CHECK(base::exp(infinity) == infinity);
  CHECK(base::exp(-infinity) == 0);
  CHECK(base::exp(zero) == 1);
  CHECK(base::exp(static_cast<TestType>(1000)) == infinity);
  CHECK(base::expm1(-infinity) == -1);
  CHECK(base::expm1(infinity) == infinity);
  CHECK(base::log(zero) == -infinity);
  CHECK(base::log(one) == 0);
  CHECK(base::log(infinity) == infinity);
  CHECK(std::isnan(base::log(-one)));
  CHECK(base::log(Limits::denorm_min()) == static_cast<TestType>(std::log(Limits::denorm_min())));
  CHECK(base::log1p(-one) == -infinity);
  CHECK(base::log1p(infinity) == infinity);
  CHECK(std::isnan(base::log1p(static_cast<TestType>(-1.5))));
  CHECK(base::tanh(infinity) == 1);
  CHECK(base::tanh(-infinity) == -1);
  CHECK(base::sigmoid(infinity) == 1);
  CHECK(base::sigmoid(-infinity) == 0);
  CHECK(base::logit(zero) == -infinity);
  CHECK(base::logit(one) == infinity);
  CHECK(base::pow(zero, zero) == 1);
  CHECK(base::pow(zero, one) == 0);
  CHECK(base::pow(zero, -one) == infinity);
  CHECK(base::pow(one, static_cast<TestType>(77)) == 1);
  CHECK(base::sin(zero) == 0);
  CHECK(base::normal_cdf(infinity) == 1);
  CHECK(base::normal_cdf(-infinity) == 0);
  CHECK(base::normal_pdf(infinity) == 0);
  CHECK(base::normal_quantile(zero) == -infinity);
  CHECK(base::normal_quantile(one) == infinity);
  CHECK(base::normal_quantile(static_cast<TestType>(0.5)) == 0);
  for (const TestType x :
       {base::exp(nan), base::expm1(nan), base::log(nan), base::log1p(nan), base::tanh(nan),
        base::sigmoid(nan), base::pow(nan, one), base::sin(nan), base::normal_cdf(nan),
        base::normal_quantile(nan), base::normal_quantile(-one), base::normal_quantile(2 * one)})
    CHECK(std::isnan(x));
}

TEMPLATE_TEST_CASE("the normal distribution is accurate in the middle and in both tails", "[base][math]",
                   float, double) {
  const double furthest = std::is_same_v<TestType, float> ? 12.5 : 37;
  const auto cdf = [](long double x) { return boost::math::erfc(-x / std::sqrt(2.0L)) / 2; };
  const auto pdf = [](long double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0L)); };

  CHECK(worst<TestType>(
            -4, 4, [](TestType x) { return base::normal_cdf(x); }, cdf) < 8);
  CHECK(worst<TestType>(
            -furthest, 0, [](TestType x) { return base::normal_cdf(x); }, cdf) < 8);
  CHECK(worst<TestType>(
            -furthest, furthest, [](TestType x) { return base::normal_pdf(x); }, pdf) < 4);
}

TEMPLATE_TEST_CASE("the normal quantile inverts the distribution function", "[base][math]", float, double) {
  const double bound = std::is_same_v<TestType, float> ? 4e-7 : 3e-15;
  const double smallest = std::is_same_v<TestType, float> ? -37 : -300;
  const auto relative_error = [](TestType p) {
    const long double exact = -std::sqrt(2.0L) * boost::math::erfc_inv(2 * static_cast<long double>(p));
    return static_cast<double>(std::abs((base::normal_quantile(p) - exact) / exact));
  };

  double largest = 0;
  for (int i = 0; i < samples / 4; ++i) {
    const auto middle = static_cast<TestType>(0.49 + 0.02 * uniform(i));
    if (middle != static_cast<TestType>(0.5)) largest = std::max(largest, relative_error(middle));
    largest = std::max(
        largest,
        relative_error(static_cast<TestType>(base::unit_float(base::mix(static_cast<std::uint32_t>(i))))));
    largest = std::max(largest, relative_error(static_cast<TestType>(std::pow(10.0, smallest * uniform(i)))));
  }

  CHECK(largest < bound);
}

TEST_CASE("float quantiles of uniform numbers rise", "[base][math]") {
  float last = -std::numeric_limits<float>::infinity();
  int falls = 0;
  for (std::uint32_t cell = 0; cell < (1u << 23); cell += 3) {
    const float z = base::normal_quantile(base::unit_float(cell << 9));
    if (z < last - 4e-7f * std::abs(z)) ++falls;
    last = z;
  }
  CHECK(falls == 0);
}

TEST_CASE("elementary functions give the same bits with every compiler, option and instruction set",
          "[base][math]") {
  std::uint64_t digest = 14695981039346656037u;
  const auto absorb = [&](auto value) {
    unsigned char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    for (const unsigned char byte : bytes) digest = (digest ^ byte) * 1099511628211u;
  };
  const auto absorb_all = [&](auto x, auto p) {
    absorb(base::exp(x));
    absorb(base::expm1(x));
    absorb(base::log(p));
    absorb(base::log1p(x * x));
    absorb(base::tanh(x));
    absorb(base::sigmoid(x));
    absorb(base::logit(p));
    absorb(base::pow(p, x));
    absorb(base::sin(x));
    absorb(base::normal_pdf(x));
    absorb(base::normal_cdf(x));
    absorb(base::normal_quantile(p));
  };
  for (int i = 0; i < 20'000; ++i) {
    const double x = 40 * uniform(i) - 20, p = uniform(i + samples);
    absorb_all(x, p);
    absorb_all(static_cast<float>(x), static_cast<float>(p));
  }

  CHECK(digest == 0xd0fbed6f416e1a87u);
}
