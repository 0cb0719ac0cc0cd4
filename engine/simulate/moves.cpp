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
  // Everything by value: the compiler must assume that a store of bytes could change what a pointer points
  // to.
  const std::size_t steps = world_.steps.size(), providers = world_.providers.size(), n = list.size();
  const Columns c = b;
  const Pushes push = pushes(until);
  const Tick* const all_takes = takes_.data();
  const std::uint8_t* const all_to = x_.to;
  const Tick* const all_now = x_.now;
  const std::uint16_t* const places = list.begin();
  const std::uint8_t own = world_.own;
  std::size_t touched = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = places[k];
    const std::uint8_t to = all_to[k];
    const Tick now = all_now[k];
    ++c.visit_word[i];
    const std::uint8_t target = c.target[i];
    const Tick takes = to < steps ? all_takes[to * providers + (target == world::no_provider ? own : target)]
                                  : needs_thought;
    const Tick clock = c.clock_due[i];
    if (takes != needs_thought && clock != clocks_moved) {
      const Tick due = base::saturating_add(now, takes);
      c.step_due[i] = due;
      c.step[i] = to;
      push(i, earlier({due, to}, {clock, c.clock_node[i]}));
    } else {
      if (to < steps)
        enter(context, b, i, now, to);
      else
        end_journey(context, b, i, now, to == steps);
      touched_[touched++] = static_cast<std::uint16_t>(i);
    }
  }
  settle_down(context, b, touched, until);
}

void Kernel::settle_down(const Context& context, Columns& b, std::size_t touched, Tick until) {
  do_postponed(context, b);
  const Pushes push = pushes(until);
  for (std::size_t k = 0; k < touched; ++k) push(touched_[k], next_event(world_, b, touched_[k]));
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
      random_review(context, b, i, now);
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
