#include "scenario/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "scenario/units.hpp"

namespace polku::scenario {

std::string shortest(double value) {
  // std::to_chars for doubles is missing in the WebAssembly library, and both must write the same text.
  std::array<char, 40> buffer{};
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
    if (parse_decimal(buffer.data()) == value) break;
  }
  return buffer.data();
}

std::string quote(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return say("`", text, "`");
  std::size_t end = most;  // not inside a UTF-8 character
  while (end > 0 && (text[end] & '\xC0') == '\x80') --end;
  return say("`", text.substr(0, end), "...`");
}

std::string one_of(const std::vector<std::string_view>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += say(i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", quote(words[i]));
  return all;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& legal) {
  constexpr std::size_t longest_worth_comparing = 128;
  if (word.size() > longest_worth_comparing) return "";
  const auto close = base::closest(word, legal);
  return close ? say("Did you mean ", quote(*close), "?") : "";
}

std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string>& legal) {
  const std::vector<std::string_view> words(legal.begin(), legal.end());
  constexpr std::size_t few = 8;
  const std::string close = did_you_mean(word, words);
  if (!close.empty() || words.empty() || words.size() > few) return close;
  return say("Legal here: ", one_of(words));
}

void add_error(base::Diagnostics& diagnostics, std::string code, base::Location at, std::string message,
               std::string why, std::string suggestion, Notes notes) {
  base::Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.location = std::move(at);
  diagnostic.message = std::move(message);
  diagnostic.why = std::move(why);
  diagnostic.suggestion = std::move(suggestion);
  diagnostic.notes = std::move(notes);
  diagnostics.add(std::move(diagnostic));
}

}  // namespace polku::scenario
