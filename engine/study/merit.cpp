#include "study/merit.hpp"

#include <cmath>
#include <map>
#include <numeric>

#include "study/decision.hpp"
#include "study/exploration.hpp"
#include "study/replicate.hpp"
#include "study/shapley.hpp"
#include "study/summary.hpp"

namespace polku::study {
namespace {

/// Simulates combinations of deeds, each once, all in the same luck.
class Combinations {
 public:
  Combinations(const scenario::Scenario& scenario, const std::vector<std::size_t>& options,
               const std::vector<Deed>& deeds, std::size_t replications, const Settings& settings,
               std::size_t expected)
      : scenario_(scenario),
        options_(options),
        deeds_(deeds),
        replications_(replications),
        settings_(settings),
        expected_(std::max<std::size_t>(1, expected)) {}

  /// The deciding measure in each replication; empty after a stop.
  const std::vector<double>& of(Coalition set) {
    const auto found = known_.find(set);
    if (found != known_.end()) return found->second;
    return known_[set] = simulated(doing_only(scenario_, deeds_, set));
  }
  std::vector<double> simulated(const scenario::Scenario& scenario) {
    if (!complete_) return std::vector<double>(replications_, 0.0);
    const std::vector<world::World> worlds{world::build(scenario, options_, "together")};
    std::vector<double> values;
    const Part part{std::min(done_++, expected_ - 1), expected_, "combination of changes"};
    const std::size_t measure = deciding_measure(scenario);
    complete_ = replicate(worlds, replications_, settings_, part,
                          [&](std::size_t, const std::vector<record::Finished>& finished) {
                            values.push_back(outcome_values(worlds[0], finished[0])[measure]);
                          });
    values.resize(replications_, 0.0);
    return values;
  }
  bool complete() const { return complete_; }

 private:
  const scenario::Scenario& scenario_;
  const std::vector<std::size_t>& options_;
  const std::vector<Deed>& deeds_;
  std::size_t replications_;
  const Settings& settings_;
  std::size_t expected_, done_ = 0;
  std::map<Coalition, std::vector<double>> known_;
  bool complete_ = true;
};

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void split_exactly(Combinations& combinations, Merit& merit, std::size_t replications, double confidence) {
  const std::size_t players = merit.deeds.size(), sets = std::size_t{1} << players;
  merit.interaction.assign(players, std::vector<double>(players, 0.0));
  std::vector<std::vector<double>> shares(players);
  for (std::size_t r = 0; r < replications; ++r) {
    std::vector<double> values;
    for (Coalition set = 0; set < sets; ++set) values.push_back(combinations.of(set)[r]);
    const Shapley split = shapley(values, players);
    for (std::size_t i = 0; i < players; ++i) {
      shares[i].push_back(split.share[i]);
      for (std::size_t j = 0; j < players; ++j)
        merit.interaction[i][j] += split.interaction[i][j] / static_cast<double>(replications);
    }
  }
  for (const auto& share : shares) merit.share.push_back(base::mean_interval(share, confidence));
}

void split_by_sampling(Combinations& combinations, Merit& merit, std::size_t orders, double confidence,
                       std::int64_t seed) {
  const auto value = [&](Coalition set) { return mean(combinations.of(set)); };
  const SampledShapley split = sampled_shapley(value, merit.deeds.size(), orders, seed);
  const double z = base::normal_quantile((1.0 + confidence) / 2.0);
  for (std::size_t i = 0; i < merit.deeds.size(); ++i) {
    const double half = z * split.standard_error[i];
    merit.share.push_back({split.share[i], split.share[i] - half, split.share[i] + half, half,
                           split.standard_error[i], orders});
  }
}

}  // namespace

std::vector<Deed> deeds_of(const scenario::Scenario& scenario, const std::vector<std::size_t>& options) {
  std::vector<Deed> deeds;
  for (const std::size_t o : options) {
    const scenario::Option& option = scenario.options[o].second;
    for (std::size_t i = 0; i < option.instead.size(); ++i)
      deeds.push_back({o, true, 0, i, option.instead[i].path});
    for (std::size_t c = 0; c < option.changes.size(); ++c) {
      const scenario::Change& change = option.changes[c];
      for (std::size_t e = 0; e < change.edits.size(); ++e)
        deeds.push_back({o, false, c, e, change.edits[e].path});
      if (change.edits.empty())
        deeds.push_back({o, false, c, Deed::adoption, "adopted by " + change.adopt.by});
    }
  }
  return deeds;
}

scenario::Scenario doing_only(const scenario::Scenario& scenario, const std::vector<Deed>& deeds,
                              std::uint64_t set) {
  scenario::Scenario fewer = scenario;
  for (const Deed& deed : deeds) {
    scenario::Option& option = fewer.options[deed.option].second;
    option.cost = {};
    if (deed.from_birth) option.instead.clear();
    if (!deed.from_birth) option.changes[deed.change].edits.clear();
  }
  for (std::size_t i = 0; i < deeds.size(); ++i) {
    if (!(set >> i & 1)) continue;
    const Deed& deed = deeds[i];
    const scenario::Option& written = scenario.options[deed.option].second;
    scenario::Option& option = fewer.options[deed.option].second;
    if (deed.from_birth)
      option.instead.push_back(written.instead[deed.edit]);
    else if (deed.edit != Deed::adoption)
      option.changes[deed.change].edits.push_back(written.changes[deed.change].edits[deed.edit]);
  }
  // What nobody does is not adopted either.
  for (std::size_t i = 0; i < deeds.size(); ++i) {
    if (deeds[i].from_birth || (deeds[i].edit == Deed::adoption && (set >> i & 1))) continue;
    auto& change = fewer.options[deeds[i].option].second.changes[deeds[i].change];
    if (change.edits.empty()) change.adopt = {};
  }
  return fewer;
}

Merit merit_of(const scenario::Scenario& scenario, const std::vector<std::size_t>& options,
               std::size_t replications, const Settings& settings, std::size_t most_exact,
               std::size_t orders) {
  Merit merit;
  merit.deeds = deeds_of(scenario, options);
  const std::size_t players = merit.deeds.size();
  merit.exact = players <= most_exact;
  const std::size_t expected = 1 + (merit.exact ? std::size_t{1} << players : 2 + 2 * orders * (players - 1));
  Combinations combinations(scenario, options, merit.deeds, replications, settings, expected);
  const Coalition all = players >= 64 ? ~Coalition{0} : (Coalition{1} << players) - 1;
  const double confidence = scenario.decide.confidence;
  if (merit.exact)
    split_exactly(combinations, merit, replications, confidence);
  else
    split_by_sampling(combinations, merit, orders, confidence, scenario.model.run.seed);
  const double together = mean(combinations.of(all));
  const double total = together - mean(combinations.of(0));
  merit.own_cost = mean(combinations.simulated(scenario)) - together;
  merit.complete = combinations.complete();
  if (!merit.complete) return merit;
  merit.total_cents = std::llround(100.0 * total);
  std::vector<double> hundredths;
  for (const auto& share : merit.share) hundredths.push_back(100.0 * share.mean);
  merit.cents = split_to_the_unit(hundredths, merit.total_cents);
  return merit;
}

}  // namespace polku::study
