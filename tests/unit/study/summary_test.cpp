// The outcome table against what the model makes plain.
#include "study/summary.hpp"

#include <cmath>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

/// One world, one replication, and its outcome by the name of the measure.
struct Outcomes {
  world::World world;
  record::Finished finished;
  std::vector<double> values;

  explicit Outcomes(const SmallWorld& small) : world(small.build()) {
    finished.outcome = std::make_unique<simulate::Outcome>(world);
    simulate::run(world, one_thread(), *finished.outcome);
    finished.company = record::company_account(world, *finished.outcome);
    values = study::outcome_values(world, finished);
  }
  double operator[](const std::string& name) const {
    const auto measures = study::outcome_measures(world);
    REQUIRE(values.size() == measures.size());
    for (std::size_t m = 0; m < measures.size(); ++m)
      if (measures[m].name == name) return values[m];
    FAIL("no measure " << name);
    return 0;
  }
};

/// Nobody comes or goes; everybody visits every 7 days.
SmallWorld standstill() { return small_world().customers(100).days(364.0, 28.0); }

}  // namespace

TEST_CASE("a stock that never changes is its own mean", "[study]") {
  SECTION("from date 0 on") { CHECK(Outcomes(standstill())["customers_mean"] == Approx(100.0)); }
  SECTION("after a warm-up") {
    CHECK(Outcomes(standstill().warm_up(30.0))["customers_mean"] == Approx(100.0));
  }
  SECTION("in one long period") {
    CHECK(Outcomes(standstill().days(364.0, 364.0))["customers_mean"] == Approx(100.0));
  }
  SECTION("with a short last period") {
    CHECK(Outcomes(standstill().warm_up(28.0).days(100.0, 28.0))["customers_mean"] == Approx(100.0));
  }
}

TEST_CASE("nothing of the warm-up is counted as a flow", "[study]") {
  const Outcomes x(standstill().warm_up(30.0));

  CHECK(x["journeys"] == 100.0 * 52);  // days 35, 42, ... 392 of 394
  CHECK(x["given_up"] == 0.0);
  CHECK(x["lost"] == 0.0);
  CHECK(x["churn"] == 0.0);
  CHECK(x["loyalty_voluntary"] == 1.0);
}

TEST_CASE("churn is customers lost a year as a share of the mean stock", "[study]") {
  // A constant hazard of .5 a year: lost / integral of the stock is the hazard, whatever the horizon.
  SmallWorld small = small_world().customers(20000).warm_up(1.0).days(365.25, 7.0);
  small.people().leave = {1.0, 0.0};
  small.model().review.clock = 0.5 / 365.25;
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  const Outcomes x(small);

  const double lost = 20000 * (1 - std::exp(-0.5));
  CHECK(std::fabs(x["lost"] - lost) < 4.5 * std::sqrt(lost));
  CHECK(x["churn"] == Approx(0.5).epsilon(4.5 / std::sqrt(lost)));
}

TEST_CASE("forced and voluntary loyalty share all customers", "[study]") {
  const Outcomes x(rich_world().customers(1500));

  CHECK(x["loyalty_forced"] > 0.0);
  CHECK(x["loyalty_forced"] + x["loyalty_voluntary"] == Approx(1.0));
}

TEST_CASE("money is that of the company's account after the warm-up", "[study]") {
  const Outcomes x(rich_world().customers(800));
  double revenue = 0, profit = 0, present = 0;
  for (std::size_t p = x.world.calendar.warm_up_periods; p < x.world.calendar.periods; ++p) {
    revenue += base::to_units(x.finished.company[p].revenue);
    profit += base::to_units(x.finished.company[p].profit());
    present += base::to_units(x.finished.company[p].profit()) * record::discount_factor(x.world, p);
  }

  CHECK(x["revenue"] == Approx(revenue));
  CHECK(x["profit"] == Approx(profit));
  CHECK(x["cost"] == Approx(revenue - profit));
  CHECK(x["npv"] == Approx(present));
}

TEST_CASE("what cannot be said of nobody is not a number", "[study]") {
  const Outcomes x(small_world().nobody_has_a_provider().rate(poisson(0.0)));

  CHECK(x["customers"] == 0.0);
  for (const char* name : {"churn", "satisfaction", "attitude", "given_up"}) CHECK(std::isnan(x[name]));
}
