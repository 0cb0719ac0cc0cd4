#include "world/periods.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "base/time.hpp"

namespace polku::world {

double period_start(const World& world, std::size_t period) {
  const auto& calendar = world.calendar;
  const double start = (static_cast<double>(period) - static_cast<double>(calendar.warm_up_periods)) *
                       base::to_days(calendar.report);
  return std::max(start, -base::to_days(calendar.warm_up));
}

double period_length(const World& world, std::size_t period) {
  const auto& calendar = world.calendar;
  const double next = (static_cast<double>(period) + 1 - static_cast<double>(calendar.warm_up_periods)) *
                      base::to_days(calendar.report);
  const double end = base::to_days(calendar.end) - base::to_days(calendar.warm_up);
  return std::min(next, end) - period_start(world, period);
}

double discount_factor(const World& world, std::size_t period) {
  if (period < world.calendar.warm_up_periods) return 0.0;
  const double years = (period_start(world, period) + period_length(world, period) / 2) / base::days_per_year;
  return base::pow(1.0 + world.calendar.discount_rate, -years);
}

}  // namespace polku::world
