// Fits: the optimiser on moments in closed form, and a whole fit of a simulated cohort.
#include "study/fit.hpp"

#include <cmath>

#include "support/chance.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("NBD moments of mean 2 and variance 10 give r = .5, alpha = .25 with nothing left over",
          "[study]") {
  // Test 11f: mean r/alpha, variance r/alpha + r/alpha² at t = 1. Coordinates are r and alpha over 2.
  const study::Function misfit = [](std::span<const double> at) {
    const double r = 2 * at[0] + 1e-9, alpha = 2 * at[1] + 1e-9;
    const double mean = r / alpha, variance = mean + mean / alpha;
    return (mean - 2) * (mean - 2) + (variance - 10) * (variance - 10) / 25;
  };

  const study::Lowest found = study::minimise(2, misfit, {24, 3, 2000, 0.1, 1e-9});

  CHECK(found.value < 1e-10);
  CHECK(2 * found.at[0] == Approx(0.5).epsilon(1e-4));
  CHECK(2 * found.at[1] == Approx(0.25).epsilon(1e-4));
}

TEST_CASE("points of the sequence fill every quarter of the square alike", "[study]") {
  int quarters[4] = {};
  for (std::size_t i = 0; i < 400; ++i) {
    const auto point = study::spread_point(i, 2);
    ++quarters[(point[0] < 0.5) + 2 * (point[1] < 0.5)];
  }
  for (const int count : quarters) CHECK(std::abs(count - 100) <= 3);
}

namespace {

/// Customers who buy at rates with mean .1 a day and leave with a chance of 20 % after each repeat purchase.
scenario::Scenario shop() {
  SmallWorld small = small_world().customers(4000).days(100.0, 100.0).rate(poisson(0.1, 1.0));
  small.journey({{"buy", purchase(to("end"))}});
  small.model().review.after = {scenario::ReviewAt::repeat_purchase};
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  small.model().behaviour.attitude_on_leaving = 0.0;
  small.model().segments[0].second.leave = {0.2, 0.0};
  scenario::Scenario scenario = small.scenario();
  scenario.calibrate.search = {{"segments.people.need_rates.errand.mean", {0.01, 1.0}},
                               {"segments.people.leave.a", {0.01, 0.9}}};
  scenario.calibrate.customers_per_real = 10;
  return scenario;
}

/// Real customers, all watched for 100 days; what they did is replaced by what a simulation makes.
study::Cohort cohort(std::size_t people) {
  study::Cohort found;
  for (std::size_t i = 0; i < people; ++i) {
    found.histories.push_back({static_cast<std::uint32_t>(i % 6),
                               i % 6 ? 10.0 + 80.0 * static_cast<double>(i % 37) / 37.0 : 0.0, 100.0});
    found.customers.push_back(std::to_string(i));
    found.first_days.push_back(0);
  }
  return found;
}

}  // namespace

TEST_CASE("a surface tells a smooth function from noise", "[study]") {
  // Roots that are polynomials, and a figure that falls below zero.
  const auto exact = [](const study::Point& at) {
    const double root = 1.0 + 2.0 * at[0] - at[0] * at[1];
    return std::vector<double>{root * root, at[0] - 3.0 * at[1]};
  };
  study::Matrix wide(2, 2);
  wide(0, 0) = wide(1, 1) = 0.04;
  const study::Guess middle{{0.5, 0.5}, wide};
  const study::Bell bell(middle, 1, 1);
  std::vector<study::SimulatedPoint> trials;
  for (std::size_t i = 0; i < 60; ++i) {
    study::Luck luck(1, 1, i);
    const study::Point at = bell.inside(luck);
    trials.push_back({at, exact(at), 1e12});
  }

  const study::Surface surface(trials, middle);

  const auto found = surface.at(std::vector<double>{0.3, 0.8});
  CHECK(found[0] == Approx(exact({0.3, 0.8})[0]).epsilon(1e-4));
  CHECK(found[1] == Approx(exact({0.3, 0.8})[1]).epsilon(1e-4));
  CHECK(surface.slopes({0.5, 0.5})(1, 1) == Approx(-3.0).epsilon(1e-4));
  CHECK(surface.away(std::vector<double>{0.5, 0.9}) == Approx(2.0));
}

namespace {

study::Targets simulated_at(const study::Simulator& simulator, const study::Targets& shape,
                            const study::Point& truth, std::uint64_t luck) {
  study::Targets data;
  data.push_back(shape[0]->with(simulator.moments(truth, {1500, luck})));
  return data;
}

}  // namespace

TEST_CASE("a fit finds the numbers that made the data, within its own standard errors", "[study]") {
  const scenario::Scenario scenario = shop();
  study::Targets shape;
  shape.push_back(study::purchases_target("shop", cohort(1500)));
  const study::Simulator simulator(scenario, shape);
  const study::Space& space = simulator.space();
  const study::Point truth{space.coordinate(0, 0.1), space.coordinate(1, 0.2)};
  const study::Targets data = simulated_at(simulator, shape, truth, 77);

  study::FitSettings settings;
  settings.threads = 1;
  const study::Fit found = study::fit(simulator, data, settings);
  settings.threads = 3;
  const study::Fit again = study::fit(simulator, data, settings);

  // A false alarm at 4.5 standard errors: 7 in a million for each number.
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(std::fabs(found.at[i] - truth[i]) < 4.5 * found.errors[i]);
    CHECK(found.errors[i] < 0.05);
    CHECK(found.at[i] == again.at[i]);  // threads change no bit
  }
  CHECK(found.misfit < 2.0 * static_cast<double>(found.degrees));
}

TEST_CASE("what the data cannot tell is said", "[study]") {
  // Nobody has attributes here, so the gain of an experience moves nothing.
  scenario::Scenario scenario = shop();
  scenario.calibrate.search.push_back({"behaviour.gain", {1.0, 10.0}});
  study::Targets shape;
  shape.push_back(study::purchases_target("shop", cohort(1500)));
  const study::Simulator simulator(scenario, shape);
  const study::Point truth{simulator.space().coordinate(0, 0.1), simulator.space().coordinate(1, 0.2), 0.5};
  const study::Targets data = simulated_at(simulator, shape, truth, 5);

  const study::Fit fit = study::fit(simulator, data, {});
  const study::Profile profile = study::profile(data, fit, 2);

  CHECK(study::left_open(fit, 0) < 0.3);
  CHECK(study::left_open(fit, 2) > 0.8);  // luck in the slopes looks like a little information
  CHECK(study::sloppy_directions(fit).size() == 1);
  CHECK(profile.open_below);
  CHECK(profile.open_above);
  CHECK_FALSE(study::profile(data, fit, 0).open_above);
}

TEST_CASE("known numbers are found again on the surface of the fit", "[study]") {
  const scenario::Scenario scenario = shop();
  study::Targets shape;
  shape.push_back(study::purchases_target("shop", cohort(1500)));
  const study::Simulator simulator(scenario, shape);
  const study::Point truth{simulator.space().coordinate(0, 0.1), simulator.space().coordinate(1, 0.2)};
  const study::Targets data = simulated_at(simulator, shape, truth, 5);
  const study::Fit fit = study::fit(simulator, data, {});

  int found = 0;
  for (std::uint64_t world = 1; world <= 20; ++world) {
    const study::Recovery recovery = study::recover(simulator, data, fit, fit.at, 100 + world, {});
    found += recovery.found(0) + recovery.found(1);
  }

  // 40 intervals of 90 %: fewer than 29 or all 40 have a chance of 1 in 700 and 1 in 70.
  CHECK(found >= 29);
}
