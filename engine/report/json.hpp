// What the content of a page is built with. Internal to the .cpp files of report. Thread safety: pure
// functions.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "base/statistics.hpp"

namespace polku::report {

/// Keeps the order in which fields are written; NaN and infinity become null.
using Json = nlohmann::ordered_json;

inline std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// [mean, low, high] over those replications in which there was something to observe.
inline Json interval_json(std::span<const double> values, double confidence) {
  std::vector<double> seen;
  for (const double value : values)
    if (!std::isnan(value)) seen.push_back(value);
  const base::Interval interval = base::mean_interval(seen, confidence);
  return {interval.mean, interval.low, interval.high};
}

}  // namespace polku::report
