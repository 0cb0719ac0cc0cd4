// Splits of a joint effect.
#include "study/shapley.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "study/stream.hpp"

using namespace polku::study;
using Catch::Matchers::WithinAbs;

TEST_CASE("the left-hand and right-hand gloves are split as Shapley did", "[study][shapley]") {
  // Players 0 and 1 hold a left glove, player 2 the right one: 1/6, 1/6, 2/3.
  const std::vector<double> gloves{0, 0, 0, 0, 0, 1, 1, 1};
  const auto split = shapley(gloves, 3);
  CHECK_THAT(split.share[0], WithinAbs(1.0 / 6.0, 1e-12));
  CHECK_THAT(split.share[1], WithinAbs(1.0 / 6.0, 1e-12));
  CHECK_THAT(split.share[2], WithinAbs(2.0 / 3.0, 1e-12));
}

TEST_CASE("changes that do not meet have no interaction, and two that do share it", "[study][shapley]") {
  // value = 3 a + 5 b + 2 c + 4 a b
  std::vector<double> values;
  for (unsigned set = 0; set < 8; ++set) {
    const double a = set & 1 ? 1 : 0, b = set & 2 ? 1 : 0, c = set & 4 ? 1 : 0;
    values.push_back(3 * a + 5 * b + 2 * c + 4 * a * b);
  }
  const auto split = shapley(values, 3);
  CHECK_THAT(split.share[0], WithinAbs(5, 1e-12));
  CHECK_THAT(split.share[1], WithinAbs(7, 1e-12));
  CHECK_THAT(split.share[2], WithinAbs(2, 1e-12));
  CHECK_THAT(split.interaction[0][1], WithinAbs(4, 1e-12));
  CHECK_THAT(split.interaction[1][0], WithinAbs(4, 1e-12));
  CHECK_THAT(split.interaction[0][2], WithinAbs(0, 1e-12));
}

TEST_CASE("any split sums to the total to the cent", "[study][shapley]") {
  Stream stream(3, DrawnFor::shapley);
  for (std::size_t players = 1; players <= 6; ++players) {
    std::vector<double> cents(std::size_t{1} << players);
    for (double& value : cents) value = static_cast<double>(stream.below(2000000000)) - 1e9;
    const auto total = static_cast<std::int64_t>(cents.back() - cents.front());

    const auto parts = split_to_the_unit(shapley(cents, players).share, total);

    CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
    for (std::size_t i = 0; i < players; ++i)
      CHECK_THAT(static_cast<double>(parts[i]), WithinAbs(shapley(cents, players).share[i], 1.0));
  }
  CHECK(split_to_the_unit({1.5, 1.5, -0.25}, 2) == std::vector<std::int64_t>{1, 1, 0});
  CHECK(split_to_the_unit({2.0, 2.0}, 3) == std::vector<std::int64_t>{2, 1});
}

TEST_CASE("sampled orders come to the exact split within their error, and sum to the total",
          "[study][shapley]") {
  constexpr std::size_t players = 7;
  Stream stream(5, DrawnFor::bootstrap);
  std::vector<double> values(1u << players);
  for (double& value : values) value = stream.normal();
  const auto exact = shapley(values, players);
  std::size_t asked = 0;

  const auto sampled = sampled_shapley(
      [&](Coalition set) {
        ++asked;
        return values[set];
      },
      players, 400, 9);

  CHECK(asked <= values.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < players; ++i) {
    sum += sampled.share[i];
    // 4.5 standard errors: false alarm once in 20,000 runs for seven players.
    CHECK(std::abs(sampled.share[i] - exact.share[i]) < 4.5 * sampled.standard_error[i]);
    CHECK(sampled.standard_error[i] > 0.0);
  }
  CHECK_THAT(sum, WithinAbs(values.back() - values.front(), 1e-9));
}

TEST_CASE("where every order says the same, sampling has no error", "[study][shapley]") {
  const auto sum = [](Coalition set) { return (set & 1 ? 3.0 : 0.0) + (set & 2 ? 2.0 : 0.0); };
  const auto sampled = sampled_shapley(sum, 2, 10, 1);
  CHECK_THAT(sampled.share[0], WithinAbs(3, 1e-12));
  CHECK(sampled.standard_error[0] == 0.0);
}
