#include "study/decision.hpp"

#include <algorithm>
#include <cmath>

#include "base/special_functions.hpp"
#include "base/statistics.hpp"
#include "record/arrays.hpp"
#include "scenario/words.hpp"
#include "study/certainty.hpp"
#include "study/summary.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

constexpr double share_of_futures = 0.9;

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> difference(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) difference[r] = a[r] - b[r];
  return difference;
}

struct Future {
  double low = nothing, high = nothing;
};

/// Where nine of ten single futures end, by Student's t for a new value.
Future future_of(const std::vector<double>& differences) {
  const base::Interval mean = base::mean_interval(differences);
  if (mean.n < 2) return {};
  const double n = static_cast<double>(mean.n);
  const double reach = base::student_t_quantile((1.0 + share_of_futures) / 2.0, n - 1.0) *
                       mean.standard_error * std::sqrt(n + 1.0);
  return {mean.mean - reach, mean.mean + reach};
}

}  // namespace

std::string_view measure_of(scenario::Measure by) {
  return by == scenario::Measure::loyalty ? "loyalty_voluntary" : scenario::word(by);
}

std::size_t most_replications(const scenario::Scenario& scenario) {
  return static_cast<std::size_t>(
      std::max(scenario.model.run.replications, scenario.decide.most_replications));
}

Contest::Contest(const scenario::Scenario& scenario) {
  const auto& measures = base_measures();
  measure_ = static_cast<std::size_t>(
      std::find_if(measures.begin(), measures.end(),
                   [&](const OutcomeMeasure& m) { return m.name == measure_of(scenario.decide.by); }) -
      measures.begin());
  competitors_.push_back(0);
  for (std::size_t o = 0; o < scenario.options.size(); ++o)
    if (scenario.options[o].second.cost.once <= scenario.budget) competitors_.push_back(o + 1);
  values_.resize(scenario.options.size() + 1);
  const auto first_stage = std::max<std::int64_t>(2, scenario.model.run.replications);
  if (scenario.decide.most_replications > scenario.model.run.replications)
    selection_.emplace(competitors_.size(),
                       Selection::Rules{scenario.decide.confidence, scenario.decide.indifference,
                                        static_cast<std::size_t>(first_stage)});
}

void Contest::add(const std::vector<world::World>& worlds, const std::vector<record::Finished>& finished) {
  for (std::size_t w = 0; w < worlds.size(); ++w)
    values_[w].push_back(outcome_values(worlds[w], finished[w])[measure_]);
  if (!selection_) return;
  std::vector<double> now;
  for (const std::size_t competitor : competitors_) now.push_back(values_[competitor].back());
  selection_->add(now);
}

record::Group decision_group(const scenario::Scenario& scenario, const Contest& contest) {
  std::vector<std::string> names{"baseline"};
  for (const auto& option : scenario.options) names.push_back(option.first);
  const auto& competitors = contest.competitors();
  std::vector<std::vector<double>> competing;
  for (const std::size_t c : competitors) competing.push_back(contest.values()[c]);
  const auto standing = standings(competing, scenario.model.run.seed);

  const std::string unit = unit_of(base_measures()[contest.measure()], scenario.model.currency);
  record::Group group{"decision", "how sure the choice is", {}, {}};
  group.axes.push_back(record::labels("alternative", names, "the baseline and the options"));
  const auto whole = [&](const char* name, const char* doc, auto value) {
    auto& out = record::add_variable<std::int64_t>(group, name, "1", doc, {"alternative"});
    for (std::size_t a = 0; a < out.size(); ++a) out[a] = value(a);
  };
  const auto real = [&](const char* name, const std::string& in, const char* doc, auto value) {
    auto& out = record::add_variable<double>(group, name, in, doc, {"alternative"});
    for (std::size_t a = 0; a < out.size(); ++a) out[a] = value(a);
  };
  const auto place = [&](std::size_t a) {
    return static_cast<std::size_t>(std::find(competitors.begin(), competitors.end(), a) -
                                    competitors.begin());
  };
  const auto among = [&](std::size_t a) { return place(a) < competitors.size(); };
  const auto against_baseline = [&](std::size_t a) {
    return minus(contest.values()[a], contest.values()[0]);
  };
  const auto& selection = contest.selection();
  whole("allowed", "whether the budget allows it", [&](std::size_t a) { return among(a) ? 1 : 0; });
  whole("out_after", "replications after which it was out of the running; 0: it was not", [&](std::size_t a) {
    return selection && among(a) ? static_cast<std::int64_t>(selection->out_after()[place(a)]) : 0;
  });
  real("chance_of_best", "1", "chance that it is the best of those that the budget allows",
       [&](std::size_t a) { return among(a) ? standing[place(a)].chance_of_best : nothing; });
  real("expected_regret", unit, "by how much the best is expected to lead over it",
       [&](std::size_t a) { return among(a) ? standing[place(a)].expected_regret : nothing; });
  real("chance_of_loss", "1", "chance that a single future ends below the same future of the baseline",
       [&](std::size_t a) { return a == 0 ? nothing : chance_of_loss(against_baseline(a)); });
  real("future_low", unit, "nine of ten single futures differ from the baseline's by no less",
       [&](std::size_t a) { return a == 0 ? nothing : future_of(against_baseline(a)).low; });
  real("future_high", unit, "and by no more",
       [&](std::size_t a) { return a == 0 ? nothing : future_of(against_baseline(a)).high; });
  real("pairing_factor", "1",
       "replications with independent seeds that tell as much about the difference as one in the same luck",
       [&](std::size_t a) {
         return a == 0 ? nothing : pairing_factor(contest.values()[a], contest.values()[0]);
       });
  const auto scalar = [&](const char* name, const char* doc, std::int64_t value) {
    record::add_variable<std::int64_t>(group, name, "1", doc, {})[0] = value;
  };
  scalar("sequential", "whether it was repeated until the best was settled", selection ? 1 : 0);
  scalar("settled", "whether one alternative was left", contest.settled() ? 1 : 0);
  scalar("chosen", "place of the alternative that was left, or leads",
         selection ? static_cast<std::int64_t>(competitors[selection->best()]) : -1);
  scalar("most_replications", "allowed", static_cast<std::int64_t>(most_replications(scenario)));
  return group;
}

}  // namespace polku::study
