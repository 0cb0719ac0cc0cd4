#include <catch2/catch.hpp>

#include "scenario/edit.hpp"
#include "scenario/load.hpp"

using namespace polku;
using namespace polku::scenario;

namespace {

Model kiosk() {
  base::Diagnostics diagnostics;
  Texts texts;
  const auto loaded =
      load(std::string(POLKU_SOURCE_DIR) + "/tests/bad_scenarios/models/kiosk.yaml", {}, diagnostics, texts);
  REQUIRE(loaded);
  return loaded->scenario.model;
}

}  // namespace

TEST_CASE("a path names a number inside the model", "[scenario]") {
  Model model = kiosk();

  const auto gate = locate(model, "journey.buy.gate.success");
  const auto price = locate(model, "providers.us.price");
  const auto takes = locate(model, "journey.walk.takes");

  REQUIRE((gate && price && takes));
  CHECK(gate->value == &model.journey.find("buy")->gate.success);
  CHECK(gate->field.unit == Unit::share);
  CHECK(gate->field.dated == Dated::yes);
  CHECK(price->value == &model.providers.find("us")->price.amount);
  CHECK(price->price == &model.providers.find("us")->price);
  CHECK(takes->value == &model.journey.find("walk")->takes.mean);
}

TEST_CASE("a quality is its mean, and its spread has a path too", "[scenario]") {
  Model model = kiosk();
  Quality& taste = *model.journey.find("buy")->delivers.find("taste");

  CHECK(locate(model, "journey.buy.delivers.taste")->value == &taste.mean);
  CHECK(locate(model, "journey.buy.delivers.taste.mean")->value == &taste.mean);
  CHECK(locate(model, "journey.buy.delivers.taste.spread")->value == &taste.spread);
  CHECK(locate(model, "journey.buy.delivers.taste.spread")->field.high == 0.5);
}

TEST_CASE("keys with dots are found", "[scenario]") {
  Model model = kiosk();

  const auto speed = locate(model, "providers.cart.performance.buy.speed");

  REQUIRE(speed);
  CHECK(*speed->value == 0.8);
}

TEST_CASE("every path that is listed is found", "[scenario]") {
  Model model = kiosk();

  const auto paths = all_paths(model);

  CHECK(paths.size() > 100);
  for (const std::string& path : paths) {
    INFO(path);
    CHECK(locate(model, path));
  }
  CHECK(all_paths(model, Dated::yes).size() < paths.size());
}

TEST_CASE("a path that names no number is explained", "[scenario]") {
  Model model = kiosk();
  const auto code = [&](std::string_view path) {
    CHECK_FALSE(locate(model, path));
    return std::string(explain(model, path).code);
  };

  CHECK(code("journey.buy.gate.sucess") == "unknown-path");
  CHECK(code("journey.nowhere.effort") == "unknown-path");
  CHECK(code("") == "unknown-path");
  CHECK(code("journey") == "not-a-number-path");
  CHECK(code("journey.buy") == "not-a-number-path");
  CHECK(code("journey.buy.owner") == "not-a-number-path");
  CHECK(code("population.customers") == "not-a-number-path");
  CHECK(code("providers.cart.gates.eat") == "absent-entry");
  CHECK(code("providers.cart.performance.buy.taste") == "absent-entry");
  CHECK_THAT(explain(model, "journey.buy.gate.sucess").suggestion,
             Catch::Contains("journey.buy.gate.success"));
}

TEST_CASE("an edit sets, adds or scales", "[scenario]") {
  CHECK(edited(0.5, {EditKind::set, "", 0.8}) == 0.8);
  CHECK(edited(0.5, {EditKind::add, "", 0.25}) == 0.75);
  CHECK(edited(0.5, {EditKind::scale, "", 3.0}) == 1.5);
}
