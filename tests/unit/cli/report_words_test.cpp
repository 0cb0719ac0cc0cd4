// The decision on a page says what the ranking says, in the cases that there are.
#include "cli/report_words.hpp"

#include <catch2/catch.hpp>

#include "small_comparison.hpp"

namespace polku::cli {
namespace {

report::Decision advice(const std::vector<std::vector<double>>& npv, double budget = scenario::infinite) {
  testing::SmallComparison small = testing::compared(npv);
  small.scenario.budget = budget;
  for (auto& [name, option] : small.scenario.options) option.cost.once = 500;
  return advice_of(small.scenario, small.result);
}

}  // namespace

TEST_CASE("the option that is clearly better is the one to choose", "[report]") {
  const report::Decision decision = advice({{9000, 9500, 8800}, {2000, 2400, 1900}});

  CHECK(decision.sentence == "Choose “The gift”.");
  CHECK(decision.detail.find("over 5 years against going on as today") != std::string::npos);
  CHECK(decision.detail.find("The next option, “The training”, is behind it by 7") != std::string::npos);
  CHECK(advice({{9000, 9500, 8800}, {-2000, -2400, -1900}})
            .detail.find("The other one is clearly worse than going on as today.") != std::string::npos);
  REQUIRE(decision.order.size() == 2);
  CHECK(decision.order[0].verdict == "clearly better");
  CHECK(decision.measure == "npv");
}

TEST_CASE("options that lose are as bad in the sentence as in the ranking", "[report]") {
  const auto says = [](const report::Decision& decision, const char* words) {
    return decision.detail.find(words) != std::string::npos;
  };

  const report::Decision little = advice({{9000, 9500, 8800}, {-100, -150, -90}});
  CHECK(little.order[1].words == "worse by too little to matter");
  CHECK(says(little, "The other one is worse than going on as today, by too little to matter."));
  const report::Decision open = advice({{9000, 9500, 8800}, {-5000, 4000, -2000}});
  CHECK(open.order[1].words == "too close to call");
  CHECK(says(open, "The other one is worse than going on as today, but not clearly."));
}

TEST_CASE("where two good options are close, the sentence does not pretend to know", "[report]") {
  const report::Decision decision = advice({{9000, 9500, 8800}, {8900, 9700, 8600}});

  CHECK(decision.sentence.find("both are worth it, and which is better is open") != std::string::npos);
  CHECK(decision.detail.find("too close to call") != std::string::npos);
}

TEST_CASE("without a clear gain nothing is recommended", "[report]") {
  CHECK(advice({{5000, -6000, 2000}}).sentence == "No option is clearly better than going on as today.");
  CHECK(advice({{100, 150, 90}}).sentence == "Go on as today: no option changes enough to matter.");
  CHECK(advice({{-9000, -9500, -8800}}).sentence == "Go on as today: every option is clearly worse.");
  CHECK(advice({{9000, 9500, 8800}}, 400).sentence ==
        "Go on as today: the budget allows none of the options.");
}

}  // namespace polku::cli
