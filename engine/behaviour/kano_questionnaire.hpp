// From answers to a Kano questionnaire to categories, and what their counts say: Better and Worse, whether
// the largest class is clear, continuous scores. Used before a run, when a model states its attributes by
// answers. Pure functions of their arguments: safe from any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "behaviour/kano.hpp"

namespace polku::behaviour {

/// Answer to "how do you feel if it is there" (functional) and "if it is not" (dysfunctional).
enum class KanoAnswer : std::uint8_t { like, must_be, neutral, live_with, dislike };

/// Which evaluation table: the standard one, or Pouliot's, in which (must-be, must-be) and (live-with,
/// live-with) are contradictions too. Both in Berger et al. 1993 (from memory; Pouliot's checked on 358
/// published answers).
enum class KanoTable : std::uint8_t { standard, pouliot };

/// Category of one pair of answers; nothing if they contradict each other ("questionable").
constexpr std::optional<KanoCategory> evaluate(KanoAnswer functional, KanoAnswer dysfunctional,
                                               KanoTable table = KanoTable::standard) {
  constexpr std::array<std::string_view, 5> standard{"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"};
  constexpr std::array<std::string_view, 5> pouliot{"QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"};
  const auto row = static_cast<std::size_t>(functional);
  const auto column = static_cast<std::size_t>(dysfunctional);
  switch ((table == KanoTable::standard ? standard : pouliot)[row][column]) {
    case 'A': return KanoCategory::attractive;
    case 'O': return KanoCategory::one_dimensional;
    case 'M': return KanoCategory::must_be;
    case 'I': return KanoCategory::indifferent;
    case 'R': return KanoCategory::reverse;
    default: return std::nullopt;
  }
}

/// Answers to one attribute, counted.
struct KanoCounts {
  std::array<std::int64_t, kano_category_count> by_category{};
  std::int64_t questionable = 0;

  constexpr std::int64_t of(KanoCategory category) const {
    return by_category[static_cast<std::size_t>(category)];
  }
  constexpr void add(std::optional<KanoCategory> category) {
    ++(category ? by_category[static_cast<std::size_t>(*category)] : questionable);
  }
};

/// Better and Worse: the shares who gain by fulfilment (0..1) and lose by failure (-1..0).
struct BetterWorse {
  double better;
  double worse;
};

/// Better = (A + O) / (A + O + M + I), Worse = -(O + M) / (A + O + M + I); reverse and questionable answers
/// are left out; nothing if no other is there. They are shares of people, not intensities. Source: Berger et
/// al. 1993, Timko (from memory).
constexpr std::optional<BetterWorse> better_worse(const KanoCounts& counts) {
  const auto a = static_cast<double>(counts.of(KanoCategory::attractive));
  const auto o = static_cast<double>(counts.of(KanoCategory::one_dimensional));
  const auto m = static_cast<double>(counts.of(KanoCategory::must_be));
  const double all = a + o + m + static_cast<double>(counts.of(KanoCategory::indifferent));
  if (all == 0) return std::nullopt;
  return BetterWorse{(a + o) / all, -(o + m) / all};
}

/// Lead of the most frequent class over the second, and the lead that chance explains.
struct FongCheck {
  double lead;
  double bound;
  bool significant;
};

/// Whether the most frequent class is clear: a - b >= 1.65 sqrt((a + b)(2n - a - b) / (2n)), a >= b the two
/// largest counts of n > 0 answers, questionable ones included. Source: Fong 1996 (from memory).
inline FongCheck fong_check(const KanoCounts& counts) {
  std::array<std::int64_t, kano_category_count + 1> sorted{};
  std::copy(counts.by_category.begin(), counts.by_category.end(), sorted.begin());
  sorted.back() = counts.questionable;
  std::sort(sorted.begin(), sorted.end());
  double all = 0;
  for (const std::int64_t count : sorted) all += static_cast<double>(count);
  const auto first = static_cast<double>(sorted[kano_category_count]);
  const auto second = static_cast<double>(sorted[kano_category_count - 1]);
  const double both = first + second;
  const double bound = 1.65 * std::sqrt(both * (2 * all - both) / (2 * all));
  return {first - second, bound, first - second >= bound};
}

/// Class of an attribute by Berger's rule: the largest of A, O, M if A + O + M > I + R + Q, else of I, R, Q.
/// Ties go to what hurts more to miss: M, O, A, then I, R, Q. Nothing if questionable answers lead. Source:
/// Berger et al. 1993 (from memory).
constexpr std::optional<KanoCategory> berger_class(const KanoCounts& counts) {
  const std::int64_t a = counts.of(KanoCategory::attractive);
  const std::int64_t o = counts.of(KanoCategory::one_dimensional);
  const std::int64_t m = counts.of(KanoCategory::must_be);
  const std::int64_t i = counts.of(KanoCategory::indifferent);
  const std::int64_t r = counts.of(KanoCategory::reverse);
  if (a + o + m > i + r + counts.questionable) {
    if (m >= o && m >= a) return KanoCategory::must_be;
    return o >= a ? KanoCategory::one_dimensional : KanoCategory::attractive;
  }
  if (i >= r && i >= counts.questionable) return KanoCategory::indifferent;
  if (r >= counts.questionable) return KanoCategory::reverse;
  return std::nullopt;
}

/// Continuous score of an answer, -2..4; average over respondents. Source: DuMouchel in Berger et al. 1993
/// (scores read).
constexpr double functional_score(KanoAnswer answer) {
  return std::array{4.0, 2.0, 0.0, -1.0, -2.0}[static_cast<std::size_t>(answer)];
}
constexpr double dysfunctional_score(KanoAnswer answer) {
  return std::array{-2.0, -1.0, 0.0, 2.0, 4.0}[static_cast<std::size_t>(answer)];
}

/// One respondent's own intensities from scores: CS = max(0, F) / 4, DS = -max(0, D) / 4. Source: assumed.
constexpr BetterWorse own_intensity(KanoAnswer functional, KanoAnswer dysfunctional) {
  return {std::max(0.0, functional_score(functional)) / 4,
          -std::max(0.0, dysfunctional_score(dysfunctional)) / 4};
}

}  // namespace polku::behaviour
