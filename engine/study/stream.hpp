// Random numbers of the studies themselves: bootstrap draws, designs, permutations. Keyed apart from those of
// the simulated world, so that no study changes what a customer meets, and equal studies draw equally on
// every machine. Thread safety: a stream belongs to one thread.
#pragma once

#include <cstdint>

#include "base/hash.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"

namespace polku::study {

/// What a stream is drawn for. Values are part of results: append, never renumber.
enum class DrawnFor : std::uint32_t { best = 1, bootstrap, latin_hypercube, scramble, morris, shapley, prim };

class Stream {
 public:
  Stream(std::int64_t seed, DrawnFor purpose)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        purpose_(base::mix(static_cast<std::uint32_t>(purpose) * 0x9E3779B9u)) {}

  std::uint32_t word() {
    if (place_ == 4) place_ = 0;
    if (place_ == 0) {
      // No customer has this replication with this slot: 2^24 - 1 and 255.
      block_ = base::philox({static_cast<std::uint32_t>(blocks_), 0xFFFFFFFFu, purpose_,
                             static_cast<std::uint32_t>(blocks_ >> 32)},
                            key_);
      ++blocks_;
    }
    return block_[place_++];
  }
  /// In (0, 1).
  double uniform() { return base::unit_double(word()); }
  double normal() { return base::normal_quantile(uniform()); }
  /// One of 0 ... count - 1, each as likely to within 2^-32 count.
  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>((std::uint64_t{word()} * count) >> 32);
  }

 private:
  base::PhiloxKey key_;
  std::uint32_t purpose_;
  std::uint64_t blocks_ = 0;
  base::PhiloxBlock block_{};
  std::size_t place_ = 0;
};

}  // namespace polku::study
