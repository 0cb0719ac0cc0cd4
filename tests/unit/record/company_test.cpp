#include "record/company.hpp"

#include <cmath>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using base::Money;
using record::company_account;
using record::CompanyPeriod;
using simulate::ActivityMeasure;

namespace {

/// Nothing but general costs, an option's cost and a pool that is hardly used.
SmallWorld costs_only() {
  SmallWorld small = small_world().customers(10).warm_up(10.0).days(100.0, 28.0).rate(every(30.0));
  small.model().costs.general = {1000.0, 30.4375};
  scenario::Activity contact;
  contact.budget = {100.0, 7.0};
  contact.capacity = 10.0;
  small.model().activities = {{"contact", contact}};
  small.at("visit").books = {{"contact", 1.0}};
  return small;
}

SmallWorld with_option(SmallWorld small, double at, double once, double running) {
  scenario::OptionCost cost;
  cost.once = once;
  cost.running = {running, 30.4375};
  return small.option("paid", {change(at, {scale("journey.visit.books.contact", 1.0)})}, cost);
}

Money sum(const std::vector<CompanyPeriod>& account, Money CompanyPeriod::*line) {
  Money total = 0;
  for (const auto& period : account) total += period.*line;
  return total;
}

}  // namespace

TEST_CASE("in every period customers plus unallocated is the company", "[record]") {
  const auto replication = GENERATE(0u, 1u, 2u);
  auto settings = one_thread();
  settings.replication = replication;
  const Life life(rich_world().customers(1500), settings);
  const auto account = company_account(life.world, life.outcome);

  REQUIRE(account.size() == life.world.calendar.periods);
  for (std::size_t p = 0; p < account.size(); ++p) {
    const CompanyPeriod& x = account[p];
    // The owners' view, from activities and budgets alone.
    Money paid = x.general + x.investment, booked = 0;
    for (std::size_t g = 0; g < 2; ++g) paid += life.at(p, SegmentMeasure::goods_cost, g);
    for (std::size_t a = 0; a < life.world.activities.size(); ++a)
      booked += life.at(p, ActivityMeasure::activity_cost, a);
    CHECK(x.profit() == x.revenue - paid - booked - x.unused_capacity);
    CHECK(x.profit() == x.customers() - x.unallocated());
    CHECK(x.cost() == x.revenue - x.profit());
  }
  CHECK(sum(account, &CompanyPeriod::revenue) == life.outcome.rows.revenue);
  CHECK(sum(account, &CompanyPeriod::acquisition_cost) > 0);
}

TEST_CASE("general costs accrue by the day and sum to the rounded total", "[record]") {
  const Life life(costs_only());
  const auto account = company_account(life.world, life.outcome);

  // Warm-up of 10 days, then 28 + 28 + 28 + 16 days.
  REQUIRE(account.size() == 5);
  CHECK(base::to_units(account[0].general) == Approx(1000 * 10 / 30.4375).margin(1e-6).epsilon(0));
  CHECK(base::to_units(account[1].general) == Approx(1000 * 28 / 30.4375).margin(2e-6).epsilon(0));
  CHECK(base::to_units(account[4].general) == Approx(1000 * 16 / 30.4375).margin(2e-6).epsilon(0));
  CHECK(sum(account, &CompanyPeriod::general) == base::to_money(1000 * 110 / 30.4375));
}

TEST_CASE("what a budget pays for and nobody uses is unused capacity", "[record]") {
  const Life life(costs_only());
  const auto account = company_account(life.world, life.outcome);

  // A booking costs 100 / 70; ten customers book once every 30 days, on days 30, 60 and 90.
  const double used = 30 * 100.0 / 70.0;
  CHECK(base::to_units(sum(account, &CompanyPeriod::service_cost)) == Approx(used).margin(3e-5));
  CHECK(base::to_units(sum(account, &CompanyPeriod::unused_capacity)) ==
        Approx(100 * 110 / 7.0 - used).margin(4e-5));
}

TEST_CASE("a pool that is booked beyond its capacity shows negative unused capacity", "[record]") {
  SmallWorld small = costs_only().customers(10000);
  const Life life(small);

  CHECK(sum(company_account(life.world, life.outcome), &CompanyPeriod::unused_capacity) < 0);
}

TEST_CASE("a budget that changes accrues as it stands in the middle of each period", "[record]") {
  SmallWorld small = costs_only();
  small.at("visit").books = {{"contact", 0.0}};
  small.option("halved", {change(28.0, {scale("activities.contact.budget", 0.5)})});
  const Life life(small.build(0));
  const auto account = company_account(life.world, life.outcome);

  CHECK(base::to_units(account[1].unused_capacity) == Approx(400.0).margin(2e-6));
  CHECK(base::to_units(account[2].unused_capacity) == Approx(200.0).margin(2e-6));
}

TEST_CASE("an option is paid once in the period of its first change, and from then on", "[record]") {
  const Life life(with_option(costs_only(), 42.0, 5000.0, 304.375).build(0));
  const auto account = company_account(life.world, life.outcome);

  CHECK(account[0].investment == 0);
  CHECK(account[1].investment == 0);
  CHECK(account[2].investment == base::to_money(5000.0 + 14 * 10.0));
  CHECK(account[3].investment == base::to_money(28 * 10.0));
  CHECK(account[4].investment == base::to_money(16 * 10.0));
}

TEST_CASE("an option at date 0 is paid in the first period after the warm-up", "[record]") {
  const Life life(with_option(costs_only(), 0.0, 5000.0, 0.0).build(0));
  const auto account = company_account(life.world, life.outcome);

  CHECK(account[0].investment == 0);
  CHECK(account[1].investment == base::to_money(5000.0));
}

TEST_CASE("the baseline invests nothing", "[record]") {
  const Life life(with_option(costs_only(), 0.0, 5000.0, 100.0));

  CHECK(sum(company_account(life.world, life.outcome), &CompanyPeriod::investment) == 0);
}

TEST_CASE("periods tile the time from the warm-up to the horizon", "[record]") {
  const auto world = small_world().warm_up(45.0).days(100.0, 28.0).build();

  CHECK(record::period_start(world, 0) == -45.0);
  CHECK(record::period_start(world, 1) == -28.0);
  CHECK(record::period_start(world, 2) == 0.0);
  double days = 0;
  for (std::size_t p = 0; p < world.calendar.periods; ++p) {
    if (p > 0)
      CHECK(record::period_start(world, p) ==
            record::period_start(world, p - 1) + record::period_length(world, p - 1));
    days += record::period_length(world, p);
  }
  CHECK(days == 145.0);
  CHECK(record::period_length(world, world.calendar.periods - 1) == 16.0);
}

TEST_CASE("flows are discounted from the middle of their period, those of the warm-up not counted",
          "[record]") {
  SmallWorld small = small_world().warm_up(28.0).days(400.0, 365.25);
  small.model().time.discount_rate = 0.1;
  const auto world = small.build();

  CHECK(record::discount_factor(world, 0) == 0.0);
  CHECK(record::discount_factor(world, 1) == Approx(std::pow(1.1, -0.5)).epsilon(1e-12));
  CHECK(record::discount_factor(world, 2) ==
        Approx(std::pow(1.1, -(365.25 + 34.75 / 2) / 365.25)).epsilon(1e-12));
}
