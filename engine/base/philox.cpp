#include "base/philox.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace polku::base {
namespace {

void plain_batch(const PhiloxBatch& b) noexcept {
  for (std::size_t i = 0; i < b.n; ++i) {
    const PhiloxBlock block = philox({b.c0[i], b.c1, b.purposes ? b.purposes[i] : b.purpose, b.c3[i]}, b.key);
    for (std::size_t w = 0; w < 4; ++w)
      if (b.out[w]) b.out[w][i] = block[w];
  }
}

#if defined(__x86_64__)

namespace avx2 {
#define POLKU_TARGET __attribute__((target("avx2")))
using Vector = __m256i;
constexpr std::size_t words = 8;
POLKU_TARGET POLKU_INLINE Vector multiply(Vector a, Vector b) { return _mm256_mul_epu32(a, b); }
POLKU_TARGET POLKU_INLINE Vector weave(Vector even, Vector odd) {
  return _mm256_blend_epi32(even, odd, 0xAA);
}
POLKU_TARGET POLKU_INLINE Vector repeat(std::uint32_t a) { return _mm256_set1_epi32(static_cast<int>(a)); }
POLKU_TARGET POLKU_INLINE Vector load(const std::uint32_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const Vector*>(from));
}
POLKU_TARGET POLKU_INLINE void store(std::uint32_t* to, Vector a) {
  _mm256_storeu_si256(reinterpret_cast<Vector*>(to), a);
}
#include "base/philox_lanes.inc"
#undef POLKU_TARGET
}  // namespace avx2

namespace avx512 {
#define POLKU_TARGET __attribute__((target("avx512f")))
using Vector = __m512i;
constexpr std::size_t words = 16;
POLKU_TARGET POLKU_INLINE Vector multiply(Vector a, Vector b) {
  return _mm512_maskz_mul_epu32(0xFF, a, b);  // without a mask GCC 12 warns falsely (its bug 105593)
}
POLKU_TARGET POLKU_INLINE Vector weave(Vector even, Vector odd) {
  return _mm512_mask_blend_epi32(0xAAAA, even, odd);
}
POLKU_TARGET POLKU_INLINE Vector repeat(std::uint32_t a) { return _mm512_set1_epi32(static_cast<int>(a)); }
POLKU_TARGET POLKU_INLINE Vector load(const std::uint32_t* from) { return _mm512_loadu_si512(from); }
POLKU_TARGET POLKU_INLINE void store(std::uint32_t* to, Vector a) { _mm512_storeu_si512(to, a); }
#include "base/philox_lanes.inc"
#undef POLKU_TARGET
}  // namespace avx512

#endif

}  // namespace

void philox_batch(const PhiloxBatch& batch, [[maybe_unused]] Lanes lanes) noexcept {
#if defined(__x86_64__)
  if (lanes == Lanes::avx512) return avx512::batch(batch);
  if (lanes == Lanes::avx2) return avx2::batch(batch);
#endif
  plain_batch(batch);
}

void philox_batch(const PhiloxBatch& batch) noexcept {
  philox_batch(batch, has(Lanes::avx512) ? Lanes::avx512 : has(Lanes::avx2) ? Lanes::avx2 : Lanes::plain);
}

}  // namespace polku::base
