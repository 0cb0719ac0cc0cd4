#include "report/page.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/statistics.hpp"
#include "record/arrays.hpp"
#include "report/arrays.hpp"
#include "report/bundle.hpp"

namespace polku::report {
namespace {

/// A scenario with one option, and a result that holds nothing but what an option gained, month by month.
struct Small {
  scenario::Scenario scenario;
  record::Result result;
  Decision decision;
  Subject subject() const { return {result, scenario, decision, {}, {}, "d1", "small.h5"}; }
  nlohmann::json shown() const { return nlohmann::json::parse(content(subject())); }
};

Small small() {
  Small made;
  made.scenario.model.name = "Shop";
  made.scenario.model.time.horizon = 3 * 30.4375;
  made.scenario.options.push_back({"gift", {"A gift", {}, {}, {}}});
  made.decision = {"Choose it.", "By much.", "npv", {{0, "clearly better", "clearly better", true, false}}};
  made.result.kind = "compare";
  made.result.title = "Which one?";
  made.result.scenario =
      R"({"options": {"gift": {"changes": [{"at": 0, "set": {"a.b": 2}}]}}, "a": {"b": 1}})";
  record::Group group{"cumulative", "", {}, {}};
  group.axes = {record::labels("option", {"gift"}, ""), record::numbers("replication", 3, ""),
                record::days("period", {0, 30.4375, 60.875}, "")};
  record::add_variable<double>(group, "difference", "EUR", "", {"option", "replication", "period"}) = {
      -5, -2, 4, -6, -1, 5, -4, -3, 9};
  made.result.groups.push_back(group);
  return made;
}

}  // namespace

TEST_CASE("a page shows the parts that its result has data for, and no others", "[report]") {
  const nlohmann::json shown = small().shown();

  REQUIRE(shown.contains("j_curve"));
  for (const char* absent :
       {"outcome", "ledger", "journey", "attributes", "loyalty", "work", "earners", "origins"})
    CHECK_FALSE(shown.contains(absent));
}

TEST_CASE("a J-curve has Student's interval of the replications at every point", "[report]") {
  const nlohmann::json curve = small().shown()["j_curve"];

  const base::Interval last = base::mean_interval(std::vector<double>{4, 5, 9});
  CHECK(curve["options"][0][2] == nlohmann::json({last.mean, last.low, last.high}));
  CHECK(curve["years"][2].get<double>() == Approx(0.25));
}

TEST_CASE("with one replication nothing is known about chance, and the page says null", "[report]") {
  Small one = small();
  one.result.groups[0].axes[1] = record::numbers("replication", 1, "");
  std::get<std::vector<double>>(one.result.groups[0].variables[0].values) = {-5, -2, 4};

  CHECK(one.shown()["j_curve"]["options"][0][2] == nlohmann::json({4.0, nullptr, nullptr}));
}

TEST_CASE("what an option changes is told with the value before it", "[report]") {
  const nlohmann::json change = small().shown()["worlds"][1]["changes"][0];

  CHECK(change["path"] == "a.b");
  CHECK(change["before"] == 1);
  CHECK(change["after"] == 2);
}

TEST_CASE("reporting periods are taken together where there are more than a reader can see", "[report]") {
  std::vector<double> weeks;
  for (int week = -2; week < 300; ++week) weeks.push_back(7.0 * week);
  const record::Group group{"periods", "", {record::days("period", weeks, "")}, {}};

  const Clock clock(group, 2100.0);

  CHECK(clock.begin() == 2);
  REQUIRE(clock.points() == 100);
  CHECK(clock.first(0) == 2);
  CHECK(clock.end(0) == 5);
  CHECK(clock.end(99) == weeks.size());
  CHECK(clock.years().front() == Approx(21 / 365.25));
  CHECK(clock.years().back() == Approx(2100 / 365.25));
}

TEST_CASE("a page says how sure the choice is where the result does", "[report]") {
  Small made = small();
  record::Group group{"decision", "", {record::labels("alternative", {"baseline", "gift"}, "")}, {}};
  for (const char* whole : {"allowed", "out_after"})
    record::add_variable<std::int64_t>(group, whole, "1", "", {"alternative"}) = {1, 1};
  for (const char* real :
       {"chance_of_best", "expected_regret", "chance_of_loss", "future_low", "future_high", "pairing_factor"})
    record::add_variable<double>(group, real, "1", "", {"alternative"}) = {0.25, 0.75};
  for (const char* how : {"sequential", "settled", "most_replications"})
    record::add_variable<std::int64_t>(group, how, "1", "", {})[0] = 7;
  made.result.groups.push_back(group);

  const nlohmann::json sure = made.shown()["certainty"];

  CHECK(sure["alternatives"][1]["name"] == "gift");
  CHECK(sure["alternatives"][1]["chance_of_best"] == 0.75);
  CHECK(sure["most_replications"] == 7);
}

TEST_CASE("each party's rows come from the result, as today and as what options change", "[report]") {
  Small made = small();
  const auto group = [](const char* name, const char* first, std::vector<std::string> things,
                        std::vector<std::string> measures, std::vector<double> mean) {
    const std::vector<std::string> owners(measures.size(), "owners"), none(measures.size());
    record::Group made_group{name,
                             "",
                             {record::labels(first, things, ""), record::labels("measure", measures, ""),
                              record::labels("unit", none, ""), record::labels("party", owners, ""),
                              record::labels("words", none, ""), record::labels("note", none, "")},
                             {}};
    for (const char* column : {"mean", "low", "high"})
      record::add_variable<double>(made_group, column, "1", "", {first, "measure"}) = mean;
    return made_group;
  };
  made.result.groups.push_back(group("parties", "world", {"baseline", "gift"}, {"npv"}, {7, 9}));
  made.result.groups.push_back(group("party_differences", "option", {"gift"}, {"npv", "roi"}, {2, 0.5}));

  const nlohmann::json rows = made.shown()["parties"];

  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["party"] == "owners");
  CHECK(rows[0]["today"][0] == 7);
  CHECK(rows[0]["options"][0][0] == 2);
  CHECK(rows[1]["name"] == "roi");
  CHECK(rows[1]["today"][0].is_null());
  CHECK(rows[1]["options"][0][2] == 0.5);
}

