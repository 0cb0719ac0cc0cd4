// Event logs from files: XES (IEEE 1849) and CSV, also packed with gzip, in one pass whatever their size.
// Nothing is left out silently: what was not taken is counted, what is wrong gets its line. Hostile files end
// in a message too: entities, deep nesting, endless lines, bombs. In the flow: from outside to discovery.
// Thread safety: pure but for the file and the caller's diagnostics.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "record/case_log.hpp"

namespace polku::store {

struct LogSettings {
  std::string case_column, activity_column, time_column;  ///< of a CSV; empty: by the names that are usual
  bool skip_bad = false;         ///< leave out events that cannot be read, instead of giving up
  bool drop_duplicates = false;  ///< of events that agree in case, activity and time keep one
};

/// What was read, and what became of it.
struct LogCounts {
  std::uint64_t events = 0;           ///< in the file
  std::uint64_t bad = 0;              ///< left out: unreadable
  std::uint64_t other_lifecycle = 0;  ///< left out: began, were scheduled ..., where others were completed
  std::uint64_t duplicates = 0;       ///< same case, activity and time as another
  std::uint64_t out_of_order = 0;     ///< stood after a later event of their case; sorted
  std::uint64_t empty_cases = 0;      ///< XES traces without events
  std::uint64_t open_cases = 0;       ///< said by the log not to have ended
  std::uint64_t without_zone = 0;     ///< times without a time zone, taken as UTC
  bool duplicates_dropped = false;
};

struct ReadLog {
  record::CaseLog log;
  LogCounts counts;
};

/// The log, or nothing after mistakes. Throws base::EnvironmentError if the file cannot be opened.
std::optional<ReadLog> read_log(const std::string& path, const LogSettings& settings,
                                base::Diagnostics& diagnostics);

/// `2010-12-30T14:32:00.000+01:00`, a blank for the T, `/` for `-`, seconds and zone optional, or a date
/// alone. False if it is none of these. `zone`: whether it says one.
bool read_time(std::string_view text, std::int64_t& milliseconds, bool& zone);

struct LogCode {
  const char* code;
  const char* meaning;
};
/// Every code of a diagnostic about a log. Stable.
inline constexpr std::array log_codes = std::to_array<LogCode>({
    {"log-column", "a column that is missing, there twice, or could be two"},
    {"log-date", "a time that cannot be read"},
    {"log-duplicate", "an event that is there twice (a warning)"},
    {"log-empty", "a log without events"},
    {"log-encoding", "bytes that are no UTF-8"},
    {"log-entity", "a document type or entities, which no log needs"},
    {"log-event", "an event without case, activity or time"},
    {"log-syntax", "not XML, not XES, not CSV"},
    {"log-too-deep", "elements nested too deeply"},
    {"log-too-large", "more than this program will hold"},
    {"log-too-long", "a line or text without end"},
    {"log-truncated", "a file that ends in the middle"},
});

}  // namespace polku::store
