#include "simulate/prospects.hpp"

#include <algorithm>
#include <limits>
#include <numbers>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"
#include "behaviour/choice.hpp"
#include "behaviour/need.hpp"
#include "behaviour/word_of_mouth.hpp"
#include "simulate/relationship.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;

constexpr float nothing_yet = -std::numeric_limits<float>::infinity();

/// How pressing the need behind the journey is by now: urgency of a negative one, what is left of a positive
/// one.
void press(const Context& context, const Columns& b, ChooserLanes& x, std::size_t n) {
  std::fill_n(x.urgency.data(), n, 0.0f);
  std::fill_n(x.desire.data(), n, 0.0f);
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = x.place[k];
    if (b.need[i] == world::no_need) continue;
    const auto& need = context.world.needs[b.need[i]];
    const auto days = static_cast<float>(base::to_days(x.now[k] - b.journey_start[i]));
    if (need.type == scenario::NeedType::negative)
      x.urgency[k] = behaviour::urgency(behaviour::pain_at(static_cast<float>(need.pain.initial),
                                                           static_cast<float>(need.pain.growth), days),
                                        static_cast<float>(need.threshold));
    if (need.type == scenario::NeedType::positive)
      x.desire[k] = behaviour::desire_at(1.0f, static_cast<float>(need.desire.half_life), days);
  }
}

/// Providers share a part of their luck, doing nothing has its own.
void share_a_nest(const Context& context, ChooserLanes& x, std::size_t n) {
  const double alpha = context.world.behaviour.nest_dissimilarity;
  std::fill_n(x.nest_scale.data(), n, alpha < 1.0 ? static_cast<float>(alpha) : 1.0f);
  std::fill_n(x.nest_shift.data(), n, 0.0f);
  if (alpha >= 1.0) return;
  for (std::size_t k = 0; k < n; ++k) {
    const auto words = context.draw(x.customer[k], 0, base::purpose_word(Purpose::nest), x.visit_word[k]);
    const double shared =
        behaviour::log_positive_stable(alpha, base::unit_double(words[0]), base::unit_double(words[1]));
    constexpr double gamma = std::numbers::egamma;
    x.nest_shift[k] =
        static_cast<float>(context.world.behaviour.choice_scale * (alpha * (gamma + shared) - gamma));
  }
}

/// out[k] = the number that `id` names for the segment of each customer, at the time.
template <class Id>
void fill_by_segment(const World& world, const ChooserLanes& x, std::size_t n, const Id& id, float* out) {
  std::array<float, world::max_segments> values{};
  bool varies = false;
  for (std::size_t g = 0; g < world.segments.size(); ++g) {
    varies = varies || world.parameters.varies(id(world.segments[g]));
    values[g] = world.parameters.float_at(id(world.segments[g]), 0);
  }
  if (varies) {
    for (std::size_t k = 0; k < n; ++k)
      out[k] = world.parameters.float_at(id(world.segments[x.segment[k]]), x.now[k]);
  } else if (world.segments.size() == 1) {
    std::fill_n(out, n, values[0]);
  } else {
    for (std::size_t k = 0; k < n; ++k) out[k] = values[x.segment[k]];
  }
}

POLKU_MULTIVERSION void bear_price(std::size_t n, world::ChoiceWeights weights, const float* urgency,
                                   float* sensitivity) {
  for (std::size_t k = 0; k < n; ++k)
    sensitivity[k] = sensitivity[k] * (1.0f - urgency[k] * weights.urgency_on_price);
}

void know_oneself(const Context& context, const Columns& b, ChooserLanes& x, std::size_t n) {
  const World& world = context.world;
  press(context, b, x, n);
  share_a_nest(context, x, n);
  fill_by_segment(
      world, x, n, [](const world::Segment& g) { return g.price_sensitivity; }, x.price_sensitivity.data());
  bear_price(n, world.choice, x.urgency.data(), x.price_sensitivity.data());
  fill_by_segment(
      world, x, n, [](const world::Segment& g) { return g.effort_sensitivity; }, x.effort_spent.data());
  for (std::size_t k = 0; k < n; ++k) x.effort_spent[k] *= b.effort[x.place[k]];
  for (std::size_t k = 0; k < n; ++k) x.emotion_weight[k] = world.segments[x.segment[k]].emotion_weight;
  for (BestLanes* best : {&x.best, &x.unforced, &x.felt}) {
    std::fill_n(best->utility.data(), n, nothing_yet);
    std::fill_n(best->alternative.data(), n, 0u);
  }
}

