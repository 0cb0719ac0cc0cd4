// What must hold for a study: there is something to compare, its figure is of something that exists, its time
// is not empty, and the model stands at every value that it tries.
#include <set>

#include "scenario/check.hpp"
#include "scenario/edit.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

/// Which of `step` and `attribute` a figure needs.
struct Of {
  bool step, attribute;
};
Of of_what(Figure figure) {
  switch (figure) {
    case Figure::visits:
    case Figure::failures: return {true, false};
    case Figure::felt:
    case Figure::expectation:
    case Figure::attribute_satisfaction: return {false, true};
    default: return {false, false};
  }
}

void check_of(const Study& study, Findings& findings) {
  const Of of = of_what(study.figure);
  const auto one = [&](const char* key, const std::string& name, bool needed) {
    if (needed && name.empty())
      findings.push_back({"missing-key", "study.figure", say("`study` lacks ", quote(key)),
                          say(quote(word(study.figure)), " is the figure of one ", key)});
    if (!needed && !name.empty())
      findings.push_back({"field-without-effect", say("study.", key),
                          say(quote(word(study.figure)), " is not the figure of one ", key), "",
                          "Leave it out", true});
  };
  one("step", study.step, of.step);
  one("attribute", study.attribute, of.attribute);
  if ((of.step || of.attribute) && !study.segment.empty())
    findings.push_back({"field-without-effect", "study.segment",
                        say(quote(word(study.figure)), " is not counted by segment"), "", "Leave it out",
                        true});
}

/// The model with one number at another value must be right too.
void check_sweep(const Model& model, const Sweep& sweep, Findings& findings) {
  std::set<std::string> told;  // each mistake once, at the first value that makes it
  for (std::size_t i = 0; i < sweep.values.size(); ++i) {
    Model changed = model;
    put(changed, sweep, sweep.values[i]);
    Findings found = check_market(changed);
    const Findings steps = check_steps(changed);
    found.insert(found.end(), steps.begin(), steps.end());
    for (Finding& finding : found) {
      if (!told.insert(finding.code + finding.path).second) continue;
      finding.message = say("at value ", i + 1, ", ", finding.message);
      finding.path = say("study.turns.", sweep.path);
      finding.at_key = true;
      findings.push_back(finding);
    }
  }
}

}  // namespace

Findings check_study(const Scenario& scenario) {
  Findings findings;
  const Study& study = scenario.study;
  if (study.claim.empty()) return findings;
  if (study.contrast.empty() && scenario.options.empty())
    findings.push_back({"no-contrast", "study", "the study compares nothing",
                        "there is neither an option nor a `contrast`",
                        "Add an option, or `contrast: {baseline: 1}` for a figure of one world"});
  check_of(study, findings);
  if (study.until <= study.from)
    findings.push_back({"ends-before-start", "study.until", "the time that counts ends before it starts"});
  if (study.from >= scenario.model.time.horizon)
    findings.push_back(
        {"never-starts", "study.from", "the time that counts never starts", "the horizon ends before"});
  for (const Sweep& sweep : study.turns) check_sweep(scenario.model, sweep, findings);
  return findings;
}

}  // namespace polku::scenario
