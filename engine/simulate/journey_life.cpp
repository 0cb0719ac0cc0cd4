#include "simulate/journey_life.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/math.hpp"
#include "behaviour/memory.hpp"
#include "behaviour/need.hpp"
#include "behaviour/word_of_mouth.hpp"
#include "simulate/account.hpp"
#include "simulate/complaint.hpp"
#include "simulate/referral.hpp"
#include "simulate/relationship.hpp"
#include "simulate/survey.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;
using population::Flag;

std::uint32_t number(const Columns& b, std::size_t i) { return b.first + static_cast<std::uint32_t>(i); }

bool concerns(const Columns& b, std::size_t i, scenario::Who who) {
  const bool customer = b.provider[i] != world::no_provider;
  return who == scenario::Who::everyone || customer == (who == scenario::Who::customers);
}

/// Days until the need behind this journey is acted on; infinite if desire fades first.
double ripening(const Context& context, const Columns& b, std::size_t i, Tick time, double uniform) {
  if (b.need[i] == world::no_need) return 0.0;
  const auto& need = context.world.needs[b.need[i]];
  const double passed = base::to_days(time - b.journey_start[i]);
  if (need.type == scenario::NeedType::negative) return std::max(0.0, need.days_to_act - passed);
  if (need.type == scenario::NeedType::positive)
    return behaviour::desire_acting_time(
        -base::log(uniform), need.desire.hazard,
        behaviour::desire_at(need.desire.level, need.desire.half_life, passed), need.desire.half_life);
  return 0.0;
}

void begin_what_waits(const Context& context, Columns& b, std::size_t i, Tick time) {
  const World& world = context.world;
  if (b.step[i] != idle || (b.flags[i] & Flag::gone)) return;
  const bool still_open = (b.flags[i] & Flag::opened) != 0 && b.provider[i] != world::no_provider;
  if ((b.flags[i] & Flag::wants_review_journey) && still_open)
    return begin_journey(context, b, i, time, world::no_need, world.review_starts);
  if (const std::uint8_t waiting = b.waiting_need[i]; waiting != world::no_need) {
    b.waiting_need[i] = world::no_need;
    if (concerns(b, i, world.needs[waiting].who))
      return begin_journey(context, b, i, time, waiting, world.needs[waiting].starts, b.waiting_since[i]);
  }
  const auto& rates = world.segments[b.segment[i]].need_rates;
  for (std::size_t n = 0; n < rates.size(); ++n)
    if (rates[n].always && concerns(b, i, world.needs[n].who))
      return begin_journey(context, b, i, time, static_cast<std::uint8_t>(n), world.needs[n].starts);
}

/// Whoever was pleased or annoyed says so.
void tell_others(const Context& context, const Columns& b, std::size_t i, Tick time, float remembered) {
  const auto& x = context.world.word_of_mouth;
  const float felt = base::tanh(remembered);
  if (felt == 0.0f) return;
  const float messages = behaviour::messages_told(
      felt, static_cast<float>(x.talk), static_cast<float>(x.positive), static_cast<float>(x.negative));
  const auto fixed = static_cast<std::int64_t>(messages * static_cast<float>(sum_scale) + 0.5f);
  const bool pleased = felt > 0.0f;
  context.talk->tell(number(b, i), b.target[i], pleased, fixed);
  if (b.target[i] != context.world.own) return;
  context.books.add(time, pleased ? SegmentMeasure::told_positive : SegmentMeasure::told_negative,
                    b.segment[i], fixed);
  context.on_account(number(b, i), time, [&](CustomerAccount& account) {
    (pleased ? account.told_positive : account.told_negative) += fixed;
  });
}

