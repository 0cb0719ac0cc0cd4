#include "cli/answers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "small_comparison.hpp"

namespace polku::cli {
namespace {

using nlohmann::json;
using testing::compared;
using testing::SmallComparison;

base::Diagnostic diagnostic() {
  base::Diagnostic one;
  one.severity = base::Severity::warning;
  one.code = "no-purchase";
  one.location = {"a.yaml", 3, 5};
  one.message = "nobody can ever buy";
  one.why = "because";
  one.suggestion = "Do this";
  one.notes = {{{"--set #1", 1, 2}, "it overrides"}};
  return one;
}

}  // namespace

TEST_CASE("a diagnostic for machines has every part of it", "[cli]") {
  base::Diagnostics diagnostics;
  diagnostics.add(diagnostic());

  const json answer = json::parse(diagnostics_answer(diagnostics));

  const json expected = {
      {"file", "a.yaml"},
      {"line", 3},
      {"column", 5},
      {"severity", "warning"},
      {"code", "no-purchase"},
      {"message", "nobody can ever buy"},
      {"why", "because"},
      {"suggestion", "Do this"},
      {"notes", {{{"file", "--set #1"}, {"line", 1}, {"column", 2}, {"message", "it overrides"}}}}};
  CHECK(answer["diagnostics"] == json::array({expected}));
}

TEST_CASE("an answer is one line of valid JSON, whatever a file says", "[cli]") {
  base::Diagnostics diagnostics;
  base::Diagnostic hostile = diagnostic();
  hostile.message = "\xff\xfe broken \n \"quoted\"";
  diagnostics.add(hostile);

  const std::string answer = diagnostics_answer(diagnostics);

  CHECK(std::count(answer.begin(), answer.end(), '\n') == 1);
  CHECK(json::accept(answer));
}

TEST_CASE("a comparison for machines ranks, judges and holds every replication", "[cli]") {
  SmallComparison two = compared({{-5000, -5100, -4900}, {9000, 9200, 9100}});
  two.scenario.budget = 500;
  two.scenario.options[0].second.cost.once = 501;
  const base::Diagnostics none;

  const json answer = json::parse(compare_answer(two.scenario, {two.result, none, "abc", "out.h5", 123}));

  CHECK(answer["kind"] == "compare");
  CHECK(answer["digest"] == "abc");
  CHECK(answer["file"] == "out.h5");
  CHECK(answer["bytes_per_customer"] == 123);
  CHECK(answer["replications"] == 3);
  CHECK(answer["measures"][0]["name"] == "customers");
  REQUIRE(answer["options"].size() == 2);
  CHECK(answer["options"][0]["name"] == "training");
  CHECK(answer["options"][0]["rank"] == 1);
  CHECK(answer["options"][0]["verdict"] == "clearly better");
  CHECK(answer["options"][0]["differences"][1]["values"] == json({9000.0, 9200.0, 9100.0}));
  CHECK(answer["options"][1]["over_budget"] == true);
  CHECK(answer["best"]["option"] == "training");
  CHECK(answer["best"]["lead"].is_null());
  CHECK(answer["decide"]["by"] == "npv");
}

TEST_CASE("what is unknown is null, not a number", "[cli]") {
  const SmallComparison one = compared({{9000}});
  const base::Diagnostics none;

  const json answer = json::parse(compare_answer(one.scenario, {one.result, none, "abc", "", 1}));

  CHECK(answer["file"].is_null());
  CHECK(answer["options"][0]["differences"][0]["low"].is_null());
  CHECK(answer["decide"]["budget"].is_null());
}

TEST_CASE("a run that was stopped at once still has an answer", "[cli]") {
  const scenario::Scenario scenario;
  record::Result stopped;
  stopped.kind = "run";
  stopped.complete = false;
  const base::Diagnostics none;

  const json answer = json::parse(run_answer(scenario, {stopped, none, "abc", "", 1}));

  CHECK(answer["complete"] == false);
  CHECK(answer["replications"] == 0);
  CHECK(answer["measures"].empty());
}

}  // namespace polku::cli
