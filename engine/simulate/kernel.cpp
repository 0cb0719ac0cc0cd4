#include "simulate/kernel.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "population/birth.hpp"
#include "simulate/account.hpp"
#include "simulate/batch.hpp"
#include "simulate/decide.hpp"
#include "simulate/encounter.hpp"
#include "simulate/journey_life.hpp"
#include "simulate/referral.hpp"
#include "simulate/relationship.hpp"
#include "simulate/service.hpp"
#include "simulate/survey.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;

bool decides_by_luck(const world::Step& step) { return step.kind == scenario::StepKind::decision; }

}  // namespace

Kernel::Kernel(const World& world, std::size_t block_size)
    : world_(world),
      choosers_(std::make_unique<ChooserLanes>()),
      x_(block_size, world.surveys.empty() ? 0 : block_size, world.organises),
      nobody_(node_count(world)),
      stride_(block_size + slack),
      places_((nobody_ + 1) * stride_),
      current_(stride_),
      leaving_(stride_),
      touched_(stride_),
      served_(world.organises ? stride_ : 0),
      ends_(nobody_ + 1),
      postponed_(stride_),
      needs_(world.steps.size()),
      clocks_end_lives_(clocks_end_lives(world)),
      takes_((world.steps.size() + 2) * world.providers.size(), needs_thought) {
  bool alike = true;
  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    const auto& step = world.steps[s];
    const bool splits = step.success.count > 1 || step.failure.count > 1;
    const auto any_splits = [](const std::vector<world::Branch>& branches) {
      return std::any_of(branches.begin(), branches.end(), [](auto& branch) { return branch.count > 1; });
    };
    const bool forks =
        any_splits(step.by_alternative) || any_splits(step.by_channel) || step.present.count > 1;
    const bool by_channel = decides_by_luck(step) && step.decide_by == scenario::DecisionBy::channel;
    wait_purpose_.push_back(draws_wait(step) ? base::purpose_word(Purpose::step, step.name_hash) : 0);
    Needs& needs = needs_[s];
    needs.second_block = step.has_retry || step.has_handoff || forks || (splits && step.has_gate);
    needs.first_block = by_channel || splits || step.has_gate || !step.delivers.empty();
    needs.keys = needs.first_block || needs.second_block || decides_by_luck(step) || step.organised;
    needs.company = step.has_gate || step.has_handoff || !step.delivers.empty() || decides_by_luck(step) ||
                    step.effect != scenario::Effect::none || step.has_effort || step.organised;
    for (std::size_t j = 0; j < world.providers.size(); ++j) {
      const auto id = step.takes + static_cast<world::ParameterId>(j);
      const bool constant =
          !draws_wait(step) && step.kind != scenario::StepKind::ripen && !world.parameters.varies(id);
      Tick* const takes = takes_.data() + s * world.providers.size();
      takes[j] = constant ? base::to_ticks(world.parameters.initial(id)) : needs_thought;
      alike = alike && takes[j] == takes[0];
    }
  }
  if (alike)
    for (std::size_t row = 0; row < takes_.size(); row += world.providers.size())
      takes_anywhere_.push_back(takes_[row]);
  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    rounds_.push_back(rounds_of(world, s));
    prepare_rounds(s);
  }
}

std::uint64_t Kernel::advance(Context context, Columns& b, Tick until) {
  context.postponed = &postponed_;
  if (world_.refers) find_referrals(context, b);
  const Pushes push = pushes(b, until);
  for (std::size_t node = 0; node <= nobody_; ++node) ends_[node] = begin_of(node);
  const std::size_t due = who_is_due(b.count, b.next_due, until, current_.data());
  for (std::size_t k = 0; k < due; ++k) push(current_[k], next_event(world_, b, current_[k]));
  std::uint64_t events = 0;
  for (bool busy = true; busy;) {
    busy = false;
    for (std::size_t node = 0; node < nobody_; ++node) {
      const std::uint16_t* const begin = begin_of(node);
      ends_[nobody_] = begin_of(nobody_);
      if (ends_[node] == begin) continue;
      busy = true;
      const List list{current_.data(), static_cast<std::size_t>(ends_[node] - begin)};
      std::copy_n(begin, list.count, current_.data());
      ends_[node] = begin_of(node);
      events += list.count;
      if (node < world_.steps.size())
        fire_step(context, b, static_cast<std::uint8_t>(node), list, until);
      else
        fire_clock(context, b, static_cast<std::uint8_t>(node), list, until);
    }
  }
  return events + std::exchange(rounds_at_once_, 0);
}

