// Answers to a Kano questionnaire as shares of an attribute. What a bad file is told stands in
// tests/bad_scenarios.
#include "scenario/questionnaire.hpp"

#include <catch2/catch.hpp>

#include "scenario/echo.hpp"
#include "scenario/load.hpp"
#include "support/temporary_folder.hpp"

using namespace polku;
using behaviour::KanoCategory;
using behaviour::KanoTable;
using scenario::CountedAnswers;

namespace {

struct Counting {
  std::optional<CountedAnswers> answers;
  base::Diagnostics diagnostics;
};

Counting counted(const std::string& bytes, scenario::Questionnaire questionnaire = {}) {
  const test::TemporaryFolder folder;
  test::put(folder / "answers.csv", bytes);
  questionnaire.functional = "there";
  questionnaire.dysfunctional = "missing";
  scenario::Asked asked;
  asked.attribute = "speed";
  asked.questionnaire = std::move(questionnaire);
  Counting result;
  result.answers = scenario::count_answers(folder / "answers.csv", asked, result.diagnostics);
  return result;
}

std::int64_t of(const Counting& counting, KanoCategory category) {
  REQUIRE(counting.answers);
  return counting.answers->counts.of(category);
}

std::string text_of(const base::Diagnostics& diagnostics) { return base::to_text(diagnostics); }

/// A shop with one attribute, whose shares stand in a file beside it.
const char* const shop =
    "polku: 1\nname: Shop\nattributes:\n  speed: {kano: {questionnaire: asked/answers.csv, functional: "
    "there, "
    "dysfunctional: missing}}\n"
    "segments: {all: {share: 1, importance: {speed: 1}, need_rates: {errand: {mean: 1/week}}}}\n"
    "providers: {us: {own: true}}\nneeds: {errand: {starts: buy}}\n"
    "journey: {buy: {stage: use, kind: encounter, effect: purchase, delivers: {speed: 0.5}, next: end}}\n";
const char* const answers =
    "there,missing\nI like it,I dislike it\nI like it,neutral\nI like it,neutral\nI expect it,I dislike it\n"
    "like,like\n,like\n";

}  // namespace

TEST_CASE("answers are read in the usual wordings, whatever the case, or as the scenario words them",
          "[scenario]") {
  const Counting usual = counted(
      "there,missing\nI LIKE IT,i dislike it\nI expect it,\"I dislike it\"\n"
      "It must be that way,I am neutral\nlike,live with\nI like it,I can tolerate it\n");
  CHECK(of(usual, KanoCategory::one_dimensional) == 1);
  CHECK(of(usual, KanoCategory::must_be) == 1);
  CHECK(of(usual, KanoCategory::indifferent) == 1);
  CHECK(of(usual, KanoCategory::attractive) == 2);

  scenario::Questionnaire german;
  german.answers.like = "freut mich sehr";
  german.answers.dislike = "st\u00f6rt mich sehr";
  const std::string bytes = "there;missing\nFreut mich sehr;st\u00f6rt mich sehr\nFreut mich sehr;neutral\n";
  CHECK(of(counted(bytes, german), KanoCategory::one_dimensional) == 1);
  CHECK(of(counted(bytes, german), KanoCategory::attractive) == 1);
  const Counting stated_alone = counted("there,missing\nI like it,neutral\n", german);
  CHECK_FALSE(stated_alone.answers);
  CHECK(stated_alone.diagnostics.all().front().code == "unknown-answer");
}

TEST_CASE("Pouliot's table has more contradictions, and nobody who contradicts himself is counted",
          "[scenario]") {
  scenario::Questionnaire asked;
  const std::string bytes = "there,missing\nmust be,must be\nlive with,live with\nlike,dislike\nlike,like\n";
  CHECK(counted(bytes, asked).answers->counts.questionable == 1);
  CHECK(of(counted(bytes, asked), KanoCategory::indifferent) == 2);
  asked.table = KanoTable::pouliot;
  const Counting strict = counted(bytes, asked);
  CHECK(strict.answers->counts.questionable == 3);
  CHECK(strict.answers->usable() == 1);
  CHECK(strict.answers->shares().one_dimensional == 1.0);
}

