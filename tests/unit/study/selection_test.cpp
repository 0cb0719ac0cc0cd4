// Kim and Nelson's procedure: its constants, and its promise on problems with known answers.
#include "study/selection.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "study/stream.hpp"

using namespace polku::study;
using Catch::Matchers::WithinAbs;

namespace {

/// A problem whose means, spreads and common luck are known: value = mean + shared * Z + own * Z_i.
struct Problem {
  std::vector<double> means;
  double shared;
  std::vector<double> own;

  std::vector<double> replication(Stream& stream) const {
    const double luck = stream.normal();
    std::vector<double> values;
    for (std::size_t i = 0; i < means.size(); ++i)
      values.push_back(means[i] + shared * luck + own[i] * stream.normal());
    return values;
  }
};

struct Record {
  std::size_t right = 0;
  double replications = 0.0;  // mean
};

/// Lets the procedure choose a thousand times; the best is the last system.
Record thousand_choices(const Problem& problem, const Selection::Rules& rules, std::int64_t seed) {
  Record record;
  for (std::int64_t repetition = 0; repetition < 1000; ++repetition) {
    Stream stream(seed * 100000 + repetition, DrawnFor::best);
    Selection selection(problem.means.size(), rules);
    while (!selection.settled()) selection.add(problem.replication(stream));
    record.right += selection.best() + 1 == problem.means.size();
    record.replications += static_cast<double>(selection.replications()) / 1000.0;
  }
  return record;
}

constexpr Selection::Rules rules{0.95, 1.0, 10};

}  // namespace

TEST_CASE("the constants of five systems are those of the paper's formula", "[study][selection]") {
  const auto constants = selection_constants(0.05, 5, 10);

  CHECK_THAT(constants.eta, WithinAbs(0.634967, 5e-7));
  CHECK_THAT(constants.h_squared, WithinAbs(11.429411, 5e-7));
  CHECK_THAT(continuation(constants.h_squared, 4.0, 1.0, 10), WithinAbs(1.785882, 5e-7));
  CHECK(continuation(constants.h_squared, 4.0, 1.0, 45) > 0.0);  // closes at 45.72
  CHECK(continuation(constants.h_squared, 4.0, 1.0, 46) == 0.0);
  CHECK_THAT(selection_constants(0.05, 5, 10000000).h_squared, WithinAbs(7.377759, 1e-5));
}

// Of 1,000 choices at a true probability of exactly 95 %, one standard error is 0.7 %. The procedure is
// conservative, so that "at least as often as stated" leaves room; with a quarter of h^2 all three fail.
TEST_CASE("in the least favourable case the best is chosen at least as often as stated",
          "[study][selection]") {
  const Problem slippage{{0, 0, 0, 0, 1}, 0.0, {2, 2, 2, 2, 2}};
  CHECK(thousand_choices(slippage, rules, 1).right >= 950);
}

TEST_CASE("with means in steps and unequal spreads the best is chosen at least as often as stated",
          "[study][selection]") {
  const Problem steps{{0, 0.5, 1, 2}, 3.0, {0.5, 3, 1, 2}};
  CHECK(thousand_choices(steps, rules, 2).right >= 950);
}

TEST_CASE("of two systems in the same luck the better is chosen at least as often as stated",
          "[study][selection]") {
  const Problem pair{{0, 1}, 10.0, {1.5, 1.5}};
  CHECK(thousand_choices(pair, rules, 3).right >= 950);
}

TEST_CASE("common luck saves the replications that the variances promise", "[study][selection]") {
  // Var(difference) is 2 * 1.5^2 = 4.5 in the same luck and 2 (4^2 + 1.5^2) = 36.5 in luck of one's own.
  const Problem same{{0, 1}, 4.0, {1.5, 1.5}};
  const double apart = std::sqrt(16.0 + 2.25);
  const Problem own{{0, 1}, 0.0, {apart, apart}};

  const double ratio =
      thousand_choices(own, rules, 4).replications / thousand_choices(same, rules, 4).replications;

  CHECK(ratio > 4.0);  // 36.5 / 4.5 = 8.1, less because the first stage takes ten in any case
}

TEST_CASE("the factor of pairing is the ratio of the variances", "[study][selection]") {
  const std::vector<double> a{1, 2, 3, 4}, b{0, 2, 2, 4};
  // Var a = 5/3, Var b = 8/3, differences 1, 0, 1, 0: 1/3.
  CHECK_THAT(pairing_factor(a, b), WithinAbs(13.0, 1e-12));
  CHECK(std::isinf(pairing_factor(a, a)));
  CHECK(std::isnan(pairing_factor(std::vector<double>{1}, std::vector<double>{2})));
}

TEST_CASE("replications for a given precision follow from the variance of the difference",
          "[study][selection]") {
  const auto variance = [](double correlation) { return 2 * 100.0 * (1 - correlation); };
  CHECK(replications_for(variance(0.0), 1.0, 1.96) == 769);
  CHECK(replications_for(variance(0.8), 1.0, 1.96) == 154);
  CHECK(replications_for(1.0, 0.0, 1.96) == std::numeric_limits<std::size_t>::max());
}

TEST_CASE("what is out stays out, and nobody is judged before the first stage is over",
          "[study][selection]") {
  Selection selection(2, {0.95, 1.0, 3});
  for (int r = 0; r < 2; ++r) {
    selection.add(std::vector{100.0, 0.0 + r});
    CHECK_FALSE(selection.settled());
  }
  selection.add(std::vector{100.0, 0.5});
  CHECK(selection.settled());
  CHECK(selection.best() == 0);
  CHECK(selection.out_after() == std::vector<std::size_t>{0, 3});

  for (int r = 0; r < 5; ++r) selection.add(std::vector{0.0, 1000.0});
  CHECK(selection.best() == 0);
}

TEST_CASE("with nobody to compete with, one system is settled when the first stage is over",
          "[study][selection]") {
  Selection alone(1, {0.95, 1.0, 3});
  for (int r = 0; r < 2; ++r) alone.add(std::vector{1.0 + r});
  CHECK_FALSE(alone.settled());
  alone.add(std::vector{1.0});
  CHECK(alone.settled());
}

TEST_CASE("two systems that are always equal are settled, not drawn out for ever", "[study][selection]") {
  Selection selection(3, {0.95, 1.0, 2});
  for (int r = 0; r < 2; ++r) selection.add(std::vector{5.0 + r, 5.0 + r, 5.0 + r});
  CHECK(selection.settled());
  CHECK(selection.best() == 0);
}

TEST_CASE("a value that does not exist settles nothing", "[study][selection]") {
  Selection selection(2, {0.95, 1.0, 2});
  for (int r = 0; r < 50; ++r) selection.add(std::vector{std::nan(""), 1.0 + r % 2});
  CHECK_FALSE(selection.settled());
  CHECK(selection.best() == 1);
}
