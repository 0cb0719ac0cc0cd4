#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "journey/analysis.hpp"
#include "small_journey.hpp"

using namespace polku::journey;

namespace {

/// `count` gates in a row, then a purchase; whoever fails gives up.
template <class Setting>
JourneyGraph gates_in_a_row(std::size_t count, Setting setting) {
  SmallJourney journey;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string next = i + 1 < count ? numbered("gate", i + 1) : "buy";
    setting(journey.step(numbered("gate", i), {to(next), on("failure", "give_up")}));
  }
  return journey.step("buy", {to("end")}).purchase().need("n", "gate_0").graph();
}

std::vector<std::string> names(const JourneyGraph& graph, const std::vector<std::size_t>& nodes) {
  std::vector<std::string> result;
  for (const std::size_t each : nodes) result.push_back(graph.nodes[each].name);
  return result;
}

using Names = std::vector<std::string>;
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("five gates of .95 let .773781 of customers pass, .903921 with a recovery of .6", "[journey]") {
  const Analysis plain = analyse(gates_in_a_row(5, [](SmallJourney& gate) { gate.gate(0.95); }));
  const Analysis recovered = analyse(gates_in_a_row(5, [](SmallJourney& gate) { gate.gate(0.95, 0.6); }));

  CHECK(plain.purchase == Approx(0.773781).margin(5e-7));
  CHECK(plain.purchase == Approx(std::pow(0.95, 5)).margin(1e-12));
  CHECK(recovered.purchase == Approx(0.903921).margin(5e-7));
}

TEST_CASE("four hand-offs of .97 keep .885293 of customers", "[journey]") {
  const JourneyGraph graph =
      gates_in_a_row(4, [](SmallJourney& gate) { gate.handoff("next_function", 0.03); });

  const Analysis analysis = analyse(graph);

  CHECK(analysis.purchase == Approx(0.885293).margin(5e-7));
  CHECK(analysis.reach[graph.give_up()] == Approx(1.0 - 0.88529281).margin(1e-9));
}

TEST_CASE("first contact resolution of .7 needs 1.428571 contacts", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("solve", {to("end"), on("failure", "solve")})
                                 .gate(0.7)
                                 .takes(3)
                                 .need("n", "solve")
                                 .graph();

  const Analysis analysis = analyse(graph);

  CHECK(analysis.flow.visits[0] == Approx(1.428571).margin(5e-7));
  CHECK(analysis.reach[0] == Approx(1.0));
  CHECK(analysis.flow.passages[1] == Approx(0.428571).margin(5e-7));
  CHECK(analysis.duration_days == Approx(3 / 0.7).margin(1e-12));
}

TEST_CASE("a step in a loop is visited more often than it is reached", "[journey]") {
  // a -> b, b -> a with .5, so b is reached surely and twice; c is reached by half of those who leave b.
  const JourneyGraph graph = SmallJourney()
                                 .step("a", {to("b")})
                                 .step("b", {to("a", 0.5), to("c", 0.25), to("end", 0.25)})
                                 .step("c", {to("end")})
                                 .need("n", "a")
                                 .graph();

  const Analysis analysis = analyse(graph);

  CHECK(analysis.flow.visits[1] == Approx(2.0));
  CHECK(analysis.reach[1] == Approx(1.0));
  CHECK(analysis.reach[2] == Approx(0.5));
  CHECK(analysis.flow.visits[graph.end()] == Approx(1.0));
}

TEST_CASE("a second purchase in the same journey does not count twice", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("buy", {to("buy", 0.6), to("end", 0.4), on("failure", "give_up")})
                                 .gate(0.5)
                                 .purchase()
                                 .need("n", "buy")
                                 .graph();

  CHECK(analyse(graph).purchase == Approx(0.5));
}

