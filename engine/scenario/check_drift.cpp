// What must hold of attributes that grow old: what is said of age can act, and a change that makes one new
// finds something to renew.
#include "scenario/check.hpp"
#include "scenario/edit.hpp"
#include "scenario/text.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

/// The attribute that a path says to renew, or nothing.
const std::pair<std::string, Attribute>* renewed_by(const Model& model, const std::string& path) {
  for (const auto& attribute : model.attributes)
    if (path == say("attributes.", attribute.first, ".drift.renewed")) return &attribute;
  return nullptr;
}

void check_renewal(Model& model, const Change& change, const Edit& edit, const std::string& path,
                   Findings& findings) {
  const auto* attribute = renewed_by(model, edit.path);
  if (!attribute) return;
  const std::string edit_path = say(path, ".", word(edit.kind), ".", edit.path);
  if (attribute->second.drift.trajectory == Trajectory::stable)
    findings.push_back({"field-without-effect", edit_path,
                        say("nothing is renewed: ", quote(attribute->first), " does not grow old"), "",
                        say("State `trajectory` in `attributes.", attribute->first, ".drift`"), true});
  if (change.until != infinite)
    findings.push_back({"field-without-effect", path + ".until", "`until` has no effect on what is renewed",
                        "people who have seen it new cannot unsee it", "Use a change of its own", true});
  double& times = *locate(model, edit.path)->value;
  const double after = edited(times, edit);
  if (after <= times)
    findings.push_back({"field-without-effect", edit_path,
                        say("nothing is renewed: the count stays at ", shortest(times)),
                        "each renewal raises it by 1", say("Write `add: {", edit.path, ": 1}`"), true});
  times = after;
}

}  // namespace

Findings check_drift(const Model& model) {
  Findings findings;
  const Drift usual;
  const auto idle = [&](const std::string& name, const char* key, const char* why, const char* suggestion) {
    findings.push_back({"field-without-effect", say("attributes.", name, ".drift.", key),
                        say(quote(key), " has no effect here"), why, suggestion, true});
  };
  for (const auto& [name, attribute] : model.attributes) {
    const Drift& x = attribute.drift;
    if (x.renewed != 0.0)
      idle(name, "renewed", "an attribute is new when the clock starts", "Raise it by a dated change");
    if (x.trajectory != Trajectory::stable) continue;
    for (const auto& [key, member] :
         {std::pair("per_contact", &Drift::per_contact), std::pair("per_diffusion", &Drift::per_diffusion)})
      if (x.*member != usual.*member)
        idle(name, key, "the attribute does not grow old", "State `trajectory`, such as `progressive`");
  }
  return findings;
}

Findings check_renewals(const Scenario& scenario) {
  Findings findings;
  for (const auto& [name, option] : scenario.options) {
    const std::string path = say("options.", name);
    for (const Sweep& instead : option.instead)
      for (const auto& number : matching_paths(scenario.model, instead.path))
        if (renewed_by(scenario.model, number))
          findings.push_back({"field-without-effect", say(path, ".instead.", instead.path),
                              "nothing is renewed at birth", "an attribute is new when the clock starts",
                              "Raise it by a dated change", true});
    Model model = scenario.model;
    for (std::size_t i = 0; i < option.changes.size(); ++i)
      for (const Edit& edit : option.changes[i].edits)
        check_renewal(model, option.changes[i], edit, say(path, ".changes.", i + 1), findings);
  }
  return findings;
}

}  // namespace polku::scenario
