#include "study/mix.hpp"

#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "scenario/edit.hpp"
#include "scenario/units.hpp"
#include "study/decision.hpp"
#include "study/exploration.hpp"
#include "study/merit.hpp"
#include "study/replicate.hpp"
#include "study/summary.hpp"
#include "world/changes.hpp"

namespace polku::study {
namespace {

using Sizes = std::vector<double>;

/// Sizes are decided to the hundredth; nobody does a twentieth of anything.
double rounded(double size) { return size < 0.05 ? 0.0 : std::round(100.0 * size) / 100.0; }

scenario::Scenario sized(const scenario::Scenario& scenario, const Sizes& sizes) {
  scenario::Scenario changed = scenario;
  for (std::size_t o = 0; o < sizes.size(); ++o) changed.options[o].second.size = sizes[o];
  return changed;
}

std::vector<std::size_t> done(const Sizes& sizes) {
  std::vector<std::size_t> options;
  for (std::size_t o = 0; o < sizes.size(); ++o)
    if (sizes[o] > 0.0) options.push_back(o);
  return options;
}

std::string name_of(const scenario::Scenario& scenario, const Sizes& sizes) {
  std::string name;
  for (const std::size_t o : done(sizes)) name += (name.empty() ? "" : "+") + scenario.options[o].first;
  return name;
}

class Search {
 public:
  Search(const scenario::Scenario& scenario, const Settings& settings, const MixRules& rules)
      : scenario_(scenario), settings_(settings), rules_(rules), measure_(deciding_measure(scenario)) {
    // An upper bound of the work, for the progress.
    const std::size_t n = scenario.options.size();
    expected_ = combinations() <= static_cast<double>(rules.most_combinations)
                    ? static_cast<std::size_t>(combinations())
                    : n * (n + 1) / 2 + 1;
    for (const auto& option : scenario.options)
      if (option.second.largest_size > 0.0) expected_ += 3 * static_cast<std::size_t>(rules.most_evaluations);
  }

  Mixes run() {
    const std::size_t n = scenario_.options.size();
    baseline_ = simulated(Sizes(n, 0.0), 0, replications());
    mixes_.every_mix = combinations() <= static_cast<double>(rules_.most_combinations);
    if (mixes_.every_mix)
      for (std::uint64_t set = 1; set < std::uint64_t{1} << n; ++set) try_mix(sizes_of(set));
    else
      add_one_by_one();
    choose_sizes();
    mixes_.tried = tried_.size();
    if (mixes_.complete) judge();
    return std::move(mixes_);
  }

 private:
  double combinations() const { return std::ldexp(1.0, static_cast<int>(scenario_.options.size())); }
  std::size_t replications() const { return static_cast<std::size_t>(scenario_.model.run.replications); }

  double cost(const Sizes& sizes) const {
    double sum = 0.0;
    for (std::size_t o = 0; o < sizes.size(); ++o) sum += sizes[o] * scenario_.options[o].second.cost.once;
    return sum;
  }
  bool affordable(const Sizes& sizes) const { return cost(sizes) <= scenario_.budget; }

  /// All of each option in a set; where that is too dear, options with a size get as much as the budget
  /// allows.
  Sizes sizes_of(std::uint64_t set) const {
    Sizes sizes(scenario_.options.size(), 0.0);
    double whole = 0.0, flexible = 0.0;
    for (std::size_t o = 0; o < sizes.size(); ++o) {
      if (!(set >> o & 1)) continue;
      const auto& option = scenario_.options[o].second;
      const bool sized_freely = option.largest_size > 0.0;
      sizes[o] = sized_freely ? std::min(1.0, option.largest_size) : 1.0;
      (sized_freely ? flexible : whole) += sizes[o] * option.cost.once;
    }
    if (whole + flexible > scenario_.budget && flexible > 0.0) {
      const double share = std::max(0.0, scenario_.budget - whole) / flexible;
      for (std::size_t o = 0; o < sizes.size(); ++o)
        if (scenario_.options[o].second.largest_size > 0.0)
          sizes[o] = std::floor(100.0 * share * sizes[o]) / 100.0;
    }
    return sizes;
  }

  /// The deciding measure in replications [first, first + count).
  std::vector<double> simulated(const Sizes& sizes, std::size_t first, std::size_t count) {
    std::vector<double> values;
    const scenario::Scenario changed = sized(scenario_, sizes);
    const std::vector<world::World> worlds{world::build(changed, done(sizes), name_of(scenario_, sizes))};
    const Part part{std::min(runs_++, expected_ - 1), expected_, "mix", first};
    const bool whole = replicate(worlds, count, settings_, part,
                                 [&](std::size_t, const std::vector<record::Finished>& finished) {
                                   values.push_back(outcome_values(worlds[0], finished[0])[measure_]);
                                 });
    mixes_.complete = mixes_.complete && whole;
    values.resize(count, 0.0);
    return values;
  }

