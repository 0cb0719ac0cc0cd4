// Who is listed where. A list is compacted eight places at a time: eight comparisons make a byte, and a table
// says for each byte which of eight places stay.
#include <array>

#include "base/isa.hpp"
#include "simulate/batch.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace polku::simulate {
namespace {

std::size_t due_from(std::size_t first, std::size_t n, const Tick* due, Tick until, std::uint16_t* places,
                     std::size_t count) {
  for (std::size_t i = first; i < n; ++i) {
    places[count] = static_cast<std::uint16_t>(i);
    count += due[i] < until ? 1u : 0u;
  }
  return count;
}

std::uint16_t* pick_from(std::size_t first, std::size_t n, const std::uint16_t* places,
                         const std::uint8_t* lists, std::uint8_t list, std::uint16_t* end) {
  for (std::size_t k = first; k < n; ++k) {
    *end = places[k];
    end += lists[k] == list ? 1 : 0;
  }
  return end;
}

#if defined(__x86_64__)

#define POLKU_TARGET __attribute__((target("avx2,popcnt")))

/// Per byte of eight answers: which bytes of eight 16-bit places to take, those with a yes first.
struct Compaction {
  alignas(16) std::array<std::array<std::uint8_t, 16>, 256> bytes{};
  constexpr Compaction() {
    for (std::size_t answers = 0; answers < 256; ++answers) {
      std::size_t to = 0;
      for (std::uint8_t place = 0; place < 8; ++place)
        if ((answers >> place & 1u) != 0) {
          bytes[answers][to++] = static_cast<std::uint8_t>(2 * place);
          bytes[answers][to++] = static_cast<std::uint8_t>(2 * place + 1);
        }
    }
  }
};
constexpr Compaction compaction;

/// Writes eight places from `end` on, of which those with a yes count. Returns their end.
POLKU_TARGET POLKU_INLINE std::uint16_t* keep(__m128i eight, unsigned answers, std::uint16_t* end) {
  const __m128i which = _mm_load_si128(reinterpret_cast<const __m128i*>(compaction.bytes[answers].data()));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(end), _mm_shuffle_epi8(eight, which));
  return end + _mm_popcnt_u32(answers);
}

POLKU_TARGET std::size_t due_by_eight(std::size_t n, const Tick* due, Tick until, std::uint16_t* places) {
  if (until == 0) return 0;
  const __m256i last = _mm256_set1_epi32(static_cast<int>(until - 1));
  __m128i eight = _mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7);
  std::uint16_t* end = places;
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const __m256i when = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(due + i));
    const __m256i before = _mm256_cmpeq_epi32(_mm256_min_epu32(when, last), when);
    end = keep(eight, static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(before))), end);
    eight = _mm_add_epi16(eight, _mm_set1_epi16(8));
  }
  return due_from(i, n, due, until, places, static_cast<std::size_t>(end - places));
}

POLKU_TARGET std::uint16_t* pick_by_eight(std::size_t n, const std::uint16_t* places,
                                          const std::uint8_t* lists, std::uint8_t list, std::uint16_t* end) {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(list));
  std::size_t k = 0;
  for (; k + 8 <= n; k += 8) {
    const __m128i eight = _mm_loadu_si128(reinterpret_cast<const __m128i*>(places + k));
    const __m128i theirs = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(lists + k));
    end = keep(eight, static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(theirs, wanted))) & 0xFFu, end);
  }
  return pick_from(k, n, places, lists, list, end);
}

#undef POLKU_TARGET
#endif

}  // namespace

std::size_t who_is_due(std::size_t n, const Tick* due, Tick until, std::uint16_t* places) {
#if defined(__x86_64__)
  if (base::has(base::Lanes::avx2)) return due_by_eight(n, due, until, places);
#endif
  return due_from(0, n, due, until, places, 0);
}

std::uint16_t* pick_list(std::size_t n, const std::uint16_t* places, const std::uint8_t* lists,
                         std::uint8_t list, std::uint16_t* end) {
#if defined(__x86_64__)
  if (base::has(base::Lanes::avx2)) return pick_by_eight(n, places, lists, list, end);
#endif
  return pick_from(0, n, places, lists, list, end);
}

POLKU_MULTIVERSION std::uint64_t lists_used(std::size_t n, const std::uint8_t* lists) {
  std::uint32_t low = 0, high = 0, beyond = 0;
  // Masks instead of selections, which the compiler would make branches of.
  const auto where = [](bool condition) { return 0u - static_cast<std::uint32_t>(condition); };
  for (std::size_t k = 0; k < n; ++k) {
    const std::uint32_t list = lists[k], bit = std::uint32_t{1} << (list & 31u), word = list >> 5;
    low |= bit & where(word == 0);
    high |= bit & where(word == 1);
    beyond |= where(word >= 2) & where(list != elsewhere);
  }
  return beyond != 0 ? 0 : (std::uint64_t{high} << 32) | low;
}

}  // namespace polku::simulate
