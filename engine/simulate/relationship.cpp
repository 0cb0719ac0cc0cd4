#include "simulate/relationship.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "behaviour/loyalty.hpp"
#include "behaviour/need.hpp"
#include "simulate/account.hpp"
#include "simulate/survey.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;
using population::Flag;

void count_customer(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j,
                    int change) {
  context.books.add(time, ProviderMeasure::provider_customers, j, change);
  if (j != context.world.own) return;
  context.books.add(time, SegmentMeasure::customers, b.segment[i], change);
  if (context.functions) context.market->functions.customers += change;
  context.books.add(time, SegmentMeasure::attitude_total, b.segment[i],
                    change * quantised(b.attitude[b.at(j, i)]));
}

SegmentMeasure lost_by(Cause cause) {
  switch (cause) {
    case Cause::switched: return SegmentMeasure::lost_switched;
    case Cause::escaped: return SegmentMeasure::lost_escaped;
    case Cause::disposal: return SegmentMeasure::lost_disposal;
    case Cause::refused: return SegmentMeasure::lost_refused;
    default: return SegmentMeasure::lost_review;
  }
}

bool bound(const Columns& b, std::size_t i, Tick time) {
  return b.lapse[i] != base::never && time < b.lapse[i];
}

void join(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j) {
  const bool known = j == context.world.own && b.purchases[i] > 0;
  const bool disappointed = known && b.cause[i] != static_cast<std::uint8_t>(Cause::disposal);
  if (!context.world.relationship_surveys.empty()) ask_about_relationship(context, b, i, time);
  if (context.world.remembers_breakup) b.returned[i] = disappointed ? time : base::never;
  b.provider[i] = j;
  b.anchor[i] = b.settled[i] = time;
  if (context.world.review.every > 0.0) {
    b.review_due[i] = next_review(context, b.first + static_cast<std::uint32_t>(i), time);
    b.clock_due[i] = clocks_moved;
  }
  b.flags[i] &= static_cast<std::uint16_t>(~(Flag::underway | Flag::chose_against_feeling));
  if (b.flags[i] & Flag::conflicted) b.flags[i] |= Flag::chose_against_feeling;
  count_customer(context, b, i, time, j, +1);
  if (j == context.world.own) {
    context.books.add(time, SegmentMeasure::joined, b.segment[i]);
    if (known) {
      context.books.add(time, SegmentMeasure::won_back, b.segment[i]);
      context.books.add(time, SegmentMeasure::returned, b.segment[i], +1);
      b.flags[i] |= Flag::came_back;
    }
  }
  if (context.watches(b.first + static_cast<std::uint32_t>(i)))
    context.sink->on({time, b.first + static_cast<std::uint32_t>(i), EventKind::joined, j});
}

/// Counts a purchase towards the club's reward. Returns what is off its price. [currency units]
double collect(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j) {
  const auto& provider = context.world.providers[j];
  if (provider.club_after == 0) return 0.0;
  const double reward = context.world.parameters.at(provider.club_reward, time);
  if (reward <= 0.0) return 0.0;
  if (++b.collected[i] < provider.club_after) return 0.0;
  b.collected[i] = 0;
  return reward;
}

/// An opened relationship that nothing holds: leaves, or is free to choose. Returns whether to look around
/// now.
bool act_on_wish(const Context& context, Columns& b, std::size_t i, Tick time, Cause cause) {
  const World& world = context.world;
  if (world.review.outcome == scenario::ReviewOutcome::leave) {
    leave(context, b, i, time, cause);
    b.flags[i] |= Flag::gone;
    if (b.step[i] != idle) context.books.add(time, SegmentMeasure::given_up, b.segment[i]);
    context.books.add(time, SegmentMeasure::gone, b.segment[i]);
    return false;
  }
  b.flags[i] |= Flag::opened;
  return world.review_has_start;
}

}  // namespace

bool accepted(const Context& context, const Columns& b, std::size_t i, Tick time, std::size_t provider) {
  const auto& x = context.world.providers[provider];
  if (x.serves_all) return true;
  const double share = context.world.parameters.at(x.serves + b.segment[i], time);
  // One lasting draw a customer and provider: who is refused stays refused while the share stays.
  const auto words = context.draw(b.first + static_cast<std::uint32_t>(i), 0,
                                  base::purpose_word(Purpose::served, x.name_hash), 0);
  return base::unit_double(words[0]) < share;
}

