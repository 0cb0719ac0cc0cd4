// What must hold for the organisation: a function has one capacity, what is said of waiting can act, support
// adds up, and a change that people take up gives them something to take up.
#include <cmath>

#include "scenario/check.hpp"
#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

void no_effect(Findings& findings, const std::string& path, const char* key, const char* why,
               const char* suggestion) {
  findings.push_back({"field-without-effect", say(path, ".", key), say(quote(key), " has no effect here"),
                      why, suggestion, true});
}

/// Whether a step of the function delivers an attribute.
bool delivers(const Model& model, const std::string& function, const std::string& attribute) {
  for (const auto& [name, step] : model.journey)
    if (step.owner == function && step.delivers.find(attribute)) return true;
  return false;
}

void check_capacity(const Model& model, const std::string& name, const Function& x, Findings& findings) {
  const std::string path = say("functions.", name);
  if (x.capacity > 0.0 && (x.servers > 0.0 || x.handling > 0.0))
    findings.push_back({"two-capacities", path + ".capacity", say(quote(name), " has two capacities"),
                        "`servers` and `handling` are one already", "Keep one of them", true});
  if (x.servers > 0.0 && !(x.handling > 0.0) && !(x.capacity > 0.0))
    findings.push_back({"servers-without-handling", path + ".servers",
                        say(quote(name), " has servers, but not how long a contact takes"),
                        "so nobody knows what they can deal with", "State `handling`, such as `12 minutes`",
                        true});
  if (x.waiting.felt_as.empty() && x.waiting.halves != FeltWaiting{}.halves)
    no_effect(findings, path + ".waiting", "halves", "nobody feels the wait",
              "State `felt_as`, an attribute");
  if (!x.waiting.felt_as.empty() && model.attributes.find(x.waiting.felt_as) &&
      !delivers(model, name, x.waiting.felt_as))
    no_effect(findings, path + ".waiting", "felt_as", "no step of the function delivers that attribute",
              "State it in `delivers` of a step that it owns");
  if (std::isfinite(x.patience) && x.variability != 1.0)
    no_effect(findings, path, "variability", "the formula with patience knows no such correction",
              "Leave one of them out");
}

void check_support(const std::string& name, const Function& x, Findings& findings) {
  double weight = 0.0;
  for (const auto& [other, support] : x.supported_by) {
    weight += support.weight;
    if (other == name)
      findings.push_back({"supports-itself", say("functions.", name, ".supported_by.", other),
                          say(quote(name), " supports itself"), "", "Leave it out", true});
  }
  if (weight > 1.0 + 1e-9)
    findings.push_back({"support-weights", say("functions.", name, ".supported_by"),
                        say("those who support ", quote(name), " weigh more than 100 % together"),
                        "what is left is the weight of its own readiness", "", true});
}

void check_adoption(const Model& model, const Change& change, const std::string& path, Findings& findings) {
  const Adoption& x = change.adopt;
  if (x.by.empty()) {
    if (!x.stages.empty() || x.over != 0.0)
      findings.push_back({"missing-key", path + ".adopt", say(quote(path + ".adopt"), " lacks `by`"),
                          "somebody has to take it up", "State `by`, a function", true});
    return;
  }
  if (change.ramp != 0.0)
    no_effect(findings, path, "ramp", "people take the change up `over` a time", "State `over` in `adopt`");
  const Function* by = model.functions.find(x.by);
  if (!by) return;  // said by the check of names
  bool rises = false;
  for (const auto& [stage, member] : readiness_stages) {
    const double* goal = x.stages.find(stage);
    if (!goal) continue;
    rises = rises || *goal > by->readiness.*member;
    if (*goal < by->readiness.*member)
      findings.push_back({"nothing-to-adopt",
                          say(path, ".adopt.stages.", stage),
                          say(quote(stage), " of ", quote(x.by), " would fall"),
                          "to take up a change raises readiness",
                          "State a higher share, or leave it out",
                          true,
                          {{say("functions.", x.by, ".readiness.", stage), "it stands here already"}}});
  }
  if (!rises)
    findings.push_back({"nothing-to-adopt", path + ".adopt", "no stage of readiness rises",
                        "what people take up is a share of the readiness that they lack, so nothing changes",
                        say("State `stages` above those of `functions.", x.by, ".readiness`"), true});
}

}  // namespace

Findings check_organisation(const Model& model) {
  Findings findings;
  for (const auto& [name, function] : model.functions) {
    check_capacity(model, name, function, findings);
    check_support(name, function, findings);
  }
  for (const auto& [name, step] : model.journey)
    if (step.load != 1.0 && (step.owner.empty() || step.kind != StepKind::encounter))
      no_effect(findings, say("journey.", name), "load",
                "only an encounter with an owner is work for somebody", "State `owner`");
  return findings;
}

Findings check_adoptions(const Scenario& scenario) {
  Findings findings;
  for (const auto& [name, option] : scenario.options)
    for (std::size_t i = 0; i < option.changes.size(); ++i)
      check_adoption(scenario.model, option.changes[i], say("options.", name, ".changes.", i + 1), findings);
  return findings;
}

}  // namespace polku::scenario
