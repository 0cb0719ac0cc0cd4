// Stable 32-bit hashes: a step keeps its draws when other steps are added, because its draws hang on its
// name. These values are part of every result; changing them changes every digest. Thread safety: pure
// functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace polku::base {

/// Scrambles all 32 bits, one to one. Source: MurmurHash3's final mix (Appleby).
constexpr std::uint32_t mix(std::uint32_t word) noexcept {
  word ^= word >> 16;
  word *= 0x85ebca6bu;
  word ^= word >> 13;
  word *= 0xc2b2ae35u;
  word ^= word >> 16;
  return word;
}

/// Hash of a name for random draws: FNV-1a over its bytes, then mixed.
constexpr std::uint32_t name_hash(std::string_view name) noexcept {
  std::uint32_t hash = 2166136261u;
  for (const char letter : name) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 16777619u;
  }
  return mix(hash);
}

}  // namespace polku::base
