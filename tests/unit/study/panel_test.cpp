// Households of a panel, priors, and who left of a table of customers.
#include "study/panel.hpp"

#include <cmath>

#include "study/simulator.hpp"
#include "support/chance.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

double figure(const std::vector<study::MarketFigure>& all, const std::string& name) {
  for (const auto& one : all)
    if (one.name == name) return one.value;
  return NAN;
}

/// People who buy from us and from them, each once a day on average.
SmallWorld two_shops() {
  SmallWorld small = small_world().customers(4000).days(28.0, 28.0).rate(poisson(0.1, 1.0));
  small.model().providers.emplace_back("them", scenario::Provider{});
  small.people().taste = {{"us", 0.5}, {"them", 0.5}};
  small.model().nothing.appeal = -20.0;
  small.journey({{"choose", decision({{"us", "buy"}, {"them", "buy"}, {"nothing", "give_up"}},
                                     scenario::Asks::everyone)},
                 {"buy", purchase(to("end"))}});
  return small;
}

}  // namespace

TEST_CASE("a table of the market counts households, requirements and shared buyers", "[study]") {
  // Nobody, a buyer of both, a loyal one, an occasional one of the other.
  const auto found = study::market_figures({"us", "them"}, {{0, 0}, {3, 1}, {2, 0}, {0, 1}});

  CHECK(figure(found, "bought at all") == Approx(0.75));
  CHECK(figure(found, "bought us") == Approx(0.5));
  CHECK(figure(found, "share of requirements us") == Approx(5.0 / 6.0));
  CHECK(figure(found, "share of requirements them") == Approx(2.0 / 5.0));
  CHECK(figure(found, "bought from 1") == Approx(2.0 / 3.0));
  CHECK(figure(found, "bought from 2") == Approx(1.0 / 3.0));
  CHECK(figure(found, "buyers of us who bought them") == Approx(0.5));
  CHECK(figure(found, "buyers of them who bought us") == Approx(0.5));
}

TEST_CASE("purchases within the grain of the data are one", "[study]") {
  study::Life life;
  for (const double day : {0.5, 3.0, 8.0, 20.0}) life.anywhere.push_back({base::to_ticks(day), 1});
  life.anywhere.push_back({base::to_ticks(8.5), 0});

  CHECK(study::basket_of(life, 2, 0.0, 14.0, 7) == study::Basket{1, 2});
  CHECK(study::basket_of(life, 2, 0.0, 14.0, 1) == study::Basket{1, 3});
  CHECK(study::basket_of(life, 2, 14.0, 28.0, 7) == study::Basket{0, 1});
}

TEST_CASE("names of a panel that the model does not have are told, and so are too many households",
          "[study]") {
  const scenario::Scenario scenario = two_shops().scenario();
  store::Transactions all;
  all.customers = {"ann", "bob"};
  all.providers = {{"us", 2, 5}, {"tehm", 3, 5}};
  all.purchases = {{0, 1, 0, 0}, {1, 2, 0, 1}};
  base::Diagnostics unknown, many;

  CHECK_FALSE(study::panel_of(all, "p.csv", scenario.model, 5, unknown));
  REQUIRE(unknown.all().size() == 1);
  CHECK(unknown.all()[0].code == "data-unknown-name");
  CHECK(unknown.all()[0].location.line == 3);
  CHECK(unknown.all()[0].suggestion == "Did you mean `them`?");
  all.providers[1].name = "them";
  CHECK_FALSE(study::panel_of(all, "p.csv", scenario.model, 1, many));
  CHECK(many.all()[0].code == "data-out-of-range");
  const auto panel = study::panel_of(all, "p.csv", scenario.model, 5, many);
  REQUIRE(panel);
  CHECK(panel->households == std::vector<study::Basket>{{1, 0}, {0, 1}, {0, 0}, {0, 0}, {0, 0}});
}