void refuse(const Context& context, Columns& b, std::size_t i, Tick time) {
  const std::uint8_t j = b.provider[i];
  if (j == world::no_provider || bound(b, i, time) || accepted(context, b, i, time, j)) return;
  leave(context, b, i, time, Cause::refused);
  if (b.target[i] == j) b.target[i] = world::no_provider;
}

void set_forced(const Context& context, Columns& b, std::size_t i, Tick time, bool forced) {
  const bool was = (b.flags[i] & Flag::forced) != 0;
  if (was == forced) return;
  b.flags[i] = static_cast<std::uint16_t>(forced ? b.flags[i] | Flag::forced : b.flags[i] & ~Flag::forced);
  if (b.provider[i] == context.world.own)
    context.books.add(time, SegmentMeasure::forced, b.segment[i], forced ? +1 : -1);
}

void set_attitude(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j,
                  float attitude) {
  float& held = b.attitude[b.at(j, i)];
  if (j == context.world.own && b.provider[i] == j)
    context.books.add(time, SegmentMeasure::attitude_total, b.segment[i],
                      quantised(attitude) - quantised(held));
  held = attitude;
}

void count_at_birth(const Context& context, const Columns& b, std::size_t i) {
  const std::uint8_t j = b.provider[i];
  if (j == world::no_provider) return;
  context.books.add(0, ProviderMeasure::provider_customers, j);
  if (j == context.world.own) context.books.add(0, SegmentMeasure::customers, b.segment[i]);
}

void leave(const Context& context, Columns& b, std::size_t i, Tick time, Cause cause) {
  const std::uint8_t j = b.provider[i];
  if (j == world::no_provider) return;
  if (!context.world.relationship_surveys.empty()) ask_about_relationship(context, b, i, time);
  settle(context, b, i, time);
  if (bound(b, i, time)) settle_remaining_contract(context, b, i, time, b.lapse[i]);
  set_forced(context, b, i, time, false);
  count_customer(context, b, i, time, j, -1);
  if (j == context.world.own) {
    context.books.add(time, lost_by(cause), b.segment[i]);
    if (b.flags[i] & Flag::came_back) {
      context.books.add(time, SegmentMeasure::lost_returned, b.segment[i]);
      context.books.add(time, SegmentMeasure::returned, b.segment[i], -1);
      b.flags[i] &= static_cast<std::uint16_t>(~Flag::came_back);
    }
    if (context.functions) ++context.market->functions.lost;
    b.left[i] = time;
    b.cause[i] = static_cast<std::uint8_t>(cause);
  }
  b.provider[i] = world::no_provider;
  if (b.lapse[i] != base::never) b.clock_due[i] = clocks_moved;
  b.lapse[i] = b.wish[i] = base::never;
  if (context.world.review.every > 0.0) {
    b.review_due[i] = base::never;
    b.clock_due[i] = clocks_moved;
  }
  if (context.world.clubs) b.collected[i] = 0;
  if (context.world.notices_price) {
    b.price_due[i] = base::never;
    b.clock_due[i] = clocks_moved;
  }
  b.flags[i] &= static_cast<std::uint16_t>(~Flag::opened);
  if (context.watches(b.first + static_cast<std::uint32_t>(i)))
    context.sink->on({time, b.first + static_cast<std::uint32_t>(i), EventKind::left, j,
                      static_cast<std::uint8_t>(cause)});
}

