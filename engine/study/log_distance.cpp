#include "study/log_distance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "study/automaton.hpp"
#include "study/earth_mover.hpp"

namespace polku::study {
namespace {

constexpr std::size_t most_points = 1500;      // of a distribution in a transport problem
constexpr std::size_t longest_compared = 400;  // steps of a path

using Pair = std::pair<std::uint32_t, std::uint32_t>;
constexpr std::uint32_t outside = Automaton::no_activity;

template <class Point>
using Counts = std::map<Point, std::uint64_t>;

template <class Point>
std::uint64_t total(const Counts<Point>& counts) {
  std::uint64_t sum = 0;
  for (const auto& entry : counts) sum += entry.second;
  return sum;
}

/// At most `most_points` points: if there are more, those that every so many-th of all cases falls on.
template <class Point>
Counts<Point> sampled_points(const Counts<Point>& counts, bool& sampled) {
  if (counts.size() <= most_points) return counts;
  sampled = true;
  const double stride = static_cast<double>(total(counts)) / static_cast<double>(most_points);
  Counts<Point> taken;
  double passed = 0.0, next = stride / 2.0;
  for (const auto& [point, count] : counts) {
    passed += static_cast<double>(count);
    for (; next < passed; next += stride) ++taken[point];
  }
  return taken;
}

/// What both have of a point stays where it is: with a metric no transport is cheaper. The rest is moved.
template <class Point, class Cost>
double moved(const Counts<Point>& all_a, const Counts<Point>& all_b, bool& sampled, Cost cost) {
  const Counts<Point> a = sampled_points(all_a, sampled), b = sampled_points(all_b, sampled);
  const auto na = static_cast<double>(total(a)), nb = static_cast<double>(total(b));
  if (a.empty() || b.empty()) return 0.0;
  constexpr double unit = 1e12;  // masses as integers
  std::vector<const Point*> from, to;
  std::vector<std::uint64_t> from_mass, to_mass;
  double stays = 0.0;
  const auto rest = [&](const Counts<Point>& mine, double n, const Counts<Point>& theirs, double m,
                        auto& points, auto& masses, bool count_common) {
    for (const auto& [point, count] : mine) {
      const auto other = theirs.find(point);
      const double here = static_cast<double>(count) / n;
      const double there = other == theirs.end() ? 0.0 : static_cast<double>(other->second) / m;
      if (count_common) stays += std::min(here, there);
      const auto mass = static_cast<std::uint64_t>(std::max(0.0, here - there) * unit);
      if (mass == 0) continue;
      points.push_back(&point);
      masses.push_back(mass);
    }
  };
  rest(a, na, b, nb, from, from_mass, true);
  rest(b, nb, a, na, to, to_mass, false);
  return std::max(0.0, 1.0 - stays) * earth_mover(from_mass, to_mass, [&](std::size_t i, std::size_t j) {
           return cost(*from[i], *to[j]);
         });
}

Counts<std::vector<std::uint32_t>> paths_of(const LogPortrait& portrait) {
  Counts<std::vector<std::uint32_t>> counts;
  for (const Variant& variant : portrait.variants) {
    const std::size_t length = std::min(variant.path.size(), longest_compared);
    counts[{variant.path.begin(), variant.path.begin() + static_cast<std::ptrdiff_t>(length)}] +=
        variant.count;
  }
  return counts;
}

Counts<Pair> pairs_of(const LogPortrait& portrait) {
  Counts<Pair> counts;
  for (const Variant& variant : portrait.variants) {
    std::uint32_t before = outside;
    for (const std::uint32_t activity : variant.path) {
      counts[{before, activity}] += variant.count;
      before = activity;
    }
    counts[{before, outside}] += variant.count;
  }
  return counts;
}

/// Visits a case, by activity.
std::vector<double> visits_of(const LogPortrait& portrait, std::size_t activities) {
  std::vector<double> visits(activities, 0.0);
  double cases = 0.0;
  for (const Variant& variant : portrait.variants) {
    cases += static_cast<double>(variant.count);
    for (const std::uint32_t activity : variant.path) visits[activity] += static_cast<double>(variant.count);
  }
  for (double& x : visits) x /= std::max(1.0, cases);
  return visits;
}

double mean(const std::vector<double>& values) {
  return values.empty()
             ? 0.0
             : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

LogPortrait portrait_of(const record::CaseLog& log, std::span<const record::LoggedCase> cases) {
  LogPortrait portrait;
  portrait.activities = log.activities.size();
  std::vector<record::LoggedCase> ended;
  for (const record::LoggedCase& x : cases) {
    if (x.open) continue;
    ended.push_back(x);
    const auto events = log.of(x);
    portrait.durations.push_back(static_cast<double>(events.back().time - events.front().time) /
                                 record::milliseconds_per_day);
  }
  portrait.variants = variants_of(log, ended);
  return portrait;
}

double path_distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  if (a.empty() && b.empty()) return 0.0;
  std::vector<std::uint32_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0u);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint32_t diagonal = row[0];
    row[0] = static_cast<std::uint32_t>(i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::uint32_t exchanged = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({exchanged, diagonal + 1, row[j] + 1});
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

LogDistances distances(const LogPortrait& a, const LogPortrait& b) {
  LogDistances x;
  x.variants = moved(paths_of(a), paths_of(b), x.sampled,
                     [](const auto& p, const auto& q) { return path_distance(p, q); });
  x.follows = moved(pairs_of(a), pairs_of(b), x.sampled, [](const Pair& p, const Pair& q) {
    return 0.5 * (p.first != q.first) + 0.5 * (p.second != q.second);
  });
  const std::size_t activities = std::max(a.activities, b.activities);
  const std::vector<double> visits_a = visits_of(a, activities), visits_b = visits_of(b, activities);
  double all = 0.0;
  for (std::size_t k = 0; k < activities; ++k) {
    x.steps += std::fabs(visits_a[k] - visits_b[k]);
    all += visits_b[k];
  }
  if (all > 0.0) x.steps /= all;
  x.durations = earth_mover_on_line(a.durations, b.durations);
  x.mean_duration_a = mean(a.durations);
  x.mean_duration_b = mean(b.durations);
  return x;
}

}  // namespace polku::study
