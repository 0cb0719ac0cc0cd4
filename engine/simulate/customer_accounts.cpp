#include "simulate/customer_accounts.hpp"

#include <algorithm>

#include "world/periods.hpp"

namespace polku::simulate {

CustomerAccounts::CustomerAccounts(const world::World& world)
    : accounts_(static_cast<std::size_t>(
          std::clamp<std::int64_t>(world.recorded_customers, 0, std::int64_t{world.customers}))) {
  for (std::size_t p = 0; p < world.calendar.periods; ++p)
    discounts_.push_back(world::discount_factor(world, p));
}

}  // namespace polku::simulate
