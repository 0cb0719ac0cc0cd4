// Small tables of figures: a value at each time, or of each name. In the flow: read by calibration. Thread
// safety: pure but for files and the caller's values.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace polku::store {

struct TimedValue {
  int line = 0;
  double time = 0.0;  ///< as written
  double value = 0.0;
};

/// Times in (after, until].
struct TimeRange {
  double after = -std::numeric_limits<double>::infinity(), until = std::numeric_limits<double>::infinity();
};

struct TimedValues {
  std::vector<TimedValue> rows;  ///< by time; what lies in the range
  std::size_t outside = 0;       ///< rows that lie outside and were not kept
};

/// Times and values of a file, each time once. Nothing after mistakes; all of them are told.
std::optional<TimedValues> read_timed_values(const std::string& path, const std::string& time,
                                             const std::string& value, TimeRange range,
                                             base::Diagnostics& diagnostics);

/// All times of a file, rising, and nothing else of it.
std::optional<std::vector<double>> read_times(const std::string& path, const std::string& time,
                                              base::Diagnostics& diagnostics);

struct NamedValue {
  int line = 0, column = 0;
  std::string name;
  double value = 0.0;
};

/// Names and values, none below 0, each name once.
std::optional<std::vector<NamedValue>> read_named_values(const std::string& path, const std::string& name,
                                                         const std::string& value,
                                                         base::Diagnostics& diagnostics);

/// Rows of one name, and how many of them carry the flag.
struct FlaggedName {
  int line = 0, column = 0;  ///< of the first
  std::string name;
  std::size_t rows = 0, flagged = 0;
};

/// A table of names and flags, 1 or 0, a row a person; names by first appearance.
std::optional<std::vector<FlaggedName>> read_flagged_names(const std::string& path, const std::string& name,
                                                           const std::string& flag,
                                                           base::Diagnostics& diagnostics);

}  // namespace polku::store
