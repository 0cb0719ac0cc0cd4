#include "cli/outcome.hpp"

#include <catch2/catch.hpp>

#include "small_comparison.hpp"

namespace polku::cli {

using testing::compared;
using testing::SmallComparison;

TEST_CASE("a verdict is clear only if the whole interval lies beyond the indifference", "[cli]") {
  CHECK(verdict(51, 80, 50) == Verdict::clearly_better);
  CHECK(verdict(50, 80, 50) == Verdict::too_close);
  CHECK(verdict(-80, -51, 50) == Verdict::clearly_worse);
  CHECK(verdict(-80, -50, 50) == Verdict::too_close);
  CHECK(verdict(-10, 10, 50) == Verdict::too_close);
  CHECK(verdict(1, 2, 0) == Verdict::clearly_better);
}

TEST_CASE("nothing is clear after one replication", "[cli]") {
  const SmallComparison one = compared({{50'000.0}});

  const Ranking ranking = rank(one.result, one.scenario);

  CHECK(ranking.order.front().verdict == Verdict::too_close);
  CHECK(ranking.order.front().matters);
}

TEST_CASE("options are ranked by the mean of the deciding measure", "[cli]") {
  const SmallComparison three = compared({{-5000, -5100, -4900}, {9000, 9200, 9100}, {2000, 900, 100}});

  const Ranking ranking = rank(three.result, three.scenario);

  REQUIRE(ranking.order.size() == 3);
  CHECK(ranking.order[0].option == 1);
  CHECK(ranking.order[0].verdict == Verdict::clearly_better);
  CHECK(ranking.order[1].option == 2);
  CHECK(ranking.order[1].verdict == Verdict::too_close);
  CHECK(ranking.order[2].option == 0);
  CHECK(ranking.order[2].verdict == Verdict::clearly_worse);
}

TEST_CASE("the lead is paired: equal luck does not blur it", "[cli]") {
  // Both swing by 20,000 from one replication to the next, and differ by 5,000 in each.
  const SmallComparison two = compared({{10'000, 30'000, 50'000, 20'000}, {15'000, 35'000, 55'100, 25'000}});

  const Ranking ranking = rank(two.result, two.scenario);

  REQUIRE(ranking.best);
  REQUIRE(ranking.lead);
  CHECK(ranking.best->option == 1);
  CHECK(ranking.lead->runner_up == 0);
  CHECK(ranking.lead->difference.mean == Approx(5025));
  CHECK(ranking.lead->verdict == Verdict::clearly_better);
}

TEST_CASE("what the budget does not allow is ranked, but never the best", "[cli]") {
  SmallComparison two = compared({{9000, 9100, 9200}, {5000, 5100, 5200}});
  two.scenario.budget = 100'000;
  two.scenario.options[0].second.cost.once = 100'001;
  two.scenario.options[1].second.cost.once = 100'000;

  const Ranking ranking = rank(two.result, two.scenario);

  CHECK(ranking.order[0].option == 0);
  CHECK(ranking.order[0].over_budget);
  CHECK_FALSE(ranking.order[1].over_budget);
  REQUIRE(ranking.best);
  CHECK(ranking.best->option == 1);
  CHECK_FALSE(ranking.lead);
}

TEST_CASE("an interval within the indifference does not matter", "[cli]") {
  const SmallComparison one = compared({{400, 410, 420}});

  const Placed placed = rank(one.result, one.scenario).order.front();

  CHECK(placed.verdict == Verdict::too_close);
  CHECK_FALSE(placed.matters);
}

TEST_CASE("every measure that can decide is one that results have", "[cli]") {
  CHECK(measure_of(scenario::Measure::npv) == "npv");
  CHECK(measure_of(scenario::Measure::loyalty) == "loyalty_voluntary");
  CHECK(measure_of(scenario::Measure::satisfaction) == "satisfaction");
}

TEST_CASE("figures are read from their place in the arrays", "[cli]") {
  const SmallComparison two = compared({{1, 2, 3}, {4, 5, 6}});

  const Outcome second = differences_of(two.result, 1);

  REQUIRE(find(second, "npv"));
  CHECK(find(second, "npv")->values == std::vector<double>{4, 5, 6});
  CHECK(find(second, "npv")->mean == Approx(5));
  CHECK(find(second, "npv")->unit == "EUR");
  CHECK(find(second, "customers")->values == std::vector<double>{12, 12, 12});
  CHECK(find(second, "churn") == nullptr);
  CHECK(replications_of(two.result) == 3);
  CHECK(outcome_of(record::Result{}).empty());
}

}  // namespace polku::cli