/// What the journey leaves behind: memory becomes attitude towards the provider it dealt with.
float remember(const Context& context, Columns& b, std::size_t i, Tick time) {
  const std::uint8_t j = b.target[i];
  if (b.encounters[i] == 0 || j == world::no_provider) return 0.0f;
  const bool asked_about = j == context.world.own && !context.world.surveys.empty();
  if (asked_about && !context.world.relationship_surveys.empty()) ask_about_relationship(context, b, i, time);
  if (asked_about) b.last_complaint[i] = b.journey_complaint[i];
  const auto& x = context.world.behaviour;
  const behaviour::JourneyMemory<float> memory{b.peak[i], b.end[i], b.sum[i],
                                               static_cast<float>(b.encounters[i])};
  float remembered = memory.remembered(static_cast<float>(x.peak_weight), static_cast<float>(x.end_weight));
  if (context.world.complaints.any) remembered = complain(context, b, i, time, remembered);
  std::uint8_t& experiences = b.experiences[b.at(j, i)];
  set_attitude(context, b, i, time, j,
               behaviour::attitude_after(b.attitude[b.at(j, i)], remembered, static_cast<float>(experiences),
                                         static_cast<float>(x.attitude_floor)));
  if (experiences < 0xFF) ++experiences;
  if (context.talk) tell_others(context, b, i, time, remembered);
  return remembered;
}

bool journey_calls_for_review(const Context& context, const Columns& b, std::size_t i) {
  const auto after = [&](scenario::ReviewAt at) {
    return context.world.review_after[static_cast<std::size_t>(at)];
  };
  const std::uint16_t flags = b.flags[i];
  return (after(scenario::ReviewAt::repeat_purchase) && (flags & Flag::bought_again)) ||
         (after(scenario::ReviewAt::first_purchase) && (flags & Flag::bought_first)) ||
         (after(scenario::ReviewAt::incident) && (flags & Flag::incident)) ||
         (flags & Flag::price_noticed) != 0;
}

void look_around(const Context& context, Columns& b, std::size_t i, Tick time) {
  if (b.step[i] == idle)
    begin_journey(context, b, i, time, world::no_need, context.world.review_starts);
  else
    b.flags[i] |= Flag::wants_review_journey;
}

/// After the review of a noticed price, whatever came of it, later payments are held against the new one.
void price_is_accepted(const Context& context, Columns& b, std::size_t i, Tick time) {
  if ((b.flags[i] & Flag::price_noticed) == 0) return;
  b.flags[i] &= static_cast<std::uint16_t>(~Flag::price_noticed);
  accept_price(context, b, i, time);
}

void stop_for_good(Columns& b, std::size_t i) {
  b.step[i] = idle;
  b.step_due[i] = base::never;
}

}  // namespace

void begin_journey(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t need,
                   std::uint8_t step, std::optional<Tick> since) {
  constexpr std::uint16_t of_the_journey = Flag::incident | Flag::bought_first | Flag::bought_again |
                                           Flag::wants_review_journey | Flag::conflicted | Flag::waits_again |
                                           Flag::price_noticed;
  b.visit_word[i] = ((b.visit_word[i] >> 16) + 1) << 16;
  b.need[i] = need;
  b.target[i] = b.provider[i];
  b.journey_start[i] = since.value_or(time);
  b.flags[i] &= static_cast<std::uint16_t>(~of_the_journey);
  b.peak[i] = b.end[i] = b.sum[i] = b.effort[i] = 0.0f;
  b.encounters[i] = 0;
  if (!context.world.surveys.empty()) forget_complaint(context, b, i);
  context.books.add(time, SegmentMeasure::journeys, b.segment[i]);
  if (context.watches(number(b, i))) context.sink->on({time, number(b, i), EventKind::journey_begins, need});
  enter(context, b, i, time, step);
}

void enter(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s) {
  const auto& step = context.world.steps[s];
  if (draws_wait(step)) {
    b.step[i] = s;
    return context.postponed->waits.add(i, time);
  }
  const std::uint8_t j = b.target[i] == world::no_provider ? context.world.own : b.target[i];
  double days = context.world.parameters.at(step.takes + j, time);
  const bool ripens = step.kind == scenario::StepKind::ripen;
  if (ripens) {
    const auto words = context.draw(number(b, i), duration_slot,
                                    base::purpose_word(Purpose::step, step.name_hash), b.visit_word[i]);
    if (step.exponential) days *= static_cast<double>(-base::log(base::unit_float(words[0])));
    days += ripening(context, b, i, time, base::unit_double(words[1]));
  }
  if (days == std::numeric_limits<double>::infinity()) {
    context.books.add(time, SegmentMeasure::faded, b.segment[i]);
    if (context.watches(number(b, i)))
      context.sink->on({time, number(b, i), EventKind::desire_faded, b.need[i]});
    return end_journey(context, b, i, time, false);
  }
  b.step[i] = s;
  b.step_due[i] = base::saturating_add(time, base::to_ticks(days));
}

