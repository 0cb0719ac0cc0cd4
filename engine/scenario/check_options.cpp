#include <algorithm>

#include "scenario/check.hpp"
#include "scenario/edit.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

void check_dates(const Change& change, const Time& time, const std::string& path, Findings& findings) {
  if (change.edits.empty() && change.adopt.by.empty())
    findings.push_back(
        {"no-edits", path, "the change changes nothing", "", "State `set`, `add` or `scale`", true});
  if (change.at >= time.horizon)
    findings.push_back({"never-starts", path + ".at", "the change never starts", "the horizon ends before"});
  if (change.until <= change.at)
    findings.push_back({"ends-before-start",
                        path + ".until",
                        "the change ends before it starts",
                        "",
                        "",
                        false,
                        {{path + ".at", "it starts here"}}});
}

/// `journey.x.delivers.k.mean` and `.spread` belong to the quality `journey.x.delivers.k`.
std::string whole_value(const std::string& path) {
  for (const std::string_view part : {".mean", ".spread"})
    if (path.size() > part.size() && path.substr(path.size() - part.size()) == part)
      return path.substr(0, path.size() - part.size());
  return path;
}

constexpr const char* changed_here = "the value that it changes is given here";

class OptionCheck {
 public:
  OptionCheck(const Model& model, const std::string& name, Findings& findings)
      : edited_(model), currency_(model.currency), path_(say("options.", name)), findings_(findings) {}

  void check(const Option& option, const Time& time) {
    size_ = option.size;
    for (const Sweep& value : option.instead) {
      for (const auto& path : matching_paths(edited_, value.path)) {
        double& number = *locate(edited_, path)->value;
        number = by_size(number, {EditKind::set, path, value.values.front()});
      }
      applied_.push_back({say(path_, ".instead.", value.path), value.path});
    }
    if (option.changes.empty() && option.instead.empty())
      findings_.push_back(
          {"no-edits", path_ + ".changes", "the option changes nothing", "", "List a change"});
    if (option.cost.running.amount != 0.0 && option.cost.running.period == 0.0)
      findings_.push_back(
          {"missing-period", path_ + ".cost.running", "the running cost lacks a period", "",
           say("Write it as `", write_number(option.cost.running.amount, Unit::money, currency_), "/year`")});
    for (std::size_t i = 0; i < option.changes.size(); ++i) {
      const std::string path = say(path_, ".changes.", i + 1);
      check_dates(option.changes[i], time, path, findings_);
      apply(option.changes[i], path);
    }
    recheck();
  }

 private:
  struct Applied {
    std::string edit_path;
    std::string path;
  };

  double by_size(double before, const Edit& edit) const {
    return size_ == 1.0 ? edited(before, edit) : edited(before, edit, size_);
  }

  /// Puts all edits fully in force, each on top of those before.
  void apply(const Change& change, const std::string& change_path) {
    std::vector<std::string> here;
    for (const Edit& edit : change.edits) {
      const std::string edit_path = say(change_path, ".", word(edit.kind), ".", edit.path);
      const auto number = locate(edited_, edit.path);
      if (!number) continue;  // bind has said so
      if (std::find(here.begin(), here.end(), edit.path) != here.end())
        findings_.push_back({"edited-twice", edit_path,
                             say(quote(edit.path), " is edited twice in one change"),
                             "which comes first would be left open", "Use two changes", true});
      here.push_back(edit.path);
      const double after = by_size(*number->value, edit);
      const Field& field = number->field;
      if (after >= field.low && after <= field.high) {
        *number->value = after;
        applied_.push_back({edit_path, edit.path});
      } else {
        findings_.push_back(
            {"out-of-range",
             edit_path,
             say(quote(edit.path), " would become ", write_number(after, field.unit, currency_)),
             say("allowed is ", range_text(field, currency_)),
             "",
             false,
             {{whole_value(edit.path), changed_here}}});
      }
    }
  }

  /// The model was right before, so what is wrong now is the work of the edits.
  void recheck() {
    Findings found = check_market(edited_);
    for (const Findings& more : {check_steps(edited_), check_organisation(edited_)})
      found.insert(found.end(), more.begin(), more.end());
    for (Finding& finding : found) {
      // An option may switch a mechanism off, whose other settings then rest.
      if (finding.code == "field-without-effect") continue;
      const auto culprit = std::find_if(applied_.rbegin(), applied_.rend(), [&](const Applied& applied) {
        return whole_value(applied.path).rfind(finding.path, 0) == 0;
      });
      finding.notes = {{finding.path, changed_here}};
      finding.at_key = culprit == applied_.rend();
      finding.path = culprit == applied_.rend() ? path_ : culprit->edit_path;
      finding.message = "after the change, " + finding.message;
      findings_.push_back(finding);
    }
  }

  Model edited_;
  double size_ = 1.0;
  std::string currency_;
  std::string path_;
  Findings& findings_;
  std::vector<Applied> applied_;
};

}  // namespace

Findings check_options(const Scenario& scenario) {
  Findings findings;
  const Decide& decide = scenario.decide;
  if (decide.most_replications > 0 && decide.indifference == 0.0)
    findings.push_back({"no-indifference", "decide.most_replications",
                        "the best can only be settled up to a difference that does not matter",
                        "two options that are equal would be repeated for ever",
                        "State `indifference`, for example `indifference: 10 kEUR`"});
  for (const auto& [name, option] : scenario.options)
    OptionCheck(scenario.model, name, findings).check(option, scenario.model.time);
  return findings;
}

}  // namespace polku::scenario
