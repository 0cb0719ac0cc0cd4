// Statistics that data and simulation share.
#include "study/target.hpp"

#include <cmath>
#include <numeric>

#include "study/simulator.hpp"
#include "support/chance.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

double sum(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

}  // namespace

TEST_CASE("a cohort counts repeats, recency and age from the first purchase", "[study]") {
  store::Transactions all;
  all.customers = {"ann", "bob"};
  all.purchases = {{0, 100, 0}, {0, 107, 0}, {0, 130, 0}, {1, 139, 0}};

  const study::Cohort cohort = study::cohort_of(all, {100, 140});

  CHECK(cohort.histories[0].repeats == 2);
  CHECK(cohort.histories[0].last == 30.0);
  CHECK(cohort.histories[0].age == 39.0);
  CHECK(cohort.histories[1].repeats == 0);
  CHECK(cohort.histories[1].age == 0.0);
  CHECK(cohort.repeat_days == std::vector<double>{7.0, 30.0});
}

TEST_CASE("purchases of people who came later are left out and counted", "[study]") {
  store::Transactions past, later;
  past.customers = {"ann"};
  past.purchases = {{0, 100, 0}};
  later.customers = {"eve", "ann"};
  later.purchases = {{0, 150, 0}, {1, 150, 0}, {1, 151, 0}};

  const study::Later found = study::later_purchases(study::cohort_of(past, {100, 140}), later, 100);

  CHECK(found.purchases == std::vector<std::uint32_t>{2});
  CHECK(found.strangers == 1);
  CHECK(found.days == std::vector<double>{50.0, 51.0});
}

TEST_CASE("a life is seen in days, each once, up to an age, the border included", "[study]") {
  study::Life life;
  // Before the first midnight is the day of the first purchase; 4.6 and 5.4 are the same day.
  for (const double day : {0.3, 1.0, 4.6, 5.4, 9.0}) life.purchases.push_back(base::to_ticks(day));
  const study::Days days({{}, life});

  REQUIRE(days.size() == 2);
  CHECK(days[0].empty());
  CHECK(std::vector<std::int32_t>(days[1].begin(), days[1].end()) == std::vector<std::int32_t>{1, 5, 9});
  CHECK(study::history_at(days[1], 5.0).repeats == 2);
  CHECK(study::history_at(days[1], 5.0).last == 5.0);
  CHECK(study::purchases_between(days[1], 5.0, 9.0) == 1);
  CHECK(study::history_at(days[1], 0.5).repeats == 0);
}

namespace {

study::Cohort thousand(double youngest) {
  study::Cohort cohort;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const std::uint32_t x = i % 10 < 6 ? 0 : i % 17;
    const double age = youngest + (100.0 - youngest) * (i % 83) / 82.0;
    cohort.histories.push_back({x, x ? age * (i % 89) / 89.0 : 0.0, age});
  }
  return cohort;
}

}  // namespace

TEST_CASE("cells of frequency, age and recency hold every customer once", "[study]") {
  const auto one_age = study::purchases_target("shop", thousand(100.0));
  const auto ages = study::purchases_target("shop", thousand(10.0));

  for (const auto* target : {&one_age, &ages}) {
    CHECK(sum((*target)->observed()) == Approx(1.0));
    CHECK((*target)->labels().size() == (*target)->observed().size());
  }
  CHECK(one_age->labels().size() > 50);
  CHECK(ages->labels().size() > one_age->labels().size());
  CHECK(one_age->labels()[0] == "0 repeats");
  CHECK(ages->labels()[0] == "0 repeats, age 1/4");
  const auto never = thousand(100.0).histories;
  CHECK(one_age->observed()[0] ==
        Approx(static_cast<double>(
                   std::count_if(never.begin(), never.end(), [](const auto& h) { return h.repeats == 0; })) /
               1000.0));
  // More than anybody bought is a cell of its own.
  CHECK(one_age->labels().back() == "17 or more repeats");
  CHECK(one_age->observed().back() == 0.0);
}

TEST_CASE("the distance of a table is the deviance of its likelihood", "[study]") {
  const auto target = study::retention_target("club", {{1.0, 2.0}, {0.8, 0.6}}, 1000);

  // 2 n sum o log(o / e) with o = (.2, .2, .6), e = (.25, .25, .5).
  const double exact = 2000.0 * (0.4 * std::log(0.8) + 0.6 * std::log(1.2));
  CHECK(target->distance(std::vector<double>{0.25, 0.25, 0.5}) == Approx(exact));
  CHECK(target->distance(target->observed()) == Approx(0.0).margin(1e-9));
  // What never happened in the simulation is unlikely, not impossible.
  CHECK(std::isfinite(target->distance(std::vector<double>{0.0, 0.5, 0.5})));
}

TEST_CASE("how rare somebody is counts, however rare", "[study]") {
  // One of 1,000 left at once. Where that happens to one in 100,000 rather than one in 1,000,000, the data
  // are ten times as likely.
  const auto target = study::retention_target("club", {{1.0, 2.0}, {0.999, 0.6}}, 1000);
  const auto at = [&](double chance) {
    return target->distance(std::vector<double>{chance, 0.399, 0.601 - chance});
  };

  CHECK(at(1e-6) - at(1e-5) == Approx(2.0 * std::log(10.0)).epsilon(0.01));
}

TEST_CASE("a survival curve becomes those who leave in each step and those who stay", "[study]") {
  // A yearly contract, left with a chance of 30 % at each renewal: S = .7, .49.
  SmallWorld small = small_world().customers(20000).days(800.0, 100.0);
  small.us().contract = 365.25;
  small.us().renews = true;
  small.model().review.after = {scenario::ReviewAt::renewal};
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().segments[0].second.leave = {0.3, 0.0};
  const scenario::Scenario scenario = small.scenario();
  study::Targets targets;
  targets.push_back(study::retention_target("club", {{365.25, 730.5}, {0.8, 0.6}}, 1000));
  CHECK(targets[0]->observed()[0] == Approx(0.2));
  CHECK(targets[0]->observed()[2] == Approx(0.6));

  const auto found = study::Simulator(scenario, targets).moments({}, {20000});

  // Standard error of a share of 20,000: at most .0036.
  CHECK(std::fabs(found[0] - 0.3) < 4.5 * 0.0033);
  CHECK(std::fabs(found[1] - 0.21) < 4.5 * 0.0029);
  CHECK(std::fabs(found[2] - 0.49) < 4.5 * 0.0036);
}

TEST_CASE("a series is measured step by step, and scaled to fit if asked", "[study]") {
  SmallWorld small = small_world().customers(50).days(70.0, 7.0).rate(every(7.0));
  small.journey({{"buy", purchase(to("end"))}});
  const scenario::Scenario scenario = small.scenario();
  scenario::DataTarget what;
  what.what.figure = scenario::Figure::purchases;
  what.scaled = true;
  study::Targets targets;
  targets.push_back(study::series_target("sales", {{14.0, 28.0}, {300.0, 300.0}}, 14.0, what));
  study::Simulator simulator(scenario, targets);

  // Purchases on days 7, 14, 21: one in [0, 14), two in [14, 28); scaled by (50 + 100) / (50² + 100²) * 300.
  const auto found = simulator.moments({}, {50});

  CHECK(found[0] == Approx(50.0 * 3.6));
  CHECK(found[1] == Approx(100.0 * 3.6));
}
