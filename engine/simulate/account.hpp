// Money where it arises: revenue and activities, booked at once to the customer's own lines, to the segment
// and to the activity, so that customers plus unallocated can be held against the company, to the millionth.
#pragma once

#include "simulate/context.hpp"

namespace polku::simulate {

/// Books revenue of customer i at a time.
void book_revenue(const Context& context, Columns& b, std::size_t i, Tick time, double units);

/// Books `times` of an activity. People who are not our customers go to the acquisition account.
void book_activity(const Context& context, Columns& b, std::size_t i, Tick time, std::size_t activity,
                   double times);

/// A purchase from us at a time: price per purchase with its goods, and the joining fee of those who are new.
void book_purchase(const Context& context, Columns& b, std::size_t i, Tick time, bool joined);

/// Books everything that recurs (price, sustaining activities) and falls due before `until`; only of our
/// customers.
void settle(const Context& context, Columns& b, std::size_t i, Tick until);

/// The first payment of what recurs with this period, from a time on; `never` if it does not fit.
Tick next_payment(const Columns& b, std::size_t i, Tick period, Tick from);

/// Books the payments still owed until the contract ends; the goods and the care are no longer delivered.
void settle_remaining_contract(const Context& context, Columns& b, std::size_t i, Tick from, Tick until);

}  // namespace polku::simulate
