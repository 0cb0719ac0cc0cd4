// Builds small journeys in the words of the YAML, and a broadband-like one for pictures.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "journey/graph.hpp"

namespace polku::journey {

using scenario::Effect;
using scenario::Stage;
using scenario::StepKind;

class SmallJourney {
 public:
  SmallJourney() { model_.segments.push_back({"all", {}}); }

  /// Adds an encounter that takes a day, and makes it the one that the following words change.
  SmallJourney& step(const std::string& name, std::vector<scenario::Edge> next) {
    scenario::Step step;
    step.takes.mean = 1.0;
    step.next = std::move(next);
    model_.journey.emplace_back(name, std::move(step));
    return *this;
  }
  SmallJourney& decision(const std::string& name, std::vector<scenario::Edge> next) {
    step(name, std::move(next)).last().kind = StepKind::decision;
    return *this;
  }
  SmallJourney& takes(double days) {
    return change([&](auto& step) { step.takes.mean = days; });
  }
  SmallJourney& kind(StepKind kind) {
    return change([&](auto& step) { step.kind = kind; });
  }
  SmallJourney& stage(Stage stage) {
    return change([&](auto& step) { step.stage = stage; });
  }
  SmallJourney& owner(const std::string& name) {
    return change([&](auto& step) { step.owner = name; });
  }
  SmallJourney& gate(double success, double retry = 0.0) {
    return change([&](auto& step) { step.gate = {success, retry}; });
  }
  SmallJourney& handoff(const std::string& to, double error) {
    return change([&](auto& step) { step.handoff = {to, error}; });
  }
  SmallJourney& purchase() {
    return change([](auto& step) { step.effect = Effect::purchase; });
  }

  SmallJourney& need(const std::string& name, const std::string& starts, double per_day = 1.0) {
    scenario::Need need;
    need.starts = starts;
    model_.needs.emplace_back(name, need);
    scenario::NeedRate rate;
    rate.mean = per_day;
    model_.segments.front().second.need_rates.emplace_back(name, rate);
    return *this;
  }

  SmallJourney& review(const std::string& starts) {
    model_.review.starts = starts;
    return *this;
  }

  scenario::Model& model() { return model_; }
  scenario::Step& last() { return model_.journey.back().second; }
  JourneyGraph graph() const { return build(model_); }

 private:
  template <class Change>
  SmallJourney& change(Change what) {
    what(last());
    return *this;
  }
  scenario::Model model_;
};

/// Where the whole of an outcome leads.
inline scenario::Edge on(const std::string& outcome, const std::string& target, double chance = 1.0) {
  return {outcome, target, chance};
}
inline scenario::Edge to(const std::string& target, double chance = 1.0) {
  return {"success", target, chance};
}

/// `gate`, 3 -> `gate_3`.
inline std::string numbered(std::string name, std::size_t number) {
  return name.append("_").append(std::to_string(number));
}

inline SmallJourney broadband() {
  SmallJourney journey;
  journey.step("notice_need", {to("compare")}).kind(StepKind::ripen).stage(Stage::need).takes(0);
  journey.step("compare", {to("choose")}).stage(Stage::search).takes(2);
  journey.decision("choose", {on("us", "call_in"), on("rival", "at_rival"), on("nothing", "think_again")})
      .stage(Stage::choice)
      .takes(0);
  journey.step("think_again", {to("compare")}).kind(StepKind::wait).stage(Stage::need).takes(30);
  journey.step("call_in", {to("install"), on("failure", "choose", 0.7), on("failure", "give_up", 0.3)});
  journey.stage(Stage::purchase).owner("sales").takes(0.02).gate(0.92, 0.6).handoff("installation", 0.06);
  journey.step("install", {to("use"), on("failure", "complain")})
      .stage(Stage::purchase)
      .owner("installation");
  journey.takes(9).gate(0.88).purchase();
  journey.step("at_rival", {to("end")}).stage(Stage::purchase).takes(7).purchase();
  journey.step("use", {to("end", 0.8), to("fault", 0.2)}).stage(Stage::use).takes(90);
  journey.step("fault", {to("solve_problem")}).kind(StepKind::wait).stage(Stage::use).takes(0.5);
  journey.step("solve_problem", {to("end"), on("failure", "complain")}).stage(Stage::use).owner("support");
  journey.takes(0.1).gate(0.72);
  journey.step("complain", {to("solve_problem", 0.75), to("cancel", 0.25)})
      .stage(Stage::use)
      .owner("support");
  journey.step("cancel", {to("end")}).stage(Stage::disposal).owner("billing").takes(14);
  journey.last().effect = Effect::leave;
  journey.need("new_line", "notice_need", 0.5 / 365.25).need("fault", "fault", 1.5 / 365.25);
  journey.model().needs.front().second.type = scenario::NeedType::negative;
  return journey;
}

}  // namespace polku::journey
