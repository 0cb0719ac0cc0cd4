// Philox4x32-10: four random words as a pure function of a 128-bit counter and a 64-bit key, no state
// anywhere. Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011);
// tested on the vectors published with it (Random123). draws.hpp says what the counter means. Thread safety:
// pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/isa.hpp"

namespace polku::base {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;
using PhiloxBlock = std::array<std::uint32_t, 4>;

constexpr int philox_rounds = 10;
constexpr std::array<std::uint32_t, 2> philox_factor{0xD2511F53u, 0xCD9E8D57u};
constexpr std::array<std::uint32_t, 2> philox_weyl{0x9E3779B9u, 0xBB67AE85u};

/// Upper half of the 64-bit product. Apart from the lower half: 15 % faster with AVX2.
POLKU_INLINE constexpr std::uint32_t high_product(std::uint32_t a, std::uint32_t b) noexcept {
  return static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32);
}

/// Ten rounds on one counter. Straight-line integer code without branches: a loop over lanes vectorises.
POLKU_INLINE constexpr PhiloxBlock philox(const PhiloxCounter& counter, const PhiloxKey& key) noexcept {
  std::uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  std::uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < philox_rounds; ++round) {
    const std::uint32_t high0 = high_product(philox_factor[0], c0), low0 = philox_factor[0] * c0;
    const std::uint32_t high1 = high_product(philox_factor[1], c2), low1 = philox_factor[1] * c2;
    c0 = high1 ^ c1 ^ k0;
    c2 = high0 ^ c3 ^ k1;
    c1 = low1;
    c3 = low0;
    k0 += philox_weyl[0];
    k1 += philox_weyl[1];
  }
  return {c0, c1, c2, c3};
}

/// Many customers at one step: out[w][i] = word w of philox({c0[i], c1, purposes ? purposes[i] : purpose,
/// c3[i]}, key) for i < n. Arrays hold n words each; outputs overlap nothing. A null output is not asked for.
struct PhiloxBatch {
  std::size_t n;
  const std::uint32_t* c0;
  std::uint32_t c1, purpose;
  const std::uint32_t *purposes, *c3;
  PhiloxKey key;
  std::array<std::uint32_t*, 4> out;
};
void philox_batch(const PhiloxBatch& batch) noexcept;
/// With lanes that the processor has().
void philox_batch(const PhiloxBatch& batch, Lanes lanes) noexcept;

/// w0..w3[i] = philox({c0[i], c1, c2, c3[i]}, key).
inline void philox_batch(std::size_t n, const std::uint32_t* c0, std::uint32_t c1, std::uint32_t c2,
                         const std::uint32_t* c3, PhiloxKey key, std::uint32_t* w0, std::uint32_t* w1,
                         std::uint32_t* w2, std::uint32_t* w3) noexcept {
  philox_batch({n, c0, c1, c2, nullptr, c3, key, {w0, w1, w2, w3}});
}

/// A purpose of its own for each customer: w0[i] = first word of philox({c0[i], c1, c2[i], c3[i]}, key).
inline void philox_batch_of(std::size_t n, const std::uint32_t* c0, std::uint32_t c1, const std::uint32_t* c2,
                            const std::uint32_t* c3, PhiloxKey key, std::uint32_t* w0) noexcept {
  philox_batch({n, c0, c1, 0, c2, c3, key, {w0, nullptr, nullptr, nullptr}});
}

/// A uniform number strictly inside (0, 1): the middle of one of 2^23 equal cells. With 2^24 cells the
/// middles of the upper half would need 25 bits, and the last one would round to 1. Too coarse to meet
/// chances below about 1e-5: compare those with unit_double.
constexpr float unit_float(std::uint32_t word) noexcept {
  // Through int: the conversion from unsigned has no vector instruction before AVX-512.
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5f) * 0x1p-23f;
}

/// A uniform number strictly inside (0, 1): the middle of one of 2^32 equal cells.
constexpr double unit_double(std::uint32_t word) noexcept {
  return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

}  // namespace polku::base
