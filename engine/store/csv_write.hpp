// A result as tables for spreadsheets: one row for each combination of labels, one column for each axis and
// each variable, as RFC 4180 has it (commas, CRLF, quotes where needed, UTF-8). What is stored as a place in
// a list (segment, provider, kind of event) is written as its name; NaN, nothing to observe, is an empty
// cell. In the flow: from a result that was read to text. Thread safety: pure but for the caller's sink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/result.hpp"
#include "store/recorded_log.hpp"

namespace polku::store {

/// One table of a result: the variables of a group that share their axes.
struct CsvTable {
  std::string name;  ///< of the group; `GROUP-by-AXIS` where a group has several, for all but the fullest
  const record::Group* group = nullptr;
  std::vector<const record::Variable*> variables;
  std::size_t rows() const;
};

/// All tables, in the order of the groups.
std::vector<CsvTable> csv_tables(const record::Result& result);

void write_csv(const record::Result& result, const CsvTable& table, const TextSink& sink);

/// What each column of the tables means: table, column, unit, meaning.
void write_csv_guide(const std::vector<CsvTable>& tables, const TextSink& sink);

/// A cell: quoted where the text has a comma, quote, line break, or blank at its ends.
std::string csv_cell(std::string_view text);

}  // namespace polku::store
