#include "world/public_value.hpp"

#include "base/math.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

/// g(x; 1), the bent curve of Kano's attractive and must-be attributes.
double bent(double x) { return base::expm1(x) / base::expm1(1.0); }

/// One attribute, delivered at `visit` with quality .8, seen by everybody in one category.
SmallWorld judged(scenario::KanoMix mix, double norm = 0.5) {
  SmallWorld small = small_world();
  scenario::Attribute attribute;
  attribute.kano = mix;
  attribute.norm = norm;
  small.attribute("warmth", attribute).rival("them");
  small.at("visit").delivers = {{"warmth", {0.8, 0.1}}};
  small.people().loss_weight = 2.0;
  return small;
}

world::PublicValue value(const SmallWorld& small, std::size_t provider = 0) {
  const Model& model = small.scenario().model;
  return world::public_value(model, model, model.segments[0].second, provider);
}

scenario::KanoMix mix(double a, double o, double m, double i, double r) { return {a, o, m, i, r}; }

}  // namespace

TEST_CASE("the public judges a reputation by Kano category against the norm", "[world]") {
  CHECK(value(judged(mix(0, 1, 0, 0, 0))).rational == Approx(4 * 0.3));
  CHECK(value(judged(mix(0, 1, 0, 0, 0), 0.9)).rational == Approx(-4 * 2.0 * 0.1));
  CHECK(value(judged(mix(1, 0, 0, 0, 0))).rational == Approx(4 * bent(0.8)));
  CHECK(value(judged(mix(0, 0, 1, 0, 0))).rational == Approx(-4 * 2.0 * bent(0.2)));
  CHECK(value(judged(mix(0, 0, 0, 1, 0))).rational == 0.0);
  CHECK(value(judged(mix(0, 0, 0, 0, 1))).rational == Approx(-4 * 2.0 * 0.3));
}

TEST_CASE("a mix of categories gives the mean of what they feel", "[world]") {
  const double expected = 4 * (0.4 * bent(0.8) + 0.3 * 0.3 - 0.2 * 2.0 * bent(0.2));

  CHECK(value(judged(mix(0.4, 0.3, 0.2, 0.1, 0))).rational == Approx(expected));
}

TEST_CASE("relative gaps measure reputation by the room there is", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0), 0.6);
  small.model().behaviour.gap = scenario::Gap::relative;

  CHECK(value(small).rational == Approx(4 * 0.2 / 0.4));
}

TEST_CASE("functional and economic value appeal to reason, emotional and social to feeling", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  for (const auto dimension : {scenario::Dimension::functional, scenario::Dimension::economic,
                               scenario::Dimension::emotional, scenario::Dimension::social}) {
    small.model().attributes[0].second.dimension = dimension;
    const bool reason =
        dimension == scenario::Dimension::functional || dimension == scenario::Dimension::economic;
    CHECK(value(small).rational == Approx(reason ? 1.2 : 0.0));
    CHECK(value(small).emotional == Approx(reason ? 0.0 : 1.2));
  }
}

TEST_CASE("importance is scaled to sum 1 over the segment's attributes", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.attribute("speed", one_dimensional(), 3.0);  // delivered nowhere: nobody knows anything about it

  CHECK(value(small).rational == Approx(1.2 / 4));
}

TEST_CASE("what few notice is worth less to the public", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.us().noticed = {{"warmth", 0.25}};

  CHECK(value(small).rational == Approx(1.2 / 4));
  CHECK(value(small, 1).rational == Approx(1.2));
}

TEST_CASE("a stated reputation comes before the quality that is delivered", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.us().reputation = {{"warmth", 0.7}};

  CHECK(value(small).rational == Approx(4 * 0.2));
}

TEST_CASE("without a stated reputation the public goes by the model as written", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.option("quietly better", {change(0, {set("journey.visit.delivers.warmth", 0.95)})});

  const auto world = small.build(0);

  CHECK(world.parameters.at(world.segments[0].public_rational, base::to_ticks(100)) == Approx(1.2));
}

TEST_CASE("a stated reputation follows its dated changes", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.us().reputation = {{"warmth", 0.7}};
  small.option("campaign", {change(50, {set("providers.us.reputation.warmth", 0.9)})});

  const auto world = small.build(0);

  CHECK(world.parameters.at(world.segments[0].public_rational, base::to_ticks(49)) == Approx(0.8));
  CHECK(world.parameters.at(world.segments[0].public_rational, base::to_ticks(50)) == Approx(1.6));
  CHECK(world.parameters.at(world.segments[0].public_rational + 1, base::to_ticks(50)) == Approx(1.2));
}

TEST_CASE("the quality that the public believes is the mean over the steps that deliver it", "[world]") {
  SmallWorld small = judged(mix(0, 1, 0, 0, 0));
  small.journey({{"visit", delivering(encounter(to("call")), {{"warmth", {0.8, 0.1}}})},
                 {"call", delivering(encounter(to("end")), {{"warmth", {0.6, 0.1}}})}});

  SECTION("ours") { CHECK(value(small).rational == Approx(4 * 0.2)); }
  SECTION("a rival's, where it differs at one step") {
    small.model().providers[1].second.performance = {{"call.warmth", {1.0, 0.0}}};
    CHECK(value(small, 1).rational == Approx(4 * 0.4));
  }
  SECTION("a rival's, with a figure for everywhere and another for one step") {
    small.model().providers[1].second.performance = {{"warmth", {0.5, 0.1}}, {"call.warmth", {0.9, 0.1}}};
    CHECK(value(small, 1).rational == Approx(4 * 0.2));
  }
}
