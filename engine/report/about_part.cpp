// What was asked, what was compared, and where the numbers come from.
#include <algorithm>
#include <map>

#include "report/arrays.hpp"
#include "report/parts.hpp"
#include "scenario/words.hpp"

namespace polku::report {
namespace {

/// The scenario as it rides in the result, for values that are shown as they were written.
Json resolved(const Subject& subject) { return Json::parse(subject.result.scenario, nullptr, false); }

/// The value at a dotted path, or null. Keys of tables have no dots, those of `performance` may: longest
/// first.
Json value_at(const Json& tree, const std::string& path) {
  if (path.empty()) return tree;
  if (!tree.is_object()) return nullptr;
  for (std::size_t dot = path.size(); dot != std::string::npos;
       dot = dot == 0 ? dot : path.rfind('.', dot - 1)) {
    const auto found = tree.find(path.substr(0, dot));
    if (found != tree.end()) return value_at(*found, dot == path.size() ? "" : path.substr(dot + 1));
    if (dot == 0) break;
  }
  return nullptr;
}

/// Chance that a failure at a step is made good at once, beside the chance of success at a path; null
/// elsewhere.
Json retry_beside(const Json& scenario, const std::string& path) {
  const std::string ending = ".gate.success";
  if (!path.ends_with(ending)) return nullptr;
  return value_at(scenario, path.substr(0, path.size() - ending.size()) + ".gate.retry");
}

/// Dated edits of an option: when, what, from which value to which.
Json changes_json(const Json& scenario, const Json& option) {
  Json list = Json::array();
  const Json changes = value_at(option, "changes");
  if (!changes.is_array()) return list;
  for (const Json& change : changes)
    for (const auto& [kind, edits] : change.items()) {
      if (!edits.is_object()) continue;
      for (const auto& [path, value] : edits.items())
        list.push_back({{"at", value_at(change, "at")},
                        {"ramp", value_at(change, "ramp")},
                        {"until", value_at(change, "until")},
                        {"kind", kind},
                        {"path", path},
                        {"before", value_at(scenario, path)},
                        {"retry", retry_beside(scenario, path)},
                        {"after", value}});
    }
  return list;
}

}  // namespace

Json about(const Subject& subject) {
  const record::Result& result = subject.result;
  const scenario::Model& model = subject.scenario.model;
  const record::Group* summary = result.group("summary");
  const bool compares = result.kind == "compare";
  return {{"title", result.title},
          {"question", subject.scenario.question},
          {"model", model.name},
          {"kind", result.kind},
          {"currency", model.currency},
          {"file", subject.file},
          {"digest", subject.digest},
          {"version", result.version},
          {"git_hash", result.git_hash},
          {"seed", result.seed},
          {"complete", result.complete},
          {"customers", model.population.customers},
          {"horizon_days", model.time.horizon},
          {"warm_up_days", model.time.warm_up},
          {"discount_rate", model.time.discount_rate},
          {"replications", summary ? summary->axis("replication")->size() : 0},
          {"planned", model.run.replications},
          {"confidence", compares ? subject.scenario.decide.confidence : model.run.confidence}};
}

std::string title_of(const std::string& name, const scenario::Option& option) {
  std::string title = option.title.empty() ? name : option.title;
  if (option.title.empty()) std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

Json worlds(const Subject& subject) {
  const Json tree = resolved(subject);
  Json list = Json::array({{{"name", "baseline"}, {"title", "as today"}}});
  if (subject.result.kind != "compare") return list;
  for (const auto& [name, option] : subject.scenario.options) {
    Json one = {{"name", name},
                {"title", title_of(name, option)},
                {"once", option.cost.once},
                {"running", value_at(tree, "options." + name + ".cost.running")}};
    one["changes"] = changes_json(tree, value_at(tree, "options." + name));
    list.push_back(std::move(one));
  }
  return list;
}

Json decision(const Subject& subject) {
  if (subject.decision.order.empty()) return nullptr;
  const scenario::Scenario& scenario = subject.scenario;
  Json json = {{"sentence", subject.decision.sentence},
               {"detail", subject.decision.detail},
               {"measure", subject.decision.measure},
               {"indifference", scenario.decide.indifference},
               {"budget", scenario.budget}};
  json["order"] = Json::array();
  for (const Placed& placed : subject.decision.order)
    json["order"].push_back({{"option", placed.option},
                             {"verdict", placed.verdict},
                             {"words", placed.words},
                             {"matters", placed.matters},
                             {"over_budget", placed.over_budget}});
  return json;
}

Json stories(const Subject& subject) {
  if (subject.stories.empty()) return nullptr;
  Json list = Json::array();
  for (const Story& story : subject.stories) {
    Json one = {{"customer", story.customer},
                {"segment", story.segment},
                {"won", story.won},
                {"worlds", Json::array()}};
    for (const Telling& telling : story.tellings) {
      Json told = {{"world", telling.world}, {"result", telling.result}, {"lines", Json::array()}};
      told["gap_after"] = telling.gap ? Json(telling.gap_after) : Json();
      for (const StoryLine& line : telling.lines)
        told["lines"].push_back({{"date", line.date}, {"words", line.words}, {"detail", line.detail}});
      one["worlds"].push_back(std::move(told));
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json origins(const Subject& subject) {
  if (subject.result.origins.empty()) return nullptr;
  // Values only: a path is a map if others begin with it and a dot.
  std::map<std::string, std::size_t> by_source;
  Json overrides = Json::array();
  const auto& all = subject.result.origins;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string inner = all[i].path + ".";
    const bool is_map = all[i].path.empty() || (i + 1 < all.size() && all[i + 1].path.starts_with(inner));
    if (is_map) continue;
    const std::string& source = all[i].source;
    const bool from_file = !source.starts_with("--") && source != "default";
    ++by_source[from_file             ? source.substr(0, source.find(':'))
                : source == "default" ? source
                                      : "command line"];
    if (!from_file && source != "default") overrides.push_back({{"path", all[i].path}, {"source", source}});
  }
  Json json = {{"overrides", std::move(overrides)}};
  // Options stand in the scenario itself; a model that it builds on has none.
  const auto option = std::find_if(all.begin(), all.end(), [](const record::Origin& origin) {
    return origin.path.starts_with("options.") && !origin.source.starts_with("--");
  });
  if (option != all.end()) json["scenario"] = option->source.substr(0, option->source.find(':'));
  json["sources"] = Json::array();
  for (const auto& [source, count] : by_source)
    json["sources"].push_back({{"source", source}, {"values", count}});
  return json;
}

}  // namespace polku::report
