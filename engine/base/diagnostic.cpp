#include "base/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace polku::base {

void Diagnostics::add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }

void Diagnostics::append(const Diagnostics& others) {
  const std::vector<Diagnostic> copy = others.all_;  // others may be *this
  all_.insert(all_.end(), copy.begin(), copy.end());
}

bool Diagnostics::has_errors() const { return count(Severity::error) > 0; }

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [&](const Diagnostic& diagnostic) {
    return diagnostic.severity == severity;
  }));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = all_;
  const auto place = [](const Diagnostic& diagnostic) {
    const Location& at = diagnostic.location;
    return std::tie(at.file, at.line, at.column);
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  return result;
}

namespace {

// Longer words are data, not names; comparing them would cost quadratic time on a hostile file.
constexpr std::size_t longest_name = 100;

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// Damerau-Levenshtein distance in its "optimal string alignment" form: insert, delete, replace, or swap two
// neighbours, each 1. Three rows of the table are enough.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = lower(a[i - 1]), y = lower(b[j - 1]);
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x == y ? 0u : 1u)});
      const bool swapped = i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y;
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}

template <class Name>
std::optional<std::string> closest_of(std::string_view word, std::span<const Name> candidates) {
  if (word.size() > longest_name) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = longest_name;
  for (const std::string_view candidate : candidates) {
    const std::size_t longest = std::max(word.size(), candidate.size());
    if (longest > longest_name) continue;
    const std::size_t distance = edit_distance(word, candidate);
    const std::size_t allowed = longest < 2 ? 0 : std::max<std::size_t>(1, longest / 3);
    if (distance <= allowed && distance < best_distance) {
      best = std::string(candidate);
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace

std::optional<std::string> closest(std::string_view word, std::span<const std::string_view> candidates) {
  return closest_of(word, candidates);
}

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
  return closest_of(word, candidates);
}

}  // namespace polku::base
