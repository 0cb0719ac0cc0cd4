#include "simulate/kernel.hpp"

#include <algorithm>

#include "simulate/account.hpp"
#include "simulate/decide.hpp"
#include "simulate/encounter.hpp"
#include "simulate/journey_life.hpp"
#include "simulate/relationship.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;

// Words of a step's second block of draws.
enum SecondBlock : std::size_t { retry_word = 0, handoff_word = 1, split_word = 2 };

bool needs_second_block(const world::Step& step) {
  const bool splits = step.success.count > 1 || step.failure.count > 1 || step.kind == scenario::StepKind::decision;
  return step.has_retry || step.has_handoff || (splits && (step.has_gate || step.kind == scenario::StepKind::decision));
}

}  // namespace

Kernel::Kernel(const World& world, std::size_t block_size) : world_(world), x_(block_size), lists_(node_count(world)), takes_(world.steps.size() * world.providers.size()) {
  for (auto& list : lists_) list.reserve(block_size);
  current_.reserve(block_size);
  for (std::size_t s = 0; s < world.steps.size(); ++s)
    for (std::size_t j = 0; j < world.providers.size(); ++j) {
      const auto& step = world.steps[s];
      const auto id = step.takes + static_cast<world::ParameterId>(j);
      const bool constant = !step.exponential && step.kind != scenario::StepKind::ripen && !world.parameters.varies(id);
      takes_[s * world.providers.size() + j] = constant ? base::to_ticks(world.parameters.initial(id)) : needs_thought;
    }
}

std::uint64_t Kernel::advance(const Context& context, Columns& b, Tick until) {
  for (std::size_t i = 0; i < b.count; ++i)
    if (b.due[i] < until) lists_[b.node[i]].push_back(static_cast<std::uint16_t>(i));
  std::uint64_t events = 0;
  for (bool busy = true; busy;) {
    busy = false;
    for (std::size_t node = 0; node < lists_.size(); ++node) {
      if (lists_[node].empty()) continue;
      busy = true;
      current_.clear();
      current_.swap(lists_[node]);
      events += current_.size();
      if (node < world_.steps.size()) fire_step(context, b, static_cast<std::uint8_t>(node), current_, until);
      else fire_clock(context, b, static_cast<std::uint8_t>(node), current_, until);
    }
  }
  return events;
}

void Kernel::push(Columns& b, std::size_t i, Tick until) {
  if (b.due[i] < until) lists_[b.node[i]].push_back(static_cast<std::uint16_t>(i));
}

std::uint8_t Kernel::exit(const world::Branch& branch, float uniform) const {
  if (branch.count == 0) return world_.step_give_up();
  const world::Exit* exits = world_.exits.data() + branch.first;
  std::size_t e = 0;
  while (e + 1 < branch.count && uniform >= exits[e].cumulative) ++e;
  return exits[e].to;
}

void Kernel::gather(const Context& context, const Columns& b, std::uint8_t s, const List& list) {
  const std::size_t n = list.size();
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = list[k];
    x_.customer[k] = b.first + static_cast<std::uint32_t>(i);
    x_.visit_word[k] = base::visit_word(b.journey[i], b.visit[i]);
    x_.now[k] = b.due[i];
    x_.segment[k] = b.segment[i];
    const std::uint8_t target = b.target[i];
    x_.deals[k] = target != world::no_provider;
    x_.provider[k] = target == world::no_provider ? world_.own : target;
  }
  base::philox_batch(n, x_.customer, base::replication_word(context.replication, 0), base::purpose_word(Purpose::step, world_.steps[s].name_hash), x_.visit_word,
                     context.key.philox_key(), x_.w0, x_.w1, x_.w2, x_.w3);
}

void Kernel::outcomes(const Context& context, std::uint8_t s, std::size_t n) {
  const auto& step = world_.steps[s];
  const std::size_t providers = world_.providers.size();
  const bool second = needs_second_block(step);
  if (second)
    base::philox_batch(n, x_.customer, base::replication_word(context.replication, 1), base::purpose_word(Purpose::step, step.name_hash), x_.visit_word,
                       context.key.philox_key(), x_.x0, x_.x1, x_.x2, x_.x3);
  const auto set = [&](std::size_t k, StepOutcome outcome) { x_.outcome[k] = static_cast<std::uint8_t>(outcome); };
  const auto is = [&](std::size_t k, StepOutcome outcome) { return x_.outcome[k] == static_cast<std::uint8_t>(outcome); };
  std::fill_n(x_.outcome.data(), n, static_cast<std::uint8_t>(StepOutcome::success));
  if (step.has_gate) {
    world_.parameters.fill(step.gate_success, providers, x_.provider, x_.now, n, x_.chance);
    for (std::size_t k = 0; k < n; ++k)
      if (base::unit_float(x_.w0[k]) >= x_.chance[k]) set(k, StepOutcome::failure);
  }
  if (step.has_retry) {
    world_.parameters.fill(step.gate_retry, providers, x_.provider, x_.now, n, x_.chance);
    for (std::size_t k = 0; k < n; ++k)
      if (is(k, StepOutcome::failure) && base::unit_float(x_.x0[k]) < x_.chance[k]) set(k, StepOutcome::recovered);
  }
  if (step.has_handoff) {
    world_.parameters.fill(step.handoff_error, providers, x_.provider, x_.now, n, x_.chance);
    for (std::size_t k = 0; k < n; ++k)
      if (!is(k, StepOutcome::failure) && base::unit_float(x_.x1[k]) < x_.chance[k]) set(k, StepOutcome::handoff_failure);
  }
  const std::uint32_t* split = second ? x_.x2.data() : x_.w0.data();
  for (std::size_t k = 0; k < n; ++k) {
    x_.uniform[k] = base::unit_float(split[k]);
    const bool failed = is(k, StepOutcome::failure) || is(k, StepOutcome::handoff_failure);
    x_.to[k] = exit(failed ? step.failure : step.success, x_.uniform[k]);
  }
}

