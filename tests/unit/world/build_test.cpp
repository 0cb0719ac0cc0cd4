#include "behaviour/quality.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("a horizon that is no whole number of reports ends in a partial period", "[world]") {
  const auto calendar = small_world().days(100.0, 28.0).build().calendar;

  CHECK(calendar.periods == 4);
  CHECK(calendar.warm_up_periods == 0);
  CHECK(calendar.end == base::to_ticks(100.0));
}

TEST_CASE("date 0 begins a period also after a warm-up that is no whole number of reports", "[world]") {
  const auto calendar = small_world().days(56.0, 28.0).warm_up(40.0).build().calendar;

  CHECK(calendar.warm_up_periods == 2);
  CHECK(calendar.periods == 4);
  CHECK(calendar.warm_up == base::to_ticks(40.0));
  CHECK(calendar.end == base::to_ticks(96.0));
}

TEST_CASE("what no provider can fail at is left out of the simulation", "[world]") {
  SmallWorld small = small_world();

  SECTION("no gate") {
    const auto world = small.build();
    CHECK_FALSE(world.steps[0].has_gate);
    CHECK_FALSE(world.steps[0].has_retry);
    CHECK_FALSE(world.steps[0].has_handoff);
    CHECK_FALSE(world.steps[0].has_effort);
    CHECK_FALSE(world.steps[0].has_earnings);
  }
  SECTION("a rival's gate") {
    small.rival("them").journey({{"visit", gate(1.0, "end", "give_up")}});
    small.model().providers[1].second.gates = {{"visit", 0.5}};
    CHECK(small.build().steps[0].has_gate);
  }
  SECTION("a gate that opens one day") {
    small.journey({{"visit", gate(1.0, "end", "give_up")}});
    small.option("stricter", {change(100, {set("journey.visit.gate.success", 0.9)})});
    CHECK(small.build(0).steps[0].has_gate);
    CHECK_FALSE(small.build().steps[0].has_gate);
  }
}

TEST_CASE("exits are cumulative and the last takes what is left", "[world]") {
  const auto world =
      small_world()
          .journey({{"visit", encounter({{"", "end", 0.5}, {"", "visit_again", 0.3}, {"", "give_up", 0.2}})},
                    {"visit_again", encounter(to("end"))}})
          .build();
  const auto& branch = world.steps[0].success;

  REQUIRE(branch.count == 3);
  CHECK(world.exits[branch.first].cumulative == 0.5f);
  CHECK(world.exits[branch.first + 1u].cumulative == 0.8f);
  CHECK(world.exits[branch.first + 2u].cumulative == 1.0f);
  CHECK(world.exits[branch.first].to == world.step_end());
  CHECK(world.exits[branch.first + 1u].to == 1);
  CHECK(world.exits[branch.first + 2u].to == world.step_give_up());
}

TEST_CASE("a segment's importance sums to 1", "[world]") {
  const auto world = small_world()
                         .attribute("warmth", one_dimensional(), 3.0)
                         .attribute("speed", one_dimensional(), 1.0)
                         .build();

  CHECK(world.segments[0].importance == std::vector<float>{0.75f, 0.25f});
}

TEST_CASE("the world holds the distribution that a stated quality stands for", "[world]") {
  SmallWorld small = small_world();
  small.attribute("warmth", one_dimensional());
  small.at("visit").delivers = {{"warmth", {0.9, 0.2}}};

  const auto world = small.build();

  const auto& delivery = world.steps[0].delivers[0];
  const auto moments = behaviour::moments_of(
      {world.parameters.at(delivery.location, 0), world.parameters.at(delivery.scale, 0)});
  CHECK(moments.mean == Approx(0.9).margin(1e-9));
  CHECK(moments.standard_deviation == Approx(0.2).margin(1e-9));
}

TEST_CASE("a negative need is acted on after the days that its pain takes to grow", "[world]") {
  SmallWorld small = small_world();
  auto& need = small.model().needs[0].second;
  need.type = NeedType::negative;
  need.pain = {2.0, 0.1 / 7.0, 100.0, 0.82, 0.99};

  const auto world = small.build();

  CHECK(world.needs[0].threshold == Approx(18.82));
  CHECK(world.needs[0].days_to_act / 7.0 == Approx(22.4177).margin(5e-5));
}

TEST_CASE("pain that is great enough at once waits for nothing", "[world]") {
  SmallWorld small = small_world();
  auto& need = small.model().needs[0].second;
  need.type = NeedType::negative;
  need.pain = {20.0, 0.1, 100.0, 0.82, 0.99};

  CHECK(small.build().needs[0].days_to_act == 0.0);
}

TEST_CASE("only a norm that follows the market feeds back", "[world]") {
  SmallWorld small = small_world();
  small.attribute("warmth", one_dimensional());
  CHECK_FALSE(small.build().feedback);

  small.model().behaviour.norm = scenario::NormSource::market;
  CHECK(small.build().feedback);
}
