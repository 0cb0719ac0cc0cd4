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

/// Enters a step: sets when it will happen, or postpones that, where the wait is drawn. A desire may fade
/// instead, which ends the journey.
void enter(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t step);

/// Whether the wait at a step is drawn, which many customers do together.
inline bool draws_wait(const world::Step& step) {
  return (step.exponential || step.wait != world::no_wait) && step.kind != scenario::StepKind::ripen;
}

/// Ends the journey: what is remembered becomes attitude. Then the relationship is reviewed, if the journey
/// calls for it (postponed: after_review() comes next), and what waited begins.
void end_journey(const Context& context, Columns& b, std::size_t i, Tick time, bool completed);

/// What follows on the review of a journey that ended.
void after_review(const Context& context, Columns& b, std::size_t i, Tick time, bool looks_around);

/// The contract of customer i ends, a review by the clock is due, or a payment is noticeably higher.
void lapse(const Context& context, Columns& b, std::size_t i, Tick time);
void clock_review(const Context& context, Columns& b, std::size_t i, Tick time);
void notice_price(const Context& context, Columns& b, std::size_t i, Tick time);

inline constexpr std::uint32_t duration_slot =
    255;  // a block of its own: word 0 the duration, 1 the ripening

/// What customer i does next: a step, or what one of the clocks starts.
struct Pending {
  Tick due;
  std::uint8_t node;
};

/// The earlier of two, the first of equals; without a branch, because nobody can foresee which it is.
inline Pending earlier(Pending first, Pending second) {
  const auto mask = static_cast<Tick>(-static_cast<std::int32_t>(second.due < first.due));
  const Tick node = first.node ^ ((first.node ^ second.node) & mask);
  return {first.due ^ ((first.due ^ second.due) & mask), static_cast<std::uint8_t>(node)};
}

/// Finds the earliest of needs, lapse and review clock again, after one of them moved.
void find_earliest_clock(const World& world, Columns& b, std::size_t i);

/// The earliest of step, needs, lapse and review; the step comes first among equals.
inline Pending next_event(const World& world, Columns& b, std::size_t i) {
  if (b.flags[i] & population::Flag::gone) {
    b.step[i] = idle;
    b.step_due[i] = b.clock_due[i] = base::never;
  } else if (b.clock_due[i] == clocks_moved) {
    find_earliest_clock(world, b, i);
  }
  return earlier({b.step_due[i], b.step[i]}, {b.clock_due[i], b.clock_node[i]});
}

/// Begins what is always there and books the levels at time 0.
void wake(const Context& context, Columns& b, std::size_t i);

}  // namespace polku::simulate