void Kernel::decisions(const Context& context, Columns& b, std::uint8_t s, const List& list) {
  const auto& step = world_.steps[s];
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    world::Branch branch;
    if (step.decide_by == scenario::DecisionBy::utility) {
      branch = decide(context, b, i, x_.now[k], s);
    } else {
      const auto& taste = world_.segments[x_.segment[k]].channels;
      std::size_t channel = 0;
      while (channel + 1 < taste.size() && base::unit_float(x_.w0[k]) >= taste[channel]) ++channel;
      branch = step.by_channel[channel];
    }
    x_.to[k] = exit(branch, x_.uniform[k]);
  }
}

void Kernel::effects(const Context& context, Columns& b, std::uint8_t s, const List& list) {
  const auto& step = world_.steps[s];
  if (step.effect == scenario::Effect::none && step.books.empty() && !step.has_earnings && !step.has_effort) return;
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    const Tick now = x_.now[k];
    const bool ours = b.target[i] == world_.own;
    const bool success = x_.outcome[k] <= static_cast<std::uint8_t>(StepOutcome::recovered);
    if (step.has_effort) {
      const double effort = world_.parameters.at(step.effort + x_.provider[k], now);
      b.effort[i] += static_cast<float>(effort);
      if (ours) context.books.add(now, SegmentMeasure::effort_total, b.segment[i], quantised(static_cast<float>(effort)));
    }
    if (success && step.effect == scenario::Effect::purchase && x_.deals[k]) purchase(context, b, i, now, x_.provider[k]);
    if (ours)
      for (const auto& booking : step.books) book_activity(context, b, i, now, booking.activity, world_.parameters.at(booking.times, now));
    if (success && ours && step.has_earnings) book_revenue(context, b, i, now, world_.parameters.at(step.earns, now));
    if (success && step.effect == scenario::Effect::leave && b.provider[i] == b.target[i]) leave(context, b, i, now, Cause::disposal);
  }
}

void Kernel::count_visits(const Context& context, std::uint8_t s, std::size_t n) {
  const auto& step = world_.steps[s];
  const Layout& layout = context.layout;
  const std::size_t visits = layout.place(StepMeasure::visits, s);
  for (std::size_t k = 0; k < n; ++k) ++context.books.row(layout.period(x_.now[k]))[visits];
  if (!step.has_gate && !step.has_handoff) return;
  for (std::size_t k = 0; k < n; ++k) {
    std::int64_t* row = context.books.row(layout.period(x_.now[k]));
    row[layout.place(StepMeasure::failures, s)] += x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::failure);
    row[layout.place(StepMeasure::recovered, s)] += x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::recovered);
    row[layout.place(StepMeasure::handoff_failures, s)] += x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::handoff_failure);
  }
}

void Kernel::report(const Context& context, std::uint8_t s, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k)
    if (context.watches(x_.customer[k])) context.sink->on({x_.now[k], x_.customer[k], EventKind::step, s, x_.outcome[k]});
}

void Kernel::move_on(const Context& context, Columns& b, const List& list, Tick until, bool clocks_moved) {
  const std::size_t steps = world_.steps.size(), providers = world_.providers.size();
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    const std::uint8_t to = x_.to[k];
    const Tick now = x_.now[k];
    ++b.visit[i];
    const Tick takes = to < steps ? takes_[to * providers + (b.target[i] == world::no_provider ? world_.own : b.target[i])] : needs_thought;
    if (takes != needs_thought) {
      b.step[i] = to;
      const Tick due = b.step_due[i] = base::saturating_add(now, takes);
      if (clocks_moved) {
        schedule(world_, b, i);
      } else {  // the pending event is known without asking every clock
        const bool step_first = due <= b.clock_due[i];
        b.due[i] = step_first ? due : b.clock_due[i];
        b.node[i] = step_first ? to : b.clock_node[i];
      }
    } else {
      if (to < steps) enter(context, b, i, now, to);
      else end_journey(context, b, i, now, to == world_.step_end());
      schedule(world_, b, i);
    }
    push(b, i, until);
  }
}

void Kernel::fire_step(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until) {
  const auto& step = world_.steps[s];
  gather(context, b, s, list);
  outcomes(context, s, list.size());
  if (context.sink) report(context, s, list.size());
  if (!step.delivers.empty()) meet(context, b, x_, s, list.data(), list.size());
  if (step.kind == scenario::StepKind::decision) decisions(context, b, s, list);
  effects(context, b, s, list);
  count_visits(context, s, list.size());
  move_on(context, b, list, until, step.effect != scenario::Effect::none || step.kind == scenario::StepKind::decision);
}

void Kernel::fire_clock(const Context& context, Columns& b, std::uint8_t node, const List& list, Tick until) {
  for (const std::uint16_t i : list) {
    const Tick now = b.due[i];
    if (node == lapse_node(world_)) lapse(context, b, i, now);
    else if (node == review_node(world_)) random_review(context, b, i, now);
    else need_arrives(context, b, i, now, static_cast<std::uint8_t>(node - world_.steps.size()));
    schedule(world_, b, i);
    push(b, i, until);
  }
}

}  // namespace polku::simulate
