// An event log as process mining has it: cases, each a sequence of activities with their times. In the flow:
// filled by the readers of store or from simulated events, studied by discovery. Thread safety: plain values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace polku::record {

struct CaseEvent {
  std::int64_t time = 0;       ///< [milliseconds since 1970-01-01 UTC]
  std::uint32_t activity = 0;  ///< place among the log's activities
};

struct LoggedCase {
  std::size_t first = 0;
  std::uint32_t count = 0;  ///< events, at least one
  bool open = false;        ///< known not to have ended: its last event is not its end
};

struct CaseLog {
  std::vector<std::string> activities;
  std::vector<CaseEvent> events;  ///< by case, then by time
  std::vector<LoggedCase> cases;

  std::span<const CaseEvent> of(const LoggedCase& x) const { return {events.data() + x.first, x.count}; }
  std::int64_t start(const LoggedCase& x) const { return events[x.first].time; }
};

inline constexpr double milliseconds_per_day = 86'400'000.0;

}  // namespace polku::record
