// Customers as models of repeat buying see them: how often somebody bought again, when last, and for how long
// that was watched. Made alike from real purchases and from simulated lives. In the flow: store's
// transactions -> histories -> targets and forecasts. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/transactions.hpp"
#include "study/customer_log.hpp"

namespace polku::study {

/// Frequency, recency and age (Fader & Hardie's x, t_x, T), in days since the first purchase.
struct History {
  std::uint32_t repeats = 0;
  double last = 0.0;  ///< of the last repeat purchase; 0 without
  double age = 0.0;   ///< watched for so long
};

/// Who bought first before the end of the range, in the order of Transactions::customers.
struct Cohort {
  std::vector<std::string> customers;
  std::vector<std::int32_t> first_days;
  std::vector<History> histories;
  std::vector<double>
      repeat_days;  ///< of all customers' repeat purchases, since the start of the range, sorted
};

/// `range`: the days that were read. Watching ends with the last of them.
Cohort cohort_of(const store::Transactions& transactions, store::DayRange range);

/// On which days simulated people bought again, as data would tell: whole days since the first purchase, each
/// once, and what falls on the day of the first purchase is part of it. Everybody first bought at noon.
class Days {
 public:
  explicit Days(const std::vector<Life>& lives);
  std::size_t size() const { return ends_.size(); }
  /// Rising.
  std::span<const std::int32_t> operator[](std::size_t person) const {
    const std::size_t begin = person == 0 ? 0 : ends_[person - 1];
    return {days_.data() + begin, ends_[person] - begin};
  }

 private:
  std::vector<std::size_t> ends_;
  std::vector<std::int32_t> days_;
};

/// The history up to an age, its day included.
History history_at(std::span<const std::int32_t> days, double age);

/// Purchases at ages in (from, until]. [days]
std::uint32_t purchases_between(std::span<const std::int32_t> days, double from, double until);

/// How many of the cohort's purchases lie in each customer's (from, until], by place in `cohort`; people who
/// are not in it are left out and counted.
struct Later {
  std::vector<std::uint32_t> purchases;
  std::size_t strangers = 0;  ///< who first bought later
  std::vector<double> days;   ///< of all these purchases, since `origin`, sorted
};
Later later_purchases(const Cohort& cohort, const store::Transactions& later, std::int32_t origin);

}  // namespace polku::study
