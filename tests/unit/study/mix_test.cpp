// The best mix of options, on a business whose answer is known.
#include "study/mix.hpp"

#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

/// A hundred customers for life who pay 13 times. Options add to the price and cost something once: what a
/// mix brings is 1300 a euro, less its cost.
scenario::Scenario priced() {
  SmallWorld small = small_world().customers(100).days(364.0, 28.0);
  small.us().price = {10.0, 28.0};
  small.model().run.replications = 2;
  small.option("cheap", {change(0.0, {add("providers.us.price", 0.1)})}, {50.0, {}});  // brings 80
  small.option("good", {change(0.0, {add("providers.us.price", 0.5)})}, {400.0, {}});  // brings 250
  small.option("bad", {change(0.0, {add("providers.us.price", 0.1)})}, {300.0, {}});   // loses 170
  scenario::Scenario scenario = small.scenario();
  scenario.decide.by = scenario::Measure::profit;
  return scenario;
}

}  // namespace

TEST_CASE("of all mixes the best is found, and what it brings", "[study][mix]") {
  const auto mixes = study::best_mixes(priced(), {});

  REQUIRE(mixes.complete);
  CHECK(mixes.every_mix);
  CHECK(mixes.tried == 7);
  CHECK(mixes.finalists.front().sizes == std::vector<double>{1, 1, 0});
  CHECK(mixes.finalists.front().cost == 450.0);
  CHECK(mixes.finalists.front().interval.mean == Approx(330.0));
  CHECK(mixes.finalists.front().standing.chance_of_best == Approx(1.0));
}

TEST_CASE("under a budget the best that it allows is found", "[study][mix]") {
  auto scenario = priced();
  scenario.budget = 420.0;
  const auto mixes = study::best_mixes(scenario, {});
  CHECK(mixes.finalists.front().sizes == std::vector<double>{0, 1, 0});
  for (const auto& mix : mixes.finalists) CHECK(mix.cost <= 420.0);
}

TEST_CASE("with too many combinations options are added one by one", "[study][mix]") {
  study::MixRules rules;
  rules.most_combinations = 2;
  const auto mixes = study::best_mixes(priced(), {}, rules);
  CHECK_FALSE(mixes.every_mix);
  CHECK(mixes.finalists.front().sizes == std::vector<double>{1, 1, 0});
  CHECK(mixes.tried == 6);  // three, two, and in vain one
}

TEST_CASE("a size goes where the budget ends if more of it brings more", "[study][mix]") {
  auto scenario = priced();
  scenario.options[1].second.largest_size = 3.0;  // brings 250 a unit and costs 400
  scenario.budget = 1000.0;
  const auto mixes = study::best_mixes(scenario, {});
  const auto& best = mixes.finalists.front();
  // All of the cheap one, and good up to (1000 - 50) / 400.
  CHECK(best.sizes[0] == 1.0);
  CHECK(best.sizes[1] == Approx(2.37).margin(0.03));
  CHECK(best.cost <= 1000.0);
}

TEST_CASE("a size stays at nothing if more of it brings less", "[study][mix]") {
  auto scenario = priced();
  scenario.options[2].second.largest_size = 2.0;
  const auto mixes = study::best_mixes(scenario, {});
  CHECK(mixes.finalists.front().sizes[2] == Approx(0.0).margin(0.011));
}

TEST_CASE("the frontier is what no cheaper mix beats", "[study][mix]") {
  const auto mixes = study::best_mixes(priced(), {});
  std::size_t efficient = 0;
  for (const auto& mix : mixes.finalists) efficient += mix.on_frontier;
  CHECK(efficient == 3);  // cheap; good; both
}

TEST_CASE("mixes whose numbers would leave their range are named", "[study][mix]") {
  SmallWorld small = small_world().customers(20).days(56.0, 28.0);
  small.option("more", {change(28.0, {add("providers.us.awareness", 0.04)})});
  small.option("high", {change(0.0, {set("providers.us.awareness", 0.98)})});
  small.us().awareness = 0.9;
  const auto scenario = small.scenario();
  CHECK(study::problem_of_mix(scenario, {1, 0}).empty());
  CHECK(study::problem_of_mix(scenario, {0, 1}).empty());
  // In the order of the options: 0.9 + 0.04, then 0.98.
  CHECK(study::problem_of_mix(scenario, {1, 1}).empty());
  CHECK_FALSE(study::problem_of_mix(scenario, {3, 0}).empty());
}
