#include "record/hash128.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace polku::record {

struct Hash128::State {
  XXH3_state_t xxh3;
};

void Hash128::Free::operator()(State* state) const { delete state; }

Hash128::Hash128() : state_(new State) { XXH3_128bits_reset(&state_->xxh3); }

void Hash128::add(const void* bytes, std::size_t count) { XXH3_128bits_update(&state_->xxh3, bytes, count); }

std::string Hash128::text() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->xxh3));
  std::string hex;
  for (const unsigned char byte : canonical.digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace polku::record
