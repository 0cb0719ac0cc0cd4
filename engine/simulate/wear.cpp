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

constexpr std::uint32_t delivery_slot = 128;  // blocks of four: word d % 4 says whether delivery d is made

float days_since(Tick now, Tick before) { return static_cast<float>(base::to_days(now - before)); }

/// For how long a customer holds each category of an attribute that grows old. Lasting: the same two draws at
/// every encounter.
class Holding {
 public:
  Holding(const Context& context, std::uint32_t customer, const world::Attribute& attribute)
      : drift_(attribute.drift), start_(context.world.calendar.warm_up) {
    const auto words = context.draw(customer, 0, base::purpose_word(Purpose::drift, attribute.name_hash), 0);
    const auto held = [](std::uint32_t word, double rate) {
      return static_cast<float>(-base::log(base::unit_double(word)) / rate);
    };
    attractive_for_ = held(words[0], drift_.leaves_attractive);
    one_dimensional_for_ = held(words[1], drift_.leaves_one_dimensional);
  }
  /// From the category at birth; `time` is after the warm-up.
  std::int32_t category_at(std::int32_t first, Tick time) const {
    const double age = drift_.per_year * base::to_days(time - start_) / base::days_per_year;
    return behaviour::category_at_age(first, static_cast<float>(age), attractive_for_, one_dimensional_for_,
                                      drift_.trajectory == scenario::Trajectory::fad);
  }

 private:
  const scenario::Drift& drift_;
  Tick start_;
  float attractive_for_ = 0.0f, one_dimensional_for_ = 0.0f;
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
    x.category[j] = Holding(context, x.customer[j], a).category_at(x.category[j], x.now[j]);
  }
}

void count_categories(const Context& context, const Columns& b, std::size_t i, CategoryCounts& counts) {
  for (std::size_t k = 0; k < context.world.attributes.size(); ++k) {
    const auto& a = context.world.attributes[k];
    const std::int32_t first = b.category[b.at(k, i)];
    std::optional<Holding> holding;
    if (a.drift.trajectory != scenario::Trajectory::stable)
      holding.emplace(context, b.first + static_cast<std::uint32_t>(i), a);
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
