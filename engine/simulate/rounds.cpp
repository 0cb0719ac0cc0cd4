// A wait that goes back to itself: the number of rounds is one geometric draw, so that idling costs two
// events and not one a round, while every round is still counted in its own period.
#include <algorithm>

#include "base/math.hpp"
#include "simulate/batch.hpp"
#include "simulate/journey_life.hpp"
#include "simulate/kernel.hpp"

namespace polku::simulate {

Kernel::Rounds Kernel::rounds_of(const World& world, std::size_t s) {
  const auto& step = world.steps[s];
  Rounds rounds;
  const bool plain = step.kind == scenario::StepKind::wait && step.effect == scenario::Effect::none &&
                     step.delivers.empty() && step.books.empty() && !step.has_gate && !step.has_handoff &&
                     !step.has_effort && !step.has_earnings;
  double before = 0.0, again = 0.0;
  for (std::size_t e = 0; e < step.success.count; ++e) {
    const world::Exit& exit = world.exits[step.success.first + e];
    const double chance = static_cast<double>(exit.cumulative) - before;
    before = static_cast<double>(exit.cumulative);
    if (exit.to == s)
      again += chance;
    else
      rounds.exits.push_back({exit.to, static_cast<float>(before - again)});
  }
  for (auto& exit : rounds.exits)
    exit.cumulative = static_cast<float>(static_cast<double>(exit.cumulative) / (1.0 - again));
  rounds.repeats = plain && again > 0.0 && again < 1.0;
  if (rounds.repeats) rounds.one_over_log_chance = static_cast<float>(1.0 / base::log(again));
  return rounds;
}

void Kernel::fire_rounds(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until) {
  using population::Flag;
  gather(context, b, s, list);
  if (context.sink) std::fill_n(x_.outcome.data(), list.size(), std::uint8_t{0});
  if (context.sink) report(context, s, list.size());
  const Rounds& rounds = rounds_[s];
  const Pushes push = pushes(b, until);
  const Tick takes = takes_[s * world_.providers.size()];
  std::int64_t* const visits = context.books.row(0) + context.layout.place(StepMeasure::visits, s);
  const std::size_t row_length = context.layout.row();
  const std::size_t apart = context.layout.whole_periods(takes) * row_length;
  count_rounds(list.size(), x_.w0, rounds.one_over_log_chance, rounds.most, x_.choice);
  uniforms(list.size(), x_.w1, x_.uniform);
  std::size_t leaving = 0;
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    const std::uint32_t more = x_.choice[k];
    const Tick now = x_.now[k];
    if ((b.flags[i] & Flag::waits_again) != 0) {
      // The last round is over. The draw is the one of the first, so it knows how many there were.
      b.flags[i] &= static_cast<std::uint16_t>(~Flag::waits_again);
      b.visit_word[i] += more;
      if (context.watches(x_.customer[k]))
        for (std::uint32_t round = more - 1; round > 0; --round)
          context.sink->on({now - round * takes, x_.customer[k], EventKind::step, s});
      if (apart > 0) {
        std::int64_t* cell = visits + x_.period[k] * row_length;
        for (std::uint32_t round = 0; round < more; ++round, cell -= apart) ++*cell;
      } else {
        for (std::uint32_t round = 0; round < more; ++round)
          ++visits[context.layout.period(now - round * takes) * row_length];
      }
    } else {
      ++visits[x_.period[k] * row_length];
      if (more > 0) {
        const std::uint64_t last = std::uint64_t{now} + std::uint64_t{more} * takes;
        b.flags[i] |= Flag::waits_again;
        b.step_due[i] = last < base::never ? static_cast<Tick>(last) : base::never;
        push(i, next_event(world_, b, i));
        continue;
      }
    }
    leaving_[leaving] = static_cast<std::uint16_t>(i);
    x_.now[leaving] = now;
    std::size_t e = 0;
    while (e + 1 < rounds.exits.size() && x_.uniform[k] >= rounds.exits[e].cumulative) ++e;
    x_.to[leaving++] = rounds.exits[e].to;
  }
  const List gone{leaving_.data(), leaving};
  if (context.passages) count_passages(context, b, s, gone);
  move_on(context, b, gone, until);
}

void Kernel::count_unfinished_rounds(const Context& context, const Columns& b, std::size_t i, Tick time) {
  if ((b.flags[i] & population::Flag::waits_again) == 0 || b.step_due[i] == base::never) return;
  const std::uint8_t s = b.step[i];
  const auto words =
      context.draw(b.first + static_cast<std::uint32_t>(i), 0,
                   base::purpose_word(base::Purpose::step, world_.steps[s].name_hash), b.visit_word[i]);
  std::uint32_t rounds = 0;
  count_rounds(1, &words[0], rounds_[s].one_over_log_chance, rounds_[s].most, &rounds);
  const Tick takes = takes_[s * world_.providers.size()];
  for (std::uint32_t round = 0; round < rounds; ++round) {
    const Tick happens = b.step_due[i] - round * takes;
    if (happens >= time) continue;
    context.books.add(happens, StepMeasure::visits, s);
    if (const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i); context.watches(customer))
      context.sink->on({happens, customer, EventKind::step, s});
  }
}

}  // namespace polku::simulate
