// What must hold for a study and for ranges: there is something to compare, its figure is of something that
// exists, its time is not empty, and the model stands at every value that it tries.
#include <cmath>
#include <set>

#include "scenario/check.hpp"
#include "scenario/edit.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

/// Which of `step`, `attribute`, `survey` and `function` a figure needs.
struct Of {
  bool step = false, attribute = false, survey = false, function = false;
};
Of of_what(Figure figure) {
  switch (figure) {
    case Figure::visits:
    case Figure::failures:
    case Figure::handoff_failures: return {true, false, false};
    case Figure::felt:
    case Figure::expectation:
    case Figure::attribute_satisfaction: return {false, true, false};
    case Figure::nps:
    case Figure::nps_true:
    case Figure::nps_weighted:
    case Figure::csat:
    case Figure::csat_true:
    case Figure::ces:
    case Figure::ces_true:
    case Figure::fcr:
    case Figure::fcr_true:
    case Figure::response:
    case Figure::turned:
    case Figure::turned_true:
    case Figure::rating_and_staying: return {false, false, true};
    case Figure::waiting:
    case Figure::abandoned:
    case Figure::load:
    case Figure::readiness:
    case Figure::morale: return {false, false, false, true};
    default: return {};
  }
}

}  // namespace

bool of_single_customers(Figure figure) {
  switch (figure) {
    case Figure::best_fifth:
    case Figure::rating_and_staying:
    case Figure::customer_value:
    case Figure::concentration:
    case Figure::largest_customer:
    case Figure::share_of_wallet: return true;
    default: return false;
  }
}

namespace {

/// Figures that are not counted by segment.
bool of_the_company(Figure figure) {
  return of_single_customers(figure) || figure == Figure::listening_cost ||
         figure == Figure::customer_equity || figure == Figure::volume || figure == Figure::efficiency ||
         figure == Figure::duration;
}

}  // namespace

void check_figure(const Measurement& what, const std::string& path, Findings& findings) {
  const Of of = of_what(what.figure);
  const auto one = [&](const char* key, const std::string& name, bool needed) {
    if (needed && name.empty())
      findings.push_back({"missing-key", path + ".figure", say(quote(path), " lacks ", quote(key)),
                          say(quote(word(what.figure)), " is the figure of one ", key)});
    if (!needed && !name.empty())
      findings.push_back({"field-without-effect", say(path, ".", key),
                          say(quote(word(what.figure)), " is not the figure of one ", key), "",
                          "Leave it out", true});
  };
  one("step", what.step, of.step);
  one("attribute", what.attribute, of.attribute);
  one("survey", what.survey, of.survey);
  one("function", what.function, of.function);
  if ((of.step || of.attribute || of.function || of_the_company(what.figure)) && !what.segment.empty())
    findings.push_back({"field-without-effect", path + ".segment",
                        say(quote(word(what.figure)), " is not counted by segment"), "", "Leave it out",
                        true});
}

void check_recorded(const Measurement& what, const std::string& path, const Model& model,
                    Findings& findings) {
  const bool rival = model.providers.size() > 1;
  if (of_single_customers(what.figure) && model.record.customers == 0)
    findings.push_back(
        {"nothing-recorded", path + ".figure",
         say(quote(word(what.figure)), " is a figure of single customers, and none are recorded"),
         "`record.customers` is 0", "Set for example `record.customers` to 10000"});
  else if (what.figure == Figure::share_of_wallet && !rival)
    findings.push_back({"field-without-effect", path + ".figure",
                        "without a rival, every purchase is from us", "", "Add a rival to `providers`",
                        true});
}

namespace {

void check_measurement(const Measurement& what, const std::string& path, const Model& model,
                       Findings& findings) {
  const Time& time = model.time;
  check_figure(what, path, findings);
  check_recorded(what, path, model, findings);
  // Books are kept by reporting period; a stretch that cuts one would silently be longer or shorter than
  // written.
  const auto on_a_border = [&](const char* key, double days) {
    const double periods = days / time.report;
    if (std::isfinite(days) && std::fabs(periods - std::round(periods)) > 1e-9)
      findings.push_back({"between-periods", say(path, ".", key),
                          say(quote(key), " lies within a reporting period"),
                          say("`time.report` is ", write_number(time.report, Unit::days, "")),
                          say("Write for example ",
                              quote(write_number(std::round(periods) * time.report, Unit::days, "")))});
  };
  on_a_border("from", what.from);
  on_a_border("until", what.until);
  if (what.until <= what.from)
    findings.push_back({"ends-before-start", path + ".until", "the time that counts ends before it starts"});
  if (what.from >= time.horizon)
    findings.push_back(
        {"never-starts", path + ".from", "the time that counts never starts", "the horizon ends before"});
}

}  // namespace

/// The scenario with one number at another value must be right too.
void check_sweep(const Scenario& scenario, const Sweep& sweep, const std::string& under, Findings& findings) {
  std::set<std::string> told;  // each mistake once, at the first value that makes it
  for (std::size_t i = 0; i < sweep.values.size(); ++i) {
    Scenario changed = scenario;
    put(changed, sweep, sweep.values[i]);
    for (Finding& finding : check_changed(changed)) {
      if (!told.insert(finding.code + finding.path).second) continue;
      finding.message = say("at value ", i + 1, ", ", finding.message);
      finding.path = say(under, sweep.path);
      finding.at_key = true;
      findings.push_back(finding);
    }
  }
}

namespace {

void check_range(const Sweep& range, Findings& findings) {
  if (range.values.size() == 2 && range.values[0] < range.values[1]) return;
  findings.push_back({"no-range", say("uncertain.", range.path), say(quote(range.path), " has no range"),
                      "expected are two values, the lower first", "", true});
}

}  // namespace

Findings check_changed(const Scenario& scenario) {
  Findings found = check_market(scenario.model);
  for (const auto& more :
       {check_steps(scenario.model), check_organisation(scenario.model), check_options(scenario)})
    found.insert(found.end(), more.begin(), more.end());
  // A number may switch a mechanism off, whose other settings then rest.
  std::erase_if(found, [](const Finding& finding) { return finding.code == "field-without-effect"; });
  return found;
}

Findings check_uncertain(const Scenario& scenario) {
  Findings findings;
  for (const Sweep& range : scenario.uncertain) {
    check_range(range, findings);
    check_sweep(scenario, range, "uncertain.", findings);
  }
  return findings;
}

Findings check_study(const Scenario& scenario) {
  Findings findings;
  const Study& study = scenario.study;
  if (study.claim.empty()) return findings;
  if (study.contrast.empty() && study.terms.empty() && scenario.options.empty())
    findings.push_back({"no-contrast", "study", "the study compares nothing",
                        "there is neither an option nor a `contrast`",
                        "Add an option, or `contrast: {baseline: 1}` for a figure of one world"});
  check_measurement(study.what, "study", scenario.model, findings);
  for (std::size_t i = 0; i < study.terms.size(); ++i)
    check_measurement(study.terms[i].what, say("study.terms.", i + 1), scenario.model, findings);
  for (const Sweep& sweep : study.turns) check_sweep(scenario, sweep, "study.turns.", findings);
  return findings;
}

}  // namespace polku::scenario
