#include "simulate/talk.hpp"

#include <algorithm>

#include "behaviour/decay.hpp"
#include "simulate/measures.hpp"

namespace polku::simulate {

Talk::Talk(const world::World& world)
    : half_life_(world.word_of_mouth.half_life),
      leak_(world.word_of_mouth.leak),
      customers_(world.customers),
      community_(static_cast<std::uint32_t>(std::clamp<std::int64_t>(
          world.word_of_mouth.community, 1, std::max<std::uint32_t>(1, customers_)))),
      communities_((customers_ + std::size_t{community_} - 1) / community_),
      providers_(world.providers.size()),
      told_(communities_ * providers_ * 2),
      level_(told_.size()),
      ahead_(told_.size()),
      heard_(communities_ * providers_) {}

void Talk::latch(Tick start, Tick end, Tick next_end) {
  const double days = base::to_days(end - start), half = base::to_days(next_end - end) / 2;
  const double fades = behaviour::share_left(days, half_life_);
  // Messages come evenly over an epoch: the last one's are half an epoch old on average.
  const double fresh = behaviour::share_left(days / 2, half_life_);
  const double kept = behaviour::share_left(half, half_life_);
  const double coming = days > 0.0 ? half / days * behaviour::share_left(half / 2, half_life_) : 0.0;
  std::vector<double> everywhere(providers_ * 2);
  for (std::size_t c = 0; c < communities_; ++c) {
    const std::size_t first = c * community_;
    const auto people = static_cast<double>(std::min<std::size_t>(community_, customers_ - first));
    for (std::size_t k = 0; k < providers_ * 2; ++k) {
      const std::size_t cell = c * providers_ * 2 + k;
      const double told =
          static_cast<double>(told_[cell].exchange(0, std::memory_order_relaxed)) / sum_scale / people;
      level_[cell] = level_[cell] * fades + told * fresh;
      ahead_[cell] = level_[cell] * kept + told * coming;
      everywhere[k] += ahead_[cell] * people;
    }
  }
  for (double& sum : everywhere) sum /= static_cast<double>(customers_);
  for (std::size_t at = 0; at < heard_.size(); ++at) {
    const std::size_t j = at % providers_;
    const auto mix = [&](std::size_t sign) {
      return static_cast<float>((1.0 - leak_) * ahead_[2 * at + sign] + leak_ * everywhere[2 * j + sign]);
    };
    heard_[at] = {mix(0), mix(1)};
  }
}

}  // namespace polku::simulate
