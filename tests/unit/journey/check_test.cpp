#include <catch2/catch.hpp>

#include "journey/check.hpp"
#include "small_journey.hpp"

using namespace polku::journey;
using polku::base::Severity;

namespace {

std::vector<std::string> codes(SmallJourney& journey) {
  std::vector<std::string> result;
  for (const Finding& finding : check(journey.model())) result.push_back(finding.code);
  return result;
}

using Codes = std::vector<std::string>;

/// A sound journey to damage: a -> buy -> end.
SmallJourney sound() {
  return SmallJourney().step("a", {to("buy")}).step("buy", {to("end")}).purchase().need("n", "a");
}

}  // namespace

TEST_CASE("a sound journey has no findings", "[journey]") {
  SmallJourney journey = sound();
  SmallJourney large = broadband();

  CHECK(codes(journey) == Codes{});
  CHECK(codes(large) == Codes{});
}

TEST_CASE("a model without steps has no findings", "[journey]") {
  SmallJourney journey;

  CHECK(codes(journey) == Codes{});
}

TEST_CASE("a journey that nothing starts is one finding, not one for each step", "[journey]") {
  SmallJourney journey = SmallJourney().step("a", {to("b")}).step("b", {to("end")});

  CHECK(codes(journey) == Codes{"no-entry"});
}

TEST_CASE("a step that no journey comes to is found", "[journey]") {
  SmallJourney journey = sound().step("island", {to("buy")});

  const auto findings = check(journey.model());

  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "unreachable-step");
  CHECK(findings[0].path == "journey.island");
  CHECK(findings[0].severity == Severity::error);
  CHECK_FALSE(findings[0].suggestion.empty());
}

TEST_CASE("a review can start journeys as a need does", "[journey]") {
  SmallJourney journey = sound().step("look_around", {to("buy")}).review("look_around");

  CHECK(codes(journey) == Codes{});
}

TEST_CASE("a trap is found once and at the steps that close it", "[journey]") {
  SmallJourney journey = SmallJourney()
                             .step("a", {to("buy", 0.5), to("into", 0.5)})
                             .step("buy", {to("end")})
                             .purchase()
                             .step("into", {to("x")})
                             .step("x", {to("y")})
                             .step("y", {to("x")})
                             .need("n", "a");

  const auto findings = check(journey.model());

  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "no-way-out");
  CHECK(findings[0].path == "journey.x.next");
  CHECK(findings[0].message.find("'x', 'y'") != std::string::npos);
}

TEST_CASE("a step without any edge is a trap", "[journey]") {
  SmallJourney journey = SmallJourney().step("buy", {}).purchase().need("n", "buy");

  CHECK(codes(journey) == Codes{"no-way-out"});
}

TEST_CASE("giving up is a way out", "[journey]") {
  SmallJourney journey = SmallJourney().step("buy", {to("give_up")}).purchase().need("n", "buy");

  CHECK(codes(journey) == Codes{});
}

TEST_CASE("a loop that takes no time is found and named, and one day in it is enough", "[journey]") {
  SmallJourney journey = SmallJourney()
                             .step("start", {to("a")})
                             .step("a", {to("b")})
                             .takes(0)
                             .step("b", {to("a", 0.5), to("buy", 0.5)})
                             .takes(0)
                             .step("buy", {to("end")})
                             .purchase()
                             .need("n", "start");

  const auto findings = check(journey.model());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "timeless-loop");
  CHECK(findings[0].message.find("a -> b -> a") != std::string::npos);

  journey.model().journey.find("b")->takes.mean = 1.0;
  CHECK(codes(journey) == Codes{});
}

TEST_CASE("a step that repeats itself at once is a timeless loop", "[journey]") {
  SmallJourney journey = SmallJourney()
                             .step("buy", {to("end"), on("failure", "buy")})
                             .gate(0.7)
                             .takes(0)
                             .purchase()
                             .need("n", "buy");

  CHECK(codes(journey) == Codes{"timeless-loop"});
}

TEST_CASE("a need that is always there must not meet a journey without time", "[journey]") {
  SmallJourney journey = SmallJourney().step("buy", {to("end")}).takes(0).purchase().need("n", "buy");
  CHECK(codes(journey) == Codes{});

  journey.model().segments.front().second.need_rates.front().second.always = true;

  const auto findings = check(journey.model());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "timeless-loop");
  CHECK(findings[0].message.find("buy -> end -> buy") != std::string::npos);
}

TEST_CASE("a step that can fail must say where that leads", "[journey]") {
  SmallJourney by_gate = sound();
  by_gate.gate(0.9, 0.5);
  SmallJourney by_handoff = sound();
  by_handoff.handoff("install", 0.06);
  SmallJourney certain_recovery = sound();
  certain_recovery.gate(0.9, 1.0);

  REQUIRE(codes(by_gate) == Codes{"missing-failure-edge"});
  CHECK(check(by_gate.model())[0].path == "journey.buy.next");
  CHECK(check(by_gate.model())[0].why.find("5 %") != std::string::npos);
  CHECK(codes(by_handoff) == Codes{"missing-failure-edge"});
  CHECK(codes(certain_recovery) == Codes{});
}

TEST_CASE("a step that can succeed must say where that leads", "[journey]") {
  SmallJourney journey =
      SmallJourney().step("buy", {on("failure", "end")}).gate(0.9).purchase().need("n", "buy");

  CHECK(codes(journey) == Codes{"missing-success-edge"});
}

TEST_CASE("a failure edge where nothing can fail is a warning", "[journey]") {
  SmallJourney journey =
      SmallJourney().step("buy", {to("end"), on("failure", "give_up")}).purchase().need("n", "buy");

  const auto findings = check(journey.model());

  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "unused-failure-edge");
  CHECK(findings[0].severity == Severity::warning);
}

TEST_CASE(
    "a gate is needless where success and failure lead to the same places and success does nothing else",
    "[journey]") {
  const auto with_gate = [](std::vector<polku::scenario::Edge> next) {
    return SmallJourney()
        .step("buy", {to("a")})
        .purchase()
        .step("other", {to("end")})
        .need("m", "other")
        .step("a", std::move(next))
        .gate(0.9)
        .need("n", "buy");
  };
  SmallJourney same = with_gate({to("end"), on("failure", "end")});
  SmallJourney same_split =
      with_gate({to("end", 0.4), to("other", 0.6), on("failure", "other", 0.6), on("failure", "end", 0.4)});
  SmallJourney different_split = with_gate({to("end", 0.4), to("other", 0.6), on("failure", "end")});
  SmallJourney matters = with_gate({to("end"), on("failure", "end")});
  matters.last().earns = 5.0;

  CHECK(codes(same) == Codes{"needless-gate"});
  CHECK(codes(same_split) == Codes{"needless-gate"});
  CHECK(codes(different_split) == Codes{});
  CHECK(codes(matters) == Codes{});
}

TEST_CASE("a journey in which nobody can buy is a warning", "[journey]") {
  SmallJourney journey = SmallJourney().step("a", {to("end")}).need("n", "a");

  const auto findings = check(journey.model());

  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "no-purchase");
  CHECK(findings[0].severity == Severity::warning);
}
