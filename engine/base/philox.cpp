#include "base/philox.hpp"

namespace polku::base {

POLKU_MULTIVERSION
void philox_batch(std::size_t n, const std::uint32_t* __restrict c0, std::uint32_t c1, std::uint32_t c2,
                  const std::uint32_t* __restrict c3, PhiloxKey key, std::uint32_t* __restrict w0,
                  std::uint32_t* __restrict w1, std::uint32_t* __restrict w2,
                  std::uint32_t* __restrict w3) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    const PhiloxBlock block = philox({c0[i], c1, c2, c3[i]}, key);
    w0[i] = block[0];
    w1[i] = block[1];
    w2[i] = block[2];
    w3[i] = block[3];
  }
}

POLKU_MULTIVERSION
void philox_batch_of(std::size_t n, const std::uint32_t* __restrict c0, std::uint32_t c1,
                     const std::uint32_t* __restrict c2, const std::uint32_t* __restrict c3, PhiloxKey key,
                     std::uint32_t* __restrict w0) noexcept {
  for (std::size_t i = 0; i < n; ++i) w0[i] = philox({c0[i], c1, c2[i], c3[i]}, key)[0];
}

}  // namespace polku::base
