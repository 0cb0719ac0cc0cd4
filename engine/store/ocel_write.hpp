// The events of a result as an object-centric event log, OCEL 2.0 in JSON: customers, journeys and providers
// are objects, every event names those that it concerns. In the flow: from a result to text. Thread safety:
// pure but for the caller's sink.
#pragma once

#include "store/xes_write.hpp"

namespace polku::store {

LogSize write_ocel(const RecordedLog& log, std::int64_t date_zero, const TextSink& sink);

}  // namespace polku::store
