#include "study/cohort.hpp"

#include <algorithm>
#include <unordered_map>

namespace polku::study {

Cohort cohort_of(const store::Transactions& transactions, store::DayRange range) {
  Cohort cohort;
  cohort.customers = transactions.customers;
  cohort.first_days.resize(cohort.customers.size());
  cohort.histories.resize(cohort.customers.size());
  std::vector<bool> seen(cohort.customers.size(), false);
  for (const store::Purchase& purchase : transactions.purchases) {
    History& history = cohort.histories[purchase.customer];
    std::int32_t& first = cohort.first_days[purchase.customer];
    if (!seen[purchase.customer]) {
      seen[purchase.customer] = true;
      first = purchase.day;
      history.age = static_cast<double>(range.end - 1 - first);
      continue;
    }
    ++history.repeats;
    history.last = static_cast<double>(purchase.day - first);
    cohort.repeat_days.push_back(static_cast<double>(purchase.day - range.first));
  }
  std::sort(cohort.repeat_days.begin(), cohort.repeat_days.end());
  return cohort;
}

Days::Days(const std::vector<Life>& lives) {
  ends_.reserve(lives.size());
  for (const Life& life : lives) {
    std::int32_t before = 0;
    for (const base::Tick time : life.purchases) {
      const auto day =
          static_cast<std::int32_t>((std::uint64_t{time} + base::ticks_per_day / 2) / base::ticks_per_day);
      if (day > before) days_.push_back(before = day);
    }
    ends_.push_back(days_.size());
  }
}

History history_at(std::span<const std::int32_t> days, double age) {
  const auto end = std::upper_bound(days.begin(), days.end(), age);
  History history;
  history.age = age;
  history.repeats = static_cast<std::uint32_t>(end - days.begin());
  if (end != days.begin()) history.last = static_cast<double>(*(end - 1));
  return history;
}

std::uint32_t purchases_between(std::span<const std::int32_t> days, double from, double until) {
  return static_cast<std::uint32_t>(std::upper_bound(days.begin(), days.end(), until) -
                                    std::upper_bound(days.begin(), days.end(), from));
}

Later later_purchases(const Cohort& cohort, const store::Transactions& later, std::int32_t origin) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < cohort.customers.size(); ++i) places.emplace(cohort.customers[i], i);
  Later found;
  found.purchases.resize(cohort.customers.size());
  std::vector<bool> strange(later.customers.size(), false);
  for (const store::Purchase& purchase : later.purchases) {
    const auto place = places.find(later.customers[purchase.customer]);
    if (place == places.end()) {
      strange[purchase.customer] = true;
      continue;
    }
    ++found.purchases[place->second];
    found.days.push_back(static_cast<double>(purchase.day - origin));
  }
  found.strangers = static_cast<std::size_t>(std::count(strange.begin(), strange.end(), true));
  std::sort(found.days.begin(), found.days.end());
  return found;
}

}  // namespace polku::study
