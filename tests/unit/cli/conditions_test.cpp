#include "cli/conditions.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "cli/outcome.hpp"

namespace polku::cli {
namespace {

/// Training that raises awareness from 40 to 60 % and costs 40 kEUR once and 6 kEUR a year.
scenario::Scenario training() {
  scenario::Scenario scenario;
  scenario::Provider us;
  us.awareness = 0.4;
  scenario.model.providers.emplace_back("us", us);
  scenario::Option option;
  option.cost = {40'000.0, {6000.0, 365.25}};
  scenario::Change change;
  change.edits = {{scenario::EditKind::set, "providers.us.awareness", 0.6}};
  option.changes.push_back(change);
  scenario.options.emplace_back("training", option);
  return scenario;
}

Condition condition(const std::string& what, double share, double half = 0.0) {
  Condition x;
  x.option = "training";
  x.what = what;
  x.path = what == "change" ? "providers.us.awareness" : "";
  x.against = "baseline";
  x.share = share;
  x.low = share - half;
  x.high = share + half;
  x.largest = 1.5;
  x.amount = what == "once" ? 40'000.0 : 6000.0;
  x.lead = 82'000.0;
  return x;
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("an option in front needs at least so much of its effects, and may cost at most so much", "[cli]") {
  const auto scenario = training();
  CHECK(condition_in_words(scenario, condition("effects", 0.47, 0.11)) == "at least 47 ±11 % of it");
  CHECK(condition_in_words(scenario, condition("change", 0.5, 0.11)) == "at least 50 ±11 %, to 50 %");
  CHECK(condition_in_words(scenario, condition("once", 3.075, 0.45)) == "at most 123 ±18 kEUR");
  CHECK(condition_in_words(scenario, condition("running", 4.5, 0.75)) == "at most 27.0 ±4.5 kEUR/year");
  CHECK(condition_in_words(scenario, condition("effects", none)) == "whatever comes of it, 0 to 150 %");
}

TEST_CASE("an option behind needs more of its effects, or cannot get there", "[cli]") {
  const auto scenario = training();
  const auto behind = [&](const std::string& what, double share, double half = 0.0) {
    Condition x = condition(what, share, half);
    x.lead = -x.lead;
    return condition_in_words(scenario, x);
  };
  CHECK(behind("effects", 1.31, 0.05) == "at least 131 ±5 % of it");
  CHECK(behind("effects", 0.2, 0.05) == "at most 20 ±5 % of it");
  CHECK(behind("effects", none) == "at no share, 0 to 150 %");
  CHECK(behind("once", 0.5) == "at most 20 kEUR");
  CHECK(behind("once", none) == "not even for nothing");
}

TEST_CASE("where the budget ends is said, and what nothing is known of has no interval", "[cli]") {
  const auto scenario = training();
  Condition once = condition("once", 2.5);
  once.by_budget = true;
  CHECK(condition_in_words(scenario, once) == "at most 100 kEUR, where the budget ends");
  const double infinite = std::numeric_limits<double>::infinity();
  CHECK(condition_in_words(scenario, condition("effects", 0.47, infinite)) == "at least 47 % of it");
}

TEST_CASE("a plan is told in the words of the scenario", "[cli]") {
  const auto scenario = training();
  CHECK(plan_in_words(scenario, condition("effects", 0.5)) == "100 %");
  CHECK(plan_in_words(scenario, condition("change", 0.5)) == "40 % to 60 %");
  CHECK(plan_in_words(scenario, condition("once", 0.5)) == "40 kEUR");
  CHECK(plan_in_words(scenario, condition("running", 0.5)) == "6,000 EUR/year");
}

TEST_CASE("a verdict says on which side of nothing a small difference lies", "[cli]") {
  Placed placed;
  placed.matters = false;
  placed.difference.mean = -25.0;
  CHECK(in_words(placed) == "worse by too little to matter");
  placed.difference.mean = 25.0;
  placed.over_budget = true;
  CHECK(in_words(placed) == "better by too little to matter, over budget");
  placed.difference.mean = 0.0;
  placed.over_budget = false;
  CHECK(in_words(placed) == "no difference");
  placed.matters = true;
  placed.verdict = Verdict::clearly_worse;
  CHECK(in_words(placed) == "clearly worse");
}

}  // namespace polku::cli
