// Choice: closed-form shares, and one customer's draw that must agree with them.
#include "behaviour/choice.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

constexpr double vetoed = -std::numeric_limits<double>::infinity();

std::vector<double> logit(const std::vector<double>& utilities) {
  std::vector<double> shares(utilities.size());
  logit_shares<double>(utilities, 1.0, shares);
  return shares;
}

}  // namespace

TEST_CASE("logit shares and log-sum match the published example", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5, 0.0};
  std::array<double, 3> shares;

  const double log_sum = logit_shares<double>(utilities, 1.0, shares);

  CHECK_THAT(shares[0], printed(0.506480));
  CHECK_THAT(shares[1], printed(0.307196));
  CHECK_THAT(shares[2], printed(0.186324));
  CHECK_THAT(log_sum, printed(1.680270));
}

TEST_CASE("doubling every utility and the scale leaves logit shares unchanged", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5, 0.0}, doubled{2.0, 1.0, 0.0};
  std::array<double, 3> shares, same;

  logit_shares<double>(utilities, 1.0, shares);
  logit_shares<double>(doubled, 2.0, same);

  for (std::size_t i = 0; i < 3; ++i) CHECK_THAT(same[i], exactly(shares[i]));
}

TEST_CASE("huge utilities neither overflow nor lose a vetoed alternative's zero", "[behaviour][choice]") {
  const std::vector<double> shares = logit({5000.0, 4999.0, vetoed});

  CHECK_THAT(shares[0], exactly(1 / (1 + std::exp(-1.0))));
  CHECK(shares[2] == 0.0);
  CHECK(logit({3.0})[0] == 1.0);
}

TEST_CASE("nested logit splits the nest by its own dissimilarity", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5};
  std::array<double, 2> shares;

  const NestChoice<double> nest = nested_logit_shares<double>(utilities, 0.5, shares);

  CHECK_THAT(nest.inclusive_value, printed(2.313262));
  CHECK_THAT(nest.share, printed(0.760720));
  CHECK_THAT(shares[0], printed(0.556131));
  CHECK_THAT(shares[1], printed(0.204589));
  CHECK_THAT(1 - nest.share, printed(0.239280));
}

TEST_CASE("nested logit with dissimilarity 1 is multinomial logit", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5};
  std::array<double, 2> shares;

  nested_logit_shares<double>(utilities, 1.0, shares);

  CHECK_THAT(shares[0], printed(0.506480));
  CHECK_THAT(shares[1], printed(0.307196));
}

TEST_CASE("consideration takes shares from what is seldom considered", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5}, inclusion{0.8, 0.5};
  std::array<double, 2> shares;

  const double nothing = consideration_shares<double>(utilities, inclusion, shares);

  CHECK_THAT(shares[0], printed(0.495016));
  CHECK_THAT(shares[1], printed(0.185124));
  CHECK_THAT(nothing, printed(0.319860));
}

TEST_CASE("full consideration is plain logit, none leaves doing nothing", "[behaviour][choice]") {
  const std::array utilities{1.0, 0.5}, all{1.0, 1.0}, none{0.0, 0.0};
  std::array<double, 2> shares;

  CHECK_THAT(consideration_shares<double>(utilities, all, shares), printed(0.186324));
  CHECK_THAT(consideration_shares<double>(utilities, none, shares), exactly(1.0));
  CHECK(consideration_shares<double>({}, {}, {}) == 1.0);
}

TEST_CASE("regret between two alternatives equals logit", "[behaviour][choice]") {
  const std::array attributes{0.0, 1.0, 1.0, 0.2};
  const std::array betas{1.0, 1.0};
  std::array<double, 2> shares;

  regret_shares<double>(attributes, betas, shares);

  CHECK_THAT(shares[0], printed(0.450166));
  CHECK_THAT(shares[0], exactly(logit({1.0, 1.2})[0]));
}

TEST_CASE("regret favours the compromise among three, the more the stronger it is", "[behaviour][choice]") {
  const std::array attributes{0.0, 1.0, 0.5, 0.5, 1.0, 0.0};
  std::array<double, 3> shares;

  regret_shares<double>(attributes, std::array{1.0, 1.0}, shares);
  CHECK_THAT(shares[0], printed(0.312963));
  CHECK_THAT(shares[1], printed(0.374074));
  CHECK_THAT(shares[2], printed(0.312963));

  regret_shares<double>(attributes, std::array{3.0, 3.0}, shares);
  CHECK_THAT(shares[0], printed(0.188629));
  CHECK_THAT(shares[1], printed(0.622742));
}

