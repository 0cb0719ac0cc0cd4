#include "simulate/batch.hpp"

#include "base/isa.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"
#include "behaviour/loyalty.hpp"

namespace polku::simulate {

void numbers(std::size_t n, const std::uint16_t* list, std::uint32_t first, std::uint32_t* customer) {
  for (std::size_t k = 0; k < n; ++k) customer[k] = first + list[k];
}

POLKU_MULTIVERSION void whom(std::size_t n, std::uint8_t own, std::uint8_t* provider, std::uint8_t* deals) {
  for (std::size_t k = 0; k < n; ++k) {
    deals[k] = provider[k] != world::no_provider;
    provider[k] = provider[k] == world::no_provider ? own : provider[k];
  }
}

POLKU_MULTIVERSION void periods(std::size_t n, Layout layout, const Tick* now, std::uint32_t* period) {
  for (std::size_t k = 0; k < n; ++k) period[k] = layout.period(now[k]);
}

POLKU_MULTIVERSION void uniforms(std::size_t n, const std::uint32_t* word, float* uniform) {
  for (std::size_t k = 0; k < n; ++k) uniform[k] = base::unit_float(word[k]);
}

POLKU_MULTIVERSION void count_rounds(std::size_t n, const std::uint32_t* word, float one_over_log_chance,
                                     float most, std::uint32_t* rounds) {
  for (std::size_t k = 0; k < n; ++k) {
    const float drawn = base::log(base::unit_float(word[k])) * one_over_log_chance;
    rounds[k] = static_cast<std::uint32_t>(static_cast<std::int32_t>(drawn < most ? drawn : most));
  }
}

namespace {

constexpr auto success = static_cast<std::uint8_t>(StepOutcome::success);
constexpr auto recovered = static_cast<std::uint8_t>(StepOutcome::recovered);
constexpr auto failure = static_cast<std::uint8_t>(StepOutcome::failure);
constexpr auto handoff_failure = static_cast<std::uint8_t>(StepOutcome::handoff_failure);

}  // namespace

POLKU_MULTIVERSION void stop_at_gate(std::size_t n, const std::uint32_t* word, const float* chance,
                                     std::uint8_t* outcome) {
  for (std::size_t k = 0; k < n; ++k) outcome[k] = base::unit_float(word[k]) < chance[k] ? success : failure;
}

POLKU_MULTIVERSION void try_again(std::size_t n, const std::uint32_t* word, const float* chance,
                                  std::uint8_t* outcome) {
  for (std::size_t k = 0; k < n; ++k) {
    const bool mends = base::unit_float(word[k]) < chance[k];
    outcome[k] = outcome[k] == failure ? (mends ? recovered : failure) : outcome[k];
  }
}

POLKU_MULTIVERSION void lose_between(std::size_t n, const std::uint32_t* word, const float* chance,
                                     std::uint8_t* outcome) {
  for (std::size_t k = 0; k < n; ++k) {
    const bool lost = base::unit_float(word[k]) < chance[k];
    outcome[k] = outcome[k] != failure ? (lost ? handoff_failure : outcome[k]) : failure;
  }
}

POLKU_MULTIVERSION void where_failed(std::size_t n, const std::uint8_t* outcome,
                                     const std::uint8_t* to_failed, std::uint8_t* to) {
  for (std::size_t k = 0; k < n; ++k) to[k] = outcome[k] >= failure ? to_failed[k] : to[k];
}

POLKU_MULTIVERSION void wait_exponentially(std::size_t n, const std::uint32_t* word, const double* days,
                                           const Tick* now, Tick* due) {
  constexpr double never = base::never;
  for (std::size_t k = 0; k < n; ++k) {
    const auto share = static_cast<double>(-base::log(base::unit_float(word[k])));
    const double ticks = days[k] * share * base::ticks_per_day;
    // Adding 2^52 rounds to a whole number, which the low bits then hold: a conversion that vectorises.
    const auto wait =
        static_cast<Tick>(__builtin_bit_cast(std::uint64_t, (ticks < never ? ticks : never) + 0x1p52));
    const Tick sum = now[k] + wait;
    due[k] = sum < now[k] ? base::never : sum;
  }
}

POLKU_MULTIVERSION void review_chances(std::size_t n, const float* log_stay, const float* weight,
                                       const float* attitude, const float* conflict, const float* criticality,
                                       float* chance) {
  for (std::size_t k = 0; k < n; ++k)
    chance[k] = behaviour::review_chance(log_stay[k], weight[k], attitude[k], conflict[k], criticality[k]);
}

POLKU_MULTIVERSION void pass(std::size_t n, const float* uniform, float bound, std::uint32_t* choice) {
  for (std::size_t k = 0; k < n; ++k) choice[k] += uniform[k] >= bound ? 1u : 0u;
}

POLKU_MULTIVERSION void look_up(std::size_t n, const std::uint8_t* index,
                                const std::uint32_t* __restrict table, std::uint32_t* __restrict out) {
  for (std::size_t k = 0; k < n; ++k) out[k] = table[index[k]];
}

namespace {

POLKU_MULTIVERSION void schedule_lanes(std::size_t n, Tick until, std::uint32_t nobody,
                                       const std::uint8_t* __restrict to, const std::uint8_t* __restrict node,
                                       const Tick* __restrict now, const Tick* __restrict takes,
                                       const Tick* __restrict clock, Tick* __restrict due,
                                       Tick* __restrict next, std::uint8_t* __restrict lists) {
  for (std::size_t k = 0; k < n; ++k) {
    // As wide as a time throughout: selections of bytes by times do not vectorise everywhere.
    const Tick sum = now[k] + takes[k];
    const Tick step = sum < now[k] ? base::never : sum;
    const bool clock_first = clock[k] < step;
    const Tick first = clock_first ? clock[k] : step;
    const std::uint32_t clocks = node[k], steps = to[k];
    const std::uint32_t which = clock_first ? clocks : steps;
    const std::uint32_t list = first < until ? which : nobody;
    const std::uint32_t after_takes = takes[k] == base::never ? elsewhere : list;
    const std::uint32_t after_clock = clock[k] == 0 ? elsewhere : after_takes;
    due[k] = step;
    next[k] = first;
    lists[k] = static_cast<std::uint8_t>(after_clock);
  }
}

}  // namespace

void schedule(const Entering& x, Tick* due, Tick* next, std::uint8_t* lists) {
  schedule_lanes(x.n, x.until, x.nobody, x.to, x.clock_node, x.now, x.takes, x.clock, due, next, lists);
}

POLKU_MULTIVERSION bool all_alike(std::size_t n, const std::uint32_t* values) {
  std::uint32_t differs = 0;
  for (std::size_t k = 1; k < n; ++k) differs |= values[k] ^ values[0];
  return differs == 0;
}

}  // namespace polku::simulate
