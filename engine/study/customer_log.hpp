// What each simulated customer did: when they bought from us and when they left, and on demand what they
// bought from anybody. What data about real customers are held against. In the flow: listens to a run on
// behalf of calibration. Thread safety: as the run needs it, one customer's events come from one thread.
#pragma once

#include <vector>

#include "simulate/run.hpp"

namespace polku::study {

/// A purchase from some provider, by its place in the model.
struct Bought {
  base::Tick time = 0;
  std::uint8_t provider = 0;
};

struct Life {
  std::vector<base::Tick> purchases;  ///< from us, after the start, in order
  std::vector<Bought> anywhere;       ///< from all providers, in order; empty unless asked for
  base::Tick left = base::never;      ///< us; first time
};

enum class Watched { us, everybody };

class CustomerLog : public simulate::EventSink {
 public:
  explicit CustomerLog(const world::World& world, Watched watched = Watched::us)
      : own_(world.own), watched_(watched), lives_(world.customers) {}
  bool watches(std::uint32_t) const override { return true; }
  void on(const simulate::Event& event) override {
    Life& life = lives_[event.customer];
    if (event.kind == simulate::EventKind::purchase && watched_ == Watched::everybody)
      life.anywhere.push_back({event.time, event.thing});
    if (event.thing != own_) return;
    if (event.kind == simulate::EventKind::purchase) life.purchases.push_back(event.time);
    if (event.kind == simulate::EventKind::left && life.left == base::never) life.left = event.time;
  }
  const std::vector<Life>& all() const { return lives_; }

 private:
  std::uint8_t own_;
  Watched watched_;
  std::vector<Life> lives_;
};

}  // namespace polku::study
