// How far two logs of the same process are apart: in their variants, in what directly follows what, in how
// often steps are taken, in how long cases last. In the flow: discovery's forecast held against the cases
// that it has not seen. Thread safety: pure functions.
#pragma once

#include <span>
#include <vector>

#include "record/case_log.hpp"
#include "study/variants.hpp"

namespace polku::study {

/// What distances compare.
struct LogPortrait {
  std::vector<Variant> variants;
  std::vector<double> durations;  ///< of cases that ended [days]
  std::size_t activities = 0;
};
/// Cases that are known not to have ended are left out: how they would have gone on is not known.
LogPortrait portrait_of(const record::CaseLog& log, std::span<const record::LoggedCase> cases);

struct LogDistances {
  /// Earth mover's distance between variants, 0 to 1; from one to another it is as far as the share of steps
  /// that have to be inserted, removed or exchanged (normalised Levenshtein distance). Leemans, Syring & van
  /// der Aalst 2019.
  double variants = 0.0;
  /// Earth mover's distance between pairs of steps that directly follow each other, beginnings and ends among
  /// them, 0 to 1; pairs with one step in common are half as far apart as others.
  double follows = 0.0;
  /// Sum over steps of the difference in visits a case, as a share of all visits of `b`.
  double steps = 0.0;
  /// Earth mover's distance between durations of cases. [days]
  double durations = 0.0;
  double mean_duration_a = 0.0, mean_duration_b = 0.0;  ///< [days]
  bool sampled = false;  ///< there were too many variants or pairs, and a sample of 1,500 was compared
};

LogDistances distances(const LogPortrait& a, const LogPortrait& b);

/// Least number of steps to insert, remove or exchange, over the longer length; 0 for two empty paths.
double path_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace polku::study