void purchase(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j) {
  const World& world = context.world;
  const bool first = b.provider[i] != j;
  if (first) {
    leave(context, b, i, time, Cause::switched);
    join(context, b, i, time, j);
  }
  const auto& provider = world.providers[j];
  if (provider.contract > 0) {
    b.lapse[i] = population::contract_end(time, provider.contract);
    b.clock_due[i] = clocks_moved;
  }
  b.wish[i] = base::never;
  if (world.notices_price) {
    const double before = static_cast<double>(b.accepted_price[i]) * (1.0 + world.review.price_notice);
    const bool paid = before > 0.0;  // nothing can be so and so much dearer than what was free
    if (!first && paid && provider.price_period == 0 && world.parameters.at(provider.price, time) >= before)
      mark_price(context, b, i, time);
    else
      accept_price(context, b, i, time);
  }
  b.flags[i] = static_cast<std::uint16_t>((b.flags[i] & ~Flag::opened) |
                                          (first ? Flag::bought_first : Flag::bought_again));
  if ((b.flags[i] & Flag::ever_bought) == 0) {
    b.flags[i] |= Flag::ever_bought;
    if (context.market) ++context.market->adopted;
  }
  context.books.add(time, ProviderMeasure::provider_purchases, j);
  context.on_account(b.first + i, time, [&](CustomerAccount& account) {
    ++account.purchases_of_all;
    account.purchases += j == world.own;
  });
  if (context.watches(b.first + static_cast<std::uint32_t>(i)))
    context.sink->on({time, b.first + static_cast<std::uint32_t>(i), EventKind::purchase, j,
                      static_cast<std::uint8_t>(first)});
  const double reward = world.clubs ? collect(context, b, i, time, j) : 0.0;
  if (j != world.own) return;
  context.books.add(time, SegmentMeasure::purchases, b.segment[i]);
  if (b.purchases[i] > 0) context.books.add(time, SegmentMeasure::repeat_purchases, b.segment[i]);
  if (b.purchases[i] < 0xFFFF) ++b.purchases[i];
  b.last_purchase[i] = time;
  book_purchase(context, b, i, time, first);
  if (reward <= 0.0) return;
  context.books.add(time, SegmentMeasure::rewards, b.segment[i]);
  book_revenue(context, b, i, time, -reward);
}

ReviewWeights review_weights(const Context& context, const Columns& b, std::size_t i, Tick time) {
  const auto& behaviour = context.world.behaviour;
  const bool conflict = (b.flags[i] & Flag::chose_against_feeling) != 0;
  float criticality = 1.0f;
  if (context.world.remembers_breakup && b.returned[i] != base::never)
    criticality = behaviour::breakup_criticality(static_cast<float>(behaviour.breakup_criticality),
                                                 static_cast<float>(behaviour.breakup_fading),
                                                 static_cast<float>(base::to_days(time - b.returned[i])));
  if (b.flags[i] & Flag::price_noticed) {
    const auto& provider = context.world.providers[b.provider[i]];
    const float rise = context.world.parameters.float_at(provider.price, time) / b.accepted_price[i];
    criticality *= base::exp(static_cast<float>(context.world.review.price_weight) * base::log(rise));
  }
  return {context.world.parameters.float_at(context.world.attitude_on_leaving, time),
          conflict ? static_cast<float>(behaviour.conflict_on_leaving) : 0.0f, criticality};
}

void accept_price(const Context& context, Columns& b, std::size_t i, Tick time) {
  const World& world = context.world;
  if (!world.notices_price) return;
  b.clock_due[i] = clocks_moved;
  b.price_due[i] = base::never;
  if (b.provider[i] == world::no_provider) return;
  const auto& provider = world.providers[b.provider[i]];
  const double price = world.parameters.at(provider.price, time);
  b.accepted_price[i] = static_cast<float>(price);
  if (provider.price_period == 0 || price <= 0.0) return;
  const Tick risen =
      world.parameters.first_reaching(provider.price, time, price * (1.0 + world.review.price_notice));
  if (risen != base::never)
    b.price_due[i] = next_payment(b, i, provider.price_period, std::max(risen, time + 1));
}

void mark_price(const Context& context, Columns& b, std::size_t i, Tick time) {
  b.flags[i] |= Flag::price_noticed;
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  const std::uint8_t j = b.provider[i];
  if (context.watches(customer))
    context.sink->on({time, customer, EventKind::price_noticed, j, 0,
                      context.world.parameters.float_at(context.world.providers[j].price, time),
                      b.accepted_price[i]});
}

bool review(const Context& context, Columns& b, std::size_t i, Tick time, ReviewTrigger trigger) {
  const std::uint8_t j = b.provider[i];
  if (j == world::no_provider) return false;
  // Reviews of one kind that do not end a journey are as unique as their time.
  const auto words =
      context.draw(b.first + static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(trigger),
                   base::purpose_word(Purpose::review), time);
  const ReviewWeights weights = review_weights(context, b, i, time);
  const float chance = behaviour::review_chance(
      b.log_stay[i], weights.attitude_weight, b.attitude[b.at(j, i)], weights.conflict, weights.criticality);
  return review(context, b, i, time, {chance, words[0], words[1]});
}

