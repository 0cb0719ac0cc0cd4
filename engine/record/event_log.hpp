// The events of single customers, kept while they are simulated and laid out as one group of a result: who,
// in which journey, when, what. In the flow: a sink of simulate, then part of the result. Thread safety: a
// customer is simulated by one thread at a time, and each has a list of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "record/collect.hpp"
#include "record/result.hpp"
#include "simulate/events.hpp"

namespace polku::record {

using Events = std::vector<simulate::Event>;

/// Keeps every event of the first customers.
class EventLog : public simulate::EventSink {
 public:
  explicit EventLog(std::uint32_t customers) : lives_(customers) {}
  bool watches(std::uint32_t customer) const override { return customer < lives_.size(); }
  void on(const simulate::Event& event) override { lives_[event.customer].push_back(event); }
  /// Everything, by customer and then in the order of life. Leaves nothing behind.
  Events take();

 private:
  std::vector<Events> lives_;
};

/// Name of the group, and the words for what an event can be, in the order of simulate::EventKind.
inline constexpr const char* log_group_name = "log";
const std::vector<std::string>& event_words();

/// The events of the first replication of every world. Requires worlds that record events.
Group log_group(const Collected& collected);

}  // namespace polku::record
