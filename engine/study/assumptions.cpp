#include "study/assumptions.hpp"

#include <algorithm>

#include "record/arrays.hpp"
#include "study/exploration.hpp"
#include "study/summary.hpp"

namespace polku::study {
namespace {

/// Values of the deciding measure, [alternative][replication].
using Values = std::vector<std::vector<double>>;

bool allowed(const scenario::Scenario& scenario, std::size_t alternative) {
  return alternative == 0 || scenario::once(scenario.options[alternative - 1].second) <= scenario.budget;
}

std::size_t best_of(const scenario::Scenario& scenario, const Values& values) {
  std::size_t best = 0;
  double most = base::mean_interval(values[0]).mean;
  for (std::size_t a = 1; a < values.size(); ++a)
    if (const double mean = base::mean_interval(values[a]).mean; allowed(scenario, a) && mean > most) {
      most = mean;
      best = a;
    }
  return best;
}

/// The first replications of a comparison.
Values as_written(const scenario::Scenario& scenario, const record::Result& result,
                  std::size_t replications) {
  const record::Group& summary = *result.group("summary");
  const auto& all = std::get<std::vector<double>>(summary.variable("value")->values);
  const std::size_t measures = summary.axis("measure")->size(), held = summary.axis("replication")->size();
  Values values(scenario.options.size() + 1);
  for (std::size_t a = 0; a < values.size(); ++a)
    for (std::size_t r = 0; r < std::min(replications, held); ++r)
      values[a].push_back(all[(a * measures + deciding_measure(scenario)) * held + r]);
  return values;
}

AtEnd at_end(const scenario::Scenario& scenario, const Explored& explored, std::size_t point, double setting,
             std::size_t best_as_written) {
  const std::size_t measure = deciding_measure(scenario);
  Values values(scenario.options.size() + 1);
  for (std::size_t a = 0; a < values.size(); ++a)
    for (std::size_t r = 0; r < explored.replications(); ++r)
      values[a].push_back(explored.value(point, a, measure, r));
  AtEnd end;
  end.setting = setting;
  for (std::size_t o = 0; o < scenario.options.size(); ++o)
    end.differences.push_back(explored.mean_differences(o, measure)[point]);
  end.best = best_of(scenario, values);
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
  found.replications = assumption_replications(scenario);
  const std::size_t best = best_of(scenario, as_written(scenario, result, found.replications));
  const double parts = static_cast<double>(scenario.uncertain.size());
  for (std::size_t p = 0; p < scenario.uncertain.size(); ++p) {
    scenario::Scenario one = scenario;
    one.uncertain = {scenario.uncertain[p]};
    one.model.run.replications = static_cast<std::int64_t>(found.replications);
    const auto& range = one.uncertain.front();
    const double done = static_cast<double>(p);
    const Explored explored =
        explore(one, {{0.0}, {1.0}}, settings, range.path, done / parts, (done + 1.0) / parts);
    found.complete = explored.complete();
    if (!found.complete) return found;
    found.all.push_back({range.path, at_end(scenario, explored, 0, range.values[0], best),
                         at_end(scenario, explored, 1, range.values[1], best)});
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
  record::add_variable<std::int64_t>(group, "replications", "1", "that this rests on", {})[0] =
      static_cast<std::int64_t>(assumptions.replications);
  return group;
}

}  // namespace polku::study
