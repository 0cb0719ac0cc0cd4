// The company's account of one run, period by period: what customers bring and cost, what belongs to nobody,
// and the identity that holds it together. In the flow: after simulate, before the result's groups.
#pragma once

#include <vector>

#include "simulate/run.hpp"
#include "world/periods.hpp"

namespace polku::record {

using base::Money;

/// One reporting period of the company. [millionths of the currency unit]
struct CompanyPeriod {
  Money revenue = 0, product_cost = 0, order_cost = 0, service_cost = 0, sustaining_cost = 0;  // of customers
  Money acquisition_cost = 0;  // of people who were not customers
  Money unused_capacity = 0;   // budgets paid for and not used; negative where more was used than budgeted
  Money general = 0;
  Money investment = 0;  // the option's own cost
  Money listening = 0;   // surveys, and what listening policies spend
  Money customers() const { return revenue - product_cost - order_cost - service_cost - sustaining_cost; }
  Money unallocated() const { return acquisition_cost + unused_capacity + general + investment + listening; }
  Money profit() const { return customers() - unallocated(); }
  Money cost() const { return revenue - profit(); }
};

/// The account of every period. Throws std::logic_error unless, in each period, what was charged to customers
/// and to acquisition is what activities and goods cost, and, over the run, customers' rows sum to the
/// segments' books.
std::vector<CompanyPeriod> company_account(const world::World& world, const simulate::Outcome& outcome);

/// What the options in force cost of their own, whatever customers do. [currency units]
struct OwnCost {
  double once = 0.0;     ///< in the period in which they start
  double running = 0.0;  ///< from then on
};
OwnCost own_cost(const world::World& world, const simulate::Layout& layout, std::size_t period);

/// Whether the world has surveys or policies, which may cost something. The same in the worlds of a scenario.
bool pays_to_listen(const world::World& world);

using world::discount_factor;
using world::period_length;
using world::period_start;

}  // namespace polku::record
