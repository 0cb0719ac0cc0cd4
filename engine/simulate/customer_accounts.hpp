// What single customers brought after the warm-up, and what else they were worth to us: kept for those whose
// rows are kept, so that nobody else pays for it. Whole numbers. In the flow: written where money is booked,
// read by study. A customer's account belongs to the thread that moves the customer.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.hpp"
#include "world/world.hpp"

namespace polku::simulate {

struct CustomerAccount {
  base::Money revenue = 0;            // [millionths]
  base::Money result = 0;             // revenue less what is charged to the customer [millionths]
  base::Money present = 0;            // the same at date 0, each booking to the nearest millionth
  std::int32_t purchases = 0;         // from us
  std::int32_t purchases_of_all = 0;  // from any provider
  std::int32_t complaints = 0;        // to us
  std::int64_t told_positive = 0;     // messages about us, in fixed point
  std::int64_t told_negative = 0;
};

class CustomerAccounts {
 public:
  explicit CustomerAccounts(const world::World& world);

  std::size_t size() const { return accounts_.size(); }
  const CustomerAccount& operator[](std::size_t customer) const { return accounts_[customer]; }

  /// Revenue and cost of a customer within a reporting period.
  void book(std::size_t customer, std::size_t period, base::Money revenue, base::Money cost) {
    const double factor = discounts_[period];
    if (factor == 0.0) return;  // warm-up
    CustomerAccount& x = accounts_[customer];
    x.revenue += revenue;
    x.result += revenue - cost;
    x.present += base::to_money(base::to_units(revenue - cost) * factor);
  }
  /// The account of a customer in a period that counts; null in the warm-up.
  CustomerAccount* counted(std::size_t customer, std::size_t period) {
    return discounts_[period] == 0.0 ? nullptr : &accounts_[customer];
  }

 private:
  std::vector<double> discounts_;  // per reporting period; 0 in the warm-up
  std::vector<CustomerAccount> accounts_;
};

}  // namespace polku::simulate
