#include "world/changes.hpp"

#include <algorithm>

#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;
using world::Limit;

namespace {

const char* const passes = "journey.visit.gate.success";

SmallWorld one_gate() {
  SmallWorld small = small_world();
  small.journey({{"visit", gate(0.5, "end", "give_up")}});
  return small;
}

/// The chance of our gate in the world of the first option, days after the end of the warm-up.
double chance(const world::World& world, double days) {
  const base::Tick time = world.calendar.warm_up + base::to_ticks(days);
  return world.parameters.at(world.steps[0].gate_success + world.own, time);
}

}  // namespace

TEST_CASE("without a change every number is as written at all times", "[world]") {
  const auto world = one_gate().option("later", {change(100, {set(passes, 0.9)})}).build();

  for (const double days : {0.0, 99.0, 100.0, 363.0}) CHECK(chance(world, days) == 0.5);
}

TEST_CASE("a change without a ramp holds from its tick on", "[world]") {
  const auto world = one_gate().option("later", {change(100, {set(passes, 0.9)})}).build(0);

  CHECK(chance(world, 0) == 0.5);
  CHECK(world.parameters.at(world.steps[0].gate_success, base::to_ticks(100) - 1) == 0.5);
  CHECK(chance(world, 100) == 0.9);
  CHECK(chance(world, 10000) == 0.9);
}

TEST_CASE("a ramped number is exact at every moment of its ramp", "[world]") {
  const auto world = one_gate().option("slowly", {change(10, {add(passes, 0.3)}, 97.0)}).build(0);

  for (double days = 0; days < 130; days += 0.37) {
    const double come = std::clamp((base::to_days(base::to_ticks(days)) - 10) / 97, 0.0, 1.0);
    CHECK(chance(world, days) == Approx(0.5 + 0.3 * come).margin(1e-9).epsilon(0));
  }
}

TEST_CASE("a change at date 0 waits for the end of the warm-up", "[world]") {
  const auto world = one_gate().warm_up(30).option("at once", {change(0, {set(passes, 0.9)})}).build(0);

  CHECK(world.parameters.at(world.steps[0].gate_success, base::to_ticks(30) - 1) == 0.5);
  CHECK(chance(world, 0) == 0.9);
}

TEST_CASE("a change at date 0 without a warm-up holds from the first tick", "[world]") {
  const auto world = one_gate().option("at once", {change(0, {set(passes, 0.9)})}).build(0);

  CHECK(chance(world, 0) == 0.9);
}

TEST_CASE("until ends a change, also in the middle of its ramp", "[world]") {
  const auto world = one_gate().option("for a while", {change(10, {add(passes, 0.4)}, 40.0, 30.0)}).build(0);

  CHECK(chance(world, 20) == Approx(0.6).margin(1e-9));
  CHECK(world.parameters.at(world.steps[0].gate_success, base::to_ticks(30) - 1) == Approx(0.7).margin(1e-6));
  CHECK(chance(world, 30) == 0.5);
  CHECK(chance(world, 50) == 0.5);
}

TEST_CASE("edits of one number work in the order in which they are written", "[world]") {
  const auto first = change(10, {set(passes, 0.4)});
  const auto second = change(10, {add(passes, 0.2)});
  const auto third = change(10, {scale(passes, 0.5)});
  const SmallWorld small = one_gate()
                               .option("set, add, scale", {first, second, third})
                               .option("scale, add, set", {third, second, first})
                               .option("add, scale", {second, third});

  CHECK(chance(small.build(0), 10) == Approx(0.3));   // (.4 + .2) x .5
  CHECK(chance(small.build(1), 10) == Approx(0.4));   // what came before is overwritten
  CHECK(chance(small.build(2), 10) == Approx(0.35));  // (.5 + .2) x .5
}

TEST_CASE("a ramp of set starts from what the changes before it left", "[world]") {
  const auto world =
      one_gate()
          .option("two", {change(0, {set(passes, 0.7)}), change(100, {set(passes, 0.9)}, 10.0)})
          .build(0);

  CHECK(chance(world, 100) == Approx(0.7));
  CHECK(chance(world, 105) == Approx(0.8).margin(1e-9));
  CHECK(chance(world, 110) == Approx(0.9));
}

TEST_CASE("a scaled number follows its ramp", "[world]") {
  const auto world = one_gate().option("halved", {change(0, {scale(passes, 0.5)}, 100.0)}).build(0);

  CHECK(chance(world, 50) == Approx(0.375).margin(1e-9));
  CHECK(chance(world, 100) == Approx(0.25));
}

TEST_CASE("knots stand at both sides of a jump and bend where a ramp does", "[world]") {
  scenario::Option option;
  option.changes = {change(10, {set(passes, 0.9)}), change(20, {add(passes, 0.05)}, 16.0, 30.0)};

  const auto knots = world::knots_of({&option}, 0.0);

  REQUIRE(knots.front().time == 0);
  for (std::size_t k = 1; k < knots.size(); ++k) CHECK(knots[k - 1].time <= knots[k].time);
  const auto sides = [&](double days) {
    int count = 0;
    for (const auto& knot : knots) count += knot.time == base::to_ticks(days);
    return count;
  };
  CHECK(sides(10) == 2);
  CHECK(sides(20) == 1);
  CHECK(sides(21) == 1);
  CHECK(sides(30) == 2);
  CHECK(sides(36) == 1);
}

TEST_CASE("a change that touches other numbers leaves a number constant", "[world]") {
  const auto world = one_gate().option("price", {change(10, {set("providers.us.price", 5.0)})}).build(0);

  CHECK_FALSE(world.parameters.varies(world.steps[0].gate_success));
  CHECK(world.parameters.varies(world.providers[0].price));
}

TEST_CASE("a change that gives up a budget leaves every other number in its place", "[world]") {
  SmallWorld small = small_world();
  scenario::Activity contact;
  contact.budget = {4500.0, 365.25};
  contact.capacity = 1.0;
  small.model().activities = {{"contact", contact}};
  small.model().costs.general = {1200.0, 365.25};
  small.at("visit").books = {{"contact", 1.0}};
  small.option("no more contacts",
               {change(100, {set("activities.contact.budget", 0), set("activities.contact.capacity", 0)})});

  const auto world = small.build(0);

  CHECK(world.parameters.at(world.general_costs, base::to_ticks(50)) == 1200.0);
  CHECK(world.parameters.at(world.general_costs, base::to_ticks(200)) == 1200.0);
  CHECK(world.parameters.at(world.activities[0].rate, base::to_ticks(200)) == 0.0);
}

TEST_CASE("an option's money begins at its first change", "[world]") {
  scenario::OptionCost cost;
  cost.once = 1000.0;
  cost.running = {30.0, 30.4375};
  const auto world =
      one_gate()
          .warm_up(7)
          .option("paid", {change(90, {add(passes, 0.1)}), change(60, {add(passes, 0.1)})}, cost)
          .build(0);

  CHECK(world.investments.at(0).start == base::to_ticks(7) + base::to_ticks(60));
  CHECK(world.investments.at(0).once == 1000 * base::money_per_unit);
  CHECK(world.investments.at(0).running == 30.0);
  CHECK(world.investments.at(0).running_period == 30.4375);
}
