#include "simulate/listening.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/math.hpp"
#include "behaviour/survey.hpp"

namespace polku::simulate {

using scenario::Basis;
using scenario::Reads;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Listener::Listener(const world::World& world, const Layout& layout)
    : world_(world), layout_(layout), states_(world.policies.size()) {
  lifts_.quality.assign(world.levers.size(), 0.0f);
  lifts_.effort.assign(world.steps.size(), 1.0f);
  for (State& state : states_) {
    state.next = world.calendar.warm_up;
    state.before.assign(layout.row() - layout.surveys_begin(), 0);
    state.last.assign(world.surveys.size(), unknown);
  }
}

bool Listener::due(Tick now) const {
  for (std::size_t p = 0; p < states_.size(); ++p)
    if (world_.policies[p].budget > 0.0 && now >= states_[p].next) return true;
  return false;
}

void Listener::read(Tick now, const Counts& counts) {
  for (std::size_t p = 0; p < states_.size(); ++p) {
    State& state = states_[p];
    if (world_.policies[p].budget <= 0.0 || now < state.next) continue;
    if (state.begun) act(now, p, state, counts);
    state.begun = true;
    state.before = counts;
    while (state.next <= now) state.next = base::saturating_add(state.next, world_.policies[p].every);
  }
}

void Listener::take_effect(Tick now) {
  const auto ready =
      std::stable_partition(work_.begin(), work_.end(), [now](const Work& work) { return work.ready > now; });
  for (auto work = ready; work != work_.end(); ++work) {
    if (work->lever >= 0)
      lifts_.quality[static_cast<std::size_t>(work->lever)] += work->amount;
    else
      lifts_.effort[static_cast<std::size_t>(work->step)] *= work->amount;
  }
  work_.erase(ready, work_.end());
}

std::int64_t Listener::since(const State& state, const Counts& now, SurveyMeasure m,
                             std::size_t survey) const {
  std::int64_t total = 0;
  for (std::size_t g = 0; g < world_.segments.size(); ++g) {
    const std::size_t at = layout_.place(m, survey * world_.segments.size() + g) - layout_.surveys_begin();
    total += now[at] - state.before[at];
  }
  return total;
}

std::int64_t Listener::since(const State& state, const Counts& now, LeverMeasure m, std::size_t lever) const {
  const std::size_t at = layout_.place(m, lever) - layout_.surveys_begin();
  return now[at] - state.before[at];
}

double Listener::net_promoters(const world::Policy& policy, const State& state, const Counts& now,
                               std::size_t survey) const {
  using M = SurveyMeasure;
  const bool truth = policy.basis == Basis::truth;
  const auto count = [&](M m) { return static_cast<double>(since(state, now, m, survey)); };
  const double n = count(truth ? M::occasions : M::answers);
  if (n < policy.least_answers) return unknown;
  return behaviour::nps(count(truth ? M::true_promoters : M::promoters) / n,
                        count(truth ? M::true_detractors : M::detractors) / n);
}

double Listener::mean_ease(const world::Policy& policy, const State& state, const Counts& now,
                           std::size_t survey) const {
  using M = SurveyMeasure;
  const bool truth = policy.basis == Basis::truth;
  const auto count = [&](M m) { return static_cast<double>(since(state, now, m, survey)); };
  const double n = count(truth ? M::occasions : M::answers);
  if (n < policy.least_answers) return unknown;
  return count(truth ? M::true_ease_total : M::ease_total) / n;
}

Listener::Reading Listener::lowest(const world::Policy& policy, State& state,
                                   const std::function<bool(const world::Survey&)>& counts,
                                   const std::function<double(std::size_t)>& figure) const {
  Reading reading;
  for (std::size_t s = 0; s < world_.surveys.size(); ++s) {
    if (!counts(world_.surveys[s])) continue;
    const double now = figure(s), before = std::exchange(state.last[s], now);
    if (std::isnan(now)) continue;
    if (policy.only_when_falling && !(now < before)) continue;
    if (!(now >= reading.figure)) reading = {now, static_cast<std::int32_t>(s)};
  }
  return reading;
}

std::int32_t Listener::worst_lever(const world::Policy& policy, const State& state, const Counts& now,
                                   std::int32_t step) const {
  const auto measure = policy.basis == Basis::truth ? LeverMeasure::fell_short : LeverMeasure::named;
  std::int32_t worst = -1;
  std::int64_t most = 0;
  for (std::size_t lever = 0; lever < world_.levers.size(); ++lever) {
    if (step >= 0 && world_.levers[lever].step != step) continue;
    const std::int64_t complaints = since(state, now, measure, lever);
    if (complaints <= most) continue;
    most = complaints;
    worst = static_cast<std::int32_t>(lever);
  }
  return worst;
}

void Listener::spend(const world::Policy& policy, Round& round) const {
  round.spent = base::to_money(policy.budget);
}

void Listener::improve(const world::Policy& policy, Round& round, std::int32_t lever, double share) {
  const auto odds = static_cast<float>(std::numbers::ln2 * policy.doublings * share);
  work_.push_back({base::saturating_add(round.time, policy.delay), lever, -1, odds});
  spend(policy, round);
}

void Listener::act(Tick now, std::size_t p, State& state, const Counts& counts) {
  const world::Policy& policy = world_.policies[p];
  const auto& surveys = world_.surveys;
  Round round{now, static_cast<std::uint8_t>(p)};
  const auto promoters = [&](std::size_t s) { return net_promoters(policy, state, counts, s); };
  const auto after_a_step = [](const world::Survey& survey) { return survey.after != world::no_step; };
  switch (policy.reads) {
    case Reads::touchpoints: {
      const Reading worst = lowest(policy, state, after_a_step, promoters);
      round.figure = worst.figure;
      if (worst.survey < 0) break;
      const std::uint8_t step = surveys[static_cast<std::size_t>(worst.survey)].after;
      round.lever = worst_lever(policy, state, counts, step);
      if (round.lever >= 0) improve(policy, round, round.lever, 1.0);
      break;
    }
    case Reads::complaints: {
      round.lever = worst_lever(policy, state, counts, -1);
      if (round.lever < 0) break;
      const auto measure = policy.basis == Basis::truth ? LeverMeasure::fell_short : LeverMeasure::named;
      round.figure =
          static_cast<double>(since(state, counts, measure, static_cast<std::size_t>(round.lever)));
      improve(policy, round, round.lever, 1.0);
      break;
    }
    case Reads::nps: {
      const auto its_own = [&](const world::Survey& survey) { return &survey == &surveys[policy.survey]; };
      const Reading score = lowest(policy, state, its_own, promoters);
      round.figure = score.figure;
      if (score.survey < 0) break;
      for (std::size_t lever = 0; lever < policy.plan.size(); ++lever)
        if (policy.plan[lever] > 0.0)
          improve(policy, round, static_cast<std::int32_t>(lever), policy.plan[lever]);
      break;
    }
    case Reads::ces: {
      const auto costs_effort = [&](const world::Survey& survey) {
        return after_a_step(survey) && world_.steps[survey.after].has_effort;
      };
      const auto ease = [&](std::size_t s) { return mean_ease(policy, state, counts, s); };
      const Reading hardest = lowest(policy, state, costs_effort, ease);
      round.figure = hardest.figure;
      if (hardest.survey < 0) break;
      round.step = surveys[static_cast<std::size_t>(hardest.survey)].after;
      work_.push_back({base::saturating_add(now, policy.delay), -1, round.step,
                       static_cast<float>(base::exp(-std::numbers::ln2 * policy.doublings))});
      spend(policy, round);
      break;
    }
  }
  rounds_.push_back(round);
}

}  // namespace polku::simulate
