#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "scenario/echo.hpp"
#include "scenario/edit.hpp"
#include "scenario/load.hpp"

using namespace polku;
using namespace polku::scenario;

namespace {

namespace fs = std::filesystem;

Scenario from_file(const fs::path& file) {
  base::Diagnostics diagnostics;
  Texts texts;
  auto loaded = load(file.string(), {}, diagnostics, texts);
  INFO(base::to_text(diagnostics));
  REQUIRE(loaded);
  return std::move(loaded->scenario);
}

Scenario from_json(const std::string& text) {
  base::Diagnostics diagnostics;
  auto loaded = load_json(text, "echo", diagnostics);
  INFO(base::to_text(diagnostics));
  REQUIRE(loaded);
  return std::move(loaded->scenario);
}

/// All shipped models and scenarios.
std::vector<fs::path> shipped() {
  std::vector<fs::path> files{fs::path(POLKU_SOURCE_DIR) / "tests/bad_scenarios/models/kiosk.yaml"};
  for (const char* folder : {"models", "scenarios"}) {
    const fs::path path = fs::path(POLKU_SOURCE_DIR) / folder;
    if (!fs::exists(path)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(path))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("every shipped scenario echoes to JSON that reads back to the same scenario", "[scenario]") {
  for (const fs::path& file : shipped()) {
    INFO(file);
    Scenario original = from_file(file);

    Scenario read_back = from_json(echo(original));

    CHECK(echo(read_back) == echo(original));
    for (const std::string& path : all_paths(original.model)) {
      INFO(path);
      const auto before = locate(original.model, path);
      const auto after = locate(read_back.model, path);
      REQUIRE(after);
      CHECK(*after->value == *before->value);
    }
  }
}

TEST_CASE("an echo keeps edges, mixes, words and options", "[scenario]") {
  Scenario original = from_file(fs::path(POLKU_SOURCE_DIR) / "tests/bad_scenarios/models/kiosk.yaml");
  Option option;
  option.title = "Dearer, \"quoted\"\n";
  option.cost = {100.0, {7.0, 365.25}};
  option.changes.push_back({30.0, 7.0, 400.0, {{EditKind::set, "providers.us.price", 3.3}}});
  option.changes.push_back(
      {60.0,
       0.0,
       infinite,
       {{EditKind::add, "journey.buy.gate.success", 0.05}, {EditKind::scale, "journey.walk.takes", 0.5}}});
  original.options.emplace_back("dearer", option);
  original.decide.by = Measure::loyalty;
  original.model.review.after = {ReviewAt::incident, ReviewAt::repeat_purchase};

  const Scenario read_back = from_json(echo(original));

  const Step& buy = *read_back.model.journey.find("buy");
  REQUIRE(buy.next.size() == 3);
  CHECK((buy.next[1].outcome == "success" && buy.next[1].target == "end" && buy.next[1].chance == 0.1));
  CHECK((buy.next[2].outcome == "failure" && buy.next[2].target == "give_up" && buy.next[2].chance == 1.0));
  CHECK(read_back.model.attributes.find("taste")->kano.one_dimensional == 0.7);
  CHECK(read_back.model.review.after == original.model.review.after);
  CHECK(read_back.model.review.incident == infinite);
  CHECK(read_back.budget == infinite);
  CHECK(read_back.decide.by == Measure::loyalty);
  const Option& dearer = *read_back.options.find("dearer");
  CHECK(dearer.title == option.title);
  CHECK(dearer.cost.running.period == 365.25);
  REQUIRE(dearer.changes.size() == 2);
  CHECK(dearer.changes[0].edits[0].value == 3.3);
  CHECK(dearer.changes[1].until == infinite);
  CHECK(dearer.changes[1].edits[1].kind == EditKind::scale);
}
