#include <catch2/catch.hpp>

#include "scenario/check.hpp"
#include "scenario/load.hpp"

using namespace polku;
using namespace polku::scenario;

namespace {

Scenario kiosk() {
  base::Diagnostics diagnostics;
  Texts texts;
  auto loaded =
      load(std::string(POLKU_SOURCE_DIR) + "/tests/bad_scenarios/models/kiosk.yaml", {}, diagnostics, texts);
  REQUIRE(loaded);
  return std::move(loaded->scenario);
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings) all.push_back(finding.code);
  return all;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("shares may miss 100 % by rounding, but not by more", "[scenario]") {
  Scenario scenario = kiosk();

  scenario.model.segments[0].second.share = 0.7 + 5e-10;
  CHECK(check_market(scenario.model).empty());

  scenario.model.segments[0].second.share = 0.7 + 5e-9;
  CHECK(codes(check_market(scenario.model)) == Codes{"shares-do-not-sum"});
  CHECK(scenario.model.segments[0].second.share == 0.7 + 5e-9);
}

TEST_CASE("a spread is possible below the coin's, and only there", "[scenario]") {
  Scenario scenario = kiosk();
  Quality& taste = *scenario.model.journey.find("eat")->delivers.find("taste");

  taste = {0.5, 0.499};
  CHECK(check_market(scenario.model).empty());
  taste = {0.5, 0.5};
  CHECK(codes(check_market(scenario.model)) == Codes{"spread-too-wide"});
  taste = {1.0, 0.0};
  CHECK(check_market(scenario.model).empty());
  taste = {1.0, 0.01};
  CHECK(codes(check_market(scenario.model)) == Codes{"spread-too-wide"});
}

TEST_CASE("an option is checked by the model that it leaves behind", "[scenario]") {
  Scenario scenario = kiosk();
  Option option;
  option.changes.push_back(
      {30.0, 0.0, infinite, {{EditKind::set, "journey.buy.delivers.taste.spread", 0.45}}});
  scenario.options.emplace_back("uneven", option);

  CHECK(check_options(scenario).empty());  // 0.45 fits a mean of 0.7

  scenario.options[0].second.changes.push_back(
      {60.0, 0.0, infinite, {{EditKind::set, "journey.buy.delivers.taste", 0.9}}});
  const Findings findings = check_options(scenario);
  REQUIRE(codes(findings) == Codes{"spread-too-wide"});
  CHECK(findings[0].path == "options.uneven.changes.2.set.journey.buy.delivers.taste");
  CHECK(scenario.model.journey.find("buy")->delivers.find("taste")->mean == 0.7);
}

TEST_CASE("without needs nobody has to state rates", "[scenario]") {
  Scenario scenario = kiosk();
  scenario.model.needs.clear();
  for (auto& [name, segment] : scenario.model.segments) segment.need_rates.clear();

  CHECK(check_market(scenario.model).empty());
  CHECK(check_names(scenario).empty());
}

TEST_CASE("a channel that only a step names is legal while nobody states tastes", "[scenario]") {
  Scenario scenario = kiosk();
  for (auto& [name, segment] : scenario.model.segments) segment.channels.clear();
  scenario.model.journey.find("buy")->channel = "window";
  Step& how = *scenario.model.journey.find("how");
  how.decide_by = DecisionBy::utility;
  how.next = {{"us", "buy", 1.0}};

  CHECK(check_names(scenario).empty());
}

TEST_CASE("a finding is reported at the closest place that somebody wrote", "[scenario]") {
  Provenance provenance;
  provenance["a"] = {{"f", 1, 4}, {"f", 1, 1}, {}};
  provenance["a.b"] = {};
  base::Diagnostics diagnostics;

  report({"code", "a.b.c", "message"}, provenance, diagnostics);
  report({"code", "a", "message"}, provenance, diagnostics);

  CHECK(diagnostics.all()[0].location.column == 1);
  CHECK(diagnostics.all()[1].location.column == 4);
}
