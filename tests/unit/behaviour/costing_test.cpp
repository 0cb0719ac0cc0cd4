// Activity-based costing: the three-customer case, identities, the whale curve.
#include "behaviour/costing.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;
using polku::base::to_money;

namespace {

struct Case {
  double revenue, product;
  std::int64_t orders, contacts;
  std::array<double, 4> margins;  // CM1, CM2, CM3, result
};

const std::array cases{
    Case{20000, 12000, 10, 10, {8000, 7000, 6550, 6250}},
    Case{10000, 6500, 20, 20, {3500, 1500, 600, 300}},
    Case{6000, 4200, 30, 60, {1800, -1200, -3900, -4200}},
};

std::vector<Money> ten_results() {
  std::vector<Money> results;
  for (const double result : {10., -5., 50., 0., -30., 20., 5., -20., 30., -10.})
    results.push_back(to_money(result));
  return results;
}

}  // namespace

TEST_CASE("three customers, unused capacity and general costs add up to the company's result",
          "[behaviour][costing]") {
  const Money order_rate = activity_rate(to_money(6000), 60);
  const Money contact_rate = activity_rate(to_money(4500), 100);
  Money customers = 0;
  std::int64_t orders = 0, contacts = 0;

  for (const Case& c : cases) {
    const CustomerResult result =
        customer_result({to_money(c.revenue), to_money(c.product), c.orders * order_rate,
                         c.contacts * contact_rate, to_money(300)});
    CHECK(result.after_product == to_money(c.margins[0]));
    CHECK(result.after_orders == to_money(c.margins[1]));
    CHECK(result.after_service == to_money(c.margins[2]));
    CHECK(result.after_sustaining == to_money(c.margins[3]));
    customers += result.after_sustaining;
    orders += c.orders;
    contacts += c.contacts;
  }

  const Money unused = unused_capacity(to_money(6000), order_rate, orders) +
                       unused_capacity(to_money(4500), contact_rate, contacts);
  CHECK(customers == to_money(2350));
  CHECK(unused == to_money(450));
  CHECK(company_result(customers, unused, to_money(1200)) == to_money(700));
  CHECK(to_money(36000 - 22700 - 6000 - 4500 - 900 - 1200) == to_money(700));
}

TEST_CASE("the rounding of a rate is booked as unused capacity, so no millionth is lost",
          "[behaviour][costing]") {
  const Money cost = to_money(100);
  const Money rate = activity_rate(cost, 7);

  CHECK(rate == 14'285'714);
  CHECK(7 * rate + unused_capacity(cost, rate, 7) == cost);
  CHECK(unused_capacity(cost, rate, 7) == 2);
  CHECK(activity_rate(-cost, 7) == -rate);
  CHECK(activity_rate(3, 2) == 2);
}

TEST_CASE("an activity beyond its practical capacity shows negative unused capacity",
          "[behaviour][costing]") {
  CHECK(unused_capacity(to_money(4500), activity_rate(to_money(4500), 100), 110) == to_money(-450));
}

TEST_CASE("the best fifth earns more than the whole, the rest gives it back", "[behaviour][costing]") {
  const WhaleCurve curve = whale_curve(ten_results());

  CHECK(curve.total() == to_money(50));
  CHECK(curve.peak() == to_money(115));
  CHECK_THAT(curve.share_of_best(0.2).value(), exactly(1.6));
  CHECK_THAT(curve.peak_share().value(), exactly(2.3));
  CHECK_THAT(curve.share_of_best(1.0).value(), exactly(1.0));
  CHECK_THAT(curve.share_of_best(0.25).value(), exactly(1.8));  // half of the third customer
  CHECK(curve.share_of_best(0.0).value() == 0.0);
}

TEST_CASE("shares of a total that is not positive are not shown", "[behaviour][costing]") {
  const std::array losing{to_money(10), to_money(-30)};
  const WhaleCurve curve = whale_curve(losing);

  CHECK(curve.total() == to_money(-20));
  CHECK(curve.peak() == to_money(10));
  CHECK_FALSE(curve.peak_share().has_value());
  CHECK_FALSE(curve.share_of_best(0.2).has_value());
  CHECK_FALSE(whale_curve({}).peak_share().has_value());
  CHECK(whale_curve({}).peak() == 0);
}

TEST_CASE("general costs are shown by a stated key in cents that sum to all of them",
          "[behaviour][costing]") {
  const std::array revenue{20000.0, 10000.0, 6000.0}, contacts{10.0, 20.0, 60.0}, nothing{0.0, 0.0, 0.0};

  CHECK(shown_cents(to_money(1200), revenue) == std::vector<std::int64_t>{66667, 33333, 20000});
  CHECK(shown_cents(to_money(450), contacts) == std::vector<std::int64_t>{5000, 10000, 30000});
  CHECK(shown_cents(to_money(0.02), contacts) == std::vector<std::int64_t>{0, 1, 1});
  CHECK(shown_cents(to_money(1), nothing) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(shown_cents(to_money(-1200), revenue) == std::vector<std::int64_t>{-66667, -33333, -20000});
}

TEST_CASE("concentration is one over the number of equals, and 1 for one alone", "[behaviour][costing]") {
  CHECK_THAT(concentration(std::array{5.0, 5.0, 5.0, 5.0}).value(), exactly(0.25));
  CHECK_THAT(concentration(std::array{7.0, 0.0}).value(), exactly(1.0));
  CHECK_THAT(concentration(std::array{3.0, 1.0}).value(), exactly(0.625));
  CHECK_FALSE(concentration(std::array{0.0, 0.0}).has_value());
}
