#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/diagnostic.hpp"
#include "cli/answers.hpp"
#include "cli/discovery.hpp"
#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "cli/table.hpp"
#include "store/recorded_log.hpp"
#include "study/variants.hpp"

namespace polku::cli {
namespace {

std::string counted(std::uint64_t count, const char* thing) {
  return thousands(static_cast<std::int64_t>(count)) + ' ' + thing + (count == 1 ? "" : "s");
}

std::string date_of(std::int64_t milliseconds) {
  return store::time_text(0, static_cast<double>(milliseconds) / record::milliseconds_per_day).substr(0, 10);
}

std::int64_t last_time(const record::CaseLog& log) {
  std::int64_t last = log.events.front().time;
  for (const record::CaseEvent& event : log.events) last = std::max(last, event.time);
  return last;
}

/// Everything that did not become part of the model, one line each.
std::vector<std::string> left_out(const store::LogCounts& read, const study::DiscoverNotes& notes) {
  std::vector<std::string> lines;
  const auto add = [&](std::uint64_t count, const char* thing, const char* why) {
    if (count > 0) lines.push_back(counted(count, thing) + ' ' + why);
  };
  add(read.bad, "event", "left out: they could not be read (--skip-bad)");
  add(read.other_lifecycle, "event", "left out: no completion of an activity (lifecycle:transition)");
  add(read.duplicates, "event",
      read.duplicates_dropped ? "left out: the same case, activity and time as another (--drop-duplicates)"
                              : "kept with the same case, activity and time as another");
  add(read.empty_cases, "case", "left out: without events");
  add(read.out_of_order, "event", "out of the order of time in their case, now sorted");
  add(read.without_zone, "time", "without a time zone, taken as UTC");
  add(read.open_cases, "case", "had not ended, says the log; how they go on is not learned from");
  if (notes.rare_cases > 0)
    lines.push_back(counted(notes.rare_cases, "case") + " left out: they take one of " +
                    counted(notes.rare_transitions, "rare transition") + " (--rare)");
  if (notes.sampled_cases > 0)
    lines.push_back("which steps there are was learned from " + counted(notes.sampled_cases, "case") +
                    ", evenly taken; chances and waits from all");
  add(notes.cut_cases, "case", "longer than 1,000 events: what they teach of steps is their first 1,000");
  add(notes.loosened, "step", "in a loop without any time, given a second each");
  if (notes.simplified)
    lines.push_back("the data would support more steps than a model holds: it is simpler than they are");
  return lines;
}

struct Structure {
  std::size_t gates = 0, split = 0;
};

Structure structure_of(const scenario::Scenario& scenario, const study::Discovered& model) {
  Structure x;
  for (const auto& entry : scenario.model.journey) x.gates += entry.second.gate.success < 1.0;
  std::vector<std::size_t> times(model.activities.size(), 0);
  for (const study::DiscoveredStep& step : model.steps) ++times[step.activity];
  for (const std::size_t count : times) x.split += count > 1;
  return x;
}

/// One distance, as it is shown.
struct Row {
  const char *name, *unit;
  double study::LogDistances::*value;
};
constexpr std::array<Row, 4> rows = {{{"variants", "0 to 1", &study::LogDistances::variants},
                                      {"what follows what", "0 to 1", &study::LogDistances::follows},
                                      {"visits of steps", "share", &study::LogDistances::steps},
                                      {"durations", "days", &study::LogDistances::durations}}};

std::string verdict_on(const DiscoverTest& test) {
  std::vector<std::string> closer, farther;
  for (const Row& row : rows) {
    const double mine = test.model.*row.value, theirs = test.markov.*row.value;
    (mine < theirs ? closer : farther).push_back(row.name);
  }
  if (closer.empty()) return "No closer than a Markov chain in anything.";
  std::string text = fmt::format("Closer than a Markov chain in {}", fmt::join(closer, ", "));
  if (!farther.empty()) text += fmt::format("; no closer in {}", fmt::join(farther, ", "));
  return text + ".";
}

std::string test_text(const DiscoverTest& test, const Style& style) {
  std::string text = fmt::format("\nTest: learned from {}{}, held against {} {} ({} simulated)\n",
                                 test.recent.share < 1.0 ? "the last " : "",
                                 counted(test.learned_cases, "case"), test.by_time ? "the next" : "another",
                                 thousands(static_cast<std::int64_t>(test.held_out_cases)),
                                 thousands(static_cast<std::int64_t>(test.simulated_cases)));
  Table table({{"distance from the held-out cases", Align::left},
               {"", Align::left},
               {"Polku", Align::right},
               {"Markov chain", Align::right},
               {"its cases", Align::right}});
  for (const Row& row : rows) {
    const auto cell = [&](const study::LogDistances& x) { return Cell{fmt::format("{:.3f}", x.*row.value)}; };
    table.row({{row.name}, {row.unit}, cell(test.model), cell(test.markov), cell(test.sample)});
  }
  text += table.text(style);
  text += fmt::format("  a case lasts {:.2f} days on average; {:.2f} by Polku, {:.2f} by the Markov chain\n",
                      test.model.mean_duration_b, test.model.mean_duration_a, test.markov.mean_duration_a);
  text += verdict_on(test) + "\n";
  text +=
      "The Markov chain has learned from the same cases. \"Its cases\" are these cases themselves: no model "
      "of them\n"
      "can be expected to come much closer to those held out.\n";
  if (test.recent.share < 1.0)
    text += fmt::format("A Markov chain of all cases before: variants {:.3f}, durations {:.3f}.\n",
                        test.of_all.variants, test.of_all.durations);
  if (test.model.sampled || test.markov.sampled)
    text += "There are so many variants that a sample of 1,500 cases of each side is compared.\n";
  return text;
}

Json distances_json(const study::LogDistances& x) {
  return {{"variants", x.variants},
          {"follows", x.follows},
          {"steps", x.steps},
          {"durations_days", x.durations},
          {"mean_duration_days", x.mean_duration_a},
          {"sampled", x.sampled}};
}

}  // namespace

std::string discovery_text(const store::ReadLog& read, const Discovery& discovery, const std::string& file,
                           const Style& style) {
  const record::CaseLog& log = read.log;
  const study::Discovered& model = discovery.model;
  std::string text = fmt::format("{}: {}, {}, {}, {}, from {} to {}\n", base::visible(file),
                                 counted(log.cases.size(), "case"), counted(log.events.size(), "event"),
                                 fmt::format("{} activities", log.activities.size()),
                                 counted(study::variants_of(log, log.cases).size(), "variant"),
                                 date_of(log.start(log.cases.front())), date_of(last_time(log)));
  for (const std::string& line : left_out(read.counts, model.notes)) text += "  " + line + '\n';
  const Structure structure = structure_of(discovery.scenario, model);
  text += fmt::format("Model: {}, {}, {} where things are done again", counted(model.steps.size(), "step"),
                      counted(model.transitions, "transition"), counted(structure.gates, "gate"));
  if (structure.split > 0)
    text += fmt::format("; {} are several steps, because what follows depends on what came before",
                        structure.split == 1 ? "1 activity" : fmt::format("{} activities", structure.split));
  text += '\n';
  if (discovery.recent.distance < discovery.recent.of_all)
    text += fmt::format(
        "The process has changed: the last {} of the cases forecast later ones better than all do ({:.3f}\n"
        "against {:.3f} in variants), so these {} are what the model is learned from. --recent '100 %' takes "
        "all.\n",
        percent(discovery.recent.share), discovery.recent.distance, discovery.recent.of_all,
        thousands(static_cast<std::int64_t>(model.cases)));
  if (discovery.test) text += test_text(*discovery.test, style);
  return text;
}

std::string discovery_answer(const store::ReadLog& read, const Discovery& discovery, const std::string& file,
                             const base::Diagnostics& diagnostics) {
  const store::LogCounts& counts = read.counts;
  const study::Discovered& model = discovery.model;
  const study::DiscoverNotes& notes = model.notes;
  Json json = {{"kind", "discovery"}, {"file", file}};
  json["log"] = {{"cases", read.log.cases.size()},
                 {"events", read.log.events.size()},
                 {"activities", read.log.activities.size()},
                 {"variants", study::variants_of(read.log, read.log.cases).size()}};
  json["left_out"] = {{"bad", counts.bad},
                      {"other_lifecycle", counts.other_lifecycle},
                      {"duplicates", counts.duplicates_dropped ? counts.duplicates : 0},
                      {"empty_cases", counts.empty_cases},
                      {"rare_cases", notes.rare_cases}};
  json["noted"] = {{"duplicates", counts.duplicates},      {"out_of_order", counts.out_of_order},
                   {"without_zone", counts.without_zone},  {"open_cases", counts.open_cases},
                   {"sampled_cases", notes.sampled_cases}, {"cut_cases", notes.cut_cases},
                   {"loosened_steps", notes.loosened},     {"simplified", notes.simplified}};
  json["recent"] = {{"share", discovery.recent.share},
                    {"distance", discovery.recent.distance},
                    {"of_all", discovery.recent.of_all}};
  json["model"] = {{"steps", model.steps.size()},
                   {"transitions", model.transitions},
                   {"gates", structure_of(discovery.scenario, model).gates},
                   {"cases", model.cases},
                   {"log_likelihood", model.log_likelihood},
                   {"penalty", model.penalty}};
  json["test"] = nullptr;
  if (discovery.test)
    json["test"] = {{"by_time", discovery.test->by_time},
                    {"learned_cases", discovery.test->learned_cases},
                    {"held_out_cases", discovery.test->held_out_cases},
                    {"simulated_cases", discovery.test->simulated_cases},
                    {"mean_duration_days", discovery.test->model.mean_duration_b},
                    {"model", distances_json(discovery.test->model)},
                    {"markov", distances_json(discovery.test->markov)},
                    {"markov_of_all", distances_json(discovery.test->of_all)},
                    {"learned", distances_json(discovery.test->sample)}};
  json["diagnostics"] = diagnostics_json(diagnostics);
  return to_line(json);
}

}  // namespace polku::cli
