// Levels are running sums of changes; whoever recounts the customers at the end must come to the same
// figures.
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using simulate::ProviderMeasure;

namespace {

/// Everything happens; `leave` sends those who open their relationship out of the market.
Life everything(scenario::ReviewOutcome outcome) {
  SmallWorld small = rich_world().customers(3000);
  small.model().review.outcome = outcome;
  if (outcome == scenario::ReviewOutcome::leave) small.model().review.starts.clear();
  return Life(small);
}

}  // namespace

TEST_CASE("levels at the end are what a recount of the customers gives", "[simulate]") {
  const auto outcome = GENERATE(scenario::ReviewOutcome::choose_again, scenario::ReviewOutcome::leave);
  const Life life = everything(outcome);
  std::vector<std::int64_t> customers(2), attitude(2), gone(2), by_provider(3);

  for (const auto& row : life.outcome.customers) {
    gone[row.segment] += row.gone;
    if (row.provider != world::no_provider) ++by_provider[row.provider];
    if (row.provider != life.world.own) continue;
    ++customers[row.segment];
    attitude[row.segment] += simulate::quantised(row.attitude);
  }

  REQUIRE(life.outcome.customers.size() == 3000);
  for (std::size_t g = 0; g < 2; ++g) {
    CHECK(life.total(SegmentMeasure::customers, g) == customers[g]);
    CHECK(life.total(SegmentMeasure::attitude_total, g) == attitude[g]);
    CHECK(life.total(SegmentMeasure::gone, g) == gone[g]);
    CHECK(life.total(SegmentMeasure::forced, g) >= 0);
    CHECK(life.total(SegmentMeasure::forced, g) <= customers[g]);
  }
  for (std::size_t j = 0; j < 3; ++j)
    CHECK(life.total(ProviderMeasure::provider_customers, j) == by_provider[j]);
  CHECK((gone[0] + gone[1] > 0) == (outcome == scenario::ReviewOutcome::leave));
}

TEST_CASE("who joined and who was lost explains the number of customers", "[simulate]") {
  const Life life = everything(scenario::ReviewOutcome::choose_again);

  for (std::size_t g = 0; g < 2; ++g) {
    std::int64_t start = 0;
    for (std::uint32_t i = 0; i < 3000; ++i)
      start += life.outcome.customers[i].segment == g;  // people of the segment
    const auto lost =
        life.total(SegmentMeasure::lost_review, g) + life.total(SegmentMeasure::lost_switched, g) +
        life.total(SegmentMeasure::lost_escaped, g) + life.total(SegmentMeasure::lost_disposal, g);
    const auto begun =
        life.total(SegmentMeasure::customers, g) - life.total(SegmentMeasure::joined, g) + lost;
    CHECK(begun > start / 3);
    CHECK(begun < start * 2 / 3);
    CHECK(lost > 0);
    CHECK(life.total(SegmentMeasure::won_back, g) <= life.total(SegmentMeasure::joined, g));
  }
}

TEST_CASE("no level is ever below zero", "[simulate]") {
  const Life life = everything(scenario::ReviewOutcome::choose_again);

  for (std::size_t p = 0; p < life.world.calendar.periods; ++p)
    for (std::size_t g = 0; g < 2; ++g) {
      CHECK(life.level(p, SegmentMeasure::customers, g) >= life.level(p, SegmentMeasure::forced, g));
      CHECK(life.level(p, SegmentMeasure::forced, g) >= 0);
    }
}

TEST_CASE("flows within a flow are no greater than the flow", "[simulate]") {
  const Life life = everything(scenario::ReviewOutcome::choose_again);
  using M = SegmentMeasure;

  for (std::size_t p = 0; p < life.world.calendar.periods; ++p)
    for (std::size_t g = 0; g < 2; ++g)
      for (const auto& [part, whole] :
           {std::pair(M::won_back, M::joined), std::pair(M::repeat_purchases, M::purchases),
            std::pair(M::conflicted, M::choices), std::pair(M::opened, M::reviews),
            std::pair(M::held_back, M::opened), std::pair(M::incidents, M::encounters),
            std::pair(M::faded, M::given_up), std::pair(M::goods_cost, M::product_cost)})
        CHECK(life.at(p, part, g) <= life.at(p, whole, g));
}

TEST_CASE("customers' own accounts sum to those of their segments", "[simulate]") {
  const Life life = everything(scenario::ReviewOutcome::choose_again);
  simulate::MoneyLines rows;

  for (const auto& row : life.outcome.customers) rows += row.money;

  CHECK(rows == life.outcome.rows);
  CHECK(rows.revenue == life.total(SegmentMeasure::revenue, 0) + life.total(SegmentMeasure::revenue, 1));
  CHECK(rows.service_cost ==
        life.total(SegmentMeasure::service_cost, 0) + life.total(SegmentMeasure::service_cost, 1));
  CHECK(rows.revenue > 0);
}
