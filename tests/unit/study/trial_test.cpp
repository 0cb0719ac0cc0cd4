// A statement put to the test: the contrast, the verdict, and where it turns.
#include "study/trial.hpp"

#include "support/chance.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;
using study::Finding;

namespace {

/// Ten purchases of 3 each for everybody; the option sells at another price. Nobody reacts, so that every
/// figure is known.
scenario::Scenario sales(double price) {
  SmallWorld small = small_world().customers(50).days(70.0, 7.0).rate(every(6.5));
  small.journey({{"buy", purchase(to("end"))}});
  small.us().price = {3.0, 0.0};
  small.model().run.replications = 3;
  small.option("dearer", {change(0.0, {set("providers.us.price", price)})});
  scenario::Scenario scenario = small.scenario();
  scenario.study.claim = "T1";
  scenario.study.says = "Dearer earns more";
  scenario.study.what.figure = scenario::Figure::revenue;
  return scenario;
}

}  // namespace

TEST_CASE("without a contrast the first option is held against the baseline", "[study]") {
  const study::Trial trial = study::put_to_the_test(sales(5.0));

  CHECK(trial.complete);
  CHECK(trial.written.contrast.mean == Approx(50 * 10 * (5.0 - 3.0)));
  CHECK(trial.written.values.size() == 3);
  CHECK(trial.verdict == Finding::holds);
}

TEST_CASE("the verdict compares the whole interval with the threshold", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.threshold = 1001.0;
  CHECK(study::put_to_the_test(scenario).verdict == Finding::fails);
  scenario.study.threshold = 1000.0;
  CHECK(study::put_to_the_test(scenario).verdict == Finding::undecided);
}

TEST_CASE("a contrast weighs worlds and may be a share", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.contrast = {{"dearer", 2.0}, {"baseline", 1.0}};
  scenario.study.relative_to = "baseline";

  const study::Trial trial = study::put_to_the_test(scenario);
  CHECK(trial.written.contrast.mean == Approx((2 * 5.0 + 3.0) / 3.0));
  CHECK(study::unit_of_contrast(scenario) == "share");
}

TEST_CASE("a verdict that changes among the values tried depends on them, and turns in between", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.turns = {{"providers.us.price", {1.0, 4.0, 6.0, 9.0}}};

  const study::Trial trial = study::put_to_the_test(scenario);
  REQUIRE(trial.turns.size() == 1);
  REQUIRE(trial.turns[0].settings.size() == 4);
  CHECK(trial.turns[0].settings[0].finding == Finding::holds);
  CHECK(trial.turns[0].settings[3].finding == Finding::fails);
  CHECK(trial.verdict == Finding::depends);
  REQUIRE(trial.turns[0].turns_at);
  CHECK(*trial.turns[0].turns_at == Approx(5.0));
}

TEST_CASE("only the stretch of time that counts is measured", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.contrast = {{"baseline", 1.0}};
  scenario.study.what.figure = scenario::Figure::purchases;
  scenario.study.what.from = 28.0;
  scenario.study.what.until = 49.0;

  // Purchases fall on days 6.5, 13, ...: 32.5, 39 and 45.5 lie in [28, 49).
  CHECK(study::put_to_the_test(scenario).written.contrast.mean == 150.0);
}

TEST_CASE("an option's world can differ from birth on, also in what cannot change later", "[study]") {
  scenario::Scenario scenario = sales(3.0);
  scenario.options[0].second.changes.clear();
  scenario.options[0].second.instead = {{"segments.people.order_size", {4.0}}};

  CHECK(study::put_to_the_test(scenario).written.contrast.mean == Approx(50 * 10 * 3.0 * (4.0 - 1.0)));
}

TEST_CASE("a study that is stopped has no verdict", "[study]") {
  const std::atomic<bool> stop{true};
  study::Settings settings;
  settings.stop = &stop;

  CHECK_FALSE(study::put_to_the_test(sales(5.0), settings).complete);
}

TEST_CASE("terms differ in more than their world", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.terms = {{"dearer", 2.0, {scenario::Figure::revenue, "", "", "", 0.0, 35.0, ""}},
                          {"baseline", -1.0, {scenario::Figure::purchases, "", "", "", 35.0, 70.0, ""}}};

  // Purchases on days 6.5, 13, ... 65: five before day 35, five after.
  CHECK(study::put_to_the_test(scenario).written.contrast.mean == Approx(50 * (2.0 * 5 * 5.0 - 5)));
}

TEST_CASE("the best fifth of equal customers earn a fifth", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.study.what.figure = scenario::Figure::best_fifth;
  scenario.study.contrast = {{"baseline", 1.0}};

  CHECK(study::put_to_the_test(scenario).written.contrast.mean == Approx(0.2));
}

TEST_CASE("a contrast whose weights are all nothing is nothing, also without options", "[study]") {
  scenario::Scenario scenario = sales(5.0);
  scenario.options.clear();
  scenario.study.contrast = {{"baseline", 0.0}};

  CHECK(study::put_to_the_test(scenario).written.contrast.mean == 0.0);
}
