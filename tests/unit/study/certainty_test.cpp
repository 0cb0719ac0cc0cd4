// How sure a decision is.
#include "study/certainty.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/math.hpp"
#include "base/special_functions.hpp"
#include "study/stream.hpp"

using namespace polku;
using namespace polku::study;
using Catch::Matchers::WithinAbs;

TEST_CASE("with known variances the chance that the better of two leads is normal", "[study][certainty]") {
  // delta 1, variance 4, 20 replications each: standard error sqrt(2 * 4 / 20).
  CHECK_THAT(chance_ahead(1.0, std::sqrt(0.4), std::numeric_limits<double>::infinity()),
             WithinAbs(0.943077, 5e-7));
  CHECK(chance_ahead(1.0, 0.0, 3.0) == 1.0);
  CHECK(chance_ahead(0.0, 0.0, 3.0) == 0.5);
}

TEST_CASE("of two alternatives the chance of being best is Student's t of their paired difference",
          "[study][certainty]") {
  const std::vector<std::vector<double>> values{{2, 1, 3, 2, 2}, {0, 0, 0, 0, 0}};  // mean 2, s .707107
  const std::vector<std::vector<double>> close{{1.0, -0.5, 0.8, 0.3, -0.1}, {0, 0, 0, 0, 0}};
  const auto sure = standings(values, 7), unsure = standings(close, 7);
  const double mean = 0.3, error = std::sqrt((0.49 + 0.64 + 0.25 + 0.0 + 0.16) / 4.0 / 5.0);

  // 10,000 draws: standard error at most 0.005.
  CHECK(sure[0].chance_of_best > 0.99);
  CHECK_THAT(unsure[0].chance_of_best, WithinAbs(base::student_t_cdf(mean / error, 4.0), 0.02));
  CHECK_THAT(unsure[0].chance_of_best + unsure[1].chance_of_best, WithinAbs(1.0, 1e-12));
  CHECK_THAT(unsure[1].expected_regret - unsure[0].expected_regret, WithinAbs(mean, 0.03));
}

TEST_CASE("with many replications the expected regret is that of the normal distribution",
          "[study][certainty]") {
  // Two independent alternatives of equal sample means, s = 1, n = 400: E[max(0, N(0, 2 / 400))].
  Stream stream(1, DrawnFor::bootstrap);
  std::vector<std::vector<double>> values(2, std::vector<double>(400));
  for (auto& row : values) {
    double sum = 0.0, squares = 0.0;
    for (double& x : row) sum += x = stream.normal();
    for (double& x : row) {
      x -= sum / 400.0;
      squares += x * x;
    }
    for (double& x : row) x /= std::sqrt(squares / 399.0);
  }
  double covariance = 0.0;
  for (std::size_t r = 0; r < 400; ++r) covariance += values[0][r] * values[1][r] / 399.0;
  const double spread = std::sqrt((2.0 - 2.0 * covariance) / 400.0);

  const auto all = standings(values, 3);

  CHECK_THAT(all[0].chance_of_best, WithinAbs(0.5, 0.02));
  CHECK_THAT(all[0].expected_regret / spread, WithinAbs(base::normal_pdf(0.0), 0.02));
}

TEST_CASE("alternatives that are always equal share the chance", "[study][certainty]") {
  const auto all = standings({{1, 2, 4}, {1, 2, 4}, {0, 1, 3}}, 1);
  CHECK_THAT(all[0].chance_of_best, WithinAbs(0.5, 1e-9));
  CHECK(all[0].expected_regret == 0.0);
  CHECK(all[2].chance_of_best == 0.0);
  CHECK_THAT(all[2].expected_regret, WithinAbs(1.0, 1e-9));
}

TEST_CASE("the chance of a loss is that of one more replication", "[study][certainty]") {
  const std::vector<double> gains{3, 1, 2, 4, 0};  // mean 2, variance 2.5
  const double t = 2.0 / std::sqrt(2.5 * (1.0 + 1.0 / 5.0));
  CHECK_THAT(chance_of_loss(gains), WithinAbs(1.0 - base::student_t_cdf(t, 4.0), 1e-12));
  CHECK(chance_of_loss(std::vector<double>{-1, -1}) == 1.0);
  CHECK(chance_of_loss(std::vector<double>{0, 0}) == 0.0);
  CHECK(std::isnan(chance_of_loss(std::vector<double>{5})));
}

TEST_CASE("from one replication nothing is known", "[study][certainty]") {
  CHECK(std::isnan(standings({{1.0}, {2.0}}, 1)[0].chance_of_best));
}
