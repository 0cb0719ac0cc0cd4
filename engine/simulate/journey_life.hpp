// The thread of one customer's journeys: a need arrives, a journey begins, the next step is entered, the
// journey ends and leaves an attitude; and which event comes next. Scalar code; the steps themselves are done
// in batches.
#pragma once

#include <optional>

#include "simulate/context.hpp"

namespace polku::simulate {

/// Need n of customer i arrives: begins a journey, waits, or is dropped. `next`: when it arrives again.
void need_arrives(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t n, Tick next);

/// Begins a journey at a step; `need` may be no_need, for looking around. `since`: when the need appeared, if
/// it waited.
void begin_journey(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t need,
                   std::uint8_t step, std::optional<Tick> since = std::nullopt);

/// Enters a step: sets when it will happen. A desire may fade instead, which ends the journey.
void enter(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t step);

/// Ends the journey: what is remembered becomes attitude, the relationship may be reviewed, what waited
/// begins.
void end_journey(const Context& context, Columns& b, std::size_t i, Tick time, bool completed);

/// The contract of customer i ends, or a random review is due.
void lapse(const Context& context, Columns& b, std::size_t i, Tick time);
void random_review(const Context& context, Columns& b, std::size_t i, Tick time);

/// Makes the earliest of step, needs, lapse and review the pending event; the step comes first among equals.
void schedule(const World& world, Columns& b, std::size_t i);

/// Begins what is always there, books the levels at time 0 and sets the first pending event.
void wake(const Context& context, Columns& b, std::size_t i);

}  // namespace polku::simulate
