#include "study/assumptions.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "record/arrays.hpp"
#include "study/decision.hpp"
#include "study/exploration.hpp"
#include "study/summary.hpp"
#include "study/written.hpp"

namespace polku::study {
namespace {

/// Who could be better at an end, judged by few replications there: as noisy as they are as written.
class Suspicion {
 public:
  Suspicion(const scenario::Scenario& scenario, const Values& as_written, std::size_t best)
      : scenario_(scenario), best_(best) {
    for (const auto& values : as_written)
      noise_.push_back(base::paired_interval(values, as_written[best], scenario.decide.confidence));
  }
  /// Whether no alternative comes near to leading over the best one by more than what does not matter.
  bool none(const Values& there) const {
    if (best_of(scenario_, there) != best_) return false;
    for (std::size_t a = 0; a < there.size(); ++a) {
      if (a == best_ || !allowed(scenario_, a)) continue;
      const double scale = std::sqrt(static_cast<double>(noise_[a].n) / static_cast<double>(there[a].size()));
      const double lead = base::mean_interval(there[a]).mean - base::mean_interval(there[best_]).mean;
      // Not written as >=: without a second replication as written the noise is infinite.
      if (!(lead + scale * noise_[a].half_width < scenario_.decide.indifference)) return false;
    }
    return true;
  }

 private:
  const scenario::Scenario& scenario_;
  std::size_t best_;
  std::vector<base::Interval> noise_;
};

/// The measure at an end. What the same luck makes of the replications seen there, as written, is taken off:
/// few replications there stand beside the mean of all.
Values values_of(const scenario::Scenario& scenario, const Explored& explored, const Values& as_written) {
  Values values(as_written.size());
  for (std::size_t a = 0; a < values.size(); ++a) {
    const std::span<const double> all = as_written[a];
    const std::size_t both = std::min(all.size(), explored.replications());
    const double luck = base::mean_interval(all.first(both)).mean - base::mean_interval(all).mean;
    for (std::size_t r = 0; r < explored.replications(); ++r)
      values[a].push_back(explored.value(0, a, deciding_measure(scenario), r) - luck);
  }
  return values;
}

AtEnd at_end(const scenario::Scenario& scenario, const Values& values, double setting,
             std::size_t best_as_written) {
  AtEnd end;
  end.setting = setting;
  end.replications = values[0].size();
  for (std::size_t a = 1; a < values.size(); ++a)
    end.differences.push_back(base::paired_interval(values[a], values[0]).mean);
  end.best = best_of(scenario, values);
  if (end.best != best_as_written)
    end.lead = base::paired_interval(values[end.best], values[best_as_written], scenario.decide.confidence);
  end.turns = end.best != best_as_written && end.lead.mean > scenario.decide.indifference;
  return end;
}

}  // namespace

std::size_t assumption_replications(const scenario::Scenario& scenario) {
  return static_cast<std::size_t>(std::min<std::int64_t>(3, scenario.model.run.replications));
}

Assumptions assumptions_of(const scenario::Scenario& scenario, const record::Result& result,
                           const Settings& settings) {
  Assumptions found;
  const Values written = as_written(scenario, result, most_replications(scenario));
  const std::size_t best = best_of(scenario, written), most = assumption_replications(scenario);
  const Suspicion suspicion(scenario, written, best);
  const double ends = 2.0 * static_cast<double>(scenario.uncertain.size());
  for (std::size_t p = 0; p < scenario.uncertain.size(); ++p) {
    scenario::Scenario one = scenario;
    one.uncertain = {scenario.uncertain[p]};
    const auto& range = one.uncertain.front();
    const auto look = [&](std::size_t end, std::size_t replications) {
      one.model.run.replications = static_cast<std::int64_t>(replications);
      const double done = static_cast<double>(2 * p + end);
      const Explored explored =
          explore(one, {{static_cast<double>(end)}}, settings, range.path, done / ends, (done + 1.0) / ends);
      found.complete = explored.complete();
      return found.complete ? values_of(scenario, explored, written) : Values{};
    };
    Assumption assumption{range.path, {}, {}};
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      Values there = look(end, 1);
      if (found.complete && most > 1 && !suspicion.none(there)) there = look(end, most);
      if (!found.complete) return found;
      (end == 0 ? assumption.low : assumption.high) = at_end(scenario, there, range.values[end], best);
    }
    found.all.push_back(std::move(assumption));
  }
  return found;
}

record::Group group_of(const scenario::Scenario& scenario, const Assumptions& assumptions) {
  std::vector<std::string> paths, options;
  for (const auto& assumption : assumptions.all) paths.push_back(assumption.path);
  for (const auto& option : scenario.options) options.push_back(option.first);
  record::Group group{"assumptions", "could an uncertain number turn the decision?", {}, {}};
  group.axes.push_back(record::labels("parameter", paths, "path of an uncertain number"));
  group.axes.push_back(record::labels("end", {"low", "high"}, "of its range, all else as written"));
  group.axes.push_back(record::labels("option", options, "option against the baseline"));
  const auto ends = [&](auto body) {
    std::size_t at = 0;
    for (const auto& assumption : assumptions.all)
      for (const AtEnd* end : {&assumption.low, &assumption.high}) body(at++, *end);
  };
  const auto real = [&](const char* name, const std::string& unit, const char* doc, auto value) {
    auto& out = record::add_variable<double>(group, name, unit, doc, {"parameter", "end"});
    ends([&](std::size_t at, const AtEnd& end) { out[at] = value(end); });
  };
  const std::string unit = unit_of(base_measures()[deciding_measure(scenario)], scenario.model.currency);
  real("setting", "1", "in base units", [](const AtEnd& end) { return end.setting; });
  real("lead", unit, "of the best there over the one that is best as written",
       [](const AtEnd& end) { return end.lead.mean; });
  real("lead_low", unit, "of its interval", [](const AtEnd& end) { return end.lead.low; });
  real("lead_high", unit, "of its interval", [](const AtEnd& end) { return end.lead.high; });
  auto& best = record::add_variable<std::int64_t>(group, "best", "1", "0 the baseline, then the options",
                                                  {"parameter", "end"});
  ends([&](std::size_t at, const AtEnd& end) { best[at] = static_cast<std::int64_t>(end.best); });
  auto& turns = record::add_variable<std::int64_t>(group, "turns", "1", "whether the decision turns",
                                                   {"parameter", "end"});
  ends([&](std::size_t at, const AtEnd& end) { turns[at] = end.turns ? 1 : 0; });
  auto& differences = record::add_variable<double>(group, "difference", unit, "mean over few replications",
                                                   {"parameter", "end", "option"});
  ends([&](std::size_t at, const AtEnd& end) {
    for (std::size_t o = 0; o < options.size(); ++o)
      differences[at * options.size() + o] = end.differences[o];
  });
  auto& replications = record::add_variable<std::int64_t>(
      group, "replications", "1", "that this rests on: one where it leaves no doubt", {"parameter", "end"});
  ends([&](std::size_t at, const AtEnd& end) {
    replications[at] = static_cast<std::int64_t>(end.replications);
  });
  return group;
}

}  // namespace polku::study
