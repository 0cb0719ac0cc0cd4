// Reads a CSV file (RFC 4180) row by row: header, quotes, a comma, semicolon or tab between fields, UTF-8
// with or without a byte order mark. Nothing in the file is trusted: every mistake is a diagnostic with its
// line and column, a row with a mistake is left out and counted, and memory is bounded by the longest line
// allowed. In the flow: under the readers of questionnaires, transactions and tables. Thread safety: one
// reader per thread.
#pragma once

#include <cstddef>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace polku::base {

/// What a reader refuses, so that a hostile file costs bounded memory.
struct CsvLimits {
  std::size_t line_bytes = std::size_t{1} << 20;
  std::size_t columns = 1000;
  std::size_t mistakes = 1000;  ///< after as many, reading ends: it is another kind of file
};

struct CsvField {
  std::string_view text;  ///< valid until the next row is read
  int column = 1;         ///< first byte of the field in its line
};

struct CsvRow {
  int line = 0;  ///< where the row begins
  std::vector<CsvField> fields;
};

class CsvReader {
 public:
  /// Opens the file and reads its header. Throws EnvironmentError if the system does not let us read
  /// it.
  CsvReader(const std::string& path, Diagnostics& diagnostics, const CsvLimits& limits = {});

  /// False after a mistake that leaves nothing to read (empty file, no header).
  bool ready() const { return ready_; }
  const std::vector<std::string>& header() const { return header_; }
  /// Place of a column, or nothing after a diagnostic that lists what there is.
  std::optional<std::size_t> column(std::string_view name);
  /// The next row that has as many fields as the header; false at the end.
  bool next(CsvRow& row);
  /// Adds a mistake in a field of the present row. The row counts as left out.
  void refuse(const CsvRow& row, const CsvField& field, const char* code, std::string message,
              std::string why = "", std::string suggestion = "");
  /// Whether everything was read and nothing was wrong with it.
  bool sound() const { return mistakes_ == 0; }
  const std::string& path() const { return path_; }

 private:
  /// One record, which quotes may spread over lines, without its line feed. False at the end or when there is
  /// no going on.
  bool read_record();
  bool fill();
  bool split(CsvRow& row);
  bool is_text();
  bool spoilt(int line, int column, const char* code, std::string message, std::string why = "",
              std::string suggestion = "");

  std::string path_;
  Diagnostics& diagnostics_;
  CsvLimits limits_;
  std::ifstream stream_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, end_ = 0;  // what of the buffer is unread
  std::string record_, unquoted_;
  int line_ = 0;         // of the record's beginning
  int lines_ahead_ = 1;  // the line that is read next
  char separator_ = ',';
  std::vector<std::string> header_;
  std::size_t mistakes_ = 0;
  bool ready_ = false, ended_ = false;
};

/// Every code that a diagnostic about a data file can carry.
struct DataCode {
  const char* code;
  const char* meaning;
};
inline constexpr DataCode data_codes[] = {
    {"data-bad-amount", "an amount that is no decimal number"},
    {"data-bad-date", "a date that does not exist or is written otherwise"},
    {"data-bad-number", "a number that is none"},
    {"data-control-character", "a byte that no text contains"},
    {"data-duplicate-column", "two columns with one name"},
    {"data-duplicate-row", "a time or name given twice"},
    {"data-empty-field", "a field without content"},
    {"data-empty-file", "a file without rows"},
    {"data-encoding", "bytes that are no UTF-8"},
    {"data-field-count", "a row with more or fewer fields than the header"},
    {"data-long-line", "a line that is too long"},
    {"data-missing-column", "a column that is not there"},
    {"data-negative-amount", "an amount below zero"},
    {"data-open-quote", "a quote that is never closed"},
    {"data-out-of-range", "a number outside its range"},
    {"data-stray-quote", "a quote within or behind a field"},
    {"data-too-many-mistakes", "more mistakes than anybody wants to read"},
    {"data-too-many-rows", "more rows than are read"},
    {"data-unknown-name", "a name that the model does not have"},
};

}  // namespace polku::base
