// What single customers are worth: against closed forms, and against the company's account.
#include "study/customer_money.hpp"

#include <cmath>
#include <numeric>

#include "study/customer_groups.hpp"
#include "study/study.hpp"
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using record::Group;

namespace {

struct Lived {
  world::World world;
  record::Finished finished;
  explicit Lived(const SmallWorld& small, std::size_t threads = 1, std::size_t block = 4096)
      : world(small.build()) {
    finished.outcome = std::make_unique<simulate::Outcome>(world);
    simulate::RunSettings settings;
    settings.threads = threads;
    settings.block_size = block;
    simulate::run(world, settings, *finished.outcome);
    finished.company = record::company_account(world, *finished.outcome);
  }
};

/// 100 customers who pay 10 EUR every 28 days, and nobody comes or goes.
SmallWorld subscribers() {
  SmallWorld small = small_world().customers(100).days(1456.0, 28.0);
  small.us().price = {10.0, 28.0};
  return small;
}

double total(const Group& group, const char* variable, std::size_t first, std::size_t count) {
  const auto& values = std::get<std::vector<double>>(group.variable(variable)->values);
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), 0.0);
}

SmallWorld rich_study() {
  SmallWorld small = rich_world().customers(400).warm_up(56.0);
  small.model().run.replications = 2;
  small.model().costs.general = {100.01, 30.4375};
  small.model().costs.shown_by = scenario::AllocationKey::revenue;
  return small;
}

}  // namespace

TEST_CASE("a customer's lifetime is what was brought, and the closed form from then on", "[study]") {
  const Lived life(subscribers());
  const double yearly = 10.0 * 365.25 / 28.0, rate = life.world.calendar.discount_rate;
  double within = 0.0;
  for (std::size_t p = 0; p < 52; ++p)
    within += 10.0 * std::pow(1.0 + rate, -(28.0 * static_cast<double>(p) + 14.0) / 365.25);
  const double after =
      std::pow(1.0 + rate, -1456.0 / 365.25) * behaviour::lifetime_value_by_quarter(yearly, 1.0, rate);

  CHECK(study::customer_value(life.world, life.finished) == Approx(within + after).epsilon(1e-3));
  CHECK(study::customer_equity(life.world, life.finished) ==
        Approx(100.0 * study::customer_value(life.world, life.finished)).epsilon(1e-9));
  CHECK(study::concentration_of_revenue(life.finished) == Approx(0.01));
  CHECK(study::largest_customer(life.finished) == Approx(0.01));
  CHECK(study::best_fifth(life.finished) == Approx(0.2));
  CHECK(std::isnan(study::share_of_wallet(life.world, life.finished)));
}

TEST_CASE("volume times efficiency times duration is what the middle customer brings", "[study]") {
  SmallWorld small = subscribers();
  small.us().product_cost = 0.25;
  const Lived life(small);
  const auto cube = study::value_cube(life.world, life.finished);

  CHECK(cube.volume == Approx(10.0 * 365.25 / 28.0).epsilon(1e-9));
  CHECK(cube.efficiency == Approx(0.75));
  CHECK(cube.value() == Approx(behaviour::lifetime_value_by_quarter(7.5 * 365.25 / 28.0, 1.0,
                                                                    life.world.calendar.discount_rate)));
}

TEST_CASE("where nobody leaves and nothing is discounted a lifetime has no end", "[study]") {
  SmallWorld small = subscribers();
  small.model().time.discount_rate = 0.0;

  const Lived life(small);

  CHECK(std::isnan(study::customer_value(life.world, life.finished)));
}

TEST_CASE("accounts of all customers are the company's, to the last millionth", "[study]") {
  const Lived life(rich_study());
  const auto& accounts = life.finished.outcome->accounts;
  REQUIRE(accounts.size() == 400);
  base::Money result = 0, of_company = 0, revenue = 0, paid = 0;
  double present = 0.0, discounted = 0.0;
  std::int64_t purchases = 0, of_all = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    result += accounts[i].result;
    revenue += accounts[i].revenue;
    present += base::to_units(accounts[i].present);
    purchases += accounts[i].purchases;
    of_all += accounts[i].purchases_of_all;
  }
  for (std::size_t p = life.world.calendar.warm_up_periods; p < life.world.calendar.periods; ++p) {
    of_company += life.finished.company[p].customers();
    paid += life.finished.company[p].revenue;
    discounted +=
        base::to_units(life.finished.company[p].customers()) * record::discount_factor(life.world, p);
  }
  const study::Totals t(life.world, life.finished, study::whole(life.world));

  CHECK(result == of_company);
  CHECK(revenue == paid);
  CHECK(present == Approx(discounted).margin(0.01));  // a millionth a booking
  CHECK(static_cast<double>(purchases) == t.flow(simulate::SegmentMeasure::purchases));
  CHECK(of_all > purchases);
  CHECK(study::share_of_wallet(life.world, life.finished) > 0.2);
  CHECK(study::share_of_wallet(life.world, life.finished) < 1.0);
}

TEST_CASE("accounts do not depend on threads and blocks", "[study]") {
  const Lived one(rich_study()), many(rich_study(), 3, 7);

  for (std::size_t i = 0; i < 400; ++i)
    CHECK(one.finished.outcome->accounts[i].present == many.finished.outcome->accounts[i].present);
}

TEST_CASE("borders are money of the baseline: 0 and parts of equal size, to two digits", "[study]") {
  CHECK(study::result_borders({-7, -3, 10, 20, 1234, 40, 5678}, 3) == std::vector<double>{0, 40});
  CHECK(study::volume_borders({1, 2, 3, 4, 5, 6, 7, 8, 1234}, 3) == std::vector<double>{4, 7});
  CHECK(study::volume_borders({1, 2, 1234, 5678}, 2) == std::vector<double>{1200});
  CHECK(study::result_borders({5, 6}, 1).empty());
}

TEST_CASE("groups, others and what is unallocated sum to the profit", "[study]") {
  const std::int64_t classes = GENERATE(3, 4), recorded = GENERATE(10000, 150);
  SmallWorld small = rich_study();
  small.model().record = {recorded, 0, classes};
  const record::Result result = study::run(small.scenario());
  const Group& group = *result.group("groups");
  const std::size_t cells = group.axis("result_class")->size() * group.axis("volume_class")->size();

  CHECK(cells == static_cast<std::size_t>(classes * classes));
  CHECK(total(group, "result", 0, cells) + total(group, "others", 0, 1) - total(group, "unallocated", 0, 1) ==
        Approx(total(group, "profit", 0, 1)).epsilon(1e-9));
  if (recorded > 400) CHECK(total(group, "others", 0, 1) == Approx(0.0).margin(1e-6));
  if (recorded < 400) CHECK(std::abs(total(group, "others", 0, 1)) > 1.0);
}

TEST_CASE("general costs next to segments sum to all of them, and decide nothing", "[study]") {
  SmallWorld small = rich_study();
  const record::Result shown = study::run(small.scenario());
  small.model().costs.shown_by = scenario::AllocationKey::none;
  const record::Result hidden = study::run(small.scenario());
  const Group& group = *shown.group("allocation");

  const double months = small.model().time.horizon / 30.4375;
  for (std::size_t r = 0; r < 2; ++r)
    CHECK(total(group, "general", 2 * r, 2) ==
          Approx(std::round(100.0 * 100.01 * months) / 100.0).margin(0.011));
  CHECK_FALSE(hidden.group("allocation"));
  CHECK(std::get<std::vector<double>>(shown.group("summary")->variable("value")->values) ==
        std::get<std::vector<double>>(hidden.group("summary")->variable("value")->values));
}
