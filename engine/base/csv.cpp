#include "base/csv.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <span>
#include <system_error>

namespace polku::base {
namespace {

constexpr std::size_t chunk = 65536;

std::string in_backquotes(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string shown = "`";
  shown += visible(text.substr(0, most));
  shown += text.size() > most ? "...`" : "`";
  return shown;
}

/// Bytes of the UTF-8 sequence at the start of a text, 0 if there is none.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates, beyond Unicode.
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) ||
      (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F))
    return 0;
  return length;
}

/// The separator that a header uses: the most frequent of the three, a comma if there is none.
char separator_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'}) {
    const auto times = std::count(header.begin(), header.end(), candidate);
    if (times > most) {
      most = times;
      best = candidate;
    }
  }
  return best;
}

[[noreturn]] void unreadable(const std::string& path, const std::string& why) {
  throw EnvironmentError("cannot read '" + path + "': " + why);
}

}  // namespace

CsvReader::CsvReader(const std::string& path, Diagnostics& diagnostics, const CsvLimits& limits)
    : path_(path), diagnostics_(diagnostics), limits_(limits), buffer_(chunk) {
  namespace fs = std::filesystem;
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (!fs::exists(status)) unreadable(path, "there is no such file");
  if (fs::is_directory(status)) unreadable(path, "it is a folder");
  // A pipe or a device could block, and the data are read twice.
  if (!fs::is_regular_file(status)) unreadable(path, "it is not an ordinary file");
  stream_.open(path, std::ios::binary);
  if (!stream_) unreadable(path, std::generic_category().message(errno));

  if (!read_record()) {
    if (sound())
      spoilt(0, 0, "data-empty-file", "the file is empty",
             "expected is a line with the names of the columns");
    return;
  }
  separator_ = separator_of(record_);
  CsvRow row;
  if (!split(row)) return;
  for (const CsvField& field : row.fields) {
    std::string name(field.text);
    if (std::find(header_.begin(), header_.end(), name) != header_.end())
      spoilt(line_, field.column, "data-duplicate-column", "two columns are called " + in_backquotes(name));
    header_.push_back(std::move(name));
  }
  ready_ = sound();
}

std::optional<std::size_t> CsvReader::column(std::string_view name) {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
  const auto meant = closest(name, std::span<const std::string>(header_));
  std::string there;
  for (std::size_t i = 0; i < std::min<std::size_t>(header_.size(), 12); ++i)
    there += (i == 0 ? "" : ", ") + in_backquotes(header_[i]);
  spoilt(1, 0, "data-missing-column", "there is no column " + in_backquotes(name), "the columns are " + there,
         meant ? std::string("Did you mean ") + in_backquotes(*meant) + "?" : std::string());
  return std::nullopt;
}

bool CsvReader::next(CsvRow& row) {
  while (ready_ && read_record()) {
    if (record_.empty()) continue;  // a line without anything, as many files end
    if (!split(row)) continue;
    if (row.fields.size() == header_.size()) return true;
    spoilt(
        line_, 1, "data-field-count",
        "the row has " + std::to_string(row.fields.size()) + (row.fields.size() == 1 ? " field" : " fields"),
        "the header has " + std::to_string(header_.size()));
  }
  return false;
}

void CsvReader::refuse(const CsvRow& row, const CsvField& field, const char* code, std::string message,
                       std::string why, std::string suggestion) {
  spoilt(row.line, field.column, code, std::move(message), std::move(why), std::move(suggestion));
}

bool CsvReader::spoilt(int line, int column, const char* code, std::string message, std::string why,
                       std::string suggestion) {
  if (++mistakes_ <= limits_.mistakes)
    diagnostics_.add({Severity::error,
                      code,
                      {path_, line, column},
                      std::move(message),
                      std::move(why),
                      std::move(suggestion)});
  if (mistakes_ == limits_.mistakes) {
    diagnostics_.add({Severity::error,
                      "data-too-many-mistakes",
                      {path_, line, 0},
                      "reading ended here, after " + std::to_string(mistakes_) + " mistakes",
                      "",
                      ""});
    ended_ = true;
  }
  return false;
}

bool CsvReader::fill() {
  stream_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  at_ = 0;
  end_ = static_cast<std::size_t>(stream_.gcount());
  if (stream_.bad()) unreadable(path_, std::generic_category().message(errno));
  return end_ > 0;
}

