#include "simulate/wear.hpp"

#include <algorithm>
#include <optional>

#include "base/math.hpp"
#include "behaviour/decay.hpp"
#include "behaviour/expectation.hpp"
#include "behaviour/kano.hpp"
#include "behaviour/kano_drift.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;
using behaviour::KanoCategory;

constexpr std::uint32_t delivery_slot = 128;  // blocks of four: word d % 4 says whether delivery d is made

float days_since(Tick now, Tick before) { return static_cast<float>(base::to_days(now - before)); }

/// What one customer makes of an attribute that grows old. For how long a category is held, and when among
/// the others somebody comes to see it renewed, are lasting draws; what is made new is held for other times.
class GrowingOld {
 public:
  GrowingOld(const Context& context, std::uint32_t customer, std::size_t segment, std::size_t attribute)
      : context_(context),
        attribute_(context.world.attributes[attribute]),
        customer_(customer),
        segment_(segment),
        place_(attribute) {}

  /// From the category at birth; `time` is after the warm-up.
  std::int32_t category_at(std::int32_t first, Tick time) const {
    constexpr auto attractive = static_cast<std::int32_t>(KanoCategory::attractive);
    if (first != attractive && first != static_cast<std::int32_t>(KanoCategory::one_dimensional))
      return first;  // which nothing moves
    Tick since = context_.world.calendar.warm_up;
    const double luck = attribute_.renews ? base::unit_double(draw(0)[2]) : 0.0;
    for (std::uint32_t renewals = 0;; ++renewals) {
      const Tick again = attribute_.renews
                             ? renewal(context_.world, attribute_, static_cast<int>(renewals) + 1, luck)
                             : base::never;
      const std::int32_t then = held(first, renewals, since, std::min(time, again));
      if (again > time || again == base::never) return then;
      if (then != first) first = attractive;
      since = again;
    }
  }

 private:
  base::PhiloxBlock draw(std::uint32_t renewals) const {
    return context_.draw(customer_, 0, base::purpose_word(Purpose::drift, attribute_.name_hash), renewals);
  }
  std::int32_t held(std::int32_t first, std::uint32_t renewals, Tick since, Tick time) const {
    const auto words = draw(renewals);
    const auto lasts = [](std::uint32_t word, double rate) {
      return static_cast<float>(-base::log(base::unit_double(word)) / rate);
    };
    const scenario::Drift& drift = attribute_.drift;
    const double age = age_of(context_.world, context_.aging, segment_, place_, since, time);
    return behaviour::category_at_age(
        first, static_cast<float>(age), lasts(words[0], drift.leaves_attractive),
        lasts(words[1], drift.leaves_one_dimensional), drift.trajectory == scenario::Trajectory::fad);
  }

  const Context& context_;
  const world::Attribute& attribute_;
  std::uint32_t customer_;
  std::size_t segment_, place_;
};

/// One lasting draw a customer and trait.
bool has_trait(const Context& context, std::uint32_t customer, std::size_t segment, std::size_t trait) {
  const auto& x = context.world.traits[trait];
  const auto words = context.draw(customer, 0, base::purpose_word(Purpose::trait, x.name_hash), 0);
  return base::unit_double(words[0]) < x.share[segment];
}

}  // namespace

void leave_out(const Context& context, Scratch& x, const world::Step& step, std::size_t d, std::size_t n) {
  const auto slot = delivery_slot + static_cast<std::uint32_t>(d / 4);
  for (std::size_t j = 0; j < n; ++j) {
    const auto words =
        context.draw(x.customer[j], slot, base::purpose_word(Purpose::step, step.name_hash), x.visit_word[j]);
    world::ParameterId share = step.delivers[d].often + x.segment[j];
    for (const auto& meant : step.delivers[d].for_traits)
      if (has_trait(context, x.customer[j], x.segment[j], meant.trait)) share = meant.often;
    const double often = context.world.parameters.at(share, x.now[j]);
    if (base::unit_double(words[d % 4]) >= often) x.weight[j] = -1.0f;
  }
}

void grow_old(const Context& context, Scratch& x, std::size_t attribute, std::size_t n) {
  const auto& a = context.world.attributes[attribute];
  if (a.drift.trajectory == scenario::Trajectory::stable) return;
  for (std::size_t j = 0; j < n; ++j) {
    if (x.now[j] <= context.world.calendar.warm_up) continue;
    x.category[j] =
        GrowingOld(context, x.customer[j], x.segment[j], attribute).category_at(x.category[j], x.now[j]);
  }
}

void count_categories(const Context& context, const Columns& b, std::size_t i, CategoryCounts& counts) {
  for (std::size_t k = 0; k < context.world.attributes.size(); ++k) {
    const auto& a = context.world.attributes[k];
    const std::int32_t first = b.category[b.at(k, i)];
    std::optional<GrowingOld> holding;
    if (a.drift.trajectory != scenario::Trajectory::stable)
      holding.emplace(context, b.first + static_cast<std::uint32_t>(i), b.segment[i], k);
    for (std::size_t m = 0; m < counts.moments(); ++m) {
      const std::int32_t category = holding && m > 0 ? holding->category_at(first, counts.moment(m)) : first;
      ++counts.at(m, k)[static_cast<std::size_t>(category)];
    }
  }
}

void wear_off(const Context& context, const Columns& b, Scratch& x, std::size_t attribute,
              const std::uint16_t* list, std::size_t n) {
  const World& world = context.world;
  const float half_life = world.attributes[attribute].satiation;
  std::fill_n(x.fresh.data(), n, 1.0f);
  if (half_life > 0.0f)
    for (std::size_t j = 0; j < n; ++j) {
      const Tick last = b.delighted[b.at(attribute, list[j])];
      if (last != base::never)
        x.fresh[j] = 1.0f - behaviour::share_left(days_since(x.now[j], last), half_life);
    }
  if (!world.forgets) return;
  const auto forgets = static_cast<float>(world.behaviour.expectation_half_life);
  for (std::size_t j = 0; j < n; ++j) {
    const auto category = static_cast<behaviour::KanoCategory>(x.category[j]);
    const float norm =
        behaviour::category_norm(category, behaviour::felt_quality(category, context.norms[attribute]), 0.0f);
    const float elapsed = days_since(x.now[j], b.last_felt[b.at(attribute, list[j])]);
    x.expectation[j] = behaviour::relaxed_expectation(x.expectation[j], norm, elapsed, forgets);
  }
}

void remember_feeling(const Context& context, Columns& b, Scratch& x, std::size_t attribute,
                      const std::uint16_t* list, std::size_t n) {
  const World& world = context.world;
  if (world.attributes[attribute].satiation > 0.0f)
    for (std::size_t j = 0; j < n; ++j)
      if (x.weight[j] >= 0.0f && x.gap[j] > 0.0f) b.delighted[b.at(attribute, list[j])] = x.now[j];
  // Whoever felt nothing has an expectation that has faded to here, and fades on from here.
  if (world.forgets)
    for (std::size_t j = 0; j < n; ++j) b.last_felt[b.at(attribute, list[j])] = x.now[j];
}

}  // namespace polku::simulate
