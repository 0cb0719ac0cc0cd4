#include <cmath>
#include <map>

#include "scenario/check.hpp"
#include "scenario/text.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

/// Fields that say something about a kind of step which this one is not.
void check_kind(const std::string& path, const Step& step, Findings& findings) {
  const auto refuse = [&](const char* key, const char* why) {
    findings.push_back({"field-without-effect", say(path, ".", key),
                        say(quote(key), " has no effect at a step of kind ", word(step.kind)), why, "",
                        true});
  };
  if (step.kind != StepKind::encounter) {
    const char* why = "only in an encounter does somebody do something for the customer";
    if (!step.delivers.empty()) refuse("delivers", why);
    if (step.gate.success != 1.0 || step.gate.retry != 0.0) refuse("gate", why);
    if (!step.handoff.to.empty() || step.handoff.error != 0.0) refuse("handoff", why);
    if (step.effect != Effect::none) refuse("effect", why);
    if (step.earns != 0.0) refuse("earns", why);
  }
  if (step.kind != StepKind::decision) {
    if (step.decide_by != DecisionBy::utility) refuse("decide_by", "only a decision decides");
    if (step.asks != Asks::opened) refuse("asks", "only a decision asks");
  }
  if (step.kind == StepKind::ripen && step.takes.mean != 0.0)
    refuse("takes", "the need says when it is acted on");
  if (step.gate.retry > 0.0 && step.gate.success >= 1.0 && step.kind == StepKind::encounter)
    findings.push_back({"field-without-effect", path + ".gate.retry", "`retry` has no effect here",
                        "the gate never fails", "State `success`", true});
  for (const auto& entry : step.often)
    if (!step.delivers.find(entry.first.substr(entry.first.find('.') + 1)))
      findings.push_back({"field-without-effect", say(path, ".often.", entry.first),
                          say(quote(entry.first), " is not delivered here"), "",
                          "State it in `delivers`, or leave it out", true});
  if (step.handoff.error > 0.0 && step.handoff.to.empty())
    findings.push_back({"handoff-to-nobody", path + ".handoff", "the hand-off leads to nobody", "",
                        "State `to`, the function that takes over", true});
}

void check_chances(const std::string& path, const Step& step, Findings& findings) {
  std::map<std::string, double> sums;
  for (const Edge& edge : step.next) sums[edge.outcome] += edge.chance;
  for (const auto& [outcome, sum] : sums)
    if (std::fabs(sum - 1.0) > 1e-9)
      findings.push_back(
          {"shares-do-not-sum", outcome.empty() ? path + ".next" : say(path, ".next.", outcome),
           say("the chances sum to ", shortest(sum * 100.0), " %"), "expected is 100 %", "", true});
}

}  // namespace

Findings check_steps(const Model& model) {
  Findings findings;
  for (const auto& [name, step] : model.journey) {
    const std::string path = say("journey.", name);
    check_kind(path, step, findings);
    check_chances(path, step, findings);
  }
  return findings;
}

}  // namespace polku::scenario