bool review(const Context& context, Columns& b, std::size_t i, Tick time, const ReviewDraw& draw) {
  const World& world = context.world;
  const std::uint8_t j = b.provider[i];
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  const float chance = draw.chance;
  const bool opens = base::unit_float(draw.opens) < chance;
  const bool held = opens && bound(b, i, time) &&
                    base::unit_float(draw.escapes) >= world.parameters.float_at(world.review_escape, time);
  if (j == world.own) {
    context.books.add(time, SegmentMeasure::reviews, b.segment[i]);
    if (opens) context.books.add(time, SegmentMeasure::opened, b.segment[i]);
    if (held) context.books.add(time, SegmentMeasure::held_back, b.segment[i]);
  }
  if (context.watches(customer))
    context.sink->on(
        {time, customer, EventKind::review, j, static_cast<std::uint8_t>(opens ? 1 + held : 0), chance});
  if (held) {
    b.wish[i] = time;
    set_forced(context, b, i, time, true);
    return false;
  }
  if (opens) return act_on_wish(context, b, i, time, bound(b, i, time) ? Cause::escaped : Cause::review);
  if (!bound(b, i, time)) set_forced(context, b, i, time, false);
  return false;
}

bool contract_ends(const Context& context, Columns& b, std::size_t i, Tick time) {
  const World& world = context.world;
  const std::uint8_t j = b.provider[i];
  b.lapse[i] = base::never;
  if (j == world::no_provider) return false;
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  if (context.watches(customer)) context.sink->on({time, customer, EventKind::contract_ends, j});
  const Tick wish = b.wish[i];
  b.wish[i] = base::never;
  set_forced(context, b, i, time, false);
  if (world.refuses && !accepted(context, b, i, time, j)) {
    leave(context, b, i, time, Cause::refused);
    return false;
  }
  if (wish != base::never) {
    const auto words = context.draw(customer, 0, base::purpose_word(Purpose::renewal), time);
    const float remains = behaviour::wish_remaining(static_cast<float>(world.review.wish_half_life),
                                                    static_cast<float>(base::to_days(time - wish)));
    if (base::unit_float(words[0]) < remains) {
      const bool look = act_on_wish(context, b, i, time, Cause::review);
      if (b.provider[i] == world::no_provider || look) return look;
    }
  }
  const bool look = world.review_after[static_cast<std::size_t>(scenario::ReviewAt::renewal)] &&
                    review(context, b, i, time, ReviewTrigger::renewal);
  // Whoever looks around is free until the decision is made.
  const bool stays = b.provider[i] == j && (b.flags[i] & Flag::opened) == 0;
  if (stays && world.providers[j].renews)
    b.lapse[i] = population::contract_end(time, world.providers[j].contract);
  return look;
}

Tick next_review(const Context& context, std::uint32_t customer, Tick now) {
  const World& world = context.world;
  if (world.review.every > 0.0) return base::saturating_add(now, base::to_ticks(world.review.every));
  if (!world.parameters.varies(world.review_clock) && world.parameters.initial(world.review_clock) <= 0.0)
    return base::never;
  const auto words = context.draw(customer, 0, base::purpose_word(Purpose::clock), now);
  const Tick next =
      world.parameters.when_summed(world.review_clock, now, -base::log(base::unit_double(words[0])));
  return std::max(next,
                  now + 1);  // no two reviews share a tick, because the tick is what the draw is keyed by
}

Tick first_review(const Context& context, const Columns& b, std::size_t i) {
  const double every = context.world.review.every;
  if (every > 0.0 && b.provider[i] == world::no_provider) return base::never;
  // Who has been a customer for long is somewhere between two reviews, as between two payments.
  if (every > 0.0 && (b.flags[i] & Flag::underway))
    return std::max<Tick>(
        1, static_cast<Tick>(base::unit_double(b.anchor[i]) * static_cast<double>(base::to_ticks(every))));
  return next_review(context, b.first + static_cast<std::uint32_t>(i), 0);
}

}  // namespace polku::simulate
