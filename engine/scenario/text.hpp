// Small helpers for the words of diagnostics and for numbers as text. Private to this folder.
// Thread safety: pure functions.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace polku::scenario {

/// The fewest digits that read back to exactly the same double, for example "0.1". [finite values]
std::string shortest(double value);

/// `text` in backquotes, clipped to 60 bytes: a hostile key may be megabytes long.
std::string quote(std::string_view text);

/// "a, b or c", each in backquotes.
std::string one_of(const std::vector<std::string_view>& words);

/// "Did you mean `x`?" with the closest of the legal words, or nothing if none is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& legal);
/// The same, but "Legal here: ..." if none is close and they are few.
std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string>& legal);

using Notes = std::vector<std::pair<base::Location, std::string>>;

/// Adds one error.
void add_error(base::Diagnostics& diagnostics, std::string code, base::Location at, std::string message,
               std::string why = "", std::string suggestion = "", Notes notes = {});

inline std::string piece(std::string_view text) { return std::string(text); }
std::string piece(std::integral auto number) { return std::to_string(number); }

/// The parts (texts and whole numbers) one after the other.
template <class... Parts>
std::string say(const Parts&... parts) {
  std::string all;
  ((all += piece(parts)), ...);
  return all;
}

}  // namespace polku::scenario
