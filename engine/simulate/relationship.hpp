// The relationship of one customer with providers: joining, leaving, review, the contract's end; and the
// clocks that start all that. Scalar code: these events are rare beside the steps of journeys.
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// What makes somebody review; values are draw slots, so never renumber.
enum class ReviewTrigger : std::uint8_t { journey = 0, renewal = 1, clock = 2, price = 3 };

/// Buys from provider j: joins it (leaving the present one) or buys again.
void purchase(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j);

/// Whether a provider accepts this customer today.
bool accepted(const Context& context, const Columns& b, std::size_t i, Tick time, std::size_t provider);

/// Ends the relationship with a provider that no longer accepts the customer, unless a contract runs.
void refuse(const Context& context, Columns& b, std::size_t i, Tick time);

/// Ends the relationship with the present provider.
void leave(const Context& context, Columns& b, std::size_t i, Tick time, Cause cause);

/// What a review takes: the chance that it opens the relationship, and the words that decide whether it does
/// and whether a contract is escaped from.
struct ReviewDraw {
  float chance;
  std::uint32_t opens, escapes;
};

/// What multiplies the chance to open, besides attitude itself.
struct ReviewWeights {
  float attitude_weight, conflict, criticality;
};
ReviewWeights review_weights(const Context& context, const Columns& b, std::size_t i, Tick time);

/// Reviews the relationship, which there is. Returns whether a journey to look around should begin now.
bool review(const Context& context, Columns& b, std::size_t i, Tick time, const ReviewDraw& draw);

/// The same with its draw made here, if there is a relationship.
bool review(const Context& context, Columns& b, std::size_t i, Tick time, ReviewTrigger trigger);

/// The contract ends: a wish held back may act, the contract may start again. Returns as review() does.
bool contract_ends(const Context& context, Columns& b, std::size_t i, Tick time);

/// Next review by the clock after `now`: at random times, whose rate may change, or at fixed intervals.
Tick next_review(const Context& context, std::uint32_t customer, Tick now);

/// The first of these of a customer born at time 0.
Tick first_review(const Context& context, const Columns& b, std::size_t i);

/// The present provider's price is the one that later payments are held against; finds the payment at which a
/// rise will be noticed. Nothing where nobody notices prices.
void accept_price(const Context& context, Columns& b, std::size_t i, Tick time);

/// A price noticeably above the accepted one: calls for a review, of this payment or at the journey's end.
void mark_price(const Context& context, Columns& b, std::size_t i, Tick time);

/// Attitude towards provider j becomes `attitude`; our customers' total follows.
void set_attitude(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t j,
                  float attitude);

/// Books the levels that customers born at time 0 stand for.
void count_at_birth(const Context& context, const Columns& b, std::size_t i);

/// Sets or clears `forced` and books it for our customers.
void set_forced(const Context& context, Columns& b, std::size_t i, Tick time, bool forced);

}  // namespace polku::simulate
