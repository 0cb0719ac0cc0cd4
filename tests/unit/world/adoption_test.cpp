// Changes that people take up, and readiness above the start, in the tracks of numbers.
#include <cmath>

#include "behaviour/readiness.hpp"
#include "support/small_world.hpp"
#include "world/readiness.hpp"

using namespace polku;
using namespace polku::test;

namespace {

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Half ready in all four stages; two gates of the same function.
SmallWorld half_ready() {
  SmallWorld small = small_world();
  scenario::Function support;
  support.readiness = {0.5, 0.5, 0.5, 0.5};
  small.model().functions = {{"support", support}};
  Step first = gate(0.6, "second", "give_up"), second = gate(0.5, "end", "give_up");
  first.owner = second.owner = "support";
  return small.journey({{"first", first}, {"second", second}});
}

scenario::Change adopted(double over, Table<double> stages, std::vector<scenario::Edit> edits) {
  scenario::Change x = change(0.0, std::move(edits));
  x.adopt = {"support", std::move(stages), over};
  return x;
}

const Table<double> three_quarters{{"vision", 0.75}, {"task", 0.75}, {"follow_up", 0.75}, {"measured", 0.75}};

double success(const world::World& world, std::size_t step, double days) {
  return world.parameters.at(world.steps[step].gate_success, base::to_ticks(days));
}

}  // namespace

TEST_CASE("a target is reached as far as people take it up", "[world][adoption]") {
  const SmallWorld small = half_ready().option(
      "train", {adopted(160.0, three_quarters, {set("journey.first.gate.success", 0.8)})});
  const auto world = small.build(0);

  // Half of the readiness that they lacked: half of the way.
  CHECK(success(world, 0, 0.0) == Approx(0.6));
  CHECK(success(world, 0, 160.0) == Approx(0.7));
  CHECK(success(world, 0, 300.0) == Approx(0.7));
  CHECK(success(world, 0, 80.0) == Approx(0.65));
  CHECK(success(world, 0, 40.0) == Approx(0.6 + 0.1 * behaviour::taken_up(0.25, 6.0)));
}

TEST_CASE("leaders who pull apart slow a change down, leaders who cancel each other stop it",
          "[world][adoption]") {
  SmallWorld small = half_ready().option(
      "train", {adopted(160.0, three_quarters, {set("journey.first.gate.success", 0.8)})});
  small.model().organisation.leaders = {{"ann", {0.0, 1.0}}, {"bob", {90.0, 1.0}}};
  CHECK(success(small.build(0), 0, 80.0 * std::sqrt(2.0)) == Approx(0.65).epsilon(1e-6));

  small.model().organisation.leaders = {{"ann", {0.0, 1.0}}, {"bob", {180.0, 1.0}}};
  CHECK(success(small.build(0), 0, 360.0) == 0.6);
}

TEST_CASE("one stage left out costs what the elasticity of substitution says", "[world][adoption]") {
  const Table<double> without{{"vision", 1.0}, {"task", 1.0}, {"follow_up", 1.0}};
  SmallWorld small =
      half_ready().option("train", {adopted(0.0, without, {set("journey.first.gate.success", 0.8)})});
  const auto reached = [&](double elasticity) {
    small.model().organisation.substitution = elasticity;
    return (success(small.build(0), 0, 100.0) - 0.6) / 0.2;
  };

  CHECK(reached(0.0) == 0.0);
  CHECK(reached(0.5) == Approx((0.8 - 0.5) / 0.5));  // harmonic mean of 1, 1, 1, 1/2
  CHECK(reached(1e6) == Approx(0.75).epsilon(1e-4));
}

TEST_CASE("readiness above the start moves figures that no change names, and those that one names only once",
          "[world][adoption]") {
  SmallWorld small =
      half_ready().option("train", {adopted(0.0, three_quarters, {set("journey.first.gate.success", 0.8)})});
  small.model().organisation.success.readiness = 4.0;
  const auto world = small.build(0);

  CHECK(success(world, 0, 100.0) == Approx(0.7));
  CHECK(success(world, 1, 100.0) == Approx(logistic(4.0 * 0.25)));
  CHECK(success(small.build(), 1, 100.0) == 0.5);  // the figures as written hold for readiness as written
}

TEST_CASE("support behind the front line is part of its readiness", "[world][adoption]") {
  SmallWorld small = half_ready();
  scenario::Function it;
  it.readiness = {0.2, 0.2, 0.2, 0.2};
  small.model().functions.emplace_back("it", it);
  small.model().functions[0].second.supported_by = {{"it", {0.4, 0.0}}};

  small.model().organisation.support_substitution = 0.0;
  CHECK(world::readiness_of(small.model(), 0) == 0.2);
  small.model().organisation.support_substitution = 1e9;
  CHECK(world::readiness_of(small.model(), 0) == Approx(0.6 * 0.5 + 0.4 * 0.2));
  CHECK(world::readiness_of(small.model(), 1) == Approx(0.2));
}

TEST_CASE("a promise known to both sides closes a hand-off, known to one it helps little",
          "[world][adoption]") {
  SmallWorld small = half_ready();
  scenario::Function billing;
  billing.readiness = {0.5, 0.5, 0.5, 0.5};
  small.model().functions.emplace_back("billing", billing);
  small.model().journey[0].second.handoff = {"billing", 0.06};
  small.model().organisation.substitution = 0.0;
  small.model().organisation.handoffs.readiness = 3.0;
  const auto stages = [](const std::string& function) {
    std::vector<scenario::Edit> edits;
    for (const auto& [stage, member] : scenario::readiness_stages)
      edits.push_back(set("functions." + function + ".readiness." + std::string(stage), 0.9));
    return change(0.0, edits);
  };
  small.option("one", {stages("support")}).option("both", {stages("support"), stages("billing")});
  const auto error = [&](std::size_t option) {
    const auto world = small.build(option);
    return world.parameters.at(world.steps[0].handoff_error, base::to_ticks(10.0));
  };

  CHECK(error(0) == 0.06);
  CHECK(error(1) == Approx(logistic(std::log(0.06 / 0.94) - 3.0 * 0.4)));
}

TEST_CASE("readiness narrows the spread of what is delivered and raises its mean", "[world][adoption]") {
  SmallWorld small = half_ready().attribute("courtesy", one_dimensional());
  small.model().journey[0].second.delivers = {{"courtesy", {0.6, 0.2}}};
  small.model().organisation.quality.readiness = 2.0;
  small.model().organisation.evenness.readiness = 1.0;
  small.option("train", {change(0.0, {set("functions.support.readiness.task", 1.0)})});
  const auto before = small.build(), after = small.build(0);
  const auto& delivery = after.steps[0].delivers[0];
  const double gain = world::readiness_of(small.model(), 0);
  scenario::Model trained = small.model();
  trained.functions[0].second.readiness.task = 1.0;
  const double more = world::readiness_of(trained, 0) - gain;
  const auto at = [](const world::World& world, world::ParameterId id) {
    return world.parameters.at(id, base::to_ticks(10.0));
  };

  CHECK(at(after, delivery.location) == Approx(at(before, delivery.location) + 2.0 * more));
  CHECK(at(after, delivery.scale) == Approx(at(before, delivery.scale) * std::exp(-more)));
}
