#include <algorithm>

#include "scenario/check.hpp"
#include "scenario/text.hpp"
#include "scenario/walk.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

using Names = std::vector<std::string>;

template <class T>
Names names_of(const Table<T>& table) {
  Names names;
  for (const auto& entry : table) names.push_back(entry.first);
  return names;
}

void append(Names& names, const Names& more) { names.insert(names.end(), more.begin(), more.end()); }

/// Where channels come from: no table declares them, but they must meet each other.
struct Channels {
  Names of_steps, of_decisions, of_segments;

  explicit Channels(const Model& model) {
    for (const auto& [name, step] : model.journey) {
      if (!step.channel.empty()) of_steps.push_back(step.channel);
      if (step.decide_by == DecisionBy::channel)
        for (const Edge& edge : step.next) of_decisions.push_back(edge.outcome);
    }
    for (const auto& [name, segment] : model.segments) append(of_segments, names_of(segment.channels));
  }
};

/// Every `step.attribute` that a step delivers.
Names deliveries(const Model& model) {
  Names names;
  for (const auto& [step_name, step] : model.journey)
    for (const auto& delivered : step.delivers) names.push_back(say(step_name, ".", delivered.first));
  return names;
}
Names performances(const Model& model) {
  Names names = names_of(model.attributes);
  append(names, deliveries(model));
  return names;
}

class NameCheck : public Walk<NameCheck> {
 public:
  NameCheck(const Scenario& scenario, Findings& findings)
      : scenario_(scenario),
        model_(scenario.model),
        channels_(model_),
        performances_(performances(model_)),
        findings_(findings) {}

  template <class T>
  void leaf(T&, const Field&) {}

  void reference(const char* key, std::string& x, Refers refers, const Field&) {
    if (x.empty()) return;
    // A step may name a channel that nobody has a taste for only if nobody states tastes.
    if (refers == Refers::channel && channels_.of_segments.empty()) return;
    const Scope scope(*this, key);
    Names legal = refers == Refers::channel ? channels_.of_segments : legal_names(refers);
    if (refers == Refers::channel) append(legal, channels_.of_decisions);
    look_up(x, legal, refers, false);
  }
  void numbers(const char* key, Table<double>& x, Refers refers, const Field&) { keys(key, x, refers); }
  void qualities(const char* key, Table<Quality>& x, Refers refers, const Field&) { keys(key, x, refers); }
  template <class T>
  void objects(const char* key, Table<T>& x, Refers refers, const Field& f) {
    keys(key, x, refers);
    Walk::table(key, x, f);
  }

 private:
  template <class T>
  void keys(const char* key, Table<T>& x, Refers refers) {
    const Scope scope(*this, key);
    for (const auto& entry : x) {
      const Scope inner(*this, entry.first);
      look_up(entry.first, legal_names(refers), refers, true);
    }
  }

  void look_up(const std::string& name, const Names& legal, Refers refers, bool at_key) {
    if (refers == Refers::anything) return;
    if (std::find(legal.begin(), legal.end(), name) != legal.end()) return;
    findings_.push_back({"unknown-name", path(), say(quote(name), " is not ", thing(refers)), "",
                         did_you_mean_or_list(name, legal), at_key});
  }

  Names legal_names(Refers refers) const {
    Names names;
    switch (refers) {
      case Refers::anything: break;  // names of its own
      case Refers::attribute: return names_of(model_.attributes);
      case Refers::attribute_or_step_attribute: return performances_;
      case Refers::attribute_or_segment_attribute:
        names = names_of(model_.attributes);
        for (const auto& [segment, x] : model_.segments)
          for (const auto& attribute : model_.attributes) {
            names.push_back(segment + "." + attribute.first);
            for (const auto& trait : x.traits) names.push_back(trait.first + "." + attribute.first);
          }
        break;
      case Refers::provider: return names_of(model_.providers);
      case Refers::provider_or_none:
        names = names_of(model_.providers);
        names.emplace_back("none");
        break;
      case Refers::need: return names_of(model_.needs);
      case Refers::function: return names_of(model_.functions);
      case Refers::readiness_stage:
        for (const auto& stage : readiness_stages) names.emplace_back(stage.first);
        break;
      case Refers::step: return names_of(model_.journey);
      case Refers::activity: return names_of(model_.activities);
      case Refers::segment: return names_of(model_.segments);
      case Refers::survey: return names_of(model_.measurement.surveys);
      case Refers::delivery: return deliveries(model_);
      case Refers::world:
        names = names_of(scenario_.options);
        names.emplace_back("baseline");
        break;
      case Refers::channel:
        names = channels_.of_steps;
        append(names, channels_.of_decisions);
        break;
    }
    return names;
  }

