// What rivals deliver: their own figures, or ours as written; never what we improve later.
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

constexpr std::size_t us = 0, them = 1;
const base::Tick later = base::to_ticks(200);

/// We and a rival at one gated step that delivers warmth.
SmallWorld two_companies() {
  SmallWorld small = small_world();
  small.rival("them").attribute("warmth", one_dimensional());
  Step visit = delivering(gate(0.8, "end", "give_up", 0.25), {{"warmth", {0.6, 0.1}}});
  visit.takes.mean = 2.0;
  visit.effort = 3.0;
  small.journey({{"visit", visit}});
  return small;
}

double number(const world::World& world, world::ParameterId id, std::size_t provider, base::Tick time = 0) {
  return world.parameters.at(id + static_cast<world::ParameterId>(provider), time);
}

}  // namespace

TEST_CASE("where a rival states nothing it is as good as we are in the model as written", "[world]") {
  const auto world = two_companies().build();
  const auto& step = world.steps[0];

  for (const auto id : {step.gate_success, step.gate_retry, step.takes, step.effort, step.delivers[0].mean,
                        step.delivers[0].location, step.delivers[0].scale})
    CHECK(number(world, id, them) == number(world, id, us));
}

TEST_CASE("our improvements do not improve the rivals", "[world]") {
  const auto world =
      two_companies()
          .option("better",
                  {change(0, {set("journey.visit.gate.success", 0.95), set("journey.visit.gate.retry", 0.5),
                              set("journey.visit.takes", 1.0), set("journey.visit.effort", 1.0),
                              set("journey.visit.delivers.warmth", 0.9)})})
          .build(0);
  const auto& step = world.steps[0];

  CHECK(number(world, step.gate_success, us, later) == 0.95);
  CHECK(number(world, step.gate_success, them, later) == 0.8);
  CHECK(number(world, step.gate_retry, us, later) == 0.5);
  CHECK(number(world, step.gate_retry, them, later) == 0.25);
  CHECK(number(world, step.takes, them, later) == 2.0);
  CHECK(number(world, step.effort, them, later) == 3.0);
  CHECK(number(world, step.delivers[0].mean, us, later) == 0.9);
  CHECK(number(world, step.delivers[0].mean, them, later) == 0.6);
}

TEST_CASE("a rival's own figures come before ours, those of a step before those of everywhere", "[world]") {
  SmallWorld small = two_companies();
  auto& rival = small.model().providers[them].second;
  rival.gates = {{"visit", 0.4}};
  rival.performance = {{"warmth", {0.3, 0.1}}, {"visit.warmth", {0.2, 0.1}}};

  const auto world = small.build();

  CHECK(number(world, world.steps[0].gate_success, them) == 0.4);
  CHECK(number(world, world.steps[0].gate_success, us) == 0.8);
  CHECK(number(world, world.steps[0].delivers[0].mean, them) == 0.2);
  CHECK(number(world, world.steps[0].delivers[0].mean, us) == 0.6);
}

TEST_CASE("a rival follows its own dated changes", "[world]") {
  SmallWorld small = two_companies();
  small.model().providers[them].second.performance = {{"warmth", {0.3, 0.1}}};
  small.option(
      "they wake up",
      {change(100, {set("providers.them.performance.warmth", 0.8), set("providers.them.price", 9.0)})});

  const auto world = small.build(0);

  CHECK(number(world, world.steps[0].delivers[0].mean, them, later) == 0.8);
  CHECK(number(world, world.steps[0].delivers[0].mean, us, later) == 0.6);
  CHECK(world.parameters.at(world.providers[them].price, later) == 9.0);
}

TEST_CASE("a rival is entered by its own name or by the word rival", "[world]") {
  SmallWorld small = two_companies();
  small.rival("others").journey(
      {{"choose",
        decision({{"us", "ours"}, {"them", "theirs"}, {"rival", "elsewhere"}, {"nothing", "give_up"}})},
       {"ours", encounter(to("end"))},
       {"theirs", encounter(to("end"))},
       {"elsewhere", encounter(to("end"))}});

  const auto world = small.build();

  const auto target = [&](std::size_t alternative) {
    return world.exits[world.steps[0].by_alternative[alternative].first].to;
  };
  CHECK(target(0) == 1);
  CHECK(target(1) == 2);
  CHECK(target(2) == 3);
  CHECK(target(world.alternative_nothing()) == world.step_give_up());
  CHECK(world.steps[0].by_alternative[world.alternative_repair()].count == 0);
}
