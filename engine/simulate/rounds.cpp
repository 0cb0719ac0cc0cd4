// A wait that goes back to itself: the number of rounds is one geometric draw, so that idling costs one event
// or two and not one a round, while every round is still counted in its own period.
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

void Kernel::prepare_rounds(std::size_t s) {
  Rounds& rounds = rounds_[s];
  const std::size_t providers = world_.providers.size();
  const auto takes_of = [&](std::size_t step) { return takes_.data() + step * providers; };
  const Tick* const takes = takes_of(s);
  rounds.repeats = rounds.repeats && takes[0] != needs_thought &&
                   std::all_of(takes, takes + providers, [&](Tick each) { return each == takes[0]; });
  if (!rounds.repeats) return;
  rounds.most = 0x1p31f / static_cast<float>(std::max<Tick>(4, takes[0]));
  for (const world::Exit& exit : rounds.exits)
    rounds.leads_on.push_back(std::none_of(takes_of(exit.to), takes_of(exit.to) + providers,
                                           [](Tick each) { return each == needs_thought; })
                                  ? 1
                                  : 0);
  const Layout layout(world_);
  rounds.apart = layout.whole_periods(takes[0]);
  if (rounds.apart > 0) rounds.changes.resize(layout.periods() + rounds.apart);
}

bool Kernel::clocks_end_lives(const World& world) {
  const bool contracts = std::any_of(world.providers.begin(), world.providers.end(),
                                     [](const auto& provider) { return provider.contract > 0; });
  return world.review.outcome == scenario::ReviewOutcome::leave &&
         (contracts || world.notices_price || world.review.every > 0.0 ||
          world.parameters.range(world.review_clock).second > 0.0);
}

void Kernel::fire_rounds(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until) {
  using population::Flag;
  gather(context, b, s, list);
  if (context.sink) std::fill_n(x_.outcome.data(), list.size(), std::uint8_t{0});
  if (context.sink) report(context, s, list.size());
  Rounds& rounds = rounds_[s];
  const Pushes push = pushes(b, until);
  const Tick takes = takes_[s * world_.providers.size()], end = world_.calendar.end;
  // Where nobody follows the customer and nothing can cut the wait short, all rounds are done at once, and
  // the next step is entered at the time of the last. Journeys end when they end, because others follow on
  // that.
  const bool at_once = !context.sink && !context.passages && !clocks_end_lives_;
  count_rounds(list.size(), x_.w0, rounds.one_over_log_chance, rounds.most, x_.choice);
  uniforms(list.size(), x_.w1, x_.uniform);
  std::size_t leaving = 0;
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    const std::uint32_t more = x_.choice[k];
    const Tick now = x_.now[k];
    std::size_t e = 0;
    while (e + 1 < rounds.exits.size() && x_.uniform[k] >= rounds.exits[e].cumulative) ++e;
    const std::uint64_t last = std::uint64_t{now} + std::uint64_t{more} * takes;
    Tick leaves = now;
    if ((b.flags[i] & Flag::waits_again) != 0) {
      // The last round is over. The draw is the one of the first, so it knows how many there were.
      b.flags[i] &= static_cast<std::uint16_t>(~Flag::waits_again);
      b.visit_word[i] += more;
      if (context.watches(x_.customer[k]))
        for (std::uint32_t round = more - 1; round > 0; --round)
          context.sink->on({now - round * takes, x_.customer[k], EventKind::step, s});
      const Tick second = now - (more - 1) * takes;
      visit_again(context, s, {second, context.layout.period(second), more});
    } else if (at_once && rounds.leads_on[e] != 0 && last < end) {
      visit_again(context, s, {now, x_.period[k], more + 1});
      b.visit_word[i] += more;
      leaves = static_cast<Tick>(last);
      rounds_at_once_ += more > 0 ? 1u : 0u;
    } else {
      visit_again(context, s, {now, x_.period[k], 1});
      if (more > 0) {
        b.flags[i] |= Flag::waits_again;
        b.step_due[i] = last < base::never ? static_cast<Tick>(last) : base::never;
        push(i, next_event(world_, b, i));
        continue;
      }
    }
    leaving_[leaving] = static_cast<std::uint16_t>(i);
    x_.now[leaving] = leaves;
    x_.to[leaving++] = rounds.exits[e].to;
  }
  const List gone{leaving_.data(), leaving};
  if (context.passages) count_passages(context, b, s, gone);
  move_on(context, b, gone, until);
}

void Kernel::visit_again(const Context& context, std::uint8_t s, const Repeated& visits) {
  Rounds& rounds = rounds_[s];
  const Tick takes = takes_[s * world_.providers.size()];
  if (rounds.apart > 0) {
    ++rounds.changes[visits.period];
    --rounds.changes[visits.period + visits.count * rounds.apart];
    return;
  }
  for (std::uint32_t round = 0; round < visits.count; ++round)
    context.books.add(visits.first + round * takes, StepMeasure::visits, s);
}

void Kernel::book_rounds(Books& books) const {
  const Layout& layout = books.layout();
  for (std::size_t s = 0; s < rounds_.size(); ++s) {
    std::vector<std::int64_t> visits = rounds_[s].changes;
    for (std::size_t p = 0; p < std::min(visits.size(), layout.periods()); ++p) {
      if (p >= rounds_[s].apart) visits[p] += visits[p - rounds_[s].apart];
      books.row(p)[layout.place(StepMeasure::visits, s)] += visits[p];
    }
  }
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
