// From the end of one event to the next: who goes on to which step, what was postponed until many do it at
// once, and what the clocks start.
#include "base/math.hpp"
#include "population/birth.hpp"
#include "simulate/batch.hpp"
#include "simulate/journey_life.hpp"
#include "simulate/kernel.hpp"
#include "simulate/referral.hpp"
#include "simulate/relationship.hpp"

namespace polku::simulate {

using base::Purpose;

void Kernel::wake(Context context, Columns& b) {
  context.postponed = &postponed_;
  for (std::size_t i = 0; i < b.count; ++i) simulate::wake(context, b, i);
  do_postponed(context, b);
}

void Kernel::move_on(const Context& context, Columns& b, const List& list, Tick until) {
  const std::size_t steps = world_.steps.size(), providers = world_.providers.size(), n = list.size();
  const std::uint16_t* const places = list.begin();
  // Lanes that nobody needs any more once a step is done.
  std::uint32_t *const takes = x_.w0, *const clock = x_.w1, *const next = x_.w2;
  std::uint8_t *const node = x_.segment, *const lists = x_.outcome;
  pick(n, places, b.clock_due, clock);
  pick(n, places, b.clock_node, node);
  if (!takes_anywhere_.empty()) {
    look_up(n, x_.to, takes_anywhere_.data(), takes);
  } else {
    for (std::size_t k = 0; k < n; ++k) {
      const std::uint8_t target = b.target[places[k]];
      takes[k] = takes_[x_.to[k] * providers + (target == world::no_provider ? world_.own : target)];
    }
  }
  schedule({n, until, static_cast<std::uint8_t>(nobody_), x_.to, node, x_.now, takes, clock}, x_.due, next,
           lists);
  std::size_t touched = 0;
  // By value: the compiler must assume that a store of bytes could change what a pointer points to.
  const Columns c = b;
  const Tick* const due = x_.due;
  const std::uint8_t* const to = x_.to;
  std::uint16_t* const thought = touched_.data();
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = places[k];
    ++c.visit_word[i];
    // Of those who need thought too, for whom it is said again below: a branch would be guessed wrong too
    // often.
    c.step_due[i] = due[k];
    c.next_due[i] = next[k];
    c.step[i] = to[k];
    thought[touched] = static_cast<std::uint16_t>(k);
    touched += lists[k] == elsewhere ? 1u : 0u;
  }
  distribute(places, lists, n);
  for (std::size_t t = 0; t < touched; ++t) {
    const std::size_t k = touched_[t], i = places[k];
    if (t + turns_ahead < touched) {
      const std::size_t ahead = places[touched_[t + turns_ahead]];
      const std::uint8_t target = b.target[ahead];
      const std::size_t felt = b.at(target == world::no_provider ? world_.own : target, 0);
      fetch(ahead, b.encounters, b.peak, b.end, b.sum, b.flags, b.provider, b.segment, b.attitude + felt,
            b.experiences + felt, b.lapse, b.log_stay, b.need, b.waiting_need, b.journey_start, b.effort);
    }
    if (to[k] < steps)
      enter(context, b, i, x_.now[k], to[k]);
    else
      end_journey(context, b, i, x_.now[k], to[k] == steps);
    touched_[t] = static_cast<std::uint16_t>(i);
  }
  settle_down(context, b, touched, until);
}

void Kernel::distribute(const std::uint16_t* places, const std::uint8_t* lists, std::size_t n) {
  // A list at a time, because what adds to the same list waits for itself through memory; unless there are
  // many.
  constexpr int few = 4;
  const std::uint64_t used = lists_used(n, lists);
  if (used == 0 || __builtin_popcountll(used) > few) {
    for (std::size_t k = 0; k < n; ++k)
      if (lists[k] != elsewhere) *ends_[lists[k]]++ = places[k];
    return;
  }
  for (std::uint64_t left = used; left != 0; left &= left - 1) {
    const auto list = static_cast<std::size_t>(__builtin_ctzll(left));
    ends_[list] = pick_list(n, places, lists, static_cast<std::uint8_t>(list), ends_[list]);
  }
}

void Kernel::settle_down(const Context& context, Columns& b, std::size_t touched, Tick until) {
  do_postponed(context, b);
  const Pushes push = pushes(b, until);
  for (std::size_t k = 0; k < touched; ++k) {
    if (k + turns_ahead < touched && b.clock_due[touched_[k + turns_ahead]] == clocks_moved) {
      const std::size_t ahead = touched_[k + turns_ahead];
      fetch(ahead, b.lapse, b.review_due);
      if (world_.notices_price) fetch(ahead, b.price_due);
      for (std::size_t n = 0; n < world_.needs.size(); ++n) fetch(b.at(n, ahead), b.need_due);
    }
    push(touched_[k], next_event(world_, b, touched_[k]));
  }
}

void Kernel::do_postponed(const Context& context, Columns& b) {
  // A review may begin a journey, the first wait of which is drawn: reviews first.
  while (context.postponed->reviews.count > 0) draw_reviews(context, b);
  if (context.postponed->waits.count > 0) draw_waits(context, b);
}

