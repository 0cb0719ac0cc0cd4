#include "cli/answers.hpp"

#include <stdexcept>

#include "cli/asked.hpp"
#include "cli/conditions.hpp"
#include "cli/decision_text.hpp"
#include "cli/groups_text.hpp"
#include "cli/json.hpp"
#include "cli/outcome.hpp"
#include "cli/outcome_rows.hpp"
#include "scenario/words.hpp"

namespace polku::cli {
namespace {

std::string_view word(base::Severity severity) {
  switch (severity) {
    case base::Severity::error: return "error";
    case base::Severity::warning: return "warning";
    case base::Severity::note: break;
  }
  return "note";
}

Json json_of(const base::Location& location) {
  return {{"file", location.file}, {"line", location.line}, {"column", location.column}};
}

Json json_of(const Measured& measured) {
  return {{"name", measured.name}, {"unit", measured.unit}, {"mean", measured.mean},
          {"low", measured.low},   {"high", measured.high}, {"values", measured.values}};
}

Json json_of(const Outcome& outcome) {
  Json list = Json::array();
  for (const Measured& measured : outcome) {
    list.push_back(json_of(measured));
    list.back()["party"] = measured.party.empty() ? Json() : Json(measured.party);
    list.back()["words"] = words_for(measured);
    list.back()["note"] = measured.note;
  }
  return list;
}

Json json_of(const study::Estimate& estimate) {
  return {{"bytes", estimate.bytes},
          {"seconds", estimate.seconds},
          {"least_seconds", estimate.least_seconds},
          {"events", estimate.events},
          {"bytes_per_customer", estimate.bytes_per_customer},
          {"available_bytes", estimate.available_bytes}};
}

/// What run and compare have in common.
Json finished_json(const scenario::Scenario& scenario, const Finished& finished) {
  const scenario::Model& model = scenario.model;
  const record::Result& result = finished.result;
  Json json = {{"kind", result.kind},
               {"title", result.title},
               {"name", model.name},
               {"question", scenario.question},
               {"currency", model.currency},
               {"digest", finished.digest},
               {"complete", result.complete},
               {"seed", result.seed},
               {"customers", model.population.customers},
               {"horizon_days", model.time.horizon},
               {"replications", replications_of(result)},
               {"confidence", result.kind == "run" ? model.run.confidence : scenario.decide.confidence},
               {"file", finished.file.empty() ? Json() : Json(finished.file)},
               {"version", result.version},
               {"git_hash", result.git_hash},
               {"events", events_of(result)},
               {"seconds", result.seconds},
               {"threads", result.threads},
               {"bytes_per_customer", finished.bytes_per_customer}};
  json["diagnostics"] = diagnostics_json(finished.diagnostics);
  json["measures"] = json_of(outcome_of(result));
  add_groups(json, result);
  return json;
}

Json json_of(const scenario::Scenario& scenario, const Condition& condition) {
  const auto of_amount = [&](double share) { return share * condition.amount; };
  return {{"option", condition.option},
          {"what", condition.what},
          {"path", condition.path},
          {"against", condition.against},
          {"lead", condition.lead},
          {"lead_low", condition.lead_low},
          {"lead_high", condition.lead_high},
          {"share", condition.share},
          {"low", condition.low},
          {"high", condition.high},
          {"largest", condition.largest},
          {"amount", of_amount(condition.share)},
          {"amount_written", of_amount(1.0)},
          {"by_budget", condition.by_budget},
          {"exact", condition.exact},
          {"replications", condition.replications},
          {"words", condition_in_words(scenario, condition)}};
}

}  // namespace

Json diagnostics_json(const base::Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const base::Diagnostic& diagnostic : diagnostics.sorted()) {
    Json one = json_of(diagnostic.location);
    one["severity"] = word(diagnostic.severity);
    one["code"] = diagnostic.code;
    one["message"] = diagnostic.message;
    one["why"] = diagnostic.why;
    one["suggestion"] = diagnostic.suggestion;
    one["notes"] = Json::array();
    for (const auto& [location, text] : diagnostic.notes) {
      Json note = json_of(location);
      note["message"] = text;
      one["notes"].push_back(std::move(note));
    }
    list.push_back(std::move(one));
  }
  return list;
}

std::string diagnostics_answer(const base::Diagnostics& diagnostics) {
  return to_line({{"diagnostics", diagnostics_json(diagnostics)}});
}

