// The events of a result as an event log in XES (IEEE 1849), which process mining tools read. A case is a
// journey, its events are the steps; or a case is a customer, and everything that happens to it is an event.
// Steps that are `silent` do not appear. In the flow: from a result to text. Thread safety: pure but for the
// caller's sink.
#pragma once

#include "store/recorded_log.hpp"

namespace polku::store {

enum class CaseIs { journey, customer };

/// What was written, to be told.
struct LogSize {
  std::size_t cases = 0, events = 0;
  std::size_t open = 0;    ///< journeys that had not ended when the simulation did
  std::size_t silent = 0;  ///< events left out because their step is silent
};

/// `date_zero`: the day, from 1970-01-01, on which the clock of the scenario starts.
LogSize write_xes(const RecordedLog& log, CaseIs cases, std::int64_t date_zero, const TextSink& sink);

/// The same events as a table: case, activity, timestamp and what else is known, one line each.
LogSize write_event_csv(const RecordedLog& log, CaseIs cases, std::int64_t date_zero, const TextSink& sink);

/// Text for an XML attribute or element; what XML 1.0 cannot hold becomes U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace polku::store
