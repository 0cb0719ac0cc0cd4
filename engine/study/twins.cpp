#include "study/twins.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "study/matrix.hpp"

namespace polku::study {
namespace {

constexpr double enough = 200.0;  // twins: the error of a mean is then 7 % of the spread

/// A simulated person as seen at one age.
struct Seen {
  double last;
  double later;
};

}  // namespace

Twins::Twins(const std::vector<History>& real, double days)
    : real_(real), days_(days), order_(real.size()), sums_(real.size() * widths) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return real_[a].age < real_[b].age; });
}

void Twins::add(const std::vector<Life>& lives) {
  std::vector<std::vector<Seen>> by_repeats;
  for (std::size_t k = 0; k < order_.size();) {
    const double age = real_[order_[k]].age;
    for (auto& seen : by_repeats) seen.clear();
    for (const Life& life : lives) {
      const History history = history_at(life, age);
      if (history.repeats >= by_repeats.size()) by_repeats.resize(history.repeats + 1);
      by_repeats[history.repeats].push_back(
          {history.last, static_cast<double>(purchases_between(life, age, age + days_))});
    }
    for (auto& seen : by_repeats)
      std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.last < b.last; });

    for (; k < order_.size() && real_[order_[k]].age == age; ++k) {
      const History& real = real_[order_[k]];
      Sums* sums = &sums_[order_[k] * widths];
      for (std::size_t w = 0; w < widths; ++w) {
        const double wide = static_cast<double>(std::size_t{1} << w);
        // The chance to be still there changes on the scale of the usual time between purchases.
        const double reach = wide * std::max(1.0, 0.25 * age / (real.repeats + 1.0));
        const auto around = static_cast<std::uint32_t>(wide * real.repeats / 10.0 + (w > 1 ? wide / 4 : 0));
        const std::uint32_t from = real.repeats > around ? std::max<std::uint32_t>(1, real.repeats - around)
                                                         : std::min<std::uint32_t>(1, real.repeats);
        for (std::uint32_t x = from; x <= real.repeats + around && x < by_repeats.size(); ++x) {
          if (x > 0 && real.repeats == 0) break;  // nobody who bought again is a twin of who did not
          const auto& seen = by_repeats[x];
          auto twin = std::lower_bound(seen.begin(), seen.end(), real.last - reach,
                                       [](const Seen& a, double t) { return a.last < t; });
          const double apart = around > 0 ? (static_cast<double>(x) - real.repeats) / (around + 1.0) : 0.0;
          for (; twin != seen.end() && twin->last <= real.last + reach; ++twin) {
            const double distance = (twin->last - real.last) / reach;
            const double weight = (1.0 - 0.99 * distance * distance) * (1.0 - apart * apart);
            const double row[3] = {1.0, apart, distance};
            Sums& s = sums[w];
            s.weight += weight;
            s.squared += weight * weight;
            s.y += weight * twin->later;
            s.x += weight * x;
            for (int i = 0; i < 3; ++i) {
              s.right[i] += weight * row[i] * twin->later;
              for (int j = 0; j < 3; ++j) s.cross[i][j] += weight * row[i] * row[j];
            }
          }
        }
        if (real.repeats == 0) break;  // one width does: all who never came back have the same recency
      }
    }
  }
}

const Twins::Sums& Twins::chosen(std::size_t customer) const {
  const Sums* sums = &sums_[customer * widths];
  if (real_[customer].repeats == 0) return sums[0];
  for (std::size_t w = 0; w + 1 < widths; ++w)
    if (sums[w].weight * sums[w].weight >= enough * sums[w].squared && sums[w].weight > 0) return sums[w];
  return sums[widths - 1];
}

std::vector<double> Twins::found() const {
  std::vector<double> all;
  for (std::size_t i = 0; i < real_.size(); ++i) {
    const Sums& s = chosen(i);
    all.push_back(s.squared > 0 ? s.weight * s.weight / s.squared : 0.0);
  }
  return all;
}

std::vector<double> Twins::expected() const {
  std::vector<double> all;
  for (std::size_t i = 0; i < real_.size(); ++i) {
    const Sums& s = chosen(i);
    if (!(s.weight > 0)) {
      // Nobody like this in any world: as often as so far.
      all.push_back(real_[i].age > 0 ? real_[i].repeats * days_ / real_[i].age : 0.0);
      continue;
    }
    double expected = s.y / s.weight;
    if (s.weight * s.weight >= 30.0 * s.squared) {
      Matrix normal(3, 3);
      for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) normal(r, c) = s.cross[r][c] + (r == c ? 1e-6 * s.weight : 0.0);
      if (const auto root = cholesky(normal))
        expected = solve(*root, {s.right[0], s.right[1], s.right[2]})[0];
    } else if (s.x > 0) {
      expected *= real_[i].repeats * s.weight / s.x;  // too few for a slope: in proportion
    }
    all.push_back(std::max(0.0, expected));
  }
  return all;
}

}  // namespace polku::study
