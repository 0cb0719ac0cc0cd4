#include "simulate/decide.hpp"

#include <algorithm>
#include <limits>
#include <numbers>

#include "base/math.hpp"
#include "behaviour/choice.hpp"
#include "behaviour/need.hpp"
#include "behaviour/word_of_mouth.hpp"
#include "simulate/reference.hpp"
#include "simulate/relationship.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;
using population::Flag;

/// How pressing the need behind the journey is by now.
struct Pressure {
  float urgency = 0.0f;  // of a negative need, 0..1
  float desire = 0.0f;   // what is left of a positive one, as a share
};

Pressure pressure_of(const Context& context, const Columns& b, std::size_t i, Tick time) {
  if (b.need[i] == world::no_need) return {};
  const auto& need = context.world.needs[b.need[i]];
  const auto days = static_cast<float>(base::to_days(time - b.journey_start[i]));
  if (need.type == scenario::NeedType::negative) {
    const float pain =
        behaviour::pain_at(static_cast<float>(need.pain.initial), static_cast<float>(need.pain.growth), days);
    return {behaviour::urgency(pain, static_cast<float>(need.threshold)), 0.0f};
  }
  if (need.type == scenario::NeedType::positive)
    return {0.0f, behaviour::desire_at(1.0f, static_cast<float>(need.desire.half_life), days)};
  return {};
}

/// One alternative as the customer sees it.
struct Prospect {
  bool considered = false;
  float utility = 0.0f;    // all of it, with the random part
  float unforced = 0.0f;   // without what is imposed on those who leave
  float emotional = 0.0f;  // feeling alone, with the same random part
};

struct Chooser {
  const Context& context;
  const World& world;
  const world::ChoiceWeights& weights;
  const Columns& b;
  std::size_t i;
  Tick time;
  const world::Segment& segment;
  const Luck& luck;
  Pressure pressure;
  float price_sensitivity;
  float effort_spent;                          // in utility
  float nest_scale = 1.0f, nest_shift = 0.0f;  // of the noise of providers

  Chooser(const Context& c, const Columns& columns, std::size_t index, Tick now, const Luck& its_luck)
      : context(c),
        world(c.world),
        weights(c.world.choice),
        b(columns),
        i(index),
        time(now),
        segment(world.segments[b.segment[i]]),
        luck(its_luck),
        pressure(pressure_of(c, b, i, now)),
        price_sensitivity(value(segment.price_sensitivity) *
                          (1.0f - pressure.urgency * weights.urgency_on_price)),
        effort_spent(value(segment.effort_sensitivity) * b.effort[i]) {
    if (world.behaviour.nest_dissimilarity < 1.0) share_a_nest();
  }

  /// Providers share a part of their luck, doing nothing has its own.
  void share_a_nest() {
    const auto words = context.draw(b.first + static_cast<std::uint32_t>(i), 0,
                                    base::purpose_word(Purpose::nest), b.visit_word[i]);
    const double alpha = world.behaviour.nest_dissimilarity;
    const double shared =
        behaviour::log_positive_stable(alpha, base::unit_double(words[0]), base::unit_double(words[1]));
    constexpr double gamma = std::numbers::egamma;
    nest_scale = static_cast<float>(alpha);
    nest_shift = static_cast<float>(world.behaviour.choice_scale * (alpha * (gamma + shared) - gamma));
  }

  float value(world::ParameterId id) const { return world.parameters.float_at(id, time); }

  float noise(std::size_t alternative) const { return luck.noise[alternative * luck.stride]; }

