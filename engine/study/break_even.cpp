#include "study/break_even.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "record/arrays.hpp"
#include "study/assumptions.hpp"
#include "study/decision.hpp"
#include "study/exploration.hpp"
#include "study/replicate.hpp"
#include "study/summary.hpp"
#include "study/totals.hpp"
#include "study/written.hpp"

namespace polku::study {
namespace {

/// What a cost takes off the deciding measure as written: money as the scenario decides by it. 0 if it does
/// not decide by money that costs are part of.
double taken_by(const scenario::Scenario& scenario, const Premise& premise) {
  const bool present = scenario.decide.by == scenario::Measure::npv;
  if (!present && scenario.decide.by != scenario::Measure::profit) return 0.0;
  const world::World world = world::build(scenario, premise.option);
  const simulate::Layout layout(world);
  double sum = 0.0;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p) {
    const record::OwnCost cost = record::own_cost(world, layout, p);
    sum += (premise.what == PremiseOf::once ? cost.once : cost.running) *
           (present ? record::discount_factor(world, p) : 1.0);
  }
  return sum;
}

/// A cost: the lead falls by the same for every euro.
void solve(const scenario::Scenario& scenario, BreakEven& x) {
  const scenario::Option& option = scenario.options[x.premise.option].second;
  x.amount =
      option.size * (x.premise.what == PremiseOf::once ? option.cost.once : option.cost.running.amount);
  x.exact = true;
  const double taken = taken_by(scenario, x.premise);
  if (taken > 0.0 && 1.0 + x.lead.mean / taken >= 0.0)
    x.crossing =
        Crossing{1.0 + x.lead.mean / taken, 1.0 + x.lead.low / taken, 1.0 + x.lead.high / taken, x.lead.n};
  if (x.premise.what != PremiseOf::once || !std::isfinite(scenario.budget) || !(x.amount > 0.0)) return;
  const double allows = scenario.budget / x.amount;
  if (taken > 0.0 ? !x.crossing || x.crossing->share <= allows : false) return;
  x.crossing = Crossing{allows, allows, allows, x.lead.n};
  x.by_budget = true;
}

class Asker {
 public:
  Asker(const scenario::Scenario& scenario, const record::Result& result, const Settings& settings)
      : scenario_(scenario),
        settings_(settings),
        written_(as_written(scenario, result, most_replications(scenario))) {}

  /// The option in front of those that the budget allows; none if it allows none.
  std::optional<std::size_t> front() const {
    std::optional<std::size_t> front;
    for (std::size_t o = 0; o < scenario_.options.size(); ++o)
      if (allowed(scenario_, o + 1) && (!front || mean(o + 1) > mean(*front + 1))) front = o;
    return front;
  }

  /// The lead of an option as written over the best of the others.
  BreakEven about(const Premise& premise) const {
    BreakEven x;
    x.premise = premise;
    x.against = best_beside(scenario_, written_, premise.option + 1);
    x.lead =
        base::paired_interval(written_[premise.option + 1], written_[x.against], scenario_.decide.confidence);
    return x;
  }

  /// False if stopped.
  bool search(BreakEven& x, double done, double until) const {
    x.premise.largest = largest_share(scenario_, x.premise);
    const auto lead_at = [&](double share, std::size_t replications) -> std::optional<base::Interval> {
      const auto seen = simulated(x.premise, share, replications, done, until);
      if (seen.empty()) return std::nullopt;
      // What the same luck makes of these replications as written is taken off: few stand beside all.
      const std::span<const double> own = written_[x.premise.option + 1], other = written_[x.against];
      const double luck = base::paired_interval(own.first(seen.size()), other.first(seen.size())).mean -
                          base::paired_interval(own, other).mean;
      std::vector<double> leads;
      for (std::size_t r = 0; r < seen.size(); ++r) leads.push_back(seen[r] - other[r] - luck);
      return base::mean_interval(leads, scenario_.decide.confidence);
    };
    const std::size_t most = std::min(assumption_replications(scenario_), written_[0].size());
    const CrossingFound found = crossing_of({x.lead, x.premise.largest, most}, lead_at);
    x.crossing = found.crossing;
    return found.complete;
  }

 private:
  double mean(std::size_t alternative) const { return base::mean_interval(written_[alternative]).mean; }

  /// The deciding measure of the option alone; empty if stopped.
  std::vector<double> simulated(const Premise& premise, double share, std::size_t replications, double done,
                                double until) const {
    const std::vector<world::World> worlds{
        world::build(with_premise_at(scenario_, premise, share), premise.option)};
    Settings within = settings_;
    if (settings_.progress)
      within.progress = [&](const Progress& progress) {
        settings_.progress({done + (until - done) * progress.share, progress.doing});
      };
    std::vector<double> values;
    const auto each = [&](std::size_t, const std::vector<record::Finished>& finished) {
      values.push_back(outcome_values(worlds[0], finished[0])[deciding_measure(scenario_)]);
    };
    if (!replicate(worlds, replications, within, {0, 1, "what would have to be true"}, each)) return {};
    return values;
  }

  const scenario::Scenario& scenario_;
  const Settings& settings_;
  Values written_;
};

bool is_cost(const Premise& premise) {
  return premise.what == PremiseOf::once || premise.what == PremiseOf::running;
}

/// What is asked of an option, given the one in front.
std::vector<Premise> asked_of(const scenario::Scenario& scenario, std::size_t option,
                              std::optional<std::size_t> front) {
  std::vector<Premise> premises = premises_of(scenario, option);
  if (option == front) return premises;
  const bool one_effect = std::none_of(premises.begin(), premises.end(), [](const Premise& premise) {
    return premise.what == PremiseOf::effects;
  });
  std::erase_if(premises, [&](const Premise& premise) {
    if (!allowed(scenario, option + 1)) return premise.what != PremiseOf::once;
    return premise.what == PremiseOf::change && !(one_effect && !set_by_us(premise.path));
  });
  return premises;
}

}  // namespace

