// Which names a person may give, and how many. Reading, schema and reference page share the rules.
// Thread safety: pure functions.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace polku::scenario {

inline constexpr std::size_t longest_name = 64;
/// A legal name, as a regular expression and in words.
inline constexpr const char* name_pattern = "^[A-Za-z_][A-Za-z0-9_]{0,63}$";
inline constexpr const char* name_rule =
    "names are 1 to 64 letters, digits and underscores and do not start with a digit";

inline bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_legal = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= longest_name && is_letter(text[0]) &&
         std::all_of(text.begin(), text.end(), is_legal);
}

/// How many entries a table may have; the engine keeps steps in 8 bits and attributes in 32 flags.
inline std::size_t most_entries(std::string_view table) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 6> limits{{{"journey", 200},
                                                                            {"attributes", 32},
                                                                            {"providers", 16},
                                                                            {"needs", 16},
                                                                            {"surveys", 16},
                                                                            {"listening", 16}}};
  for (const auto& [name, most] : limits)
    if (name == table) return most;
  return 64;
}

/// Words that mean something of their own where a name of that table can stand.
inline bool is_reserved(std::string_view table, std::string_view name) {
  constexpr std::array<std::string_view, 9> on_the_way{"end",   "give_up", "none",    "nothing", "repair",
                                                       "rival", "present", "success", "failure"};
  if (table == "options") return name == "baseline";
  if (table != "journey" && table != "providers") return false;
  return std::find(on_the_way.begin(), on_the_way.end(), name) != on_the_way.end();
}

}  // namespace polku::scenario
