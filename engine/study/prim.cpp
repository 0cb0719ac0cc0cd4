#include "study/prim.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/stream.hpp"

namespace polku::study {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Cases {
  const Points& points;
  const std::vector<bool>& interesting;
};

Box everywhere(std::size_t parameters) {
  return {std::vector<double>(parameters, -infinite), std::vector<double>(parameters, infinite)};
}

double merit(const BoxQuality& quality) {
  const double sum = quality.coverage + quality.density;
  return sum > 0.0 ? 2.0 * quality.coverage * quality.density / sum : 0.0;
}

/// Sorted values of one parameter over the points in a box.
std::vector<double> values_in(const Cases& cases, const Box& box, std::size_t parameter) {
  std::vector<double> values;
  for (const auto& point : cases.points)
    if (box.contains(point)) values.push_back(point[parameter]);
  std::sort(values.begin(), values.end());
  return values;
}

/// The box with about a share `peel` of its points cut off at one side, half way between two values; nothing
/// if all points have the same value.
std::optional<Box> peeled(const Cases& cases, Box box, std::size_t parameter, bool at_low, double peel) {
  std::vector<double> values = values_in(cases, box, parameter);
  if (!at_low) std::reverse(values.begin(), values.end());
  auto cut = static_cast<std::size_t>(std::max(1.0, std::floor(peel * static_cast<double>(values.size()))));
  while (cut < values.size() && values[cut] == values[cut - 1]) ++cut;  // equal values go together
  if (cut >= values.size()) return std::nullopt;
  (at_low ? box.low : box.high)[parameter] = (values[cut - 1] + values[cut]) / 2.0;
  return box;
}

/// Every box on the way of steepest ascent in density.
std::vector<Box> peeling_path(const Cases& cases, const PrimRules& rules) {
  std::vector<Box> path{everywhere(cases.points.front().size())};
  while (true) {
    const BoxQuality now = quality_of(path.back(), cases.points, cases.interesting);
    std::optional<Box> best;
    double best_gain = 0.0;
    for (std::size_t p = 0; p < path.back().low.size(); ++p)
      for (const bool at_low : {true, false}) {
        const auto candidate = peeled(cases, path.back(), p, at_low, rules.peel);
        if (!candidate) continue;
        const BoxQuality then = quality_of(*candidate, cases.points, cases.interesting);
        if (then.mass < rules.least_mass) continue;
        // Gain per share peeled, so that a coarse parameter, which loses more at a cut, has no advantage.
        const double gain = (then.density - now.density) / (now.mass - then.mass);
        if (gain > best_gain) {
          best_gain = gain;
          best = candidate;
        }
      }
    if (!best) return path;
    path.push_back(*best);
  }
}

/// Sides that were cut too far are let out by about a share `paste` of the points at a time.
Box pasted(const Cases& cases, Box box, const PrimRules& rules) {
  for (bool better = true; better;) {
    better = false;
    const BoxQuality now = quality_of(box, cases.points, cases.interesting);
    for (std::size_t p = 0; p < box.low.size(); ++p)
      for (const bool at_low : {true, false}) {
        double& limit = (at_low ? box.low : box.high)[p];
        if (std::isinf(limit)) continue;
        const double before = limit;
        Box open = box;
        (at_low ? open.low : open.high)[p] = at_low ? -infinite : infinite;
        std::vector<double> beyond;
        for (const double value : values_in(cases, open, p))
          if (at_low ? value < before : value > before) beyond.push_back(value);
        if (at_low) std::reverse(beyond.begin(), beyond.end());
        const double inside = now.mass * static_cast<double>(cases.points.size());
        auto more = static_cast<std::size_t>(std::max(1.0, std::floor(rules.paste * inside)));
        while (more < beyond.size() && beyond[more] == beyond[more - 1]) ++more;
        limit =
            more < beyond.size() ? (beyond[more - 1] + beyond[more]) / 2.0 : (at_low ? -infinite : infinite);
        if (quality_of(box, cases.points, cases.interesting).density >= now.density && limit != before)
          better = true;
        else
          limit = before;
        if (better) break;
      }
  }
  return box;
}

/// Without conditions that do next to nothing.
Box plain(const Cases& cases, Box box) {
  constexpr double next_to_nothing = 0.01;
  for (std::size_t p = 0; p < box.low.size(); ++p) {
    if (!box.restricts(p)) continue;
    Box without = box;
    without.low[p] = -infinite;
    without.high[p] = infinite;
    if (quality_of(without, cases.points, cases.interesting).density + next_to_nothing >=
        quality_of(box, cases.points, cases.interesting).density)
      box = without;
  }
  return box;
}

Box find(const Cases& cases, const PrimRules& rules) {
  const std::vector<Box> path = peeling_path(cases, rules);
  const auto merit_of = [&](const Box& box) {
    return merit(quality_of(box, cases.points, cases.interesting));
  };
  const Box* best = &path.front();
  for (const Box& box : path)
    if (merit_of(box) > merit_of(*best)) best = &box;
  return plain(cases, pasted(cases, *best, rules));
}

}  // namespace

bool Box::restricts(std::size_t parameter) const {
  return !std::isinf(low[parameter]) || !std::isinf(high[parameter]);
}

bool Box::contains(const std::vector<double>& point) const {
  for (std::size_t p = 0; p < low.size(); ++p)
    if (point[p] < low[p] || point[p] > high[p]) return false;
  return true;
}

BoxQuality quality_of(const Box& box, const Points& points, const std::vector<bool>& interesting) {
  double in_box = 0.0, both = 0.0, of_interest = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool inside = box.contains(points[i]);
    in_box += inside;
    of_interest += interesting[i];
    both += inside && interesting[i];
  }
  const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
  return {share(both, of_interest), share(both, in_box), share(in_box, static_cast<double>(points.size()))};
}

std::optional<PrimBox> prim(const Points& points, const std::vector<bool>& interesting, std::int64_t seed,
                            const PrimRules& rules, std::size_t resamples) {
  const auto count = static_cast<std::size_t>(std::count(interesting.begin(), interesting.end(), true));
  if (count == 0 || count == points.size()) return std::nullopt;
  PrimBox found{find({points, interesting}, rules), {}, std::vector<double>(points.front().size())};
  found.quality = quality_of(found.box, points, interesting);
  Stream stream(seed, DrawnFor::prim);
  for (std::size_t b = 0; b < resamples; ++b) {
    Points drawn;
    std::vector<bool> drawn_interesting;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const std::size_t place = stream.below(points.size());
      drawn.push_back(points[place]);
      drawn_interesting.push_back(interesting[place]);
    }
    const Box box = find({drawn, drawn_interesting}, rules);
    for (std::size_t p = 0; p < found.reproduced.size(); ++p)
      if (box.restricts(p)) found.reproduced[p] += 1.0 / static_cast<double>(resamples);
  }
  return found;
}

}  // namespace polku::study