POLKU_MULTIVERSION void take_luck(std::size_t n, float scale, const std::uint32_t* __restrict w0,
                                  const std::uint32_t* __restrict w1, float* __restrict noise,
                                  float* __restrict attention) {
  for (std::size_t k = 0; k < n; ++k) {
    noise[k] = behaviour::gumbel(base::unit_float(w0[k]), scale);
    attention[k] = base::unit_float(w1[k]);
  }
}

/// Luck with the alternative of this name: a Gumbel draw, and whether a provider comes to mind.
void draw_luck(const Context& context, std::uint32_t name, ChooserLanes& x, std::size_t n) {
  base::philox_batch(n, x.customer.data(), base::replication_word(context.replication, 0),
                     base::purpose_word(Purpose::choice, name), x.visit_word.data(), context.key.philox_key(),
                     x.w0.data(), x.w1.data(), x.w2.data(), x.w3.data());
  take_luck(n, static_cast<float>(context.world.behaviour.choice_scale), x.w0.data(), x.w1.data(),
            x.noise.data(), x.attention.data());
}

/// Whom a provider serves and who thinks of it.
POLKU_MULTIVERSION void notice(std::size_t n, world::ChoiceWeights weights, std::uint32_t provider,
                               ChooserLanes& x) {
  for (std::size_t k = 0; k < n; ++k) {
    const float known = x.awareness[k] * (1.0f - x.urgency[k] * weights.urgency_on_search);
    const std::uint32_t thought_of = x.attention[k] < known ? 1u : 0u;
    const std::uint32_t present = x.present[k] == provider ? 1u : 0u;
    x.considered[k] = x.open[k] & (thought_of | present);
  }
}

/// What others say makes the unaware aware, and moves those who knew already.
POLKU_MULTIVERSION void listen(std::size_t n, world::ChoiceWeights weights, float impact, float reach,
                               ChooserLanes& x) {
  for (std::size_t k = 0; k < n; ++k) {
    const float known = x.awareness[k] * (1.0f - x.urgency[k] * weights.urgency_on_search);
    const float moved = behaviour::hearsay_utility(x.positive[k], x.negative[k], impact);
    const float aware = behaviour::made_aware(known, x.positive[k] + x.negative[k], reach);
    const std::uint32_t told = x.attention[k] < aware ? 1u : 0u;
    x.hearsay[k] = x.considered[k] != 0 ? moved : 0.0f;
    x.considered[k] = x.considered[k] | (x.open[k] & told);
  }
}

/// Own experience speaks to both parts; what is public only to the part that it is about.
POLKU_MULTIVERSION void appraise(std::size_t n, world::ChoiceWeights weights, ChooserLanes& x) {
  const float weight = weights.value;
  for (std::size_t k = 0; k < n; ++k) {
    const float felt = x.own_share[k] * x.attitude[k], hearsay = 1.0f - x.own_share[k];
    const float reason =
        weight * (hearsay * x.public_rational[k] + felt) - x.price_sensitivity[k] * x.price[k];
    const float feeling = weight * (hearsay * x.public_emotional[k] + felt) + x.hearsay[k];
    x.judged[k] = behaviour::mixed_utility(reason, feeling, x.emotion_weight[k]);
    x.feeling[k] = feeling;
    x.burden[k] = x.price_sensitivity[k] * weights.switching;
  }
}

