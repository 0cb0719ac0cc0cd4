#include "simulate/service.hpp"

#include <cmath>
#include <numbers>

#include "base/math.hpp"
#include "behaviour/loyalty.hpp"

namespace polku::simulate {
namespace {

/// Words 0: whether to wait, 1: how long, 2: whether to give up.
base::PhiloxBlock words_of(const Context& context, const world::Step& step, std::uint32_t customer,
                           std::uint32_t visit_word) {
  return context.draw(customer, 0, base::purpose_word(base::Purpose::queue, step.name_hash), visit_word);
}

bool ours(const Context& context, Scratch& x, std::size_t k) {
  return x.deals[k] != 0 && x.provider[k] == context.world.own;
}

constexpr auto abandoned = static_cast<std::uint8_t>(StepOutcome::abandoned);

}  // namespace

Tick wait_to_be_served(const Context& context, const world::Step& step, std::uint32_t customer,
                       std::uint32_t visit_word) {
  const FunctionState& state = context.functions[step.owner];
  if (!(state.waits > 0.0f)) return 0;
  const auto words = words_of(context, step, customer, visit_word);
  if (base::unit_float(words[0]) >= state.waits) return 0;
  const double working = -base::log(base::unit_double(words[1])) * static_cast<double>(state.wait);
  // Every whole day of work that is waited for brings a night.
  const double open = context.world.functions[step.owner].open;
  const double days = working + std::floor(working / open) * (1 - open);
  return days < base::to_days(base::never) ? base::to_ticks(days) : base::never;
}

void shift_chances(const Context& context, Scratch& x, std::size_t n, float log_odds) {
  if (log_odds == 0.0f) return;
  for (std::size_t k = 0; k < n; ++k)
    if (ours(context, x, k)) x.chance[k] = behaviour::shifted_chance(x.chance[k], log_odds);
}

void give_up_waiting(const Context& context, Scratch& x, const world::Step& step, std::size_t n) {
  const float chance = context.functions[step.owner].gives_up;
  for (std::size_t k = 0; k < n; ++k) {
    if (!(x.waited[k] > 0.0f)) continue;
    const auto words = words_of(context, step, x.customer[k], x.visit_word[k]);
    if (base::unit_float(words[2]) < chance) x.outcome[k] = abandoned;
  }
}

void spoil(const Context& context, Scratch& x, const world::Step& step, const world::Delivery& delivery,
           std::size_t n) {
  const FunctionState& state = context.functions[step.owner];
  const auto& function = context.world.functions[step.owner];
  const bool waiting = function.felt_as == delivery.attribute;
  const float lost_a_day = waiting ? std::numbers::ln2_v<float> / function.halves : 0.0f;
  for (std::size_t k = 0; k < n; ++k) {
    if (!ours(context, x, k)) continue;
    if (x.outcome[k] == abandoned && !waiting) {
      x.weight[k] = -1.0f;
      continue;
    }
    x.scale[k] *= state.spread;
    const float shift = state.quality - lost_a_day * x.waited[k];
    if (shift == 0.0f) continue;
    x.location[k] += shift;
    x.mean[k] = behaviour::shifted_chance(x.mean[k], shift);
  }
}

void count_service(const Context& context, Scratch& x, const world::Step& step, std::size_t n) {
  const Layout& layout = context.layout;
  for (std::size_t k = 0; k < n; ++k) {
    if (!ours(context, x, k)) continue;
    std::int64_t* row = context.books.row(x.period[k]);
    ++row[layout.place(FunctionMeasure::served, step.owner)];
    row[layout.place(FunctionMeasure::had_to_wait, step.owner)] += x.waited[k] > 0.0f;
    row[layout.place(FunctionMeasure::abandoned, step.owner)] += x.outcome[k] == abandoned;
    row[layout.place(FunctionMeasure::waiting_total, step.owner)] += quantised(x.waited[k]);
  }
}

}  // namespace polku::simulate