  static const char* thing(Refers refers) {
    switch (refers) {
      case Refers::anything: return "known";
      case Refers::attribute: return "an attribute";
      case Refers::attribute_or_step_attribute:
        return "an attribute, nor `step.attribute` of a step that delivers it";
      case Refers::attribute_or_segment_attribute:
        return "an attribute, nor `segment.attribute` or `trait.attribute`";
      case Refers::provider: return "a provider";
      case Refers::provider_or_none: return "a provider or `none`";
      case Refers::need: return "a need";
      case Refers::function: return "a function";
      case Refers::readiness_stage: return "a stage of readiness";
      case Refers::step: return "a step of the journey";
      case Refers::activity: return "an activity";
      case Refers::channel: return "a channel";
      case Refers::segment: return "a segment";
      case Refers::survey: return "a survey";
      case Refers::delivery: return "`step.attribute` of a step that delivers it";
      case Refers::world: return "an option or `baseline`";
    }
    return "known";
  }

  const Scenario& scenario_;
  const Model& model_;
  Channels channels_;
  Names performances_;
  Findings& findings_;
};

/// What may stand left in `next` of a step.
Names legal_outcomes(const Model& model, const Step& step, const Channels& channels) {
  if (step.kind == StepKind::encounter) return {"success", "failure"};
  if (step.kind != StepKind::decision) return {};
  if (step.decide_by == DecisionBy::channel) return channels.of_segments;
  Names names = names_of(model.providers);
  append(names, {"rival", "present", "nothing", "repair"});
  return names;
}

void check_next(const Model& model, Findings& findings) {
  const Channels channels(model);
  Names targets = names_of(model.journey);
  append(targets, {"end", "give_up"});
  for (const auto& [name, step] : model.journey) {
    const Names outcomes = legal_outcomes(model, step, channels);
    const bool decides = step.kind == StepKind::decision;
    for (const Edge& edge : step.next) {
      const std::string next = say("journey.", name, ".next");
      const std::string outcome_path = edge.outcome.empty() ? next : say(next, ".", edge.outcome);
      const bool is_split = edge.chance != 1.0;
      if (edge.outcome.empty() ? decides
                               : std::find(outcomes.begin(), outcomes.end(), edge.outcome) == outcomes.end())
        findings.push_back({"unknown-outcome", outcome_path,
                            edge.outcome.empty()
                                ? say("the decision ", quote(name), " has no outcomes")
                                : say(quote(edge.outcome), " is not an outcome of ", quote(name)),
                            say("it is a step of kind ", word(step.kind),
                                decides ? say(" by ", word(step.decide_by)) : std::string()),
                            outcomes.empty() ? "Name the next step, or chances for several"
                                             : did_you_mean_or_list(edge.outcome, outcomes),
                            !edge.outcome.empty()});
      if (std::find(targets.begin(), targets.end(), edge.target) == targets.end())
        findings.push_back({"unknown-name", is_split ? say(outcome_path, ".", edge.target) : outcome_path,
                            say(quote(edge.target), " is not a step of the journey"),
                            "`end` and `give_up` end it", did_you_mean_or_list(edge.target, targets),
                            is_split});
    }
  }
}

}  // namespace

Findings check_names(const Scenario& scenario) {
  Findings findings;
  Scenario copy = scenario;
  NameCheck names(scenario, findings);
  describe(names, copy);
  check_next(scenario.model, findings);
  return findings;
}

}  // namespace polku::scenario