TEST_CASE("a page says what could turn the decision where the result does", "[report]") {
  Small made = small();
  record::Group group{"assumptions",
                      "",
                      {record::labels("parameter", {"behaviour.habit"}, ""),
                       record::labels("end", {"low", "high"}, ""), record::labels("option", {"gift"}, "")},
                      {}};
  for (const char* real : {"setting", "lead", "lead_low", "lead_high"})
    record::add_variable<double>(group, real, "1", "", {"parameter", "end"}) = {0.1, 0.9};
  record::add_variable<std::int64_t>(group, "best", "1", "", {"parameter", "end"}) = {1, 0};
  record::add_variable<std::int64_t>(group, "turns", "1", "", {"parameter", "end"}) = {0, 1};
  record::add_variable<double>(group, "difference", "EUR", "", {"parameter", "end", "option"}) = {5, -3};
  record::add_variable<std::int64_t>(group, "replications", "1", "", {"parameter", "end"}) = {3, 1};
  made.result.groups.push_back(group);

  const nlohmann::json doubts = made.shown()["doubts"];

  const nlohmann::json ends = doubts["parameters"][0]["ends"];
  CHECK(ends[0]["differences"][0] == 5);
  CHECK_FALSE(ends[0]["turns"].get<bool>());
  CHECK(ends[1]["turns"].get<bool>());
  CHECK(ends[1]["best"] == 0);
  CHECK(ends[0]["replications"] == 3);
}

TEST_CASE("a page says what would have to be true where the result does", "[report]") {
  Small made = small();
  record::Group group{"break_even",
                      "",
                      {record::labels("premise", {"gift: once"}, ""), record::labels("option", {"gift"}, ""),
                       record::labels("what", {"once"}, ""), record::labels("path", {""}, ""),
                       record::labels("against", {"baseline"}, "")},
                      {}};
  for (const char* real :
       {"share", "share_low", "share_high", "largest", "amount", "lead", "lead_low", "lead_high"})
    record::add_variable<double>(group, real, "1", "", {"premise"}) = {2.5};
  made.result.groups.push_back(group);
  auto subject = made.subject();
  subject.premises = {{"its cost", "40 EUR", "at most 100 EUR"}};

  const nlohmann::json premise = nlohmann::json::parse(content(subject))["break_even"][0];

  CHECK(premise["option"] == 0);
  CHECK(premise["against"] == 0);
  CHECK(premise["share"][0] == 2.5);
  CHECK(premise["words"]["holds"] == "at most 100 EUR");
}

TEST_CASE("no text of a scenario ends the element that it stands in", "[report]") {
  const std::string attack = "</script></title><script>alert(1)</script><!--\"'&";
  Small hostile = small();
  hostile.result.title = hostile.scenario.model.name = hostile.decision.sentence = hostile.decision.detail =
      attack;
  hostile.scenario.options[0].second.title = attack;
  if (bundle().script.empty()) {
    CHECK_THROWS_AS(page(hostile.subject()), NoPage);
    return;
  }

  std::string html = page(hostile.subject());

  const auto count = [&](std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = html.find(what); at != html.npos; at = html.find(what, at + 1)) ++found;
    return found;
  };
  CHECK(count("alert(1)") >= 5);  // it is shown ...
  CHECK(count("<script>alert") == 0);
  CHECK(count("</script>") == 2);  // ... but ends nothing: the content's and the page's own
  CHECK(count("</title>") == 1);
}

}  // namespace polku::report