void end_journey(const Context& context, Columns& b, std::size_t i, Tick time, bool completed) {
  stop_for_good(b, i);
  context.books.add(time, completed ? SegmentMeasure::completed : SegmentMeasure::given_up, b.segment[i]);
  const float remembered = remember(context, b, i, time);
  if (!context.world.journey_surveys.empty() && b.target[i] == context.world.own && b.encounters[i] > 0)
    ask_about_journey(context, b, i, time, remembered, completed);
  if (context.watches(number(b, i))) {
    const float attitude = b.target[i] == world::no_provider ? 0.0f : b.attitude[b.at(b.target[i], i)];
    context.sink->on({time, number(b, i), EventKind::journey_ends, b.target[i],
                      static_cast<std::uint8_t>(completed), remembered, attitude});
  }
  if (b.provider[i] != world::no_provider && journey_calls_for_review(context, b, i))
    return context.postponed->reviews.add(i, time);
  begin_what_waits(context, b, i, time);
}

void after_review(const Context& context, Columns& b, std::size_t i, Tick time, bool looks_around) {
  price_is_accepted(context, b, i, time);
  if (looks_around)
    look_around(context, b, i, time);
  else
    begin_what_waits(context, b, i, time);
}

void need_arrives(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t n, Tick next) {
  const World& world = context.world;
  b.need_due[b.at(n, i)] = next;
  b.clock_due[i] = clocks_moved;
  const auto& need = world.needs[n];
  if (!concerns(b, i, need.who)) return;
  const bool dropped = b.step[i] != idle && (need.during_journey == scenario::DuringJourney::drop ||
                                             b.waiting_need[i] != world::no_need);
  if (context.watches(number(b, i)))
    context.sink->on({time, number(b, i), dropped ? EventKind::need_dropped : EventKind::need, n});
  if (b.step[i] == idle)
    begin_journey(context, b, i, time, n, need.starts);
  else if (!dropped) {
    b.waiting_need[i] = n;
    b.waiting_since[i] = time;
  }
}

void lapse(const Context& context, Columns& b, std::size_t i, Tick time) {
  b.clock_due[i] = clocks_moved;
  settle(context, b, i, time);
  if (contract_ends(context, b, i, time)) look_around(context, b, i, time);
}

void notice_price(const Context& context, Columns& b, std::size_t i, Tick time) {
  mark_price(context, b, i, time);
  const bool looks = review(context, b, i, time, ReviewTrigger::price);
  price_is_accepted(context, b, i, time);
  if (looks) look_around(context, b, i, time);
}

void clock_review(const Context& context, Columns& b, std::size_t i, Tick time) {
  b.review_due[i] = next_review(context, number(b, i), time);
  b.clock_due[i] = clocks_moved;
  if (review(context, b, i, time, ReviewTrigger::clock)) look_around(context, b, i, time);
}

void find_earliest_clock(const World& world, Columns& b, std::size_t i) {
  // A review on the day that a contract ends finds the customer free, before it is renewed.
  Pending clock = earlier({b.review_due[i], review_node(world)}, {b.lapse[i], lapse_node(world)});
  if (world.notices_price) clock = earlier(clock, {b.price_due[i], price_node(world)});
  for (std::size_t n = 0; n < world.needs.size(); ++n) {
    clock = earlier(clock, {b.need_due[b.at(n, i)], need_node(world, n)});
    if (world.refers) clock = earlier(clock, {b.referral_due[b.at(n, i)], need_node(world, n)});
  }
  b.clock_due[i] = clock.due;
  b.clock_node[i] = clock.node;
}

void wake(const Context& context, Columns& b, std::size_t i) {
  b.step[i] = idle;
  b.next_due[i] = 0;
  count_at_birth(context, b, i);
  b.review_due[i] = first_review(context, b, i);
  if (context.world.remembers_breakup) b.returned[i] = base::never;
  if (context.world.organises) b.queued_since[i] = base::never;
  accept_price(context, b, i, 0);
  if (context.world.refers)
    for (std::size_t n = 0; n < context.world.needs.size(); ++n)
      await_referral(context, b, i, 0, static_cast<std::uint8_t>(n));
  b.clock_due[i] = clocks_moved;
  begin_what_waits(context, b, i, 0);
}

}  // namespace polku::simulate
