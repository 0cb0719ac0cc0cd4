// Every random number is a pure function of what it is for: who draws, in which replication, for which
// purpose and step, at which visit of which journey. So thread count, order and unrelated features change no
// draw, and the same customer meets the same luck in two worlds (common random numbers). Nothing is counted
// or stored. Thread safety: pure functions.
#pragma once

#include <cstdint>

#include "base/hash.hpp"
#include "base/philox.hpp"

namespace polku::base {

/// What a draw decides. Values are part of every result: append, never renumber.
enum class Purpose : std::uint32_t {
  birth = 1,
  need = 2,
  step = 3,
  choice = 4,
  review = 5,
  renewal = 6,
  experience = 7,
  clock = 8,
  drift = 9,
  referral = 10,
  survey = 11,
  queue = 13,
  calibration = 20,
  served = 30,
  complaint = 31,
  nest = 32,
  trait = 33,
};

/// The purpose and the name of the step or provider (0: none) in one word. One to one for a given purpose.
constexpr std::uint32_t purpose_word(Purpose purpose, std::uint32_t name_hash = 0) noexcept {
  return mix(name_hash ^ mix(static_cast<std::uint32_t>(purpose) * 0x9E3779B9u));
}

struct DrawKey {
  std::uint64_t seed = 0;

  constexpr PhiloxKey philox_key() const noexcept {
    return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  }
};

/// What one block of four words is for. By convention word 0 picks the edge, words 1-3 the first three
/// attributes; `slot` 1, 2, ... gives more blocks for the same visit.
struct DrawAddress {
  std::uint32_t customer = 0;
  std::uint32_t replication = 0;  ///< 24 bits
  std::uint32_t slot = 0;         ///< 8 bits
  std::uint32_t purpose = 0;      ///< purpose_word()
  std::uint32_t journey = 0;      ///< 16 bits; counts the customer's journeys
  std::uint32_t visit = 0;        ///< 16 bits; counts within the journey
};

/// Counter words 1 and 3, for philox_batch(); word 0 is the customer, word 2 the purpose. What exceeds its
/// bits wraps.
constexpr std::uint32_t replication_word(std::uint32_t replication, std::uint32_t slot) noexcept {
  return (replication << 8) | (slot & 0xFFu);
}
constexpr std::uint32_t visit_word(std::uint32_t journey, std::uint32_t visit) noexcept {
  return (journey << 16) | (visit & 0xFFFFu);
}

constexpr PhiloxCounter counter_of(const DrawAddress& address) noexcept {
  return {address.customer, replication_word(address.replication, address.slot), address.purpose,
          visit_word(address.journey, address.visit)};
}

/// The four random words for this address.
constexpr PhiloxBlock draw(DrawKey key, const DrawAddress& address) noexcept {
  return philox(counter_of(address), key.philox_key());
}

}  // namespace polku::base