TEST_CASE("a simulated panel looks like the panel it was made from", "[study]") {
  const scenario::Scenario scenario = two_shops().scenario();
  study::Panel panel{{"us", "them"}, {}, 28.0, 1};
  for (std::uint32_t i = 0; i < 500; ++i) panel.households.push_back({i % 4, (i / 4) % 3});
  study::Targets shape, data;
  shape.push_back(study::panel_target("panel", panel));
  const study::Simulator simulator(scenario, shape);
  study::How how;
  how.customers = 4000;
  how.threads = 1;

  const auto once = simulator.moments({}, how);
  how.luck = 99;
  const auto again = simulator.moments({}, how);
  data.push_back(shape[0]->with(once));

  double sum = 0.0;
  for (const double share : once) sum += share;
  CHECK(sum == Approx(1.0));
  CHECK(shape[0]->labels()[0] == "bought nothing");
  // Two runs of 4,000 against 500 real people: the deviance is chi-square of the cells, times 2 * 500 /
  // 4,000.
  const double cells = static_cast<double>(once.size());
  CHECK(data[0]->distance(again) * 4.0 < cells + 4.5 * std::sqrt(2.0 * cells));
  // Nobody buys twice as often as that.
  scenario::Scenario keen = scenario;
  keen.model.segments[0].second.need_rates[0].second.mean *= 2.0;
  CHECK(data[0]->distance(study::Simulator(keen, shape).moments({}, how)) * 4.0 > 4.0 * cells);
}

TEST_CASE("of each segment as many leave as the simulation says, whatever its share", "[study]") {
  SmallWorld small = small_world().customers(20000).days(100.0, 100.0).rate(every(1000.0));
  small.us().contract = 50.0;
  small.us().renews = true;
  small.people().leave = {0.3, 0.0};
  small.model().review.after = {scenario::ReviewAt::renewal};
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  small.model().behaviour.attitude_on_leaving = 0.0;
  study::Targets targets;
  targets.push_back(study::leaving_target("table", {{0, "people", 200, 50}}, 60.0));
  CHECK(targets[0]->observed() == std::vector<double>{0.25, 0.75});

  const auto found = study::Simulator(small.scenario(), targets).moments({}, {20000});

  // Standard error .0032.
  CHECK(std::fabs(found[0] - 0.3) < 4.5 * 0.0033);
  CHECK(found[0] + found[1] == Approx(1.0));
}

TEST_CASE("errors of one unknown size weigh large values most, as least squares does", "[study]") {
  scenario::DataTarget what;
  what.errors = scenario::SeriesErrors::alike;
  const auto target = study::series_target("sales", {{7.0, 14.0, 21.0}, {10.0, 100.0, 1000.0}}, 7.0, what);

  // A third off the largest is as bad as a hundredfold of it off the smallest; a scale is found alike.
  const double large = target->distance(std::vector<double>{10.0, 100.0, 1333.0}),
               small = target->distance(std::vector<double>{343.0, 100.0, 1000.0});
  CHECK(large == Approx(small));
  CHECK(target->distance(std::vector<double>{10.0, 100.0, 1100.0}) < large);
  // Half the error: 3 log 4 less.
  CHECK(large - target->distance(std::vector<double>{10.0, 100.0, 1166.5}) ==
        Approx(3.0 * std::log(4.0)).margin(0.01));
  CHECK(study::best_scale(std::vector<double>{1.0, 9.0}, std::vector<double>{3.0, 9.0}, what) ==
        Approx((3.0 + 81.0) / 82.0));
}

TEST_CASE("a prior is normal in the coordinate, with nine tenths between its ends", "[study]") {
  scenario::Scenario scenario = two_shops().scenario();
  scenario.calibrate.search = {{"segments.people.taste.us", {0.1, 10.0}},
                               {"segments.people.taste.them", {0.1, 10.0}}};
  scenario.calibrate.priors = {{"segments.people.taste.us", {0.5, 2.0}}};
  const study::Space space(scenario);
  const study::Prior& prior = space.prior();

  const auto at = [&](double us) { return std::vector<double>{space.coordinate(0, us), 0.7}; };
  CHECK(prior.distance(at(1.0)) == Approx(0.0).margin(1e-12));
  CHECK(prior.distance(at(0.5)) == Approx(2.705543454));
  CHECK(prior.distance(at(2.0)) == Approx(2.705543454));
}
