#include "store/log_collect.hpp"

#include <algorithm>
#include <limits>

#include "record/hash128.hpp"

namespace polku::store {
namespace {

constexpr std::size_t most_mistakes = 20;
constexpr std::size_t most_events = 20'000'000;  // 32 bytes each while they are read
constexpr std::size_t most_activities = 10'000;
constexpr std::size_t longest_activity = 1000;  // bytes
constexpr std::size_t longest_key = 48;

/// Names of cases may be long, and there may be millions: a hash stands for what is longer than itself.
std::string key_of(std::string_view name) {
  if (name.size() <= longest_key) return std::string(name);
  record::Hash128 hash;
  hash.add(name.data(), name.size());
  return "hash " + hash.text();
}

std::string counted(std::uint64_t count, const char* thing) {
  return std::to_string(count) + ' ' + thing + (count == 1 ? "" : "s");
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned char first = at(i);
    const std::size_t more = first < 0x80       ? 0
                             : first >> 5 == 6  ? 1
                             : first >> 4 == 14 ? 2
                             : first >> 3 == 30 ? 3
                                                : 9;
    if (more == 9 || i + more >= text.size() + (more == 0)) return false;
    std::uint32_t code = more == 0 ? first : first & (0x3Fu >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      if (at(i + k) >> 6 != 2) return false;
      code = code << 6 | (at(i + k) & 0x3Fu);
    }
    constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    i += more + 1;
  }
  return true;
}

std::uint32_t LogCollector::unnamed_case() {
  if (open_.size() >= most_events)
    give_up("log-too-large", 0, "the log has more than " + counted(most_events, "case"), "", "Split it");
  open_.push_back(false);
  return static_cast<std::uint32_t>(open_.size() - 1);
}

std::uint32_t LogCollector::case_of(std::string_view name) {
  const auto [place, fresh] = cases_.try_emplace(key_of(name), static_cast<std::uint32_t>(open_.size()));
  if (fresh) unnamed_case();
  return place->second;
}

std::uint32_t LogCollector::activity_of(std::string_view name, std::uint64_t line) {
  const auto [place, fresh] =
      activities_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (!fresh) return place->second;
  if (names_.size() >= most_activities)
    give_up("log-too-large", line,
            "there are more than " + std::to_string(most_activities) + " different activities",
            "a journey has a few dozen", "Is it the right column? --activity names another");
  names_.emplace_back(name);
  return place->second;
}

LogCollector::Lifecycle LogCollector::lifecycle_of(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower.empty() ? Lifecycle::unknown : lower == "complete" ? Lifecycle::complete : Lifecycle::other;
}

void LogCollector::mistake(const char* code, std::uint64_t line, std::string message, std::string why,
                           std::string suggestion) {
  base::Diagnostic diagnostic;
  diagnostic.code = code;
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
  diagnostic.location = {file_, static_cast<int>(std::min(line, most)), 0};
  diagnostic.message = std::move(message);
  diagnostic.why = std::move(why);
  diagnostic.suggestion = std::move(suggestion);
  diagnostics_.add(std::move(diagnostic));
  ++mistakes_;
}

void LogCollector::give_up(const char* code, std::uint64_t line, std::string message, std::string why,
                           std::string suggestion) {
  mistake(code, line, std::move(message), std::move(why), std::move(suggestion));
  throw GiveUp();
}

void LogCollector::bad(const char* code, std::uint64_t line, std::string message, std::string why,
                       std::string suggestion) {
  ++counts_.events;
  ++counts_.bad;
  if (settings_.skip_bad) return;
  if (suggestion.empty()) suggestion = "Mend it, or leave out what cannot be read with --skip-bad";
  mistake(code, line, std::move(message), std::move(why), std::move(suggestion));
  if (mistakes_ >= most_mistakes) throw GiveUp();
}

void LogCollector::event(std::uint32_t which, std::string_view activity, std::string_view time,
                         Lifecycle lifecycle, std::uint64_t line) {
  if (activity.empty()) return bad("log-event", line, "the event has no activity", "", "");
  if (time.empty()) return bad("log-event", line, "the event has no time", "", "");
  if (activity.size() > longest_activity)
    return bad("log-event", line, "the name of the activity has " + counted(activity.size(), "byte"),
               "up to " + std::to_string(longest_activity) + " are a name", "");
  if (!is_utf8(activity))
    return bad("log-encoding", line, "the activity is no UTF-8", "the file is in another encoding, or in two",
               "Convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`");
  std::int64_t milliseconds = 0;
  bool zone = false;
  if (!read_time(time, milliseconds, zone))
    return bad("log-date", line, "`" + std::string(time.substr(0, 80)) + "` is not a time that can be read",
               "expected is 2026-01-31T14:05:00, with or without a zone such as +01:00", "");
  if (raw_.size() >= most_events)
    give_up("log-too-large", line, "the log has more than " + counted(most_events, "event"), "", "Split it");
  ++counts_.events;
  counts_.without_zone += !zone;
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::uint32_t>::max());
  raw_.push_back({milliseconds, which, activity_of(activity, line),
                  static_cast<std::uint32_t>(std::min(line, most)), lifecycle});
}

