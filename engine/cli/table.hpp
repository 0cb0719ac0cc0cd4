// Tables for people on a terminal: aligned columns, thin rules, sections, long words clipped. Every text that
// comes from a file is made harmless and measured as the eye sees it. In the flow: under everything that cli
// prints. Thread safety: a table belongs to one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace polku::cli {

/// How a piece of text stands out. Colour only ever repeats what the words say.
enum class Emphasis { none, strong, faint, good, bad };

/// Terminal escapes, or nothing at all.
struct Style {
  bool colour = false;
  std::string operator()(std::string_view text, Emphasis emphasis) const;
};

/// Columns that a harmless UTF-8 text takes on a terminal: wide characters take two, combining ones none.
std::size_t columns_of(std::string_view text);

/// `text` harmless and at most `most` columns wide, with an ellipsis where something is missing.
std::string clipped(std::string_view text, std::size_t most);

/// `text` in lines of at most `width` columns, broken at blanks; each ends with a line feed.
std::string wrapped(std::string_view text, std::size_t width);

enum class Align { left, right };

struct Column {
  std::string heading;
  Align align = Align::right;
  std::size_t widest = 40;  ///< columns; longer cells are clipped
};

struct Cell {
  std::string text;
  Emphasis emphasis = Emphasis::none;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// A title over the rows that follow.
  void section(std::string title) { rows_.push_back({{{std::move(title), Emphasis::strong}}, true}); }
  /// Missing cells at the end are empty.
  void row(std::vector<Cell> cells) { rows_.push_back({std::move(cells), false}); }

  /// Columns that the table takes.
  std::size_t width() const;
  /// Headings, a rule, the rows; every line ends with a line feed and without blanks.
  std::string text(const Style& style) const;

 private:
  struct Row {
    std::vector<Cell> cells;
    bool title = false;
  };
  std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace polku::cli
