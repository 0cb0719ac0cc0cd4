// What single customers are worth: lifetime value, equity, concentration, share of wallet, the value cube. Of
// the time after the warm-up. Internal to study. Thread safety: pure functions.
//
// Beyond the horizon it is assumed that customers go on bringing what those of their segment brought in the
// last year, and leave as they did: by quarters, behaviour::lifetime_value_by_quarter.
#pragma once

#include <vector>

#include "behaviour/customer_value.hpp"
#include "study/totals.hpp"

namespace polku::study {

/// What one of our customers of each segment is worth when the horizon ends, at that date. [currency units]
/// NaN where nothing ever ends: nobody leaves and nothing is discounted.
std::vector<double> worth_at_end(const world::World& world, const record::Finished& finished);

/// Lifetime value of one customer recorded, at date 0: results within the horizon, and for our customers at
/// its end what they are worth then. [currency units]
double lifetime_value(const world::World& world, const record::Finished& finished, std::size_t customer,
                      const std::vector<double>& worth_at_end);
/// Of customers recorded who ever were ours: the mean. NaN where there is none.
double customer_value(const world::World& world, const record::Finished& finished);
/// The same summed over all customers, recorded or not.
double customer_equity(const world::World& world, const record::Finished& finished);

/// What the best fifth of the customers recorded earn, as a share of what all of them do; those who never
/// were our customers do not count. NaN if all together earn nothing.
double best_fifth(const record::Finished& finished);
/// Herfindahl's index of the revenue of customers recorded; and the share that the largest of them has in it.
double concentration_of_revenue(const record::Finished& finished);
double largest_customer(const record::Finished& finished);
/// Share of their purchases that customers recorded who bought from us made with us: mean over them. NaN
/// without rivals.
double share_of_wallet(const world::World& world, const record::Finished& finished);

/// Revenue of a customer a year, result in proportion to it, and discounted years by quarters if leaving goes
/// on as after the warm-up; their product is the lifetime value of the customer in the middle.
behaviour::ValueCube value_cube(const world::World& world, const record::Finished& finished);

}  // namespace polku::study