/// Where a log tells begin and end of activities apart, the ends are the steps.
void LogCollector::keep_completed() {
  const bool tells =
      std::any_of(raw_.begin(), raw_.end(), [](const Raw& x) { return x.lifecycle == Lifecycle::complete; });
  if (tells)
    counts_.other_lifecycle =
        std::erase_if(raw_, [](const Raw& x) { return x.lifecycle == Lifecycle::other; });
}

void LogCollector::put_into_cases(ReadLog& read) {
  for (std::size_t i = 1; i < raw_.size(); ++i)
    counts_.out_of_order += raw_[i].which == raw_[i - 1].which && raw_[i].time < raw_[i - 1].time;
  std::stable_sort(raw_.begin(), raw_.end(), [](const Raw& a, const Raw& b) {
    return a.which != b.which ? a.which < b.which : a.time < b.time;
  });
  std::uint32_t first_line = 0;
  record::CaseLog& log = read.log;
  log.events.reserve(raw_.size());
  std::vector<std::uint32_t> at_once;  // activities of this case at this very time
  for (std::size_t i = 0; i < raw_.size(); ++i) {
    const Raw& x = raw_[i];
    const bool same_case = i > 0 && raw_[i - 1].which == x.which;
    if (!same_case || raw_[i - 1].time != x.time) at_once.clear();
    if (std::find(at_once.begin(), at_once.end(), x.activity) != at_once.end()) {
      if (counts_.duplicates++ == 0 || x.line < first_line) first_line = x.line;
      if (settings_.drop_duplicates) continue;
    } else if (at_once.size() < 64) {
      at_once.push_back(x.activity);
    }
    if (!same_case) {
      log.cases.push_back({log.events.size(), 0, open_[x.which]});
      counts_.open_cases += open_[x.which];
    }
    log.events.push_back({x.time, x.activity});
    ++log.cases.back().count;
  }
  counts_.duplicates_dropped = settings_.drop_duplicates;
  if (counts_.duplicates > 0 && !settings_.drop_duplicates) {
    base::Diagnostic warning;
    warning.severity = base::Severity::warning;
    warning.code = "log-duplicate";
    warning.location = {file_, static_cast<int>(first_line), 0};
    warning.message = counted(counts_.duplicates, "event") +
                      " of the same case, activity and time as another; this is the first";
    warning.why = "they are kept";
    warning.suggestion = "If they are mistakes, leave them out with --drop-duplicates";
    diagnostics_.add(std::move(warning));
  }
}

std::optional<ReadLog> LogCollector::finish() {
  if (mistakes_ > 0) return std::nullopt;
  keep_completed();
  if (raw_.empty()) {
    mistake("log-empty", 0, "there is no event in the log",
            counts_.bad > 0 ? counted(counts_.bad, "event") + " could not be read" : "", "");
    return std::nullopt;
  }
  ReadLog read;
  put_into_cases(read);
  std::vector<Raw>().swap(raw_);
  read.log.activities = std::move(names_);
  // The order of time, so that a part of the cases is a stretch of time.
  const record::CaseLog& log = read.log;
  std::stable_sort(read.log.cases.begin(), read.log.cases.end(),
                   [&](const auto& a, const auto& b) { return log.start(a) < log.start(b); });
  read.counts = counts_;
  return read;
}

}  // namespace polku::store
