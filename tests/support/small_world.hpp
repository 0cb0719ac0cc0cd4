// A small business to try the core on, as plain structs: one segment (`people`), one company (`us`) whose
// customers they all are, one need (`errand`) every seven days, one step (`visit`) that takes no time. Tests
// alter what they are about. scenario() refuses what a user could not load, so that only what can happen is
// tested.
#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journey/check.hpp"
#include "scenario/check.hpp"
#include "world/world.hpp"

namespace polku::test {

using scenario::Asks;
using scenario::Edge;
using scenario::Effect;
using scenario::Model;
using scenario::NeedType;
using scenario::Pool;
using scenario::Quality;
using scenario::Step;
using scenario::StepKind;
using scenario::Table;
using scenario::Who;

using Next = std::vector<Edge>;

/// The only way out of a step.
inline Next to(const std::string& target) { return {{"", target}}; }

inline Step step(StepKind kind, Next next, double days = 0.0) {
  Step x;
  x.kind = kind;
  x.next = std::move(next);
  x.takes.mean = days;
  return x;
}
inline Step encounter(Next next, double days = 0.0) {
  return step(StepKind::encounter, std::move(next), days);
}
inline Step wait(Next next, double days) { return step(StepKind::wait, std::move(next), days); }
inline Step ripen(Next next) { return step(StepKind::ripen, std::move(next)); }
inline Step purchase(Next next) {
  Step x = encounter(std::move(next));
  x.effect = Effect::purchase;
  return x;
}
inline Step decision(Next next, Asks asks = Asks::opened) {
  Step x = step(StepKind::decision, std::move(next));
  x.asks = asks;
  return x;
}
inline Step by_channel(Next next) {
  Step x = decision(std::move(next));
  x.decide_by = scenario::DecisionBy::channel;
  return x;
}
inline Step gate(double success, const std::string& then, const std::string& otherwise, double retry = 0.0) {
  Step x = encounter({{"success", then}, {"failure", otherwise}});
  x.gate = {success, retry};
  return x;
}
inline Step delivering(Step x, Table<Quality> delivers) {
  x.delivers = std::move(delivers);
  return x;
}

inline scenario::NeedRate poisson(double a_day, double spread = 0.0) { return {a_day, spread, 0.0, false}; }
inline scenario::NeedRate every(double days) { return {0.0, 0.0, days, false}; }
inline scenario::NeedRate always() { return {0.0, 0.0, 0.0, true}; }

inline scenario::Attribute one_dimensional(double norm = 0.5) {
  scenario::Attribute x;
  x.kano.one_dimensional = 1.0;
  x.norm = norm;
  return x;
}

/// Errors that a user would see, one a line; empty for a sound scenario.
inline std::string mistakes(const scenario::Scenario& scenario) {
  base::Diagnostics diagnostics;
  scenario::check(scenario, {}, diagnostics);
  if (!diagnostics.has_errors())
    for (const auto& finding : journey::check(scenario.model)) scenario::report(finding, {}, diagnostics);
  return diagnostics.has_errors() ? base::to_text(diagnostics) : std::string();
}

class SmallWorld {
 public:
  SmallWorld() {
    Model& m = scenario_.model;
    m.name = "small world";
    m.time = {364.0, 0.0, 28.0, 28.0, 0.08};
    m.population = {1000, {{"us", 1.0}}, scenario::Tenure::fresh};
    m.segments.emplace_back("people", scenario::Segment{});
    m.providers.emplace_back("us", scenario::Provider{});
    us().own = true;
    m.needs.emplace_back("errand", scenario::Need{});
    people().need_rates = {{"errand", every(7.0)}};
    journey({{"visit", encounter(to("end"))}});
  }

  Model& model() { return scenario_.model; }
  scenario::Segment& people() { return model().segments.front().second; }
  scenario::Provider& us() { return model().providers.front().second; }
  scenario::Step& at(const std::string& name) { return *model().journey.find(name); }

  /// Alters anything: `with([](Model& m) { ... })`.
  template <class Tweak>
  SmallWorld& with(Tweak tweak) {
    tweak(model());
    return *this;
  }
  SmallWorld& customers(std::int64_t count) {
    model().population.customers = count;
    return *this;
  }
  SmallWorld& days(double horizon, double report) {
    model().time.horizon = horizon;
    model().time.report = report;
    return *this;
  }
  SmallWorld& warm_up(double days) {
    model().time.warm_up = days;
    return *this;
  }
  /// Everybody has the need once, after a day; how that goes is all there is.
  SmallWorld& once() {
    people().need_rates = {{"errand", every(1.0)}};
    return days(1.5, 1.5);
  }
  SmallWorld& rate(scenario::NeedRate rate) {
    people().need_rates = {{"errand", rate}};
    return *this;
  }
  /// The need starts at the first step.
  SmallWorld& journey(Table<Step> steps) {
    model().needs.front().second.starts = steps.front().first;
    model().journey = std::move(steps);
    return *this;
  }
  SmallWorld& rival(const std::string& name, double appeal = 0.0, double awareness = 1.0) {
    scenario::Provider x;
    x.appeal = appeal;
    x.awareness = awareness;
    model().providers.emplace_back(name, x);
    return *this;
  }
  SmallWorld& nobody_has_a_provider() {
    model().population.start.clear();
    return *this;
  }
  SmallWorld& attribute(const std::string& name, scenario::Attribute x, double importance = 1.0) {
    model().attributes.emplace_back(name, x);
    for (auto& segment : model().segments) segment.second.importance.emplace_back(name, importance);
    return *this;
  }
  SmallWorld& option(const std::string& name, std::vector<scenario::Change> changes,
                     scenario::OptionCost cost = {}) {
    scenario_.options.emplace_back(name, scenario::Option{"", cost, {}, std::move(changes)});
    return *this;
  }

  const scenario::Scenario& scenario() const {
    const std::string text = mistakes(scenario_);
    if (!text.empty()) FAIL("the test's own scenario has mistakes:\n" << text);
    return scenario_;
  }
  /// Without the check, to see what the check would say.
  const scenario::Scenario& unchecked() const { return scenario_; }
  world::World build(std::optional<std::size_t> option = std::nullopt) const {
    return world::build(scenario(), option);
  }

 private:
  scenario::Scenario scenario_;
};

inline SmallWorld small_world() { return {}; }

inline scenario::Change change(double at, std::vector<scenario::Edit> edits, double ramp = 0.0,
                               double until = scenario::infinite) {
  return {at, ramp, until, std::move(edits)};
}
inline scenario::Edit set(const std::string& path, double value) {
  return {scenario::EditKind::set, path, value};
}
inline scenario::Edit add(const std::string& path, double value) {
  return {scenario::EditKind::add, path, value};
}
inline scenario::Edit scale(const std::string& path, double value) {
  return {scenario::EditKind::scale, path, value};
}

}  // namespace polku::test