  /// Mean difference of a mix in the luck of the search; nothing if it cannot be.
  std::optional<double> try_mix(const Sizes& sizes) {
    if (done(sizes).empty()) return 0.0;
    if (!affordable(sizes) || !mixes_.complete) return std::nullopt;
    if (const auto known = tried_.find(sizes); known != tried_.end()) return known->second;
    if (const std::string problem = problem_of_mix(scenario_, sizes); !problem.empty()) {
      const std::string text = name_of(scenario_, sizes) + ": " + problem;
      if (std::find(mixes_.impossible.begin(), mixes_.impossible.end(), text) == mixes_.impossible.end())
        mixes_.impossible.push_back(text);
      return std::nullopt;
    }
    const auto values = simulated(sizes, 0, replications());
    return tried_[sizes] = base::paired_interval(values, baseline_, scenario_.decide.confidence).mean;
  }

  /// From nothing, the option that brings most is added, as long as one brings anything.
  void add_one_by_one() {
    std::uint64_t set = 0;
    double now = 0.0;
    while (true) {
      std::uint64_t best_set = set;
      for (std::size_t o = 0; o < scenario_.options.size(); ++o) {
        const std::uint64_t wider = set | std::uint64_t{1} << o;
        if (wider == set) continue;
        if (const auto value = try_mix(sizes_of(wider)); value && *value > now) {
          now = *value;
          best_set = wider;
        }
      }
      if (best_set == set) return;
      set = best_set;
    }
  }

