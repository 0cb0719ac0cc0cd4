#include <catch2/catch.hpp>

#include "scenario/bind.hpp"
#include "scenario/words.hpp"
#include "scenario/yaml_reader.hpp"

using namespace polku;
using namespace polku::scenario;

namespace {

struct Result {
  Scenario scenario;
  Provenance provenance;
  base::Diagnostics diagnostics;
};

/// Binds `text` put below what every model needs.
Result bound(const std::string& text) {
  Result result;
  const auto root = read_yaml("polku: 1\nname: Test\nsegments: {}\nproviders: {}\njourney: {}\n" + text,
                              "t.yaml", result.diagnostics);
  INFO(base::to_text(result.diagnostics));
  REQUIRE(root);
  result.scenario = bind(*root, result.provenance, result.diagnostics);
  return result;
}

}  // namespace

TEST_CASE("what nobody writes has the default of its struct", "[scenario]") {
  const Result result = bound("");

  CHECK(result.diagnostics.empty());
  CHECK(result.scenario.model.time.horizon == Time{}.horizon);
  CHECK(result.scenario.model.currency == "EUR");
  CHECK(result.scenario.budget == infinite);
  CHECK(result.provenance.at("time.horizon").value.file.empty());
}

TEST_CASE("all mistakes of a file are told at once", "[scenario]") {
  const Result result = bound(
      "time: {horizon: 5, epok: 1 week}\n"
      "attributes: {a: {kano: basic, dimension: rational}}\n"
      "needs: {n: {type: negative}}\n"
      "run: {replications: 0}\n");

  CHECK(result.diagnostics.size() == 6);
}

TEST_CASE("a share without its sign is offered with it, where it would then be one", "[scenario]") {
  const auto says = [](const std::string& norm) {
    return base::to_text(bound("attributes: {a: {norm: " + norm + "}}\n").diagnostics);
  };
  CHECK_THAT(says("95"), Catch::Contains("Write `95 %`"));
  CHECK_THAT(says("950"), Catch::Contains("out of range") && !Catch::Contains("Write"));
  CHECK_THAT(says("120 %"), Catch::Contains("out of range") && !Catch::Contains("Write"));
  CHECK_THAT(says("0.95"), !Catch::Contains("out of range"));
}

TEST_CASE("tables keep the order of the file", "[scenario]") {
  const Result result = bound("functions: {zeta: {}, alpha: {}, mid: {title: M}}\n");

  const auto& functions = result.scenario.model.functions;
  REQUIRE(functions.size() == 3);
  CHECK(functions[0].first == "zeta");
  CHECK(functions[1].first == "alpha");
  CHECK(functions[2].second.title == "M");
}

TEST_CASE("next is a step, chances, outcomes, or chances within outcomes", "[scenario]") {
  const Result result = bound("activities: {}\nneeds: {n: {starts: a}}\n");
  REQUIRE(result.diagnostics.empty());
  base::Diagnostics diagnostics;
  Provenance provenance;
  const auto root = read_yaml(
      "polku: 1\nname: T\nsegments: {}\nproviders: {}\njourney:\n"
      "  a: {stage: use, kind: wait, next: b}\n"
      "  b: {stage: use, kind: wait, next: {a: 30 %, end: 0.7}}\n"
      "  c: {stage: use, kind: encounter, next: {success: {a: 40 %, b: 60 %}, failure: give_up}}\n",
      "t.yaml", diagnostics);

  const Scenario scenario = bind(*root, provenance, diagnostics);

  CHECK(diagnostics.empty());
  const auto edges = [&](const char* step) { return scenario.model.journey.find(step)->next; };
  REQUIRE(edges("a").size() == 1);
  CHECK((edges("a")[0].outcome.empty() && edges("a")[0].target == "b" && edges("a")[0].chance == 1.0));
  REQUIRE(edges("b").size() == 2);
  CHECK((edges("b")[1].outcome.empty() && edges("b")[1].target == "end" && edges("b")[1].chance == 0.7));
  REQUIRE(edges("c").size() == 3);
  CHECK((edges("c")[0].outcome == "success" && edges("c")[0].target == "a" && edges("c")[0].chance == 0.4));
  CHECK((edges("c")[2].outcome == "failure" && edges("c")[2].target == "give_up"));
}

TEST_CASE("a Kano category is a word or a mix", "[scenario]") {
  const Result result =
      bound("attributes: {a: {kano: must_be}, b: {kano: {attractive: 25 %, reverse: 0.75}}}\n");

  CHECK(result.diagnostics.empty());
  CHECK(result.scenario.model.attributes.find("a")->kano.must_be == 1.0);
  CHECK(result.scenario.model.attributes.find("b")->kano.attractive == 0.25);
  CHECK(result.scenario.model.attributes.find("b")->kano.reverse == 0.75);
}

TEST_CASE("an edit takes the unit of the number that it changes", "[scenario]") {
  const Result result = bound(
      "nothing: {price: 2 EUR}\n"
      "options:\n"
      "  o:\n"
      "    cost: {once: 4 kEUR, running: 60 EUR/year}\n"
      "    changes:\n"
      "      - at: month 2\n"
      "        ramp: 1 week\n"
      "        set: {nothing.price: 3 EUR}\n"
      "        scale: {behaviour.attitude_on_leaving: 2}\n"
      "      - {add: {nothing.appeal: -0.5}}\n");

  CHECK(result.diagnostics.empty());
  const Option& option = *result.scenario.options.find("o");
  CHECK(option.cost.once == 4000.0);
  REQUIRE(option.changes.size() == 2);
  CHECK(option.changes[0].at == 60.875);
  REQUIRE(option.changes[0].edits.size() == 2);
  CHECK(option.changes[0].edits[0].value == 3.0);
  CHECK(option.changes[0].edits[1].kind == EditKind::scale);
  CHECK(option.changes[1].edits[0].value == -0.5);
  CHECK(result.provenance.count("options.o.changes.1.set.nothing.price") == 1);
}

TEST_CASE("amounts are in the currency of the model, wherever it stands", "[scenario]") {
  const Result result = bound("nothing: {price: 2 SEK}\ncurrency: SEK\n");

  CHECK(result.diagnostics.empty());
  CHECK(result.scenario.model.nothing.price == 2.0);
}

TEST_CASE("every enumeration has a word for each value", "[scenario]") {
  CHECK(word(Stage::disposal) == "disposal");
  CHECK(word(StepKind::decision) == "decision");
  CHECK(word(Pool::acquisition) == "acquisition");
  CHECK(word(Measure::revenue) == "revenue");
  CHECK(word(ReviewAt::first_purchase) == "first_purchase");
  CHECK(word(Dimension::social) == "social");
  CHECK(word(EditKind::scale) == "scale");
  CHECK(word(Effect::leave) == "leave");
  CHECK(word(Asks::everyone) == "everyone");
  CHECK(word(Tenure::spread) == "spread");
}