std::string check_answer(const scenario::Loaded& loaded, const base::Diagnostics& diagnostics,
                         const study::Estimate& run, const study::Estimate& compare) {
  const scenario::Scenario& scenario = loaded.scenario;
  const scenario::Model& model = scenario.model;
  Json json = {{"diagnostics", diagnostics_json(diagnostics)},
               {"name", model.name},
               {"question", scenario.question},
               {"customers", model.population.customers},
               {"horizon_days", model.time.horizon},
               {"warm_up_days", model.time.warm_up},
               {"replications", model.run.replications}};
  json["size"] = {{"steps", model.journey.size()},         {"attributes", model.attributes.size()},
                  {"segments", model.segments.size()},     {"providers", model.providers.size()},
                  {"needs", model.needs.size()},           {"functions", model.functions.size()},
                  {"activities", model.activities.size()}, {"options", scenario.options.size()}};
  json["questionnaires"] = asked_json(loaded.asked);
  json["estimate"] = {{"run", json_of(run)},
                      {"compare", scenario.options.empty() ? Json() : json_of(compare)}};
  return to_line(json);
}

std::string run_answer(const scenario::Scenario& scenario, const Finished& finished) {
  return to_line(finished_json(scenario, finished));
}

std::string compare_answer(const scenario::Scenario& scenario, const Finished& finished) {
  Json json = finished_json(scenario, finished);
  json["decide"] = {{"by", scenario::word(scenario.decide.by)},
                    {"measure", measure_of(scenario.decide.by)},
                    {"confidence", scenario.decide.confidence},
                    {"indifference", scenario.decide.indifference},
                    {"most_replications", scenario.decide.most_replications},
                    {"budget", scenario.budget}};
  json["options"] = Json::array();
  json["best"] = nullptr;
  json["selection"] = nullptr;
  json["baseline"] = nullptr;
  json["assumptions"] = Json::array();
  json["break_even"] = Json::array();
  if (replications_of(finished.result) == 0) return to_line(json);
  const Ranking ranking = rank(finished.result, scenario);
  const auto decision = decision_of(finished.result);
  if (!decision) throw std::logic_error("a comparison without its decision");
  if (decision->sequential)
    json["selection"] = {{"settled", decision->settled},
                         {"chosen", decision->alternatives[decision->chosen].name},
                         {"most_replications", decision->most_replications}};
  json["baseline"] = {{"chance_of_best", decision->alternatives[0].chance_of_best},
                      {"expected_regret", decision->alternatives[0].expected_regret}};
  int place = 0;
  for (const Placed& placed : ranking.order) {
    const auto& [name, option] = scenario.options[placed.option];
    const Alternative& sure = decision->alternatives[placed.option + 1];
    json["options"].push_back({{"name", name},
                               {"title", option.title},
                               {"rank", ++place},
                               {"verdict", words(placed.verdict)},
                               {"cost_once", option.cost.once},
                               {"over_budget", placed.over_budget},
                               {"chance_of_best", sure.chance_of_best},
                               {"expected_regret", sure.expected_regret},
                               {"chance_of_loss", sure.chance_of_loss},
                               {"future_low", sure.future_low},
                               {"future_high", sure.future_high},
                               {"pairing_factor", sure.pairing_factor},
                               {"out_after", sure.out_after},
                               {"differences", json_of(differences_of(finished.result, placed.option))}});
  }
  if (ranking.best) {
    json["best"] = {{"option", scenario.options[ranking.best->option].first},
                    {"verdict", words(ranking.best->verdict)},
                    {"ahead_of", nullptr},
                    {"lead", nullptr}};
    if (ranking.lead) {
      json["best"]["ahead_of"] = scenario.options[ranking.lead->runner_up].first;
      json["best"]["lead"] = json_of(ranking.lead->difference);
      json["best"]["lead"]["verdict"] = words(ranking.lead->verdict);
    }
  }
  for (const Doubt& doubt : doubts_of(finished.result)) {
    Json ends = Json::array();
    for (const Doubt::End& end : doubt.ends)
      ends.push_back({{"setting", end.setting},
                      {"best", decision->alternatives[end.best].name},
                      {"lead", end.lead},
                      {"low", end.lead_low},
                      {"high", end.lead_high},
                      {"turns", end.turns},
                      {"replications", end.replications}});
    json["assumptions"].push_back({{"path", doubt.path}, {"ends", ends}});
  }
  for (const Condition& condition : conditions_of(finished.result))
    json["break_even"].push_back(json_of(scenario, condition));
  return to_line(json);
}

std::string digest_answer(const std::string& file, const std::string& digest) {
  return to_line({{"file", file}, {"digest", digest}});
}

}  // namespace polku::cli
