#include <catch2/catch.hpp>
#include <stdexcept>

#include "small_journey.hpp"

using namespace polku::journey;

TEST_CASE("steps keep their order, then come end and give_up", "[journey]") {
  const JourneyGraph graph =
      SmallJourney().step("a", {to("b")}).step("b", {to("end")}).need("n", "a").graph();

  REQUIRE(graph.nodes.size() == 4);
  CHECK(graph.steps() == 2);
  CHECK(graph.nodes[0].name == "a");
  CHECK(graph.nodes[graph.end()].name == "end");
  CHECK(graph.nodes[graph.give_up()].name == "give_up");
  CHECK(graph.edges_from(0).size() == 1);
  CHECK(graph.edges_from(0).front().to == 1);
  CHECK(graph.edges_from(1).front().to == graph.end());
  CHECK(graph.edges_from(graph.end()).empty());
  CHECK(graph.edges_from(graph.give_up()).empty());
}

TEST_CASE("an edge without an outcome counts as success", "[journey]") {
  const JourneyGraph graph = SmallJourney().step("a", {on("", "end")}).need("n", "a").graph();

  CHECK(graph.edges[0].outcome == "success");
  CHECK_FALSE(graph.edges[0].fails());
}

TEST_CASE("a gate passes with recovery, and the hand-off comes after it", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("a", {to("end"), on("failure", "give_up")})
                                 .gate(0.9, 0.5)
                                 .handoff("b", 0.1)
                                 .need("n", "a")
                                 .graph();

  CHECK(graph.nodes[0].gate == Approx(0.95));
  CHECK(graph.nodes[0].success() == Approx(0.855));
  CHECK(graph.nodes[0].gated);
  CHECK(graph.edges[0].handoff);
  CHECK_FALSE(graph.edges[1].handoff);
}

TEST_CASE("a step where only a rival's gate can fail can fail", "[journey]") {
  SmallJourney journey = SmallJourney().step("a", {to("end")}).need("n", "a");
  CHECK_FALSE(journey.graph().nodes[0].can_fail);

  polku::scenario::Provider rival;
  rival.gates.emplace_back("a", 0.8);
  journey.model().providers.emplace_back("rival", rival);

  CHECK(journey.graph().nodes[0].can_fail);
  CHECK(journey.graph().nodes[0].success() == 1.0);
}

TEST_CASE("ripening takes time only if all who come there have a need that ripens", "[journey]") {
  using polku::scenario::NeedType;
  SmallJourney journey = SmallJourney().step("a", {to("end")}).kind(StepKind::ripen).takes(0).need("n", "a");
  const auto takes_time = [&] { return journey.graph().nodes[0].takes_time; };
  CHECK_FALSE(takes_time());

  journey.model().needs.front().second.type = NeedType::positive;
  CHECK(takes_time());

  journey.model().needs.front().second.type = NeedType::negative;
  CHECK(takes_time());

  journey.model().needs.front().second.pain.initial = 1e6;
  CHECK_FALSE(takes_time());

  journey.model().needs.front().second.pain.initial = 1.0;
  journey.review("a");
  CHECK_FALSE(takes_time());
}

TEST_CASE("a duration below half a tick takes no time", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("a", {to("b")})
                                 .takes(1e-6)
                                 .step("b", {to("end")})
                                 .takes(1e-4)
                                 .need("n", "a")
                                 .graph();

  CHECK_FALSE(graph.nodes[0].takes_time);
  CHECK(graph.nodes[1].takes_time);
}

TEST_CASE("an entry knows how often its need arrives over all segments", "[journey]") {
  SmallJourney journey =
      SmallJourney().step("a", {to("end")}).need("random", "a", 0.1).need("regular", "a", 0.0);
  auto& segments = journey.model().segments;
  segments.front().second.need_rates.find("regular")->every = 20.0;
  segments.push_back(segments.front());
  segments[0].second.share = 0.25;
  segments[1].second.share = 0.75;
  segments[1].second.need_rates.find("random")->mean = 0.2;
  journey.review("a");

  const JourneyGraph graph = journey.graph();

  REQUIRE(graph.entries.size() == 3);
  CHECK(graph.entries[0].source == "needs.random");
  CHECK(graph.entries[0].arrivals == Approx(0.25 * 0.1 + 0.75 * 0.2));
  CHECK(graph.entries[1].arrivals == Approx(0.05));
  CHECK(graph.entries[2].source == "review");
  CHECK(graph.entries[2].arrivals == 0.0);
}

TEST_CASE("a target that does not exist is refused", "[journey]") {
  CHECK_THROWS_AS(SmallJourney().step("a", {to("b")}).need("n", "a").graph(), std::invalid_argument);
  CHECK_THROWS_AS(SmallJourney().step("a", {to("end")}).need("n", "b").graph(), std::invalid_argument);
}