TEST_CASE("emotion weighs against reason in one utility", "[behaviour][choice]") {
  const std::array rational{1.0, 0.2, 0.0}, emotional{0.2, 1.5, 0.0};
  std::vector<double> utilities;

  for (std::size_t i = 0; i < 3; ++i) utilities.push_back(mixed_utility(rational[i], emotional[i], 0.7));

  const std::vector<double> shares = logit(utilities);
  CHECK_THAT(shares[0], printed(0.277911));
  CHECK_THAT(shares[1], printed(0.543104));
  CHECK_THAT(shares[2], printed(0.178985));
}

TEST_CASE("a bond lifts the incumbent and is gone at lapse", "[behaviour][choice]") {
  const double bond = std::log(2.0);
  const std::vector<double> bound = logit({with_bond(1.0, true, bond), with_bond(1.0, false, bond), 0.0});
  const std::vector<double> lapsed = logit({with_bond(1.0, true, 0.0), 1.0, 0.0});

  CHECK_THAT(bound[0], printed(0.593845));
  CHECK_THAT(bound[1], printed(0.296923));
  CHECK_THAT(bound[2], printed(0.109232));
  CHECK_THAT(lapsed[0], printed(0.422319));
  CHECK_THAT(lapsed[2], printed(0.155362));
}

TEST_CASE("what cannot be justified is not chosen however much it is liked", "[behaviour][choice]") {
  CHECK(justified(7.0, -0.1, 0.0) == vetoed);
  CHECK(justified(7.0, 0.0, 0.0) == 7.0);
}

TEST_CASE("own experience replaces the public view as it accumulates", "[behaviour][choice]") {
  CHECK(belief(0.8, -0.4, 0.0, 2.0) == 0.8);
  CHECK_THAT(belief(0.8, -0.4, 2.0, 2.0), exactly(0.2));
  CHECK_THAT(belief(0.8, -0.4, 6.0, 2.0), exactly(-0.1));
  CHECK(belief(0.8, -0.4, 0.0, 0.0) == 0.8);
  CHECK_THAT(belief(0.8, -0.4, 1.0, 0.0), exactly(-0.4));
}

TEST_CASE("the random utility has mean 0 and variance pi^2/6", "[behaviour][choice]") {
  // The midpoint rule over u: deterministic. Its error at the two logarithmic ends is below 1e-4 at this
  // length.
  const int n = 1000000;
  double sum = 0, squares = 0;

  for (int i = 0; i < n; ++i) {
    const double draw = gumbel((i + 0.5) / n, 1.0);
    sum += draw;
    squares += draw * draw;
  }

  CHECK_THAT(sum / n, Catch::Matchers::WithinAbs(0.0, 1e-5));
  CHECK_THAT(squares / n, Catch::Matchers::WithinAbs(M_PI * M_PI / 6, 1e-4));
  CHECK_THAT(gumbel(0.3, 2.0), exactly(2 * gumbel(0.3, 1.0)));
}

TEST_CASE("choosing the best random utility gives the logit shares", "[behaviour][choice]") {
  // Three Gumbel draws on a grid of midpoints, 200 each: 8 million equally likely worlds. The grid's own
  // error is of the order 1/200 of a share's slope.
  const std::array utilities{1.0, 0.5, 0.0};
  const int n = 200;
  std::vector<double> draws;
  for (int i = 0; i < n; ++i) draws.push_back(gumbel((i + 0.5) / n, 1.0));
  std::array<int, 3> wins{};

  for (const double a : draws) {
    for (const double b : draws) {
      for (const double c : draws) {
        const std::array<double, 3> total{utilities[0] + a, utilities[1] + b, utilities[2] + c};
        ++wins[best_alternative<double>(total)];
      }
    }
  }

  const std::vector<double> shares = logit({1.0, 0.5, 0.0});
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_THAT(wins[i] / static_cast<double>(n * n * n), Catch::Matchers::WithinAbs(shares[i], 0.002));
  }
}

TEST_CASE("a customer is conflicted if feeling alone would have chosen another", "[behaviour][choice]") {
  const std::array mixed{1.0, 0.9, 0.2}, emotional{0.3, 0.9, 0.9};

  const std::size_t chosen = best_alternative<double>(mixed);

  CHECK(chosen == 0);
  CHECK(best_alternative<double>(emotional) == 1);  // the first of equals
  CHECK(conflicted(chosen, best_alternative<double>(emotional)));
  CHECK_FALSE(conflicted(chosen, chosen));
}
