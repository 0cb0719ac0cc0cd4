#include "cli/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/statistics.hpp"

namespace polku::cli {
namespace {

const std::vector<std::string>& labels(const record::Group& group, std::string_view axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

const std::vector<double>& values(const record::Group& group, std::string_view variable) {
  return std::get<std::vector<double>>(group.variable(variable)->values);
}

/// Row `thing` of a group with variables mean, low, high[thing, measure] and value[thing, measure,
/// replication].
Outcome row(const record::Result& result, std::string_view name, std::size_t thing) {
  const record::Group* group = result.group(name);
  if (!group) return {};
  const auto& names = labels(*group, "measure");
  const auto& units = labels(*group, "unit");
  const std::size_t replications = group->axis("replication")->size();
  Outcome outcome;
  for (std::size_t m = 0; m < names.size(); ++m) {
    const std::size_t at = thing * names.size() + m;
    const auto first = values(*group, "value").begin() + static_cast<std::ptrdiff_t>(at * replications);
    outcome.push_back({names[m],
                       units[m],
                       values(*group, "mean")[at],
                       values(*group, "low")[at],
                       values(*group, "high")[at],
                       {first, first + static_cast<std::ptrdiff_t>(replications)}});
    if (!group->axis("party")) continue;
    outcome.back().party = labels(*group, "party")[m];
    outcome.back().words = labels(*group, "words")[m];
    outcome.back().note = labels(*group, "note")[m];
  }
  return outcome;
}

/// A row of the outcome table, and what the parties know of it or ask for besides.
Outcome with_parties(Outcome outcome, const Outcome& parties) {
  const std::size_t own = outcome.size();
  for (const Measured& row : parties) {
    const auto end = outcome.begin() + static_cast<std::ptrdiff_t>(own);
    const auto found = std::find_if(outcome.begin(), end,
                                    [&](const Measured& candidate) { return candidate.name == row.name; });
    if (found == end)
      outcome.push_back(row);
    else
      found->party = row.party;
  }
  return outcome;
}

bool before(const Placed& a, const Placed& b) {
  if (std::isnan(a.difference.mean) != std::isnan(b.difference.mean)) return std::isnan(b.difference.mean);
  return a.difference.mean > b.difference.mean;
}

}  // namespace

const Measured* find(const Outcome& outcome, std::string_view measure) {
  const auto found = std::find_if(outcome.begin(), outcome.end(),
                                  [&](const Measured& candidate) { return candidate.name == measure; });
  return found == outcome.end() ? nullptr : &*found;
}

Outcome outcome_of(const record::Result& result, std::size_t world) {
  return with_parties(row(result, "summary", world), row(result, "parties", world));
}
Outcome differences_of(const record::Result& result, std::size_t option) {
  return with_parties(row(result, "differences", option), row(result, "party_differences", option));
}

std::size_t replications_of(const record::Result& result) {
  const record::Group* group = result.group("summary");
  return group ? group->axis("replication")->size() : 0;
}

double events_of(const record::Result& result) {
  const record::Group* group = result.group("events");
  double events = 0.0;
  if (group)
    for (const std::int64_t count : std::get<std::vector<std::int64_t>>(group->variable("events")->values))
      events += static_cast<double>(count);
  return events;
}

Verdict verdict(double low, double high, double indifference) {
  if (low > indifference) return Verdict::clearly_better;
  if (high < -indifference) return Verdict::clearly_worse;
  return Verdict::too_close;
}

std::string_view words(Verdict verdict) {
  switch (verdict) {
    case Verdict::clearly_better: return "clearly better";
    case Verdict::clearly_worse: return "clearly worse";
    case Verdict::too_close: break;
  }
  return "too close to call";
}

std::string in_words(const Placed& placed) {
  std::string text(words(placed.verdict));
  if (!placed.matters)
    text = placed.difference.mean == 0.0
               ? "no difference"
               : std::string(placed.difference.mean > 0.0 ? "better" : "worse") + " by too little to matter";
  return placed.over_budget ? text + ", over budget" : text;
}

Ranking rank(const record::Result& result, const scenario::Scenario& scenario) {
  const double indifference = scenario.decide.indifference;
  Ranking ranking;
  for (std::size_t o = 0; o < scenario.options.size(); ++o) {
    const Outcome differences = differences_of(result, o);
    const Measured* by = find(differences, measure_of(scenario.decide.by));
    if (!by) throw std::logic_error("a comparison without the measure that decides");
    ranking.order.push_back({o, *by, verdict(by->low, by->high, indifference),
                             !(by->low >= -indifference && by->high <= indifference),
                             scenario.options[o].second.cost.once > scenario.budget});
  }
  std::stable_sort(ranking.order.begin(), ranking.order.end(), before);

  std::vector<const Placed*> affordable;
  for (const Placed& placed : ranking.order)
    if (!placed.over_budget && !std::isnan(placed.difference.mean)) affordable.push_back(&placed);
  if (!affordable.empty()) ranking.best = *affordable[0];
  if (affordable.size() >= 2) {
    const Measured& a = affordable[0]->difference;
    const Measured& b = affordable[1]->difference;
    const base::Interval ahead = base::paired_interval(a.values, b.values, scenario.decide.confidence);
    ranking.lead = Ranking::Lead{affordable[1]->option,
                                 {a.name, a.unit, ahead.mean, ahead.low, ahead.high, {}},
                                 verdict(ahead.low, ahead.high, indifference)};
  }
  return ranking;
}

}  // namespace polku::cli