  Prospect provider(std::size_t j) const {
    const auto& x = world.providers[j];
    const bool present = b.provider[i] == j;
    Prospect prospect;
    if (world.refuses && !accepted(context, b, i, time, j)) return prospect;
    const float known = value(x.awareness) * (1.0f - pressure.urgency * weights.urgency_on_search);
    const float attention = luck.attention[j * luck.stride];
    prospect.considered = present || attention < known;
    // What others say makes the unaware aware, and moves those who knew already.
    float hearsay_value = 0.0f;
    if (context.talk) {
      const auto& talk = world.word_of_mouth;
      const Heard heard = context.talk->heard(b.first + static_cast<std::uint32_t>(i), j);
      if (prospect.considered)
        hearsay_value =
            behaviour::hearsay_utility(heard.positive, heard.negative, static_cast<float>(talk.impact));
      else
        prospect.considered = attention < behaviour::made_aware(known, heard.positive + heard.negative,
                                                                static_cast<float>(talk.reach));
    }
    if (!prospect.considered) return prospect;
    const std::size_t at = b.at(j, i);
    const world::ByExperience& experienced = world.by_experience[b.experiences[at]];
    const auto place = static_cast<world::ParameterId>(j);
    const float weight = weights.value;
    // Own experience speaks to both parts; what is public only to the part that it is about.
    const float felt = experienced.own_share * b.attitude[at], hearsay = 1.0f - experienced.own_share;
    if (!segment.roles.empty()) return together(j, prospect, felt, hearsay, hearsay_value);
    const float reason = weight * (hearsay * value(segment.public_rational + place) + felt) -
                         price_sensitivity * value(x.price);
    const float feeling = weight * (hearsay * value(segment.public_emotional + place) + felt) + hearsay_value;
    const float rest = value(x.appeal) + b.taste[at] - effort_spent + nest_scale * noise(j) + nest_shift;
    const float habit = present ? experienced.habit : 0.0f;
    const float burden = price_sensitivity * weights.switching;
    const float imposed = present ? burden * value(x.switching_cost) : 0.0f;
    const float entry = present ? 0.0f : burden * value(x.joining_fee);
    prospect.unforced =
        behaviour::mixed_utility(reason, feeling, segment.emotion_weight) + rest + habit - entry;
    prospect.utility = prospect.unforced + imposed;
    prospect.emotional = feeling + rest;
    return prospect;
  }

  /// Several decide: each role judges by itself, weights say whose judgement counts, a veto drops out.
  Prospect together(std::size_t j, Prospect prospect, float felt, float hearsay, float hearsay_value) const {
    const auto& x = world.providers[j];
    const bool present = b.provider[i] == j;
    const std::size_t at = b.at(j, i);
    const auto place = static_cast<world::ParameterId>(j);
    const float keenness = 1.0f - pressure.urgency * weights.urgency_on_price;
    const float habit = present ? world.by_experience[b.experiences[at]].habit : 0.0f;
    const float rest = value(x.appeal) + b.taste[at] - effort_spent + nest_scale * noise(j) + nest_shift;
    float judged = 0.0f, feelings = 0.0f, burden = 0.0f;
    for (const world::Role& role : segment.roles) {
      const float sensitivity = value(role.price_sensitivity) * keenness;
      const float reason = weights.value * (hearsay * value(role.public_rational + place) + felt) -
                           sensitivity * value(x.price);
      const float feeling =
          weights.value * (hearsay * value(role.public_emotional + place) + felt) + hearsay_value;
      const float utility = behaviour::mixed_utility(reason, feeling, role.emotion_weight);
      if (utility < role.veto) prospect.considered = false;
      judged += role.weight * utility;
      feelings += role.weight * feeling;
      burden += role.weight * sensitivity * weights.switching;
    }
    prospect.unforced = judged + rest + habit - (present ? 0.0f : burden * value(x.joining_fee));
    prospect.utility = prospect.unforced + (present ? burden * value(x.switching_cost) : 0.0f);
    prospect.emotional = feelings + rest;
    return prospect;
  }

  Prospect outside(const world::Outside& x, std::size_t alternative, float lost) const {
    const float utility = value(x.appeal) - price_sensitivity * value(x.price) - lost + noise(alternative);
    return {true, utility, utility, utility};
  }

  Prospect at(std::size_t alternative) const {
    if (alternative < world.providers.size()) return provider(alternative);
    if (alternative == world.alternative_repair()) return outside(world.repair, alternative, 0.0f);
    const float lost =
        weights.pain_on_nothing * pressure.urgency + weights.desire_on_nothing * pressure.desire;
    return outside(world.nothing, alternative, lost);
  }
};

