// What each simulated customer did with us: when they bought and when they left. What data about real
// customers are held against. In the flow: listens to a run on behalf of calibration. Thread safety: as the
// run needs it, one customer's events come from one thread.
#pragma once

#include <vector>

#include "simulate/run.hpp"

namespace polku::study {

struct Life {
  std::vector<base::Tick> purchases;  ///< after the start, in order
  base::Tick left = base::never;      ///< first time
};

class CustomerLog : public simulate::EventSink {
 public:
  explicit CustomerLog(const world::World& world) : own_(world.own), lives_(world.customers) {}
  bool watches(std::uint32_t) const override { return true; }
  void on(const simulate::Event& event) override {
    if (event.thing != own_) return;
    Life& life = lives_[event.customer];
    if (event.kind == simulate::EventKind::purchase) life.purchases.push_back(event.time);
    if (event.kind == simulate::EventKind::left && life.left == base::never) life.left = event.time;
  }
  const std::vector<Life>& all() const { return lives_; }

 private:
  std::uint8_t own_;
  std::vector<Life> lives_;
};

}  // namespace polku::study