  std::vector<std::pair<Sizes, double>> ranked() const {
    std::vector<std::pair<Sizes, double>> order(tried_.begin(), tried_.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return order;
  }

  /// Sizes of the three most promising mixes that have any to choose.
  void choose_sizes() {
    std::size_t chosen = 0;
    for (const auto& [sizes, value] : ranked()) {
      std::vector<std::size_t> free;
      for (const std::size_t o : done(sizes))
        if (scenario_.options[o].second.largest_size > 0.0) free.push_back(o);
      if (free.empty()) continue;
      if (mixes_.complete) optimise(sizes, free);
      if (++chosen == 3) return;
    }
  }

  struct Sizing {
    Search* search;
    Sizes sizes;
    std::vector<std::size_t> free;
    nlopt_opt optimiser;
    Sizes at(const double* x) const {
      Sizes all = sizes;
      for (std::size_t i = 0; i < free.size(); ++i) all[free[i]] = rounded(std::max(0.0, x[i]));
      return all;
    }
  };
  static double objective(unsigned, const double* x, double*, void* data) {
    auto& sizing = *static_cast<Sizing*>(data);
    const Sizes all = sizing.at(x);
    if (!sizing.search->mixes_.complete) nlopt_force_stop(sizing.optimiser);
    const auto value = sizing.search->try_mix(all);
    // Beyond the budget or a range: worse, the further the worse.
    const double over = sizing.search->cost(all) - sizing.search->scenario_.budget;
    return value ? *value : -std::max(1.0, over) * sizing.search->scale_;
  }
  static double over_budget(unsigned, const double* x, double*, void* data) {
    const auto& sizing = *static_cast<Sizing*>(data);
    return sizing.search->cost(sizing.at(x)) - sizing.search->scenario_.budget;
  }

  /// Linear approximations within a trust region (COBYLA, Powell 1994): the function of the sizes is fixed,
  /// because the luck is, but it has steps and no derivative.
  void optimise(const Sizes& start, const std::vector<std::size_t>& free) {
    const auto n = static_cast<unsigned>(free.size());
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> optimiser(nlopt_create(NLOPT_LN_COBYLA, n),
                                                                      nlopt_destroy);
    Sizing sizing{this, start, free, optimiser.get()};
    std::vector<double> x, high;
    for (const std::size_t o : free) {
      x.push_back(start[o]);
      high.push_back(scenario_.options[o].second.largest_size);
    }
    scale_ = 1.0;
    for (const auto& mix : tried_) scale_ = std::max(scale_, 10.0 * std::fabs(mix.second));
    nlopt_set_lower_bounds1(optimiser.get(), 0.0);
    nlopt_set_upper_bounds(optimiser.get(), high.data());
    nlopt_set_max_objective(optimiser.get(), objective, &sizing);
    if (std::isfinite(scenario_.budget))
      nlopt_add_inequality_constraint(optimiser.get(), over_budget, &sizing, 0.0);
    nlopt_set_initial_step1(optimiser.get(), 0.25);
    nlopt_set_xtol_abs1(optimiser.get(), 0.01);
    nlopt_set_maxeval(optimiser.get(), rules_.most_evaluations * static_cast<int>(n));
    double best = 0.0;
    nlopt_optimize(optimiser.get(), x.data(), &best);  // every mix tried is kept; the answer is among them
  }

  /// The mixes that are worth a second look: the best, and those on the efficient frontier.
  std::vector<Mix> finalists() const {
    const auto order = ranked();
    std::vector<Mix> chosen;
    const auto take = [&](const std::pair<Sizes, double>& one) {
      const bool there =
          std::any_of(chosen.begin(), chosen.end(), [&](const Mix& mix) { return mix.sizes == one.first; });
      if (!there) chosen.push_back({one.first, cost(one.first), one.second, {}, {}, {}, false});
    };
    for (std::size_t i = 0; i < std::min<std::size_t>(rules_.most_finalists / 2, order.size()); ++i)
      take(order[i]);
    for (const auto& one : order) {
      const bool dominated = std::any_of(order.begin(), order.end(), [&](const auto& other) {
        return other.second > one.second && cost(other.first) <= cost(one.first);
      });
      if (!dominated && chosen.size() < rules_.most_finalists && one.second > 0.0) take(one);
    }
    return chosen;
  }

  /// Fresh luck: replications that the search has not used.
  void judge() {
    mixes_.finalists = finalists();
    const std::size_t systems = mixes_.finalists.size() + 1;
    std::vector<std::vector<double>> values(systems);
    std::vector<world::World> worlds{world::build(scenario_)};
    for (const Mix& mix : mixes_.finalists)
      worlds.push_back(
          world::build(sized(scenario_, mix.sizes), done(mix.sizes), name_of(scenario_, mix.sizes)));
    std::optional<Selection> selection;
    if (scenario_.decide.most_replications > scenario_.model.run.replications && systems > 1)
      selection.emplace(systems, Selection::Rules{scenario_.decide.confidence, scenario_.decide.indifference,
                                                  std::max<std::size_t>(2, replications())});
    const auto each = [&](std::size_t, const std::vector<record::Finished>& finished) {
      std::vector<double> now;
      for (std::size_t s = 0; s < systems; ++s)
        now.push_back(outcome_values(worlds[s], finished[s])[measure_]);
      for (std::size_t s = 0; s < systems; ++s) values[s].push_back(now[s] - now[0]);
      if (selection) selection->add(now);
    };
    const Part part{expected_ - 1, expected_, "judging in fresh luck", replications()};
    std::function<bool()> enough;
    if (selection) enough = [&] { return selection->settled(); };
    mixes_.complete = replicate(worlds, most_replications(scenario_), settings_, part, each, enough);
    if (!mixes_.complete) return;
    mixes_.settled = selection && selection->settled();
    mixes_.replications = values[0].size();
    const auto all = standings(values, scenario_.model.run.seed);
    mixes_.nothing = all[0];
    for (std::size_t s = 1; s < systems; ++s) {
      Mix& mix = mixes_.finalists[s - 1];
      mix.fresh = values[s];
      mix.interval = base::mean_interval(values[s], scenario_.decide.confidence);
      mix.standing = all[s];
    }
    for (Mix& mix : mixes_.finalists)
      mix.on_frontier = mix.interval.mean > 0.0 &&
                        std::none_of(mixes_.finalists.begin(), mixes_.finalists.end(), [&](const Mix& other) {
                          return other.cost <= mix.cost && other.interval.mean > mix.interval.mean;
                        });
    std::stable_sort(mixes_.finalists.begin(), mixes_.finalists.end(),
                     [](const Mix& a, const Mix& b) { return a.interval.mean > b.interval.mean; });
  }

  const scenario::Scenario& scenario_;
  const Settings& settings_;
  const MixRules& rules_;
  std::size_t measure_, expected_ = 1, runs_ = 0;
  double scale_ = 1.0;  // far below every value, for what cannot be
  std::vector<double> baseline_;
  std::map<Sizes, double> tried_;
  Mixes mixes_;
};

}  // namespace

std::string problem_of_mix(const scenario::Scenario& scenario, const std::vector<double>& sizes) {
  const scenario::Scenario changed = sized(scenario, sizes);
  std::vector<const scenario::Option*> chosen;
  for (const std::size_t o : done(sizes)) chosen.push_back(&changed.options[o].second);
  const double warm_up = changed.model.time.warm_up;
  const auto organisation = world::born_as(changed.model, chosen).organisation;
  for (const auto& knot : world::knots_of(chosen, warm_up, organisation)) {
    scenario::Scenario at = changed;
    at.model = world::model_at(changed.model, chosen, warm_up, knot);
    for (const auto& deed : deeds_of(changed, done(sizes)))
      for (const auto& path : scenario::matching_paths(at.model, deed.path)) {
        const auto number = scenario::locate(at.model, path);
        // What a ramp leaves behind may miss its end by rounding.
        const double slack = 1e-9 * std::max(1.0, std::fabs(*number->value));
        if (*number->value < number->field.low - slack || *number->value > number->field.high + slack)
          return path + " would become " +
                 scenario::write_number(*number->value, number->field.unit, changed.model.currency);
      }
  }
  return "";
}

Mixes best_mixes(const scenario::Scenario& scenario, const Settings& settings, const MixRules& rules) {
  return Search(scenario, settings, rules).run();
}

}  // namespace polku::study
