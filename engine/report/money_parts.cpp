// What the options change, in numbers and in money over time.
#include <algorithm>
#include <array>
#include <utility>

#include "report/arrays.hpp"
#include "report/parts.hpp"
#include "study/ledger.hpp"

namespace polku::report {
namespace {

double confidence(const Subject& subject) {
  return subject.result.kind == "compare" ? subject.scenario.decide.confidence
                                          : subject.scenario.model.run.confidence;
}

/// [mean, low, high] of one row of `summary` or `differences`, as the result has it.
Json row(const record::Group& group, std::size_t thing, std::size_t measure) {
  return {Array(group, "mean")({thing, measure}), Array(group, "low")({thing, measure}),
          Array(group, "high")({thing, measure})};
}

/// Each replication of it.
Json values(const record::Group& group, std::size_t thing, std::size_t measure) {
  const Array value(group, "value");
  Json list = Json::array();
  for (std::size_t r = 0; r < value.size(2); ++r) list.push_back(value({thing, measure, r}));
  return list;
}

/// What a line of the ledger is called.
constexpr std::string_view entry(study::LedgerLine line) {
  return study::ledger_entries[static_cast<std::size_t>(line)].words;
}

/// What the lines of the company's account are called here: as in the ledger, where it has them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> line_words = {
    {{"product_cost", "goods"},
     {"order_cost", "orders"},
     {"service_cost", "service"},
     {"sustaining_cost", "care for customers"},
     {"acquisition_cost", entry(study::LedgerLine::acquisition)},
     {"unused_capacity", entry(study::LedgerLine::unused)},
     {"general", entry(study::LedgerLine::general)},
     {"listening", entry(study::LedgerLine::listening)},
     {"investment", entry(study::LedgerLine::own_cost)}}};

std::string words_of_line(const std::string& name) {
  for (const auto& [line, words] : line_words)
    if (name == line) return std::string(words);
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

Json outcome(const Subject& subject) {
  const record::Group* summary = subject.result.group("summary");
  const record::Group* differences = subject.result.group("differences");
  if (!summary) return nullptr;
  const record::Group& widest = differences ? *differences : *summary;
  const auto &names = labels(widest, "measure"), &units = labels(widest, "unit");
  const std::size_t in_summary = labels(*summary, "measure").size();
  Json list = Json::array();
  for (std::size_t m = 0; m < names.size(); ++m) {
    Json one = {{"name", names[m]}, {"unit", units[m]}};
    for (const Wording& wording : subject.wordings)
      if (wording.measure == names[m]) {
        one["section"] = wording.section;
        one["words"] = wording.words;
      }
    one["worlds"] = Json::array();  // empty: only a difference has it
    if (m < in_summary)
      for (std::size_t w = 0; w < summary->axis("world")->size(); ++w)
        one["worlds"].push_back(row(*summary, w, m));
    if (differences) {
      one["options"] = one["values"] = Json::array();
      for (std::size_t o = 0; o < differences->axis("option")->size(); ++o) {
        one["options"].push_back(row(*differences, o, m));
        one["values"].push_back(values(*differences, o, m));
      }
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json certainty(const Subject& subject) {
  const record::Group* group = subject.result.group("decision");
  if (!group) return nullptr;
  const auto& names = labels(*group, "alternative");
  Json json = {{"alternatives", Json::array()}};
  for (std::size_t a = 0; a < names.size(); ++a) {
    Json one = {{"name", names[a]}};
    for (const char* figure : {"allowed", "out_after", "chance_of_best", "expected_regret", "chance_of_loss",
                               "future_low", "future_high", "pairing_factor"})
      one[figure] = Array(*group, figure)({a});
    json["alternatives"].push_back(std::move(one));
  }
  for (const char* how : {"sequential", "settled", "most_replications"}) json[how] = Array(*group, how)({});
  return json;
}

Json j_curve(const Subject& subject) {
  const record::Group* group = subject.result.group("cumulative");
  if (!group) return nullptr;
  const Clock clock(*group, subject.scenario.model.time.horizon);
  const Array difference(*group, "difference");
  Json json = {{"years", clock.years()}, {"options", Json::array()}};
  for (std::size_t o = 0; o < difference.size(0); ++o) {
    Json curve = Json::array();
    for (std::size_t point = 0; point < clock.points(); ++point) {
      std::vector<double> seen;
      for (std::size_t r = 0; r < difference.size(1); ++r)
        seen.push_back(difference({o, r, clock.end(point) - 1}));
      curve.push_back(interval_json(seen, confidence(subject)));
    }
    json["options"].push_back(std::move(curve));
  }
  return json;
}

Json why(const Subject& subject) {
  const record::Group *ledger = subject.result.group("ledger"), *chain = subject.result.group("chain");
  if (!ledger || !chain) return nullptr;
  // [mean, low, high] of each option's replications.
  const auto options = [&](const Array& values, std::size_t row) {
    Json list = Json::array();
    for (std::size_t o = 0; o < values.size(0); ++o) {
      std::vector<double> seen;
      for (std::size_t r = 0; r < values.size(2); ++r) seen.push_back(values({o, row, r}));
      list.push_back(interval_json(seen, confidence(subject)));
    }
    return list;
  };
  Json json = {{"present_value", subject.decision.measure == "npv"},
               {"ledger", Json::array()},
               {"chain", Json::array()}};
  const Array amount(*ledger, "amount");
  for (std::size_t l = 0; l < study::ledger_lines; ++l)
    json["ledger"].push_back({{"name", study::ledger_entries[l].name},
                              {"words", study::ledger_entries[l].words},
                              {"options", options(amount, l)}});
  const Array baseline(*chain, "baseline"), difference(*chain, "difference");
  const auto &what = labels(*chain, "link"), &unit = labels(*chain, "unit"), &stage = labels(*chain, "stage");
  for (std::size_t l = 0; l < what.size(); ++l) {
    double today = 0.0;
    for (std::size_t r = 0; r < baseline.size(1); ++r)
      today += baseline({l, r}) / static_cast<double>(baseline.size(1));
    Json link = {{"stage", stage[l]}, {"what", what[l]}, {"unit", unit[l]}, {"today", nullptr}};
    if (std::isfinite(today)) link["today"] = today;
    link["options"] = options(difference, l);
    json["chain"].push_back(std::move(link));
  }
  return json;
}

Json ledger(const Subject& subject) {
  const record::Group* company = subject.result.group("company");
  if (!company || subject.result.kind != "compare") return nullptr;
  const Clock clock(*company, subject.scenario.model.time.horizon);
  const std::size_t options = company->axis("world")->size() - 1,
                    replications = company->axis("replication")->size();
  Json list = Json::array();
  const auto add = [&](const std::string& name, const std::string& words, double sign) {
    const Array amount(*company, name);
    Json one = {{"name", name}, {"words", words}, {"options", Json::array()}};
    for (std::size_t w = 1; w <= options; ++w) {
      std::vector<double> changes;
      for (std::size_t r = 0; r < replications; ++r)
        changes.push_back(sign * sum(clock.begin(), clock.stop(), [&](std::size_t p) {
                            return amount({w, r, p}) - amount({0, r, p});
                          }));
      one["options"].push_back(interval_json(changes, confidence(subject)));
    }
    list.push_back(std::move(one));
  };
  add("revenue", "revenue", 1.0);
  for (const record::Variable& line : company->variables)  // all but the sums of others are costs
    if (line.name != "revenue" && line.name != "customers_result" && line.name != "profit")
      add(line.name, words_of_line(line.name), -1.0);
  add("profit", "profit", 1.0);
  return list;
}

}  // namespace polku::report
