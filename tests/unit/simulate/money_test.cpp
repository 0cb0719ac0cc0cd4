// Money where it arises: bills, purchases, activities, and to whose account they go.
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::ActivityMeasure;

namespace {

/// One customer; the figures are those of a single life.
SmallWorld one_customer() { return small_world().customers(1).days(100.0, 10.0).rate(every(1000.0)); }

scenario::Activity activity(double cost, Pool pool, double period = 0.0) {
  scenario::Activity x;
  x.cost = {cost, period};
  x.pool = pool;
  return x;
}

/// Revenue of each reporting period.
std::vector<double> revenues(const Life& life) {
  std::vector<double> units;
  for (std::size_t p = 0; p < life.world.calendar.periods; ++p)
    units.push_back(base::to_units(life.at(p, SegmentMeasure::revenue)));
  return units;
}

/// A person without a provider who buys from us on day `day`.
SmallWorld joins_on(double day) {
  return one_customer()
      .nobody_has_a_provider()
      .rate(every(day))
      .journey({{"choose", decision({{"us", "buy"}})}, {"buy", purchase(to("end"))}});
}

}  // namespace

TEST_CASE("a recurring price is billed in advance, every period from joining on", "[simulate]") {
  SECTION("customers of the start from day 0") {
    SmallWorld small = one_customer();
    small.us().price = {39.0, 30.0};
    CHECK(revenues(Life(small)) == std::vector<double>{39, 0, 0, 39, 0, 0, 39, 0, 0, 39});
  }
  SECTION("others from the day on which they join") {
    SmallWorld small = joins_on(55.0);
    small.us().price = {39.0, 30.0};
    CHECK(revenues(Life(small)) == std::vector<double>{0, 0, 0, 0, 0, 39, 0, 0, 39, 0});
  }
}

TEST_CASE("buying again does not move the bills", "[simulate]") {
  SmallWorld small = one_customer().rate(every(45.0)).journey({{"buy", purchase(to("end"))}});
  small.us().price = {39.0, 30.0};

  CHECK(revenues(Life(small)) == std::vector<double>{39, 0, 0, 39, 0, 0, 39, 0, 0, 39});
}

TEST_CASE("bills follow the price of the day on which they fall due", "[simulate]") {
  SmallWorld small = one_customer();
  small.us().price = {39.0, 30.0};
  small.option("dearer", {change(30.0, {set("providers.us.price", 45.0)}, 0.0, 90.0)});

  CHECK(revenues(Life(small.build(0))) == std::vector<double>{39, 0, 0, 45, 0, 0, 45, 0, 0, 39});
}

TEST_CASE("bills of a month fall on calendar days that a month of 30.4375 days gives", "[simulate]") {
  SmallWorld small = one_customer().customers(1).days(365.25, 365.25);
  small.us().price = {39.0, 30.4375};

  CHECK(Life(small).money(SegmentMeasure::revenue) == 39.0 * 12);
}

TEST_CASE("a spread tenure spreads the bills without changing how many there are", "[simulate]") {
  SmallWorld small = small_world().customers(5000).days(300.0, 10.0).rate(every(1000.0));
  small.model().population.tenure = scenario::Tenure::spread;
  small.us().price = {1.0, 30.0};
  const Life life(small);

  CHECK(life.money(SegmentMeasure::revenue) == 5000.0 * 10);
  for (std::size_t p = 0; p < 30; ++p)
    CHECK_SHARE(life.at(p, SegmentMeasure::revenue) / base::money_per_unit, 5000, 1.0 / 3);
}

TEST_CASE("a spread tenure spreads what recurs every year over the year, beside a monthly price too",
          "[simulate]") {
  SmallWorld small = small_world().customers(5000).days(365.25, 365.25 / 12).rate(every(1000.0));
  small.model().population.tenure = scenario::Tenure::spread;
  small.us().price = {1.0, 365.25 / 12};
  small.model().activities = {{"account", activity(1.0, Pool::sustaining, 365.25)}};
  const Life life(small);

  for (std::size_t p = 0; p < 12; ++p)
    CHECK_SHARE(life.at(p, SegmentMeasure::sustaining_cost) / base::money_per_unit, 5000, 1.0 / 12);
}

TEST_CASE("a price per purchase is paid for every unit of every purchase", "[simulate]") {
  SmallWorld small = one_customer().rate(every(30.0)).journey({{"buy", purchase(to("end"))}});
  small.us().price = {20.0, 0.0};
  small.us().product_cost = 0.6;
  small.people().order_size = 2.5;
  const Life life(small);

  CHECK(revenues(life) == std::vector<double>{0, 0, 0, 50, 0, 0, 50, 0, 0, 50});
  CHECK(life.money(SegmentMeasure::product_cost) == Approx(90.0));
  CHECK(life.total(SegmentMeasure::goods_cost) == life.total(SegmentMeasure::product_cost));
}

