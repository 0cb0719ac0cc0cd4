// Needs that come through others: the hazard is the same for everybody within an epoch, so each customer
// holds the exposure at which the next one comes, an exponential draw ahead, and nothing is drawn until it
// has come. With one purchase each and full mixing this is Bass (1969).
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// Draws how much more exposure it takes until need n of customer i comes through others next.
void await_referral(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t n);

/// Finds those whose time comes within the epoch that begins.
void find_referrals(const Context& context, Columns& b);

/// Whether it is through others that need n of customer i arrives now.
inline bool comes_through_others(const Context& context, const Columns& b, std::size_t i, Tick time,
                                 std::uint8_t n) {
  return context.world.refers && b.referral_due[b.at(n, i)] == time;
}

}  // namespace polku::simulate