BreakEvens break_evens_of(const scenario::Scenario& scenario, const record::Result& result,
                          const Settings& settings) {
  BreakEvens found;
  const Asker asker(scenario, result, settings);
  const auto front = asker.front();
  std::vector<Premise> premises;
  if (front) premises = asked_of(scenario, *front, front);
  for (std::size_t o = 0; o < scenario.options.size(); ++o)
    if (o != front)
      for (auto& premise : asked_of(scenario, o, front)) premises.push_back(std::move(premise));
  for (std::size_t i = 0; i < premises.size(); ++i) {
    BreakEven x = asker.about(premises[i]);
    const double of = static_cast<double>(premises.size()), at = static_cast<double>(i);
    if (is_cost(x.premise))
      solve(scenario, x);
    else if (found.complete = asker.search(x, at / of, (at + 1.0) / of); !found.complete)
      return found;
    // A cost that nothing bounds: the decision does not go by money, and there is no budget.
    if (!is_cost(x.premise) || x.crossing || taken_by(scenario, x.premise) > 0.0)
      found.all.push_back(std::move(x));
  }
  return found;
}

BreakEvenRuns break_even_runs(const scenario::Scenario& scenario) {
  const std::size_t most = assumption_replications(scenario);
  std::size_t premises = 0, widest = 0;
  for (std::size_t o = 0; o < scenario.options.size(); ++o) {
    const auto count = [&](const std::vector<Premise>& all) {
      return static_cast<std::size_t>(
          std::count_if(all.begin(), all.end(), [](const Premise& premise) { return !is_cost(premise); }));
    };
    const std::size_t behind = count(asked_of(scenario, o, std::nullopt));
    premises += behind;
    widest = std::max(widest, count(premises_of(scenario, o)) - behind);
  }
  const std::size_t asked = premises + widest;
  // Two ends, each looked at once and perhaps again, and perhaps two steps closer.
  return {asked * 2, asked * (2 * (1 + most) + 2 * most)};
}

record::Group group_of(const scenario::Scenario& scenario, const BreakEvens& found) {
  std::vector<std::string> rows, options, whats, paths, others;
  for (const auto& x : found.all) {
    const auto& name = scenario.options[x.premise.option].first;
    options.push_back(name);
    whats.emplace_back(word(x.premise.what));
    paths.push_back(x.premise.path);
    others.push_back(x.against == 0 ? "baseline" : scenario.options[x.against - 1].first);
    rows.push_back(name + ": " + (x.premise.path.empty() ? whats.back() : x.premise.path));
  }
  record::Group group{"break_even", "what would have to be true for an option to lead", {}, {}};
  group.axes.push_back(
      record::labels("premise", rows, "what an option promises or costs, all else as written"));
  group.axes.push_back(record::labels("option", options, "of each premise, in their order"));
  group.axes.push_back(record::labels("what", whats, "of each premise: effects, change, once or running"));
  group.axes.push_back(record::labels("path", paths, "of each premise: the number that is changed"));
  group.axes.push_back(
      record::labels("against", others, "of each premise: the best of the others as written"));
  const auto real = [&](const char* name, const std::string& unit, const char* doc, auto value) {
    auto& out = record::add_variable<double>(group, name, unit, doc, {"premise"});
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = value(found.all[i]);
  };
  const auto whole = [&](const char* name, const char* doc, auto value) {
    auto& out = record::add_variable<std::int64_t>(group, name, "1", doc, {"premise"});
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::int64_t>(value(found.all[i]));
  };
  const auto of_crossing = [](const BreakEven& x, double Crossing::*member) {
    return x.crossing ? (*x.crossing).*member : nothing;
  };
  const std::string unit = unit_of(base_measures()[deciding_measure(scenario)], scenario.model.currency);
  real("share", "share",
       "of what was written at which the lead turns; none: it does not within what was asked",
       [&](const BreakEven& x) { return of_crossing(x, &Crossing::share); });
  real("share_low", "share", "where chance may have put it",
       [&](const BreakEven& x) { return of_crossing(x, &Crossing::low); });
  real("share_high", "share", "and where",
       [&](const BreakEven& x) { return of_crossing(x, &Crossing::high); });
  real("largest", "share", "asked for, from 0 on", [](const BreakEven& x) { return x.premise.largest; });
  real("amount", scenario.model.currency, "of a cost as written",
       [](const BreakEven& x) { return x.exact ? x.amount : nothing; });
  real("lead", unit, "over the best of the others, as written",
       [](const BreakEven& x) { return x.lead.mean; });
  real("lead_low", unit, "of its interval", [](const BreakEven& x) { return x.lead.low; });
  real("lead_high", unit, "of its interval", [](const BreakEven& x) { return x.lead.high; });
  whole("by_budget", "whether the budget ends first", [](const BreakEven& x) { return x.by_budget; });
  whole("exact", "whether it was computed, not simulated", [](const BreakEven& x) { return x.exact; });
  whole("replications", "that it rests on; 0: nothing turns",
        [](const BreakEven& x) { return x.crossing ? x.crossing->replications : 0; });
  return group;
}

}  // namespace polku::study