std::uint8_t Kernel::exit(const world::Branch& branch, float uniform) const {
  if (branch.count == 0) return world_.step_give_up();
  const world::Exit* exits = world_.exits.data() + branch.first;
  std::size_t e = 0;
  while (e + 1 < branch.count && uniform >= exits[e].cumulative) ++e;
  return exits[e].to;
}

/// The same for a batch in which everybody takes the same branch.
void Kernel::take_exits(const world::Branch& branch, std::size_t n, std::uint8_t* to) {
  if (branch.count <= 1) {
    std::fill_n(to, n, exit(branch, 0.0f));
    return;
  }
  const world::Exit* exits = world_.exits.data() + branch.first;
  std::fill_n(x_.choice.data(), n, 0u);
  for (std::size_t e = 0; e + 1 < branch.count; ++e) pass(n, x_.uniform, exits[e].cumulative, x_.choice);
  const std::uint32_t* const choice = x_.choice;
  for (std::size_t k = 0; k < n; ++k) to[k] = exits[choice[k]].to;
}

void Kernel::gather(const Context& context, const Columns& b, std::uint8_t s, const List& list) {
  const std::size_t n = list.size();
  const Needs needs = needs_[s];
  pick(n, list.begin(), b.step_due, x_.now.data());
  periods(n, context.layout, x_.now, x_.period);
  if (needs.company || context.sink) {
    pick(n, list.begin(), b.segment, x_.segment.data());
    pick(n, list.begin(), b.target, x_.provider.data());
    whom(n, world_.own, x_.provider, x_.deals);
  }
  if (!needs.keys && !context.sink) return;
  numbers(n, list.begin(), b.first, x_.customer);
  pick(n, list.begin(), b.visit_word, x_.visit_word.data());
  const auto draw = [&](std::uint32_t slot, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                        std::uint32_t* w3) {
    base::philox_batch(n, x_.customer, base::replication_word(context.replication, slot),
                       base::purpose_word(Purpose::step, world_.steps[s].name_hash), x_.visit_word,
                       context.key.philox_key(), w0, w1, w2, w3);
  };
  if (needs.first_block) draw(0, x_.w0, x_.w1, x_.w2, x_.w3);
  if (needs.second_block) draw(1, x_.x0, x_.x1, x_.x2, x_.x3);
}

/// Word 0 of a step's draws decides the gate (or, without one, the way out) and words 1-3 the first three
/// attributes; the second block holds the retry, the hand-off and the way out.
void Kernel::outcomes(const Context& context, std::uint8_t s, std::size_t n) {
  const auto& step = world_.steps[s];
  const auto chances = [&](world::ParameterId first) {
    world_.parameters.fill(first, world_.providers.size(), x_.provider, x_.now, n, x_.chance);
  };
  std::fill_n(x_.outcome.data(), n, static_cast<std::uint8_t>(StepOutcome::success));
  if (step.has_gate) {
    chances(step.gate_success);
    if (step.organised) shift_chances(context, x_, n, context.functions[step.owner].success);
    stop_at_gate(n, x_.w0, x_.chance, x_.outcome);
  }
  if (step.has_retry) {
    chances(step.gate_retry);
    try_again(n, x_.x0, x_.chance, x_.outcome);
  }
  if (step.has_handoff) {
    chances(step.handoff_error);
    if (step.organised && step.handoff_to != world::no_function)
      shift_chances(
          context, x_, n,
          -0.5f * (context.functions[step.owner].handoffs + context.functions[step.handoff_to].handoffs));
    lose_between(n, x_.x1, x_.chance, x_.outcome);
  }
  if (step.abandons) give_up_waiting(context, x_, step, n);
  if (needs_[s].second_block || needs_[s].first_block)
    uniforms(n, needs_[s].second_block ? x_.x2 : x_.w0, x_.uniform);
  take_exits(step.success, n, x_.to);
  if (!step.has_gate && !step.has_handoff && !step.abandons) return;
  take_exits(step.failure, n, x_.to_failed);
  where_failed(n, x_.outcome, x_.to_failed, x_.to);
}

