// How diagnostics look on a terminal. Everything that comes from a file passes through cells(), so that no
// byte of a hostile file reaches the terminal raw and the caret counts what the eye sees.
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/diagnostic.hpp"

namespace polku::base {

namespace {

struct Range {
  char32_t first, last;
};

bool within(char32_t point, std::span<const Range> ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return point >= range.first && point <= range.last; });
}

// C0 and C1 controls, separators that break lines, and overrides of the writing direction, which can show a
// line in another order than the parser reads it.
constexpr std::array<Range, 8> hidden = {{{0x00, 0x1F},
                                          {0x7F, 0x9F},
                                          {0x061C, 0x061C},
                                          {0x200B, 0x200F},
                                          {0x2028, 0x202E},
                                          {0x2060, 0x206F},
                                          {0xFEFF, 0xFEFF},
                                          {0xE0000, 0xE007F}}};
constexpr std::array<Range, 6> combining = {{{0x0300, 0x036F},
                                             {0x0483, 0x0489},
                                             {0x1AB0, 0x1AFF},
                                             {0x1DC0, 0x1DFF},
                                             {0x20D0, 0x20FF},
                                             {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 10> wide = {{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0xFFE0, 0xFFE6},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u; }

struct Decoded {
  char32_t point = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// The first character of a text that is not empty. Overlong forms, surrogates and values above 0x10FFFF are
// not UTF-8.
Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  auto point = static_cast<char32_t>(lead & (0xFFu >> (bytes + 1)));
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues(text[i])) return {};
    point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < least[bytes] || surrogate || point > 0x10FFFF ? Decoded{} : Decoded{point, bytes};
}

std::string escape(char32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  const int length = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 6;
  std::string text = length == 2 ? "\\x" : "\\u";
  for (int shift = 4 * (length - 1); shift >= 0; shift -= 4) text += digits[(value >> shift) & 0xFu];
  return text;
}

// What the eye sees of one character.
struct Cell {
  std::string text;
  std::size_t columns = 1;
  std::size_t begin = 0, end = 0;  // bytes of the source
};

std::vector<Cell> cells(std::string_view text) {
  std::vector<Cell> result;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text.substr(at));
    Cell cell;
    cell.begin = at;
    cell.end = at + std::max<std::size_t>(1, decoded.bytes);
    if (decoded.bytes == 0) {
      cell.text = escape(static_cast<unsigned char>(text[at]));
      cell.columns = cell.text.size();
    } else if (decoded.point == '\t') {
      cell.text = "    ";
      cell.columns = cell.text.size();
    } else if (within(decoded.point, hidden)) {
      cell.text = escape(decoded.point);
      cell.columns = cell.text.size();
    } else {
      cell.text = std::string(text.substr(at, decoded.bytes));
      cell.columns = within(decoded.point, combining) ? 0 : within(decoded.point, wide) ? 2 : 1;
    }
    at = cell.end;
    result.push_back(std::move(cell));
  }
  return result;
}

