// Word of mouth between epochs: what customers of a community tell about each provider, and how much of it
// everybody in the community has in mind. Told in whole numbers by all threads at once, latched when an epoch
// begins, so that within it nobody hears anybody.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "world/world.hpp"

namespace polku::simulate {

using base::Tick;

/// Messages a head that people have in mind about a provider.
struct Heard {
  float positive = 0.0f, negative = 0.0f;
};

class Talk {
 public:
  explicit Talk(const world::World& world);

  /// A customer tells so many messages, in fixed point, about a provider. Safe from any thread.
  void tell(std::uint32_t customer, std::size_t provider, bool positive, std::int64_t messages) {
    told_[place(customer, provider, positive)].fetch_add(messages, std::memory_order_relaxed);
  }
  Heard heard(std::uint32_t customer, std::size_t provider) const {
    return heard_[(customer / community_) * providers_ + provider];
  }
  /// What was told in the epoch that ended is in mind from now on; what is heard is extrapolated to the
  /// middle of the next. One thread.
  void latch(Tick start, Tick end, Tick next_end);

 private:
  std::size_t place(std::uint32_t customer, std::size_t provider, bool positive) const {
    return ((customer / community_) * providers_ + provider) * 2 + (positive ? 0 : 1);
  }

  double half_life_, leak_;
  std::uint32_t customers_, community_;
  std::size_t communities_, providers_;
  std::vector<std::atomic<std::int64_t>> told_;  // community, provider, positive or negative
  std::vector<double> level_, ahead_;            // messages a head: now, and in the middle of the next epoch
  std::vector<Heard> heard_;                     // community, provider
};

}  // namespace polku::simulate