void Kernel::decide_by_channel(std::uint8_t s, const List& list) {
  const auto& step = world_.steps[s];
  for (std::size_t k = 0; k < list.size(); ++k) {
    const auto& taste = world_.segments[x_.segment[k]].channels;
    std::size_t channel = 0;
    while (channel + 1 < taste.size() && base::unit_float(x_.w0[k]) >= taste[channel]) ++channel;
    x_.to[k] = exit(step.by_channel[channel], x_.uniform[k]);
  }
}

void Kernel::decide_by_utility(const Context& context, Columns& b, std::uint8_t s, const List& list) {
  const auto& step = world_.steps[s];
  std::size_t free = 0;
  for (std::size_t k = 0; k < list.size(); ++k) {
    if (world_.refuses) refuse(context, b, list[k], x_.now[k]);
    if (goes_straight(b, list[k], step))
      x_.to[k] = exit(go_straight(context, b, list[k], x_.now[k], s), x_.uniform[k]);
    else
      x_.free[free++] = static_cast<std::uint32_t>(k);
  }
  ChooserLanes& lanes = *choosers_;
  std::array<world::Branch, most_choosers> branches;
  for (std::size_t first = 0; first < free; first += most_choosers) {
    const std::size_t n = std::min(most_choosers, free - first);
    const std::uint32_t* const who = x_.free.data() + first;
    for (std::size_t f = 0; f < n; ++f) {
      lanes.place[f] = list[who[f]];
      lanes.now[f] = x_.now[who[f]];
      lanes.customer[f] = x_.customer[who[f]];
      lanes.visit_word[f] = x_.visit_word[who[f]];
    }
    choose(context, b, s, lanes, n, branches.data());
    for (std::size_t f = 0; f < n; ++f) x_.to[who[f]] = exit(branches[f], x_.uniform[who[f]]);
  }
}

void Kernel::effects(const Context& context, Columns& b, std::uint8_t s, const List& list) {
  const auto& step = world_.steps[s];
  const std::size_t n = list.size();
  const auto succeeds = [&](std::size_t k) {
    return x_.outcome[k] <= static_cast<std::uint8_t>(StepOutcome::recovered);
  };
  if (step.has_effort)
    for (std::size_t k = 0; k < n; ++k) {
      const bool ours = b.target[list[k]] == world_.own;
      float effort = world_.parameters.float_at(step.effort + x_.provider[k], x_.now[k]);
      if (context.lifts && ours) effort *= context.lifts->effort[s];
      b.effort[list[k]] += effort;
      context.books.row(x_.period[k])[context.layout.place(SegmentMeasure::effort_total, x_.segment[k])] +=
          ours ? quantised(effort) : 0;
    }
  if (step.effect == scenario::Effect::purchase)
    for (std::size_t k = 0; k < n; ++k) {
      if (k + turns_ahead < n)
        fetch(list[k + turns_ahead], b.provider, b.flags, b.wish, b.segment, b.purchases, b.last_purchase,
              b.revenue);
      if (succeeds(k) && x_.deals[k]) purchase(context, b, list[k], x_.now[k], x_.provider[k]);
    }
  if (!step.books.empty() || step.has_earnings) {
    std::size_t ours = 0;
    for (std::size_t k = 0; k < n; ++k) {
      x_.free[ours] = static_cast<std::uint32_t>(k);
      ours += b.target[list[k]] == world_.own ? 1u : 0u;
    }
    for (std::size_t o = 0; o < ours; ++o) {
      const std::size_t k = x_.free[o];
      if (o + turns_ahead < ours)
        fetch(list[x_.free[o + turns_ahead]], b.provider, b.segment, b.order_cost, b.service_cost, b.revenue);
      if (step.abandons && x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::abandoned)) continue;
      for (const auto& booking : step.books)
        book_activity(context, b, list[k], x_.now[k], booking.activity,
                      world_.parameters.at(booking.times, x_.now[k]));
      if (step.has_earnings && succeeds(k))
        book_revenue(context, b, list[k], x_.now[k], world_.parameters.at(step.earns, x_.now[k]));
    }
  }
  if (step.effect == scenario::Effect::leave)
    for (std::size_t k = 0; k < n; ++k)
      if (succeeds(k) && b.provider[list[k]] == b.target[list[k]])
        leave(context, b, list[k], x_.now[k], Cause::disposal);
}

