#include "study/recent.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "study/log_distance.hpp"

namespace polku::study {
namespace {

using record::LoggedCase;

constexpr std::array<double, 6> shares = {1.0, 3.0 / 4, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 6};
constexpr std::size_t least_cases = 50;       // fewer say nothing of variants
constexpr std::size_t most_compared = 6'000;  // cases, evenly taken
constexpr double clearly = 0.02;              // closer by this, and
constexpr double clear_share = 0.2;           // by this share of the distance
constexpr double nearly = 0.25;               // of what can be gained may be left

std::vector<LoggedCase> evenly(std::span<const LoggedCase> cases) {
  const std::size_t stride = std::max<std::size_t>(1, (cases.size() + most_compared - 1) / most_compared);
  std::vector<LoggedCase> taken;
  for (std::size_t i = 0; i < cases.size(); i += stride) taken.push_back(cases[i]);
  return taken;
}

}  // namespace

std::span<const LoggedCase> last_part(std::span<const LoggedCase> cases, double share) {
  const auto count = static_cast<std::size_t>(share * static_cast<double>(cases.size()) + 0.5);
  return cases.last(std::clamp<std::size_t>(count, std::min<std::size_t>(1, cases.size()), cases.size()));
}

Recent recent_part(const record::CaseLog& log, std::span<const LoggedCase> cases) {
  Recent recent;
  const std::size_t before = cases.size() * 7 / 10;
  if (cases.size() - before < least_cases) return recent;
  const LogPortrait after = portrait_of(log, evenly(cases.subspan(before)));
  std::vector<std::pair<double, double>> tried;  // share, distance
  for (const double share : shares) {
    const auto part = last_part(cases.first(before), share);
    if (part.size() < least_cases) break;
    tried.emplace_back(share, distances(portrait_of(log, evenly(part)), after).variants);
  }
  if (tried.empty()) return recent;
  recent.of_all = recent.distance = tried.front().second;
  double best = recent.of_all;
  for (const auto& entry : tried) best = std::min(best, entry.second);
  const double gain = recent.of_all - best;
  if (gain < clearly || gain < clear_share * recent.of_all) return recent;
  for (const auto& [share, distance] : tried)
    if (distance <= best + nearly * gain) {
      recent.share = share;
      recent.distance = distance;
      return recent;
    }
  return recent;
}

}  // namespace polku::study
