// Kano questionnaire: categories, Better and Worse, clarity, scores.
#include "behaviour/kano_questionnaire.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

KanoCounts counts(std::int64_t a, std::int64_t o, std::int64_t m, std::int64_t i, std::int64_t r = 0,
                  std::int64_t q = 0) {
  return {{a, o, m, i, r}, q};
}

}  // namespace

TEST_CASE("pairs of answers are evaluated by the standard table", "[behaviour][kano]") {
  using enum KanoAnswer;

  CHECK(evaluate(like, must_be) == KanoCategory::attractive);
  CHECK(evaluate(like, dislike) == KanoCategory::one_dimensional);
  CHECK(evaluate(must_be, dislike) == KanoCategory::must_be);
  CHECK(evaluate(live_with, dislike) == KanoCategory::must_be);
  CHECK(evaluate(neutral, neutral) == KanoCategory::indifferent);
  CHECK(evaluate(neutral, like) == KanoCategory::reverse);
  CHECK(evaluate(dislike, live_with) == KanoCategory::reverse);
  CHECK_FALSE(evaluate(like, like).has_value());
  CHECK_FALSE(evaluate(dislike, dislike).has_value());
}

TEST_CASE("Pouliot's table takes two more pairs for contradictions and changes nothing else",
          "[behaviour][kano]") {
  for (std::uint8_t f = 0; f < 5; ++f) {
    for (std::uint8_t d = 0; d < 5; ++d) {
      const auto functional = static_cast<KanoAnswer>(f), dysfunctional = static_cast<KanoAnswer>(d);
      const bool contradiction =
          f == d && (functional == KanoAnswer::must_be || functional == KanoAnswer::live_with);
      const auto pouliot = evaluate(functional, dysfunctional, KanoTable::pouliot);
      if (contradiction) {
        CHECK_FALSE(pouliot.has_value());
      } else {
        CHECK(pouliot == evaluate(functional, dysfunctional));
      }
    }
  }
}

TEST_CASE("Better and Worse are shares of those who answered consistently", "[behaviour][kano]") {
  const auto shares = better_worse(counts(40, 30, 20, 10, 7, 5));

  REQUIRE(shares.has_value());
  CHECK_THAT(shares->better, exactly(0.70));
  CHECK_THAT(shares->worse, exactly(-0.50));
  CHECK_FALSE(better_worse(counts(0, 0, 0, 0, 3, 2)).has_value());
}

TEST_CASE("a lead of ten in a hundred answers does not make a class", "[behaviour][kano]") {
  const FongCheck check = fong_check(counts(40, 30, 20, 10));

  CHECK(check.lead == 10.0);
  CHECK_THAT(check.bound, printed_to(11.1299, 1e-4));
  CHECK_FALSE(check.significant);
  CHECK(fong_check(counts(50, 20, 20, 10)).significant);
}

TEST_CASE("six features of a published questionnaire get their published shares and classes",
          "[behaviour][kano]") {
  // 358 respondents, money transfers (Reppel 2022), counted by Pouliot's table.
  struct Feature {
    KanoCounts answers;
    double better, worse;
    KanoCategory category;
  };
  const std::array features{
      Feature{counts(91, 19, 9, 160, 49, 30), .394, -.100, KanoCategory::indifferent},
      Feature{counts(70, 121, 59, 77, 9, 22), .584, -.550, KanoCategory::one_dimensional},
      Feature{counts(78, 122, 66, 62, 7, 23), .610, -.573, KanoCategory::one_dimensional},
      Feature{counts(145, 76, 25, 78, 12, 22), .682, -.312, KanoCategory::attractive},
      Feature{counts(18, 174, 90, 42, 7, 27), .593, -.815, KanoCategory::one_dimensional},
      Feature{counts(88, 90, 32, 105, 15, 28), .565, -.387, KanoCategory::one_dimensional},
  };

  for (const Feature& feature : features) {
    const auto shares = better_worse(feature.answers);
    REQUIRE(shares.has_value());
    CHECK_THAT(shares->better, printed_to(feature.better, 1e-3));
    CHECK_THAT(shares->worse, printed_to(feature.worse, 1e-3));
    CHECK(berger_class(feature.answers) == feature.category);
  }
}

TEST_CASE("Berger's rule falls back to indifferent, reverse or contradictory answers", "[behaviour][kano]") {
  CHECK(berger_class(counts(10, 5, 5, 30)) == KanoCategory::indifferent);
  CHECK(berger_class(counts(10, 5, 5, 10, 20)) == KanoCategory::reverse);
  CHECK_FALSE(berger_class(counts(10, 5, 5, 10, 5, 40)).has_value());
  CHECK(berger_class(counts(10, 10, 10, 1)) == KanoCategory::must_be);
}

TEST_CASE("answers are counted where the table puts them", "[behaviour][kano]") {
  KanoCounts answers;
  for (const KanoAnswer dysfunctional :
       {KanoAnswer::dislike, KanoAnswer::dislike, KanoAnswer::neutral, KanoAnswer::like}) {
    answers.add(evaluate(KanoAnswer::like, dysfunctional));
  }

  CHECK(answers.of(KanoCategory::one_dimensional) == 2);
  CHECK(answers.of(KanoCategory::attractive) == 1);
  CHECK(answers.questionable == 1);
}

TEST_CASE("continuous scores weigh what is wished for above what is put up with", "[behaviour][kano]") {
  CHECK(functional_score(KanoAnswer::like) == 4);
  CHECK(functional_score(KanoAnswer::must_be) == 2);
  CHECK(functional_score(KanoAnswer::dislike) == -2);
  CHECK(dysfunctional_score(KanoAnswer::dislike) == 4);
  CHECK(dysfunctional_score(KanoAnswer::live_with) == 2);
  CHECK(dysfunctional_score(KanoAnswer::like) == -2);

  const BetterWorse own = own_intensity(KanoAnswer::must_be, KanoAnswer::dislike);
  CHECK(own.better == 0.5);
  CHECK(own.worse == -1.0);
  CHECK(own_intensity(KanoAnswer::live_with, KanoAnswer::like).better == 0.0);
}