TEST_CASE("a file of more rows than are read, or of nothing but mistakes, ends early", "[scenario]") {
  std::string long_file = "there,missing\n";
  for (int i = 0; i < 1'000'001; ++i) long_file += "like,neutral\n";
  const Counting too_long = counted(long_file);
  CHECK_FALSE(too_long.answers);
  CHECK(too_long.diagnostics.all().back().code == "data-too-many-rows");

  std::string nonsense = "there,missing\n";
  for (int i = 0; i < 10'000; ++i) nonsense += "x,y\n";
  const Counting told = counted(nonsense);
  CHECK_FALSE(told.answers);
  CHECK(told.diagnostics.size() == 101);
  CHECK(told.diagnostics.all().back().code == "data-too-many-mistakes");
}

TEST_CASE("the resolved scenario holds the shares and needs no file", "[scenario]") {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "asked");
  test::put(folder / "asked/answers.csv", answers);
  test::put(folder / "shop.yaml", shop);
  base::Diagnostics diagnostics;
  scenario::Texts texts;

  const auto loaded = scenario::load(folder / "shop.yaml", {}, diagnostics, texts);

  INFO(text_of(diagnostics));
  REQUIRE(loaded);
  const scenario::KanoMix& mix = loaded->scenario.model.attributes.find("speed")->kano;
  CHECK(mix.attractive == 0.5);
  CHECK(mix.one_dimensional == 0.25);
  CHECK(mix.must_be == 0.25);
  REQUIRE(loaded->asked.size() == 1);
  CHECK(loaded->asked[0].answers.counts.questionable == 1);
  CHECK(loaded->asked[0].answers.unanswered == 1);
  const std::string echo = scenario::echo(loaded->scenario);
  CHECK(echo.find("answers.csv") == std::string::npos);
  const auto again = scenario::load_json(echo, "echo", diagnostics);
  INFO(text_of(diagnostics));
  REQUIRE(again);
  CHECK(scenario::echo(again->scenario) == echo);
  CHECK(loaded->provenance.at("attributes.speed.kano.questionnaire").value.line == 4);
}

TEST_CASE(
    "a file is looked for beside the model that names it, or beside the scenario if the command line does",
    "[scenario]") {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "model/asked");
  test::put(folder / "model/asked/answers.csv", answers);
  test::put(folder / "model/shop.yaml", shop);
  test::put(folder / "here.csv", "there,missing\nlike,neutral\n");
  test::put(folder / "scenario.yaml", "polku: 1\nmodel: model/shop.yaml\nquestion: Why?\n");
  base::Diagnostics diagnostics;
  scenario::Texts texts;

  const auto beside = scenario::load(folder / "scenario.yaml", {}, diagnostics, texts);
  const auto named = scenario::load(folder / "scenario.yaml",
                                    {"attributes.speed.kano.questionnaire=here.csv"}, diagnostics, texts);

  INFO(text_of(diagnostics));
  REQUIRE(beside);
  REQUIRE(named);
  CHECK(beside->scenario.model.attributes[0].second.kano.attractive == 0.5);
  CHECK(named->scenario.model.attributes[0].second.kano.attractive == 1.0);
}

TEST_CASE("where there are no files a questionnaire is a mistake with its place", "[scenario]") {
  const char* const json =
      R"({"polku": 1, "name": "x", "attributes": {"speed": {"kano": {"questionnaire": "a.csv"}}},
          "segments": {"all": {"share": 1, "importance": {"speed": 1}, "need_rates": {"errand": {"mean": "1/week"}}}},
          "providers": {"us": {"own": true}}, "needs": {"errand": {"starts": "buy"}},
          "journey": {"buy": {"stage": "use", "kind": "encounter", "delivers": {"speed": 0.5}, "next": "end"}}})";
  base::Diagnostics diagnostics;
  CHECK_FALSE(scenario::load_json(json, "text", diagnostics));
  INFO(text_of(diagnostics));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.all()[0].code == "unreadable-file");
  CHECK(diagnostics.all()[0].location.line == 1);
  CHECK(diagnostics.all()[0].location.column > 60);
}