/// Several decide: each role judges by itself, weights say whose judgement counts, a veto drops out.
void appraise_together(const Context& context, std::size_t j, ChooserLanes& x, std::size_t n) {
  const World& world = context.world;
  const auto alone = [](const world::Segment& segment) { return segment.roles.empty(); };
  if (std::all_of(world.segments.begin(), world.segments.end(), alone)) return;
  const auto& weights = world.choice;
  const auto place = static_cast<world::ParameterId>(j);
  for (std::size_t k = 0; k < n; ++k) {
    const auto& roles = world.segments[x.segment[k]].roles;
    if (roles.empty()) continue;
    const auto value = [&](world::ParameterId id) { return world.parameters.float_at(id, x.now[k]); };
    const float keenness = 1.0f - x.urgency[k] * weights.urgency_on_price;
    const float felt = x.own_share[k] * x.attitude[k], hearsay = 1.0f - x.own_share[k];
    float judged = 0.0f, feelings = 0.0f, burden = 0.0f;
    for (const world::Role& role : roles) {
      const float sensitivity = value(role.price_sensitivity) * keenness;
      const float reason =
          weights.value * (hearsay * value(role.public_rational + place) + felt) - sensitivity * x.price[k];
      const float feeling =
          weights.value * (hearsay * value(role.public_emotional + place) + felt) + x.hearsay[k];
      const float utility = behaviour::mixed_utility(reason, feeling, role.emotion_weight);
      if (utility < role.veto) x.considered[k] = 0;
      judged += role.weight * utility;
      feelings += role.weight * feeling;
      burden += role.weight * sensitivity * weights.switching;
    }
    x.judged[k] = judged;
    x.feeling[k] = feelings;
    x.burden[k] = burden;
  }
}

/// Of equals the first stays the best.
POLKU_INLINE void offer(BestLanes& best, std::size_t k, std::uint32_t alternative, float utility) {
  const bool better = utility > best.utility[k];
  best.alternative[k] = better ? alternative : best.alternative[k];
  best.utility[k] = better ? utility : best.utility[k];
}

/// Adds the bond to the present provider, what everybody pays elsewhere, taste and luck.
POLKU_MULTIVERSION void offer_provider(std::size_t n, std::uint32_t provider, ChooserLanes& x) {
  for (std::size_t k = 0; k < n; ++k) {
    const bool present = x.present[k] == provider;
    const float habit_here = x.habit[k], cost = x.burden[k] * x.switching_cost[k],
                fee = x.burden[k] * x.joining_fee[k];
    const float rest =
        x.appeal[k] + x.taste[k] - x.effort_spent[k] + x.nest_scale[k] * x.noise[k] + x.nest_shift[k];
    const float habit = present ? habit_here : 0.0f;
    const float imposed = present ? cost : 0.0f;
    const float entry = present ? 0.0f : fee;
    const float unforced = x.judged[k] + rest + habit - entry;
    const bool considered = x.considered[k] != 0;
    offer(x.best, k, provider, considered ? unforced + imposed : nothing_yet);
    offer(x.unforced, k, provider, considered ? unforced : nothing_yet);
    offer(x.felt, k, provider, considered ? x.feeling[k] + rest : nothing_yet);
  }
}

POLKU_MULTIVERSION void offer_outside(std::size_t n, std::uint32_t alternative, float pain, float desire,
                                      ChooserLanes& x) {
  for (std::size_t k = 0; k < n; ++k) {
    const float lost = pain * x.urgency[k] + desire * x.desire[k];
    const float all = x.appeal[k] - x.price_sensitivity[k] * x.price[k] - lost + x.noise[k];
    const float utility = x.open[k] != 0 ? all : nothing_yet;
    offer(x.best, k, alternative, utility);
    offer(x.unforced, k, alternative, utility);
    offer(x.felt, k, alternative, utility);
  }
}

/// What has been collected is forfeited on leaving, so it holds like a cost of leaving (Hartmann & Viard
/// 2008); that it is worth its part of the reward is assumed.
void hold_by_club(const World& world, const Columns& b, std::size_t j, ChooserLanes& x, std::size_t n) {
  const auto& provider = world.providers[j];
  for (std::size_t k = 0; k < n; ++k)
    if (x.present[k] == j)
      x.switching_cost[k] += behaviour::collected_value(
          world.parameters.float_at(provider.club_reward, x.now[k]),
          static_cast<float>(b.collected[x.place[k]]), static_cast<float>(provider.club_after));
}

