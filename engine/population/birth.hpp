// Birth: traits drawn once from the customer's segment, through quantile functions, so that a fitted
// parameter moves outcomes smoothly and the same customer has the same traits in every world. Thread safety:
// pure functions of their arguments but for the block that they fill.
#pragma once

#include "base/draws.hpp"
#include "population/columns.hpp"

namespace polku::population {

/// Segment of a customer: shares are met as exactly as whole customers allow, whatever the population's size
/// (additive recurrence with the golden ratio, Weyl 1916).
std::uint8_t segment_of(const world::World& world, std::uint32_t customer);

/// Fills the block with customers [first, first + count) at time 0: no journey runs yet.
void bear(const world::World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t first,
          std::size_t count, Columns& block);

/// When need n, which arrived at now[k] for customer[k], arrives again: next[k], at least one tick later.
/// `rate[k]` is the customer's own [1/day], 0 for never; the words are working space. All arrays hold n
/// values.
struct Arrivals {
  const std::uint32_t* customer;
  const Tick* now;
  const float* rate;
  std::uint32_t *word, *unused0, *unused1, *unused2;
  Tick* next;
};
void next_arrivals(const world::World& world, base::DrawKey key, std::uint32_t replication, std::uint8_t need,
                   std::size_t n, const Arrivals& arrivals);

/// The same for one customer where a season or an intensity that changes makes some arrivals none: those
/// drawn at the greatest rate are kept in proportion to the rate of their time. Source: thinning, Lewis &
/// Shedler 1979 (from memory).
Tick thinned_arrival(const world::World& world, base::DrawKey key, std::uint32_t replication,
                     std::uint32_t customer, std::uint8_t need, float own_rate, Tick after);

/// The first arrival, from the start of the simulation; the same stream as next_arrivals().
Tick first_arrival(const world::World& world, base::DrawKey key, std::uint32_t replication,
                   std::uint32_t customer, std::uint8_t need, const world::NeedRate& rate, float own_rate);

}  // namespace polku::population
