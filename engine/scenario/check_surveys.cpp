// What must hold for surveys and for policies that listen to them: each survey has one occasion and something
// to rate, nothing is stated that cannot matter there, and what a policy reads exists.
#include <algorithm>
#include <cmath>

#include "scenario/check.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

class SurveyCheck {
 public:
  SurveyCheck(const Model& model, const std::string& name, const Survey& survey, Findings& findings)
      : model_(model),
        survey_(survey),
        path_(say("measurement.surveys.", name)),
        name_(name),
        findings_(findings) {}

  void check() {
    occasion();
    resolution();
    if (survey_.by == AskedBy::mystery_shoppers) shoppers();
  }

 private:
  void add(const char* code, const std::string& key, std::string message, std::string why,
           std::string suggestion) {
    findings_.push_back(
        {code, say(path_, ".", key), std::move(message), std::move(why), std::move(suggestion), true});
  }
  void refuse(const char* key, const char* why) {
    add("field-without-effect", key, say(quote(key), " has no effect here"), why, "Leave it out");
  }

  void occasion() {
    const bool at_a_step = !survey_.after.empty(), at_intervals = survey_.every > 0.0;
    if (at_a_step && at_intervals)
      add("survey-occasion", "every", say(quote(name_), " asks on two occasions"),
          "`after` asks at a step, `every` about the company as a whole", "Use two surveys");
    if (at_intervals && survey_.by == AskedBy::mystery_shoppers)
      add("survey-occasion", "every", "mystery shoppers have no relationship to ask about", "",
          "State `after`, or neither for whole journeys");
    if (!survey_.need.empty() && (at_a_step || at_intervals))
      refuse("need", "it chooses among journeys, at the end of which neither `after` nor `every` asks");
    if (survey_.lost && at_a_step) refuse("lost", "whoever is at the step is asked there");
    constexpr double shortest_interval = 0.5;
    if (at_intervals && survey_.every < shortest_interval)
      findings_.push_back({"out-of-range", path_ + ".every", say(quote(path_ + ".every"), " is out of range"),
                           "nobody is asked more than twice a day"});
    const Step* step = model_.journey.find(survey_.after);
    if (at_a_step && step && step->delivers.empty())
      findings_.push_back({"nothing-to-rate", path_ + ".after",
                           say("nothing is felt at ", quote(survey_.after)), "the step delivers no attribute",
                           "Ask after a step that does"});
  }

  void resolution() {
    const bool at_an_end = survey_.after.empty() && survey_.every <= 0.0;
    if (!survey_.contact.empty() && !at_an_end)
      refuse("contact", "whether one contact was enough is known at the end of the journey");
    if (!survey_.contact.empty()) return;
    if (survey_.sensitivity != 1.0) refuse("sensitivity", "no `contact` is stated");
    if (survey_.specificity != 1.0) refuse("specificity", "no `contact` is stated");
  }

  void shoppers() {
    const char* why = "mystery shoppers all answer, and alike";
    const Response& response = survey_.response;
    if (response.answers != 1.0 || response.tilt != 0.0 || response.polarity != 0.0 ||
        !response.by_segment.empty())
      refuse("response", why);
    if (!survey_.leniency.empty()) refuse("leniency", why);
    if (survey_.desirability != 0.0) refuse("desirability", why);
  }

  const Model& model_;
  const Survey& survey_;
  std::string path_, name_;
  Findings& findings_;
};

bool has_effort(const Model& model, const std::string& step) {
  const Step* found = model.journey.find(step);
  return found && found->effort > 0.0;
}

void check_policy(const Model& model, const std::string& name, const ListeningPolicy& policy,
                  Findings& findings) {
  const std::string path = say("listening.", name);
  const auto& surveys = model.measurement.surveys;
  const auto some = [&](auto holds) {
    return std::any_of(surveys.begin(), surveys.end(),
                       [&](const auto& entry) { return holds(entry.second); });
  };
  const auto nothing = [&](const char* why, const char* suggestion) {
    findings.push_back({"listens-to-nothing", path, say("no survey tells ", quote(name), " anything"), why,
                        suggestion, true});
  };
  switch (policy.reads) {
    case Reads::touchpoints:
      if (!some([](const Survey& x) { return !x.after.empty(); }))
        nothing("it reads scores after steps", "Add a survey with `after`");
      break;
    case Reads::ces:
      if (!some([&](const Survey& x) { return has_effort(model, x.after); }))
        nothing("it reads how easy steps were", "Add a survey with `after` a step that has `effort`");
      break;
    case Reads::complaints:
      if (surveys.empty()) nothing("it reads what answers complain of", "Add a survey");
      break;
    case Reads::nps:
      if (policy.survey.empty())
        findings.push_back({"missing-key", path, say(quote(path), " lacks `survey`"),
                            "with `reads: nps` it reads the score of one survey", "", true});
      break;
  }
  const auto refuse = [&](const char* key) {
    findings.push_back({"field-without-effect", say(path, ".", key), say(quote(key), " has no effect here"),
                        say("it reads ", word(policy.reads)), "Leave it out, or write `reads: nps`", true});
  };
  if (policy.reads != Reads::nps && !policy.survey.empty()) refuse("survey");
  if (policy.reads != Reads::nps && !policy.plan.empty()) refuse("plan");
  if (policy.reads == Reads::complaints && policy.only_when_falling)
    findings.push_back({"field-without-effect", path + ".only_when_falling",
                        "`only_when_falling` has no effect here", "complaints are counted, not scored",
                        "Leave it out", true});
  double weights = 0.0;
  for (const auto& entry : policy.plan) weights += entry.second;
  if (!policy.plan.empty() && weights <= 0.0)
    findings.push_back({"no-importance", path + ".plan", "the plan spends on nothing",
                        "weights are scaled to sum 1, and all are 0", "Leave the map out, or weigh something",
                        true});
  if (policy.every < model.time.epoch)
    findings.push_back({"shorter-than-epoch", path + ".every",
                        say(quote(name), " reads more than once an epoch"),
                        say("the market is looked at every ", write_number(model.time.epoch, Unit::days, ""),
                            ", which is `time.epoch`"),
                        "Make it longer, or the epoch shorter"});
}

}  // namespace

Findings check_surveys(const Model& model) {
  Findings findings;
  for (const auto& [name, survey] : model.measurement.surveys)
    SurveyCheck(model, name, survey, findings).check();
  for (const auto& [name, policy] : model.listening) check_policy(model, name, policy, findings);
  return findings;
}

}  // namespace polku::scenario
