// An event log as a table: one line an event, with a column for the case, the activity and the time.
#include <algorithm>
#include <array>
#include <vector>

#include "store/log_formats.hpp"

namespace polku::store {
namespace {

constexpr std::size_t longest_field = 1 << 20;  // bytes
constexpr std::size_t most_fields = 10'000;
constexpr std::size_t piece = 1 << 16;

/// Names under which columns are usual, the surest first; compared without regard to case, blanks and signs.
using Names = std::array<std::string_view, 10>;
constexpr Names case_names = {"caseconceptname", "caseid",  "case",      "casenumber", "traceid",
                              "trace",           "journey", "journeyid", "session",    "sessionid"};
constexpr Names activity_names = {"conceptname", "activity", "activityname", "event",  "eventname",
                                  "task",        "taskname", "step",         "action", "activityid"};
constexpr Names time_names = {
    "timetimestamp", "timestamp", "completetimestamp", "completiontime", "endtime",
    "endtimestamp",  "time",      "datetime",          "date",           "starttimestamp"};
constexpr Names lifecycle_names = {"lifecycletransition", "lifecycle", "transition"};
constexpr Names ending_names = {"ending"};

std::string plain(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
  }
  return result;
}

/// Cuts bytes into rows of fields (RFC 4180; a line feed alone ends a line too).
class Rows {
 public:
  Rows(std::string_view head, LogBytes& bytes, LogCollector& to)
      : bytes_(bytes), to_(to), rest_(head), buffer_(piece) {}

  void separator(char c) { separator_ = c; }

  /// The next row, or false at the end. Empty lines are passed over.
  bool next() {
    for (;;) {
      fields_ = 0;
      begin_field();
      row_line_ = line_;
      if (!row()) return false;
      if (fields_ > 1 || !field(0).empty()) return true;
    }
  }
  std::size_t size() const { return fields_; }
  std::string& field(std::size_t i) { return row_[i]; }
  std::uint64_t line() const { return row_line_; }

 private:
  int get() {
    if (rest_.empty()) {
      const std::size_t got = bytes_.read(buffer_.data(), buffer_.size());
      rest_ = {buffer_.data(), got};
      if (got == 0 && !bytes_.trouble().empty())
        to_.give_up("log-truncated", line_, bytes_.trouble(), "the last line read stands here",
                    "Get the file again");
      if (got == 0) return -1;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return static_cast<unsigned char>(c);
  }

  void begin_field() {
    if (fields_ == most_fields)
      to_.give_up("log-too-long", row_line_,
                  "the line has more than " + std::to_string(most_fields) + " fields", "", "");
    if (row_.size() <= fields_) row_.emplace_back();
    row_[fields_++].clear();
  }
  void put(char c, std::uint64_t since) {
    std::string& field = row_[fields_ - 1];
    if (field.size() >= longest_field)
      to_.give_up("log-too-long", since, "a field begins here that has no end within 1 MiB",
                  "a quotation mark may be missing", "");
    field += c;
  }

  /// One row; false if there is nothing before the end of the file.
  bool row() {
    bool any = false, quoted = false, was_quoted = false;
    std::uint64_t since = line_;
    for (;;) {
      const int got = get();
      if (got < 0) {
        if (quoted)
          to_.give_up("log-truncated", since, "a quotation mark opens here and never closes", "", "");
        return any;
      }
      any = true;
      const char c = static_cast<char>(got);
      if (c == '\n') ++line_;
      if (quoted) {
        if (c != '"') {
          put(c, since);
        } else {
          quoted = false;
          was_quoted = true;
        }
      } else if (c == '"' && was_quoted) {  // a doubled one inside
        put(c, since);
        quoted = true;
      } else if (c == '"' && row_[fields_ - 1].empty()) {
        quoted = true;
        since = line_;
      } else if (c == separator_) {
        begin_field();
        since = line_;
        was_quoted = false;
      } else if (c == '\n') {
        std::string& last = row_[fields_ - 1];
        if (!last.empty() && last.back() == '\r') last.pop_back();
        return true;
      } else {
        put(c, since);
      }
    }
  }

  LogBytes& bytes_;
  LogCollector& to_;
  std::string_view rest_;
  std::vector<char> buffer_;
  char separator_ = ',';
  std::vector<std::string> row_;
  std::size_t fields_ = 0;
  std::uint64_t line_ = 1, row_line_ = 1;
};

/// What separates the columns: of comma, semicolon and tab the one that the first line has most of.
char separator_of(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  char best = ',';
  for (const char c : {',', ';', '\t'})
    if (std::count(line.begin(), line.end(), c) > std::count(line.begin(), line.end(), best)) best = c;
  return best;
}

class Columns {
 public:
  Columns(std::vector<std::string> header, LogCollector& to) : header_(std::move(header)), to_(to) {}