TEST_CASE("the joining fee is paid once", "[simulate]") {
  SmallWorld small = joins_on(30.0);
  small.us().joining_fee = 15.0;

  CHECK(revenues(Life(small)) == std::vector<double>{0, 0, 0, 15, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("whoever has left is not billed any more", "[simulate]") {
  SmallWorld small = one_customer().rate(every(45.0));
  small.at("visit").effect = Effect::leave;
  small.us().price = {39.0, 30.0};

  CHECK(revenues(Life(small)) == std::vector<double>{39, 0, 0, 39, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("a bill that falls due at the moment of leaving is not owed", "[simulate]") {
  SmallWorld small = one_customer().rate(every(60.0));
  small.at("visit").effect = Effect::leave;
  small.us().price = {39.0, 30.0};

  CHECK(revenues(Life(small)) == std::vector<double>{39, 0, 0, 39, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("whoever comes back is billed from the day of the return", "[simulate]") {
  SmallWorld small = joins_on(10.0);
  Step dispose = encounter(to("end"), 15.0);
  dispose.effect = Effect::leave;
  small.rate(every(35.0))
      .journey(
          {{"choose", decision({{"us", "buy"}})}, {"buy", purchase(to("dispose"))}, {"dispose", dispose}});
  small.us().price = {39.0, 10.0};

  // Joined 35..50 (bills 35, 45) and 70..85 (bills 70, 80).
  CHECK(revenues(Life(small)) == std::vector<double>{0, 0, 0, 39, 39, 0, 0, 39, 39, 0});
}

TEST_CASE("activities go to the account of their pool", "[simulate]") {
  SmallWorld small = one_customer().rate(every(30.0));
  small.model().activities = {{"goods", activity(1.0, Pool::product)},
                              {"order", activity(2.0, Pool::order)},
                              {"contact", activity(4.0, Pool::service)},
                              {"account", activity(8.0, Pool::sustaining)},
                              {"offer", activity(16.0, Pool::acquisition)}};
  small.at("visit").books = {
      {"goods", 1.0}, {"order", 1.0}, {"contact", 1.5}, {"account", 1.0}, {"offer", 1.0}};
  const Life life(small);

  CHECK(life.money(SegmentMeasure::product_cost) == 3.0);
  CHECK(life.money(SegmentMeasure::order_cost) == 6.0);
  CHECK(life.money(SegmentMeasure::service_cost) == 18.0);
  CHECK(life.money(SegmentMeasure::sustaining_cost) == 24.0);
  CHECK(life.money(SegmentMeasure::acquisition_cost) == 48.0);
  CHECK(life.money(SegmentMeasure::goods_cost) == 0.0);
  CHECK(life.total(ActivityMeasure::bookings, 2) == static_cast<std::int64_t>(4.5 * simulate::sum_scale));
  CHECK(base::to_units(life.total(ActivityMeasure::activity_cost, 2)) == 18.0);
}

TEST_CASE("a pool's budget over its capacity is the cost of one booking", "[simulate]") {
  SmallWorld small = one_customer().rate(every(30.0));
  scenario::Activity contact;
  contact.budget = {4500.0, 365.25};
  contact.capacity = 100.0 / 365.25;
  small.model().activities = {{"contact", contact}};
  small.at("visit").books = {{"contact", 1.0}};

  CHECK(Life(small).money(SegmentMeasure::service_cost) == Approx(3 * 45.0));
}

TEST_CASE("what is done for people who are not our customers goes to acquisition", "[simulate]") {
  SmallWorld small = joins_on(30.0);
  small.model().activities = {{"offer", activity(5.0, Pool::order)},
                              {"delivery", activity(7.0, Pool::order)}};
  Step offer = encounter(to("buy"));
  offer.books = {{"offer", 1.0}};
  Step buy = purchase(to("end"));
  buy.books = {{"delivery", 1.0}};
  small.journey({{"choose", decision({{"us", "offer"}})}, {"offer", offer}, {"buy", buy}});
  const Life life(small);

  // Three journeys; the first offer is made to somebody who is not yet our customer.
  CHECK(life.money(SegmentMeasure::acquisition_cost) == 5.0);
  CHECK(life.money(SegmentMeasure::order_cost) == 2 * 5.0 + 3 * 7.0);
  CHECK(base::to_units(life.outcome.rows.order_cost) == 31.0);
}

TEST_CASE("nothing is booked for journeys with a rival or with nobody", "[simulate]") {
  SmallWorld small = one_customer().rival("them").rate(every(30.0));
  small.model().activities = {{"contact", activity(5.0, Pool::service)}};
  small.at("visit").books = {{"contact", 1.0}};
  small.at("visit").earns = 3.0;

  for (const char* provider : {"them", "none"}) {
    small.model().population.start = {{provider, 1.0}};
    const Life life(small);
    CHECK(life.visits("visit") == 3);
    CHECK(life.money(SegmentMeasure::service_cost) + life.money(SegmentMeasure::acquisition_cost) == 0.0);
    CHECK(life.money(SegmentMeasure::revenue) == 0.0);
  }
}

TEST_CASE("a step earns at success and costs at every try", "[simulate]") {
  SmallWorld small = small_world().customers(20000).once();
  small.model().activities = {{"contact", activity(5.0, Pool::service)}};
  Step visit = gate(0.4, "end", "give_up");
  visit.earns = 3.0;
  visit.books = {{"contact", 1.0}};
  const Life life(small.journey({{"visit", visit}}));

  CHECK(life.money(SegmentMeasure::service_cost) == 5.0 * 20000);
  CHECK_SHARE(life.total(SegmentMeasure::revenue) / (3 * base::money_per_unit), 20000, 0.4);
}

TEST_CASE("sustaining costs recur for each of our customers and for nobody else", "[simulate]") {
  SmallWorld small = small_world().customers(1000).days(365.25, 365.25).rate(every(1000.0)).rival("them");
  small.model().population.start = {{"us", 0.4}, {"them", 0.6}};
  small.model().activities = {{"account", activity(3.0, Pool::sustaining, 365.25 / 4)}};
  const Life life(small);

  CHECK(life.money(SegmentMeasure::sustaining_cost) ==
        4 * 3.0 * static_cast<double>(life.total(SegmentMeasure::customers)));
}

TEST_CASE("a sum below a cent is booked to the millionth", "[simulate]") {
  SmallWorld small = one_customer().rate(every(30.0));
  small.model().activities = {{"click", activity(0.0004, Pool::service)}};
  small.at("visit").books = {{"click", 1.0}};

  CHECK(Life(small).total(SegmentMeasure::service_cost) == 3 * 400);
}