void judge_provider(const Context& context, const Columns& b, std::size_t j, ChooserLanes& x, std::size_t n) {
  const World& world = context.world;
  const auto& provider = world.providers[j];
  const auto number = static_cast<std::uint32_t>(j);
  const auto place = static_cast<world::ParameterId>(j);
  const auto fill = [&](world::ParameterId id, ChooserLane<float>& out) {
    world.parameters.fill(id, 1, nullptr, x.now.data(), n, out.data());
  };
  draw_luck(context, provider.name_hash, x, n);
  fill(provider.awareness, x.awareness);
  fill(provider.price, x.price);
  fill(provider.appeal, x.appeal);
  fill(provider.switching_cost, x.switching_cost);
  fill(provider.joining_fee, x.joining_fee);
  if (provider.club_after > 0) hold_by_club(world, b, j, x, n);
  fill_by_segment(
      world, x, n, [=](const world::Segment& g) { return g.public_rational + place; },
      x.public_rational.data());
  fill_by_segment(
      world, x, n, [=](const world::Segment& g) { return g.public_emotional + place; },
      x.public_emotional.data());
  const std::size_t column = b.at(j, 0);
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t at = column + x.place[k];
    const world::ByExperience experienced = world.by_experience[b.experiences[at]];
    x.own_share[k] = experienced.own_share;
    x.habit[k] = experienced.habit;
    x.attitude[k] = b.attitude[at];
    x.taste[k] = b.taste[at];
  }
  if (world.refuses)
    for (std::size_t k = 0; k < n; ++k)
      x.open[k] = x.open[k] & (accepted(context, b, x.place[k], x.now[k], j) ? 1u : 0u);
  notice(n, world.choice, number, x);
  std::fill_n(x.hearsay.data(), n, 0.0f);
  if (context.talk) {
    for (std::size_t k = 0; k < n; ++k) {
      const Heard heard = context.talk->heard(x.customer[k], j);
      x.positive[k] = heard.positive;
      x.negative[k] = heard.negative;
    }
    listen(n, world.choice, static_cast<float>(world.word_of_mouth.impact),
           static_cast<float>(world.word_of_mouth.reach), x);
  }
  appraise(n, world.choice, x);
  appraise_together(context, j, x, n);
  offer_provider(n, number, x);
}

void judge_outside(const Context& context, std::size_t alternative, ChooserLanes& x, std::size_t n) {
  const World& world = context.world;
  const bool repair = alternative == world.alternative_repair();
  const world::Outside& outside = repair ? world.repair : world.nothing;
  draw_luck(context, base::name_hash(repair ? "repair" : "nothing"), x, n);
  world.parameters.fill(outside.appeal, 1, nullptr, x.now.data(), n, x.appeal.data());
  world.parameters.fill(outside.price, 1, nullptr, x.now.data(), n, x.price.data());
  offer_outside(n, static_cast<std::uint32_t>(alternative), repair ? 0.0f : world.choice.pain_on_nothing,
                repair ? 0.0f : world.choice.desire_on_nothing, x);
}

}  // namespace

void judge_alternatives(const Context& context, const Columns& b, const world::Step& step, ChooserLanes& x,
                        std::size_t n) {
  const World& world = context.world;
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = x.place[k];
    x.segment[k] = b.segment[i];
    x.present[k] = b.provider[i];
  }
  know_oneself(context, b, x, n);
  for (std::size_t a = 0; a < world.alternatives(); ++a) {
    const bool to_all = step.by_alternative[a].count > 0;
    if (!to_all && step.present.count == 0) continue;
    // What leads nowhere for others may lead somewhere for those whose provider it is.
    for (std::size_t k = 0; k < n; ++k) x.open[k] = to_all || x.present[k] == a ? 1u : 0u;
    if (a < world.providers.size())
      judge_provider(context, b, a, x, n);
    else
      judge_outside(context, a, x, n);
  }
}

}  // namespace polku::simulate