void Kernel::count_visits(const Context& context, std::uint8_t s, std::size_t n) {
  const auto& step = world_.steps[s];
  const Layout& layout = context.layout;
  const std::size_t row_length = layout.row();
  std::int64_t* visits = context.books.row(0) + layout.place(StepMeasure::visits, s);
  // What adds to one cell would wait for itself.
  if (all_alike(n, x_.period))
    visits[x_.period[0] * row_length] += static_cast<std::int64_t>(n);
  else
    for (std::size_t k = 0; k < n; ++k) ++visits[x_.period[k] * row_length];
  if (!step.has_gate && !step.has_handoff) return;
  for (std::size_t k = 0; k < n; ++k) {
    std::int64_t* row = context.books.row(x_.period[k]);
    row[layout.place(StepMeasure::failures, s)] +=
        x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::failure);
    row[layout.place(StepMeasure::recovered, s)] +=
        x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::recovered);
    row[layout.place(StepMeasure::handoff_failures, s)] +=
        x_.outcome[k] == static_cast<std::uint8_t>(StepOutcome::handoff_failure);
  }
}

void Kernel::count_passages(const Context& context, const Columns& b, std::uint8_t s, const List& list) {
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    if (b.first + i >= static_cast<std::size_t>(world_.recorded_customers)) continue;
    if (x_.now[k] < world_.calendar.warm_up) continue;
    const std::uint8_t target = b.target[i];
    const With rival = b.provider[i] == world_.own ? With::rival_instead : With::rival;
    const With with = target == world_.own ? With::us : target == world::no_provider ? With::nobody : rival;
    context.passages->add(with, s, x_.to[k]);
  }
}

void Kernel::report(const Context& context, std::uint8_t s, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k)
    if (context.watches(x_.customer[k]))
      context.sink->on({x_.now[k], x_.customer[k], EventKind::step, s, x_.outcome[k]});
}

void Kernel::fire_step(const Context& context, Columns& b, std::uint8_t s, const List& due, Tick until) {
  if (rounds_[s].repeats) return fire_rounds(context, b, s, due, until);
  const auto& step = world_.steps[s];
  const List list = step.organised ? admit(context, b, s, due, until) : due;
  if (list.size() == 0) return;
  gather(context, b, s, list);
  outcomes(context, s, list.size());
  if (context.sink) report(context, s, list.size());
  if (!step.delivers.empty()) meet(context, b, x_, s, list.begin(), list.size());
  if (step.kind == scenario::StepKind::decision) {
    if (step.decide_by == scenario::DecisionBy::channel)
      decide_by_channel(s, list);
    else
      decide_by_utility(context, b, s, list);
  }
  effects(context, b, s, list);
  if (!step.surveys.empty() || !step.contact_of.empty())
    ask_after_step(context, b, x_, s, list.begin(), list.size());
  count_visits(context, s, list.size());
  if (context.passages) count_passages(context, b, s, list);
  if (step.organised) count_service(context, x_, step, list.size());
  move_on(context, b, list, until);
}

}  // namespace polku::simulate
