// Many settings of uncertain numbers, in the same luck.
#include "study/exploration.hpp"

#include "scenario/edit.hpp"
#include "study/sensitivity.hpp"
#include "study/summary.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using study::Points;

namespace {

constexpr std::size_t profit = 17, npv = 18;  // places in base_measures()

/// A hundred customers who pay a price and nothing else: profit is known.
scenario::Scenario paying() {
  SmallWorld small = small_world().customers(100).days(364.0, 28.0);
  small.us().price = {10.0, 28.0};
  small.option("dearer", {change(0.0, {add("providers.us.price", 1.0)})}, {1000.0, {}});
  small.model().run.replications = 2;
  scenario::Scenario scenario = small.scenario();
  scenario.decide.by = scenario::Measure::profit;
  return scenario;
}

}  // namespace

TEST_CASE("measures stand where this test thinks", "[study][exploration]") {
  CHECK(std::string(study::base_measures()[profit].name) == "profit");
  CHECK(std::string(study::base_measures()[npv].name) == "npv");
  CHECK(study::deciding_measure(paying()) == profit);
}

TEST_CASE("a sweep puts each uncertain number where its point says", "[study][exploration]") {
  scenario::Scenario scenario = paying();
  scenario.uncertain = {{"providers.us.price", {10.0, 20.0}}, {"options.dearer.size", {0.0, 2.0}}};

  const auto explored = study::explore(scenario, {{0.0, 0.5}, {1.0, 0.0}, {0.5, 1.0}}, {}, "sweep");

  REQUIRE(explored.complete());
  // 13 payments of 100 customers; an option of size s adds s EUR and costs s times 1000.
  const double prices[] = {10.0, 20.0, 15.0}, sizes[] = {1.0, 0.0, 2.0};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(explored.value(i, 0, profit, 0) == Approx(1300.0 * prices[i]));
    CHECK(explored.differences(0, profit)[i][1] == Approx(300.0 * sizes[i]));
  }
}

TEST_CASE("a point of a sweep is the scenario with these numbers", "[study][exploration]") {
  SmallWorld small = rich_world().customers(200);
  small.model().run.replications = 2;
  small.option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  scenario::Scenario scenario = small.scenario();
  scenario.uncertain = {{"behaviour.reference_weight", {0.0, 1.0}}};
  scenario::Scenario by_hand = scenario;
  by_hand.model.behaviour.reference_weight = 0.25;

  const auto explored = study::explore(scenario, {{0.25}}, {}, "sweep");
  const auto result = study::compare(by_hand);

  const auto& values = std::get<std::vector<double>>(result.group("summary")->variable("value")->values);
  const std::size_t measures = result.group("summary")->axis("measure")->size();
  for (std::size_t w = 0; w < 2; ++w)
    for (std::size_t m = 0; m < study::base_measures().size(); ++m)
      for (std::size_t r = 0; r < 2; ++r) {
        const double a = explored.value(0, w, m, r), b = values[(w * measures + m) * 2 + r];
        CHECK((a == b || (a != a && b != b)));
      }
}

TEST_CASE("an option of half the size does and costs half, of none nothing", "[study][exploration]") {
  scenario::Scenario scenario = paying();
  scenario.uncertain = {{"options.dearer.size", {0.0, 1.0}}};
  const auto means = study::explore(scenario, {{0.0}, {0.5}, {1.0}}, {}, "").mean_differences(0, profit);
  CHECK(means[0] == 0.0);
  CHECK(means[1] == Approx(150.0));
  CHECK(means[2] == Approx(300.0));
}

TEST_CASE("an interrupted sweep keeps the points that are finished", "[study][exploration]") {
  scenario::Scenario scenario = paying();
  scenario.uncertain = {{"providers.us.price", {10.0, 20.0}}};
  std::atomic<bool> stop{false};
  study::Settings settings;
  settings.stop = &stop;
  settings.threads = 1;
  settings.progress = [&](const study::Progress& progress) { stop = progress.share > 0.6; };

  const auto explored = study::explore(scenario, study::grid({4}), settings, "sweep");

  CHECK_FALSE(explored.complete());
  CHECK(explored.points().size() == 2);
}

TEST_CASE("what is wrong only where two ranges meet is found", "[study][exploration]") {
  scenario::Scenario scenario = paying();
  scenario.uncertain = {{"behaviour.peak_weight", {0.1, 0.6}}, {"behaviour.end_weight", {0.1, 0.6}}};
  CHECK(study::problem_at(scenario, {1.0, 0.0}).empty());
  CHECK(study::problem_at(scenario, {1.0, 1.0}).find("weight") != std::string::npos);
}

TEST_CASE("a sensitivity finds the effects of a model that is linear", "[study][exploration]") {
  scenario::Scenario scenario = paying();
  // The difference is 300 s: the price of today does not matter to it, nor does a share nobody uses.
  scenario.uncertain = {{"providers.us.price", {10.0, 20.0}},
                        {"options.dearer.size", {0.0, 2.0}},
                        {"behaviour.habit", {0.0, 1.0}}};
  study::SensitivityRules rules;
  rules.trajectories = 4;
  rules.rows = 16;

  const auto found = study::sensitivity(scenario, rules, {});

  REQUIRE(found.complete);
  CHECK(found.screening[0][1].importance == Approx(600.0));
  CHECK(found.screening[0][0].importance == Approx(0.0).margin(1e-6));
  CHECK(found.passed == std::vector<std::size_t>{1});
  CHECK(found.indices[0].parameters[0].first == Approx(1.0).margin(0.15));
  CHECK(found.indices[0].noise == Approx(0.0).margin(1e-6));
}
