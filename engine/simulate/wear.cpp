#include "simulate/wear.hpp"

#include <algorithm>

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

}  // namespace

void leave_out(const Context& context, Scratch& x, const world::Step& step, std::size_t d, std::size_t n) {
  const auto slot = delivery_slot + static_cast<std::uint32_t>(d / 4);
  for (std::size_t j = 0; j < n; ++j) {
    const auto words =
        context.draw(x.customer[j], slot, base::purpose_word(Purpose::step, step.name_hash), x.visit_word[j]);
    const double often = context.world.parameters.at(step.delivers[d].often, x.now[j]);
    if (base::unit_double(words[d % 4]) >= often) x.weight[j] = -1.0f;
  }
}

void grow_old(const Context& context, Scratch& x, std::size_t attribute, std::size_t n) {
  const auto& a = context.world.attributes[attribute];
  if (a.drift.trajectory == scenario::Trajectory::stable) return;
  const bool fad = a.drift.trajectory == scenario::Trajectory::fad;
  const Tick start = context.world.calendar.warm_up;
  for (std::size_t j = 0; j < n; ++j) {
    if (x.now[j] <= start) continue;
    // Lasting: the same two draws at every encounter.
    const auto words = context.draw(x.customer[j], 0, base::purpose_word(Purpose::drift, a.name_hash), 0);
    const double age = a.drift.per_year * base::to_days(x.now[j] - start) / base::days_per_year;
    const auto held = [&](std::uint32_t word, double rate) {
      return static_cast<float>(-base::log(base::unit_double(word)) / rate);
    };
    x.category[j] = behaviour::category_at_age(x.category[j], static_cast<float>(age),
                                               held(words[0], a.drift.leaves_attractive),
                                               held(words[1], a.drift.leaves_one_dimensional), fad);
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
