// Activity-based costing of three customers, to the cent (test 10a; the hierarchy is Kaplan & Cooper's).
//   customer   revenue  product  orders  contacts   contribution 1, 2, 3       result
//   large        20000    12000      10        10   8000   7000   6550            6250
//   middle       10000     6500      20        20   3500   1500    600             300
//   small         6000     4200      30        60   1800  -1200  -3900           -4200
// 100 EUR an order, 4500 EUR a year for 100 contacts of which 90 are used, 300 EUR an account, 1200 EUR in
// general.
#include "record/company.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using base::Money;

namespace {

struct Account {
  const char* name;
  double share, days_between_orders, revenue_an_order, goods_an_order, contacts_an_order;
};

SmallWorld three_customers() {
  SmallWorld small = small_world().customers(3).days(365.25, 365.25);
  Model& m = small.model();
  m.segments.clear();
  m.needs.clear();
  m.journey.clear();
  scenario::Activity order, contact, account;
  order.cost = {100.0, 0.0};
  order.pool = Pool::order;
  contact.budget = {4500.0, 365.25};
  contact.capacity = 100.0 / 365.25;
  account.cost = {300.0, 365.25};
  account.pool = Pool::sustaining;
  m.activities = {{"order", order}, {"contact", contact}, {"account", account}};
  m.costs.general = {1200.0, 365.25};
  for (const Account& x : {Account{"large", 0.3334, 36.0, 2000.0, 1200.0, 1.0},
                           Account{"middle", 0.3333, 18.0, 500.0, 325.0, 1.0},
                           Account{"small", 0.3333, 12.0, 200.0, 140.0, 2.0}}) {
    const std::string name = x.name;
    scenario::Activity goods;
    goods.cost = {x.goods_an_order, 0.0};
    goods.pool = Pool::product;
    m.activities.emplace_back(name + "_goods", goods);
    Step buy = purchase(to("end"));
    buy.earns = x.revenue_an_order;
    buy.books = {{name + "_goods", 1.0}, {"order", 1.0}, {"contact", x.contacts_an_order}};
    m.journey.emplace_back(name + "_order", buy);
    scenario::Need need;
    need.starts = name + "_order";
    m.needs.emplace_back(name + "_need", need);
    scenario::Segment segment;
    segment.share = x.share;
    segment.need_rates = {{name + "_need", every(x.days_between_orders)}};
    m.segments.emplace_back(name, segment);
  }
  return small;
}

Money euros(std::int64_t units) { return units * base::money_per_unit; }

}  // namespace

TEST_CASE("three customers cost what the activities that they cause cost, to the cent", "[record]") {
  const Life life(three_customers());
  struct Lines {
    std::int64_t revenue, product, order, service, sustaining, result;
  };
  const Lines expected[] = {{20000, 12000, 1000, 450, 300, 6250},
                            {10000, 6500, 2000, 900, 300, 300},
                            {6000, 4200, 3000, 2700, 300, -4200}};

  for (const auto& row : life.outcome.customers) {
    const Lines& lines = expected[row.segment];
    CHECK(row.money.revenue == euros(lines.revenue));
    CHECK(row.money.product_cost == euros(lines.product));
    CHECK(row.money.order_cost == euros(lines.order));
    CHECK(base::to_cents(row.money.service_cost) == 100 * lines.service);
    CHECK(row.money.sustaining_cost == euros(lines.sustaining));
    CHECK(base::to_cents(row.money.result()) == 100 * lines.result);
  }
}

TEST_CASE("customers' results less unused capacity and general costs are the company's", "[record]") {
  const Life life(three_customers());
  const auto account = record::company_account(life.world, life.outcome);

  REQUIRE(account.size() == 1);
  CHECK(base::to_cents(account[0].customers()) == 235000);
  CHECK(base::to_cents(account[0].unused_capacity) == 45000);
  CHECK(account[0].general == euros(1200));
  CHECK(account[0].acquisition_cost == 0);
  CHECK(base::to_cents(account[0].profit()) == 70000);
  CHECK(account[0].profit() ==
        account[0].revenue - euros(22700) - euros(6000) - euros(4500) - euros(900) - euros(1200));
}

TEST_CASE("the year's figures do not depend on how it is reported", "[record]") {
  const Life whole(three_customers());
  const Life weekly(three_customers().days(365.25, 7.0));
  const auto sum = [](const Life& life) {
    Money profit = 0, unused = 0;
    for (const auto& period : record::company_account(life.world, life.outcome)) {
      profit += period.profit();
      unused += period.unused_capacity;
    }
    return std::pair(profit, unused);
  };

  CHECK(sum(weekly) == sum(whole));
}
