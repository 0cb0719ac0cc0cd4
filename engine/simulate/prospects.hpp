// What every alternative is worth to many customers who choose at once: belief, reason and emotion, bond and
// luck, alternative by alternative and customer by customer in lanes. A chunk of customers at a time, so that
// all lanes stay in the first-level cache. In the flow: filled and read by a decision step of the kernel.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "simulate/context.hpp"

namespace polku::simulate {

inline constexpr std::size_t most_choosers = 256;

template <class T>
using ChooserLane = std::array<T, most_choosers>;

/// The alternative that is best by one part of its utility, for each customer.
struct BestLanes {
  alignas(64) ChooserLane<float> utility;
  alignas(64) ChooserLane<std::uint32_t> alternative;
};

/// One value a customer. Flags are 0 or 1, as wide as the other lanes.
struct ChooserLanes {
  // Who chooses, when.
  alignas(64) ChooserLane<std::uint16_t> place;  // in the block
  alignas(64) ChooserLane<Tick> now;
  alignas(64) ChooserLane<std::uint8_t> segment;
  alignas(64) ChooserLane<std::uint32_t> customer, visit_word, present;
  // What holds for every alternative.
  alignas(64) ChooserLane<float> urgency, desire, price_sensitivity, effort_spent, emotion_weight, nest_scale,
      nest_shift;
  // One alternative.
  alignas(64) ChooserLane<std::uint32_t> w0, w1, w2, w3, open, considered;
  alignas(64) ChooserLane<float> noise, attention, awareness, price, appeal, switching_cost, joining_fee,
      public_rational, public_emotional, own_share, habit, attitude, taste, positive, negative, hearsay,
      judged, feeling, burden;
  BestLanes best, unforced, felt;
};

/// Finds the best alternatives of all that step s offers for at most `most_choosers` customers; a best
/// utility of -infinity means that nothing acceptable came to mind. Draws the luck.
void judge_alternatives(const Context& context, const Columns& b, const world::Step& step, ChooserLanes& x,
                        std::size_t n);

}  // namespace polku::simulate