/// The alternative that is best by one part of a prospect.
struct Best {
  std::size_t alternative = 0;
  float utility = -std::numeric_limits<float>::infinity();
  void offer(std::size_t candidate, float candidate_utility) {
    if (candidate_utility <= utility) return;
    alternative = candidate;
    utility = candidate_utility;
  }
};

world::Branch go(const Context& context, Columns& b, std::size_t i, Tick time, const world::Step& step,
                 std::size_t alternative, std::uint8_t outcome) {
  const std::uint8_t present = b.provider[i];
  if (alternative < context.world.providers.size()) {
    b.target[i] = static_cast<std::uint8_t>(alternative);
    if (context.world.promises && alternative != present) hear_promises(context, b, i, time, alternative);
  }
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  if (context.watches(customer))
    context.sink->on({time, customer, EventKind::chosen, static_cast<std::uint8_t>(alternative), outcome});
  return alternative == present && step.present.count > 0 ? step.present : step.by_alternative[alternative];
}

/// Whether the step lets people change their provider at all; calling support or trying alone is no such
/// decision.
bool decides_on_provider(const world::Step& step, std::size_t providers, std::uint8_t present) {
  for (std::size_t j = 0; j < providers; ++j)
    if (j != present && step.by_alternative[j].count > 0) return true;
  return false;
}

/// Staying was a free decision: the relationship closes again, and a contract that renews starts again.
void stay(const Context& context, Columns& b, std::size_t i, Tick time, bool only_forced) {
  const auto& provider = context.world.providers[b.provider[i]];
  set_forced(context, b, i, time, only_forced);
  accept_price(context, b, i, time);
  b.flags[i] &= static_cast<std::uint16_t>(~Flag::opened);
  if (!provider.renews || b.lapse[i] != base::never) return;
  b.lapse[i] = population::contract_end(time, provider.contract);
  b.clock_due[i] = clocks_moved;
}

}  // namespace

bool offered(const world::Step& step, std::size_t alternative, std::uint8_t present) {
  return step.by_alternative[alternative].count > 0 || (alternative == present && step.present.count > 0);
}

bool goes_straight(const Columns& b, std::size_t i, const world::Step& step) {
  const std::uint8_t present = b.provider[i];
  return step.asks == scenario::Asks::opened && present != world::no_provider &&
         (b.flags[i] & Flag::opened) == 0 && offered(step, present, present);
}

world::Branch go_straight(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s) {
  return go(context, b, i, time, context.world.steps[s], b.provider[i], 0);
}

world::Branch choose(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s,
                     const Luck& luck) {
  const World& world = context.world;
  const auto& step = world.steps[s];
  const std::uint8_t present = b.provider[i];
  const Chooser chooser(context, b, i, time, luck);
  Best best, unforced, felt;
  for (std::size_t a = 0; a < world.alternatives(); ++a) {
    if (!offered(step, a, present)) continue;
    const Prospect prospect = chooser.at(a);
    if (!prospect.considered) continue;
    best.offer(a, prospect.utility);
    unforced.offer(a, prospect.unforced);
    felt.offer(a, prospect.emotional);
  }
  const std::size_t segment = b.segment[i];
  context.books.add(time, SegmentMeasure::choices, segment);
  if (best.utility == -std::numeric_limits<float>::infinity()) return {};
  context.books.add(time, AlternativeMeasure::chosen, best.alternative);
  const bool conflicted = behaviour::conflicted(best.alternative, felt.alternative);
  if (conflicted) {
    context.books.add(time, SegmentMeasure::conflicted, segment);
    b.flags[i] |= Flag::conflicted;
  }
  if (best.alternative == present && decides_on_provider(step, world.providers.size(), present))
    stay(context, b, i, time, unforced.alternative != present);
  return go(context, b, i, time, step, best.alternative, conflicted ? 2 : 1);
}

}  // namespace polku::simulate
