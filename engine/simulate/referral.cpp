#include "simulate/referral.hpp"

#include <algorithm>

#include "base/math.hpp"

namespace polku::simulate {

using base::Purpose;

namespace {

/// When an exposure is reached after a time, if that is within the epoch; else `never`.
Tick when_reached(const Exposure& exposure, double level, Tick after) {
  if (exposure.rate <= 0.0 || level >= exposure.at(exposure.until)) return base::never;
  const double days = std::max(0.0, level - exposure.level) / exposure.rate;
  // Later than what came before, so that no two arrivals share a tick.
  const Tick due = std::max(after + 1, base::saturating_add(exposure.start, base::to_ticks(days)));
  return due < exposure.until ? due : base::never;
}

}  // namespace

void await_referral(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t n) {
  const auto& need = context.world.needs[n];
  const auto words = context.draw(b.first + static_cast<std::uint32_t>(i), 0,
                                  base::purpose_word(Purpose::referral, need.name_hash), time);
  const double wait = -base::log(base::unit_double(words[0]));
  const auto at = static_cast<float>(context.exposures[n].at(time) + wait);
  b.referral_at[b.at(n, i)] = at;
  b.referral_due[b.at(n, i)] = when_reached(context.exposures[n], static_cast<double>(at), time);
}

void find_referrals(const Context& context, Columns& b) {
  for (std::size_t n = 0; n < context.world.needs.size(); ++n) {
    const Exposure& exposure = context.exposures[n];
    for (std::size_t i = 0; i < b.count; ++i) {
      const std::size_t at = b.at(n, i);
      const Tick due = when_reached(exposure, static_cast<double>(b.referral_at[at]), exposure.start);
      if (due == b.referral_due[at]) continue;
      b.referral_due[at] = due;
      b.clock_due[i] = clocks_moved;
      b.next_due[i] = 0;
    }
  }
}

}  // namespace polku::simulate