  std::size_t required(const char* what, const char* option, const std::string& wanted, const Names& usual) {
    if (!wanted.empty()) return named(option, wanted);
    const std::size_t found = place(usual);
    if (found < header_.size()) return found;
    to_.give_up("log-column", 1, std::string("there is no column that is obviously the ") + what,
                "columns are " + all(), std::string("Name it with ") + option + " COLUMN");
  }
  std::size_t optional(const Names& usual) const { return place(usual); }

 private:
  std::size_t named(const char* option, const std::string& wanted) {
    const auto found = std::find(header_.begin(), header_.end(), wanted);
    if (found == header_.end()) {
      const auto meant = base::closest(wanted, std::span<const std::string>(header_));
      to_.give_up("log-column", 1, "there is no column `" + wanted + "`, which " + option + " names",
                  "columns are " + all(), meant ? "Did you mean `" + *meant + "`?" : "");
    }
    if (std::count(header_.begin(), header_.end(), wanted) > 1)
      to_.give_up("log-column", 1, "there are two columns `" + wanted + "`", "", "Rename one of them");
    return static_cast<std::size_t>(found - header_.begin());
  }

  /// The column with the surest name. Two with the same name are a mistake, not a choice.
  std::size_t place(const Names& usual) const {
    for (const std::string_view name : usual) {
      if (name.empty()) break;
      std::size_t found = header_.size();
      for (std::size_t i = 0; i < header_.size(); ++i) {
        if (plain(header_[i]) != name) continue;
        if (found < header_.size())
          to_.give_up("log-column", 1,
                      "columns `" + header_[found] + "` and `" + header_[i] + "` could both be meant", "",
                      "Rename one of them, or name the right one with --case, --activity or --time");
        found = i;
      }
      if (found < header_.size()) return found;
    }
    return header_.size();
  }

  std::string all() const {
    std::string text;
    for (const std::string& name : header_) {
      if (text.size() > 300) return text + " ...";
      text += (text.empty() ? "`" : ", `") + name.substr(0, 60) + "`";
    }
    return text;
  }

  std::vector<std::string> header_;
  LogCollector& to_;
};

}  // namespace

void read_csv_log(std::string_view head, LogBytes& bytes, const LogSettings& settings, LogCollector& to) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
      head.substr(0, 1000).find('\0') != head.npos)
    to.give_up("log-encoding", 1, "this is no text in UTF-8",
               "it has the marks of UTF-16, or is no text at all",
               "Convert it, for example with `iconv -f UTF-16 -t UTF-8`");
  Rows rows(head, bytes, to);
  rows.separator(separator_of(head));
  if (!rows.next()) to.give_up("log-empty", 0, "the file has no text", "", "");
  std::vector<std::string> header;
  for (std::size_t i = 0; i < rows.size(); ++i) header.push_back(rows.field(i));
  for (const std::string& name : header)
    if (!is_utf8(name))
      to.give_up("log-encoding", 1, "the name of a column is no UTF-8",
                 "the file is in another encoding, or in two",
                 "Convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`");
  Columns columns(header, to);
  const std::size_t width = header.size();
  const std::size_t case_at = columns.required("case", "--case", settings.case_column, case_names);
  const std::size_t activity_at =
      columns.required("activity", "--activity", settings.activity_column, activity_names);
  const std::size_t time_at = columns.required("time", "--time", settings.time_column, time_names);
  const std::size_t lifecycle_at = columns.optional(lifecycle_names);
  const std::size_t ending_at = columns.optional(ending_names);
  while (rows.next()) {
    if (rows.size() != width) {
      to.bad("log-syntax", rows.line(), "the line has " + std::to_string(rows.size()) + " fields",
             "the first line has " + std::to_string(width), "");
      continue;
    }
    if (rows.field(case_at).empty()) {
      to.bad("log-event", rows.line(), "the event has no case", "", "");
      continue;
    }
    const std::uint32_t which = to.case_of(rows.field(case_at));
    if (ending_at < width && rows.field(ending_at) == "open") to.case_is_open(which);
    const auto lifecycle = lifecycle_at < width ? LogCollector::lifecycle_of(rows.field(lifecycle_at))
                                                : LogCollector::Lifecycle::unknown;
    to.event(which, rows.field(activity_at), rows.field(time_at), lifecycle, rows.line());
  }
}

}  // namespace polku::store
