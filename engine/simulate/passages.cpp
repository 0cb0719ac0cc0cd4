#include "simulate/passages.hpp"

#include "base/time.hpp"

namespace polku::simulate {

CategoryCounts::CategoryCounts(const world::World& world) : attributes_(world.attributes.size()) {
  if (world.recorded_customers <= 0) return;
  const auto moment = [&](int year) {
    return base::saturating_add(world.calendar.warm_up, base::to_ticks(year * base::days_per_year));
  };
  for (int year = 0; moment(year) <= world.calendar.end && moment(year) != base::never; ++year)
    moments_.push_back(moment(year));
  counts_.resize(moments_.size() * attributes_);
}

void CategoryCounts::merge(const CategoryCounts& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i)
    for (std::size_t category = 0; category < counts_[i].size(); ++category)
      counts_[i][category] += other.counts_[i][category];
}

}  // namespace polku::simulate