TEST_CASE("a decision splits equally unless shares are given", "[journey]") {
  const JourneyGraph graph =
      SmallJourney()
          .decision("choose", {on("us", "buy"), on("rival", "end", 0.25), on("rival", "buy", 0.75)})
          .step("buy", {to("end")})
          .purchase()
          .need("n", "choose")
          .graph();

  const auto given = edge_chances(graph, {{"choose", {{"us", 0.2}, {"rival", 0.8}}}});

  CHECK(edge_chances(graph)[0] == Approx(0.5));
  CHECK(edge_chances(graph)[1] == Approx(0.125));
  CHECK(analyse(graph).purchase == Approx(0.875));
  CHECK(analyse(graph, given, entry_shares(graph)).purchase == Approx(0.8));
  CHECK_THROWS_AS(edge_chances(graph, {{"chose", {}}}), std::invalid_argument);
  CHECK_THROWS_AS(edge_chances(graph, {{"buy", {}}}), std::invalid_argument);
  CHECK_THROWS_AS(edge_chances(graph, {{"choose", {{"we", 1.0}}}}), std::invalid_argument);
}

TEST_CASE("journeys start in proportion to the arrivals of needs", "[journey]") {
  SmallJourney journey = SmallJourney().step("a", {to("end")}).step("b", {to("end")});
  journey.need("often", "a", 0.3).need("rarely", "b", 0.1);

  CHECK(analyse(journey.graph()).reach[1] == Approx(0.25));

  auto& rates = journey.model().segments.front().second.need_rates;
  rates[0].second.mean = rates[1].second.mean = 0.0;
  CHECK(analyse(journey.graph()).reach[1] == Approx(0.5));

  rates[1].second.always = true;
  CHECK(analyse(journey.graph()).reach[1] == Approx(1.0));
}

TEST_CASE("a gate that never passes holds customers for ever, and only those who come to it", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("a", {to("stuck", 0.2), to("buy", 0.8)})
                                 .step("stuck", {to("end"), on("failure", "stuck")})
                                 .gate(0.0)
                                 .step("buy", {to("end")})
                                 .purchase()
                                 .need("n", "a")
                                 .graph();

  const Analysis analysis = analyse(graph);

  CHECK(analysis.flow.visits[1] == infinity);
  CHECK(analysis.reach[1] == Approx(0.2));
  CHECK(analysis.duration_days == infinity);
  CHECK(analysis.flow.visits[2] == Approx(0.8));
  CHECK(analysis.flow.visits[graph.end()] == Approx(0.8));
  CHECK(analysis.purchase == Approx(0.8));
}

TEST_CASE("the gates of every purchase are those that no way around exists for", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("identify", {to("a", 0.5), to("b", 0.5), on("failure", "give_up")})
                                 .gate(0.9)
                                 .step("a", {to("pay"), on("failure", "b")})
                                 .gate(0.8)
                                 .step("b", {to("pay")})
                                 .step("pay", {to("ship"), to("ship_fast", 0.0), on("failure", "a")})
                                 .gate(0.95)
                                 .step("ship", {to("end")})
                                 .purchase()
                                 .step("ship_fast", {to("end")})
                                 .purchase()
                                 .step("island", {to("ship")})
                                 .need("n", "identify")
                                 .graph();

  CHECK(names(graph, gates_of_every_purchase(graph)) == Names{"identify", "pay"});
}

TEST_CASE("a gate at the purchase itself is passed by every purchase", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("buy", {to("end"), on("failure", "give_up")})
                                 .gate(0.9)
                                 .purchase()
                                 .need("n", "buy")
                                 .graph();

  CHECK(names(graph, gates_of_every_purchase(graph)) == Names{"buy"});
}

TEST_CASE("with two ways in, a gate on one of them is no gate of every purchase", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("gate", {to("buy"), on("failure", "end")})
                                 .gate(0.9)
                                 .step("buy", {to("end")})
                                 .purchase()
                                 .need("n", "gate")
                                 .need("m", "buy")
                                 .graph();

  CHECK(gates_of_every_purchase(graph).empty());
}

TEST_CASE("without a purchase no gate is one of every purchase", "[journey]") {
  const JourneyGraph graph =
      SmallJourney().step("gate", {to("end"), on("failure", "end")}).gate(0.9).need("n", "gate").graph();

  CHECK(gates_of_every_purchase(graph).empty());
}