// Line `line` (from 1) without its end, or nothing.
std::optional<std::string_view> line_of(std::string_view text, int line) {
  for (int number = 1;; ++number) {
    const std::size_t end = text.find('\n');
    if (number == line) {
      text = text.substr(0, end);
      if (text.ends_with('\r')) text.remove_suffix(1);
      return text;
    }
    if (end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(end + 1);
  }
}

// The part of a long line around byte `at`, without cutting a character. An upper bound in bytes is enough
// here: a character that shows has at most four bytes and a combining mark or two.
std::string_view near(std::string_view line, std::size_t at, std::size_t bytes) {
  std::size_t begin = at > bytes ? at - bytes : 0;
  while (begin > 0 && begin < line.size() && continues(line[begin]) && at - begin < bytes + 4) --begin;
  return line.substr(begin, at - begin + bytes);
}

// The source line and, below it, the caret; clipped to `width` columns around it.
std::string excerpt(std::string_view line, const Location& location, std::size_t width) {
  constexpr std::string_view ellipsis = "...";
  const std::size_t column = location.column > 0 ? static_cast<std::size_t>(location.column) - 1 : 0;
  const std::size_t caret_byte = std::min(column, line.size());
  const std::string_view part = near(line, caret_byte, 8 * width);
  const auto offset = static_cast<std::size_t>(part.data() - line.data());
  const std::vector<Cell> shown = cells(part);

  std::size_t caret = 0;  // index of the cell under which the caret stands
  while (caret < shown.size() && shown[caret].end + offset <= caret_byte) ++caret;
  while (caret > 0 && caret < shown.size() && shown[caret].columns == 0) --caret;

  // Grow from the caret to both sides while there is room, a little more to the left.
  std::size_t first = caret, last = caret, room = width;
  const auto take = [&](const Cell& cell) {
    if (cell.columns > room) return false;
    room -= cell.columns;
    return true;
  };
  while (first > 0 && room > width / 3 && take(shown[first - 1])) --first;
  while (last < shown.size() && take(shown[last])) ++last;
  while (first > 0 && take(shown[first - 1])) --first;

  std::string text, gap;
  if (first > 0 || offset > 0) {
    text = ellipsis;
    gap = std::string(ellipsis.size(), ' ');
  }
  for (std::size_t i = first; i < last; ++i) {
    text += shown[i].text;
    if (i < caret) gap += std::string(shown[i].columns, ' ');
  }
  if (last < shown.size() || offset + part.size() < line.size()) text += ellipsis;

  std::string number = std::to_string(location.line);
  number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
  std::string result = number + " | " + text + '\n';
  if (location.column > 0) result += std::string(number.size(), ' ') + " | " + gap + "^\n";
  return result;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: break;
  }
  return "note";
}

// One headline and, where the source is at hand, the excerpt.
std::string entry(const Location& location, Severity severity, std::string_view text,
                  const SourceLookup& source, std::size_t width) {
  std::string result;
  if (!location.file.empty()) {
    result += visible(location.file);
    if (location.line > 0) result += ':' + std::to_string(location.line);
    if (location.line > 0 && location.column > 0) result += ':' + std::to_string(location.column);
    result += ": ";
  }
  result += name_of(severity);
  result += ": ";
  result += visible(text);
  result += '\n';
  if (!source || location.line <= 0) return result;
  const auto file_text = source(location.file);
  if (!file_text) return result;
  const auto line = line_of(*file_text, location.line);
  return line ? result + excerpt(*line, location, width) : result;
}

std::string sentence(const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  if (!diagnostic.why.empty()) text += " (" + diagnostic.why + ")";
  if (!diagnostic.suggestion.empty()) text += ". " + diagnostic.suggestion;
  if (!diagnostic.code.empty()) text += " [" + diagnostic.code + "]";
  return text;
}

// The `most` gravest, in the order of their places.
std::vector<Diagnostic> gravest(std::vector<Diagnostic> sorted, std::size_t most) {
  if (sorted.size() <= most) return sorted;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
  Diagnostics kept;
  for (std::size_t i = 0; i < most; ++i) kept.add(std::move(sorted[i]));
  return kept.sorted();
}

}  // namespace

std::string visible(std::string_view text) {
  std::string result;
  for (const Cell& cell : cells(text)) result += cell.text;
  return result;
}

std::string to_text(const Diagnostics& diagnostics, const SourceLookup& source, TextOptions options) {
  std::string result;
  for (const Diagnostic& diagnostic : gravest(diagnostics.sorted(), options.most)) {
    result += entry(diagnostic.location, diagnostic.severity, sentence(diagnostic), source, options.width);
    for (const auto& note : diagnostic.notes)
      result += entry(note.first, Severity::note, note.second, source, options.width);
  }
  if (diagnostics.size() > options.most)
    result += "and " + std::to_string(diagnostics.size() - options.most) + " more\n";
  return result;
}

}  // namespace polku::base