bool CsvReader::read_record() {
  record_.clear();
  line_ = lines_ahead_;
  bool in_quotes = false, any = false;
  int quote_line = 0, quote_column = 0;
  std::size_t line_start = 0;
  while (!ended_) {
    if (at_ == end_ && !fill()) {
      if (!any) return false;
      ended_ = true;
      if (in_quotes)
        return spoilt(quote_line, quote_column, "data-open-quote", "a quote is opened and never closed",
                      "everything to the end of the file would be one field");
      break;
    }
    // Up to the next line feed or quote in one piece.
    const char *begin = buffer_.data() + at_, *end = buffer_.data() + end_;
    const char* stop = std::find_if(begin, end, [](char c) { return c == '\n' || c == '"'; });
    any = true;
    record_.append(begin, stop);
    at_ += static_cast<std::size_t>(stop - begin);
    if (record_.size() > limits_.line_bytes) {
      ended_ = true;
      if (in_quotes)
        return spoilt(quote_line, quote_column, "data-open-quote", "a quote is opened and not closed",
                      "the field has more than " + std::to_string(limits_.line_bytes) + " bytes");
      return spoilt(lines_ahead_, 0, "data-long-line",
                    "the line has more than " + std::to_string(limits_.line_bytes) + " bytes",
                    "nothing after it was read", "Is this a CSV file?");
    }
    if (at_ == end_) continue;
    const char c = buffer_[at_++];
    if (c == '"') {
      // A quote opens a field only at its beginning; elsewhere it is a mistake that split() tells.
      const bool begins = record_.empty() || record_.back() == separator_ ||
                          (header_.empty() && (record_.back() == ';' || record_.back() == '\t'));
      in_quotes = !in_quotes && begins;
      if (in_quotes) {
        quote_line = lines_ahead_;
        quote_column = static_cast<int>(record_.size() - line_start) + 1;
      }
      record_ += c;
    } else {
      ++lines_ahead_;
      if (!in_quotes) break;
      record_ += c;
      line_start = record_.size();
    }
  }
  if (!any) return false;
  if (!record_.empty() && record_.back() == '\r') record_.pop_back();
  if (line_ == 1) {
    if (record_.starts_with("\xEF\xBB\xBF")) record_.erase(0, 3);
    if (record_.starts_with("\xFF\xFE") || record_.starts_with("\xFE\xFF")) {
      ended_ = true;
      return spoilt(1, 0, "data-encoding", "the file is in UTF-16", "expected is UTF-8",
                    "Save it as \"CSV UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8");
    }
  }
  return is_text() || read_record();
}

bool CsvReader::is_text() {
  for (std::size_t i = 0; i < record_.size();) {
    const auto c = static_cast<unsigned char>(record_[i]);
    const int column = static_cast<int>(i) + 1;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
      return spoilt(line_, column, "data-control-character", "a control character stands here",
                    "no text contains it", "Is this a CSV file?");
    const std::size_t length = sequence(std::string_view(record_).substr(i));
    if (length == 0)
      return spoilt(line_, column, "data-encoding", "the line is not UTF-8",
                    "this byte looks like Windows-1252 or Latin-1, also if other lines are UTF-8",
                    "Save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8");
    i += length;
  }
  return true;
}

bool CsvReader::split(CsvRow& row) {
  row.line = line_;
  row.fields.clear();
  // Quoted fields lose their quotes into a text of their own; it never grows beyond the record, so views stay
  // valid.
  unquoted_.clear();
  unquoted_.reserve(record_.size());
  const std::string_view text = record_;
  std::size_t i = 0;
  for (;;) {
    CsvField field;
    field.column = static_cast<int>(i) + 1;
    std::size_t end = i;
    if (i < text.size() && text[i] == '"') {
      const std::size_t start = unquoted_.size();
      for (end = i + 1; end < text.size(); ++end) {
        if (text[end] != '"') {
          unquoted_ += text[end];
        } else if (end + 1 < text.size() && text[end + 1] == '"') {
          unquoted_ += text[end++];
        } else {
          break;
        }
      }
      if (end < text.size()) ++end;  // behind the closing quote
      field.text = std::string_view(unquoted_).substr(start);
      if (end < text.size() && text[end] != separator_)
        return spoilt(line_, static_cast<int>(end) + 1, "data-stray-quote",
                      "something follows a quoted field", "a quote within a field is written twice");
    } else {
      end = std::min(text.find(separator_, i), text.size());
      field.text = text.substr(i, end - i);
      if (const std::size_t quote = field.text.find('"'); quote != std::string_view::npos)
        return spoilt(line_, static_cast<int>(i + quote) + 1, "data-stray-quote",
                      "a quote stands within a field",
                      "a field with a quote in it stands in quotes, and the quote is written twice");
    }
    const auto blank = [](char c) { return c == ' '; };
    while (!field.text.empty() && blank(field.text.front())) field.text.remove_prefix(1);
    while (!field.text.empty() && blank(field.text.back())) field.text.remove_suffix(1);
    row.fields.push_back(field);
    if (row.fields.size() > limits_.columns)
      return spoilt(line_, field.column, "data-field-count",
                    "the row has more than " + std::to_string(limits_.columns) + " fields");
    if (end >= text.size()) return true;
    i = end + 1;
  }
}

}  // namespace polku::base