void Kernel::draw_reviews(const Context& context, Columns& b) {
  Timed& reviews = context.postponed->reviews;
  const std::size_t n = reviews.count;
  reviews.count = 0;
  numbers(n, reviews.place.data(), b.first, x_.customer);
  pick(n, reviews.place.data(), b.visit_word, x_.visit_word.data());
  pick(n, reviews.place.data(), b.log_stay, x_.mean.data());
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = reviews.place[k];
    fetch(i, b.lapse);
    x_.now[k] = reviews.time[k];
    x_.free[k] = static_cast<std::uint32_t>(i);
    const ReviewWeights weights = review_weights(context, b, i, x_.now[k]);
    x_.weight[k] = weights.attitude_weight;
    x_.felt[k] = b.attitude[b.at(b.provider[i], i)];
    x_.gap[k] = weights.conflict;
    x_.satisfaction[k] = weights.criticality;
  }
  base::philox_batch(n, x_.customer,
                     base::replication_word(context.replication, std::uint32_t(ReviewTrigger::journey)),
                     base::purpose_word(Purpose::review), x_.visit_word, context.key.philox_key(), x_.w0,
                     x_.w1, x_.w2, x_.w3);
  review_chances(n, x_.mean, x_.weight, x_.felt, x_.gap, x_.satisfaction, x_.chance);
  for (std::size_t k = 0; k < n; ++k) {
    const bool looks = review(context, b, x_.free[k], x_.now[k], {x_.chance[k], x_.w0[k], x_.w1[k]});
    after_review(context, b, x_.free[k], x_.now[k], looks);
  }
}

void Kernel::draw_waits(const Context& context, Columns& b) {
  Timed& waits = context.postponed->waits;
  const std::size_t n = waits.count;
  waits.count = 0;
  numbers(n, waits.place.data(), b.first, x_.customer);
  pick(n, waits.place.data(), b.visit_word, x_.visit_word.data());
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = waits.place[k];
    const std::uint8_t to = b.step[i], target = b.target[i];
    x_.purpose[k] = wait_purpose_[to];
    const std::uint8_t whose = target == world::no_provider ? world_.own : target;
    x_.days[k] = world_.parameters.at(world_.steps[to].takes + whose, waits.time[k]);
  }
  base::philox_batch_of(n, x_.customer, base::replication_word(context.replication, duration_slot),
                        x_.purpose, x_.visit_word, context.key.philox_key(), x_.w0);
  wait_exponentially(n, x_.w0, x_.days, waits.time.data(), x_.due);
  if (!world_.waits.empty())
    for (std::size_t k = 0; k < n; ++k)
      if (const std::uint16_t wait = world_.steps[b.step[waits.place[k]]].wait; wait != world::no_wait)
        x_.due[k] = base::saturating_add(
            waits.time[k], base::to_ticks(x_.days[k] * world_.waits[wait].at(
                                                           static_cast<double>(base::unit_float(x_.w0[k])))));
  for (std::size_t k = 0; k < n; ++k) b.step_due[waits.place[k]] = x_.due[k];
}

void Kernel::arrivals(const Context& context, const Columns& b, std::size_t need, const List& list) {
  const std::size_t n = list.size();
  numbers(n, list.begin(), b.first, x_.customer);
  for (std::size_t k = 0; k < n; ++k) x_.now[k] = b.clock_due[list[k]];
  const auto often = static_cast<float>(world_.needs[need].thinned ? 1.0 : world_.needs[need].most);
  for (std::size_t k = 0; k < n; ++k) x_.chance[k] = b.need_rate[b.at(need, list[k])] * often;
  population::next_arrivals(world_, context.key, context.replication, static_cast<std::uint8_t>(need), n,
                            {x_.customer, x_.now, x_.chance, x_.w0, x_.w1, x_.w2, x_.w3, x_.period});
  if (world_.needs[need].thinned)
    for (std::size_t k = 0; k < n; ++k)
      x_.period[k] = population::thinned_arrival(world_, context.key, context.replication, x_.customer[k],
                                                 static_cast<std::uint8_t>(need), x_.chance[k], x_.now[k]);
}

void Kernel::fire_clock(const Context& context, Columns& b, std::uint8_t node, const List& list, Tick until) {
  const bool is_need = node < lapse_node(world_);
  const std::size_t need = is_need ? node - world_.steps.size() : 0;
  if (is_need) arrivals(context, b, need, list);
  for (std::size_t k = 0; k < list.size(); ++k) {
    const std::size_t i = list[k];
    const Tick now = b.clock_due[i];
    if (k + turns_ahead < list.size()) {
      const std::size_t ahead = list[k + turns_ahead];
      fetch(ahead, b.step, b.flags, b.provider, b.segment);
      if (is_need)
        fetch(ahead, b.need_due + b.at(need, 0), b.need, b.waiting_need, b.visit_word, b.target,
              b.journey_start, b.peak, b.end, b.sum, b.effort, b.encounters);
      else
        fetch(ahead, b.lapse, b.wish, b.anchor, b.settled, b.revenue, b.product_cost, b.sustaining_cost,
              b.log_stay, b.attitude + b.at(world_.own, 0));
    }
    if (is_need) {
      const auto which = static_cast<std::uint8_t>(need);
      const Tick every = world_.segments[b.segment[i]].need_rates[need].every;
      Tick next = every > 0 ? base::saturating_add(now, every) : x_.period[k];
      if (comes_through_others(context, b, i, now, which)) {
        await_referral(context, b, i, now, which);
        if (b.need_due[b.at(need, i)] != now) next = b.need_due[b.at(need, i)];  // its own clock goes on
      }
      need_arrives(context, b, i, now, which, next);
    } else if (node == lapse_node(world_)) {
      lapse(context, b, i, now);
    } else if (node == review_node(world_)) {
      clock_review(context, b, i, now);
    } else {
      notice_price(context, b, i, now);
    }
    if (b.flags[i] & population::Flag::gone) {
      count_unfinished_rounds(context, b, i, now);
      b.flags[i] &= static_cast<std::uint16_t>(~population::Flag::waits_again);
    }
    touched_[k] = static_cast<std::uint16_t>(i);
  }
  settle_down(context, b, list.size(), until);
}

}  // namespace polku::simulate
