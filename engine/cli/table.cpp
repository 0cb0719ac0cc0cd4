#include "cli/table.hpp"

#include <locale.h>  // newlocale and uselocale stand here, not in <clocale>
#include <wchar.h>

#include <algorithm>
#include <numeric>

#include "base/diagnostic.hpp"

namespace polku::cli {
namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view indent = "  ";  // of rows below a section's title
constexpr std::string_view ellipsis = "…";

/// While one lives, this thread reads UTF-8, whatever the environment says.
class Utf8 {
 public:
  Utf8() : before_(uselocale(locale())) {}
  ~Utf8() { uselocale(before_); }
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;

 private:
  static locale_t locale() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return utf8;  // none: uselocale() leaves the thread's own
  }
  locale_t before_;
};

/// The first character: its bytes and columns. What cannot be read counts as one byte, one column.
struct Glyph {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

Glyph first_glyph(std::string_view text) {
  wchar_t character = 0;
  mbstate_t state{};
  const std::size_t bytes = mbrtowc(&character, text.data(), text.size(), &state);
  if (bytes == 0 || bytes > text.size()) return {};
  const int columns = wcwidth(character);
  return {bytes, columns < 0 ? 1 : static_cast<std::size_t>(columns)};
}

std::string padded(const std::string& text, std::size_t width, Align align, const Style& style,
                   Emphasis emphasis) {
  const std::string blanks(width - std::min(width, columns_of(text)), ' ');
  const std::string shown = style(text, emphasis);
  return align == Align::left ? shown + blanks : blanks + shown;
}

/// Blanks at the end of a line would break lines that just fit. They stand last whether or not there is
/// colour.
void end_line(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text += '\n';
}

}  // namespace

std::string Style::operator()(std::string_view text, Emphasis emphasis) const {
  if (!colour || emphasis == Emphasis::none || text.empty()) return std::string(text);
  const char* code = "1";
  if (emphasis == Emphasis::faint) code = "2";
  if (emphasis == Emphasis::good) code = "32";
  if (emphasis == Emphasis::bad) code = "31";
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t columns_of(std::string_view text) {
  const Utf8 utf8;
  std::size_t columns = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    columns += glyph.columns;
    text.remove_prefix(glyph.bytes);
  }
  return columns;
}

std::string clipped(std::string_view text, std::size_t most) {
  std::string whole = base::visible(text);
  if (columns_of(whole) <= most) return whole;
  const Utf8 utf8;
  std::size_t bytes = 0, columns = 0;
  while (bytes < whole.size()) {
    const Glyph glyph = first_glyph(std::string_view(whole).substr(bytes));
    if (columns + glyph.columns + 1 > most) break;
    columns += glyph.columns;
    bytes += glyph.bytes;
  }
  return whole.substr(0, bytes) + std::string(ellipsis);
}

std::string wrapped(std::string_view text, std::size_t width) {
  std::string result;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t columns = columns_of(word);
    if (used > 0) {
      const bool fits = used + 1 + columns <= width;
      result += fits ? ' ' : '\n';
      used = fits ? used + 1 : 0;
    }
    result += word;
    used += columns;
  }
  return result + '\n';
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> result(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto widen = [&](const std::string& text) {
      result[c] = std::max(result[c], columns_of(clipped(text, columns_[c].widest)));
    };
    widen(columns_[c].heading);
    for (const Row& row : rows_)
      if (!row.title && c < row.cells.size()) widen(row.cells[c].text);
  }
  return result;
}

std::size_t Table::width() const {
  const std::vector<std::size_t> each = widths();
  return std::accumulate(each.begin(), each.end(), indent.size() + gap.size() * (each.size() - 1));
}

std::string Table::text(const Style& style) const {
  const std::vector<std::size_t> each = widths();
  std::string result;
  const auto line = [&](const std::vector<Cell>& cells) {
    std::string text(indent);
    for (std::size_t c = 0; c < cells.size() && c < columns_.size(); ++c) {
      if (c > 0) text += gap;
      text += padded(clipped(cells[c].text, columns_[c].widest), each[c], columns_[c].align, style,
                     cells[c].emphasis);
    }
    end_line(text);
    result += text;
  };
  std::vector<Cell> headings;
  for (const Column& column : columns_) headings.push_back({column.heading, Emphasis::strong});
  line(headings);
  std::string rule;
  for (std::size_t i = 0; i < width(); ++i) rule += "─";
  result += style(rule, Emphasis::faint) + '\n';
  for (const Row& row : rows_) {
    if (row.title)
      result += style(clipped(row.cells[0].text, width()), row.cells[0].emphasis) + '\n';
    else
      line(row.cells);
  }
  return result;
}

}  // namespace polku::cli
