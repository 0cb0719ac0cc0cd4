#include "study/twins.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel.hpp"
#include "study/matrix.hpp"

namespace polku::study {
namespace {

/// How far twins' numbers of repeats may lie apart, by width.
std::uint32_t around(std::uint32_t repeats, std::size_t width) {
  const double wide = static_cast<double>(std::size_t{1} << width);
  return static_cast<std::uint32_t>(wide * repeats / 10.0 + (width > 1 ? wide / 4 : 0));
}

constexpr double least_twins = 200.0;          // the error of a mean is then 7 % of the spread
constexpr std::size_t most_seen = 20'000'000;  // people times ages of one world

}  // namespace

/// The simulated people of one age, counted by repeats and by the day of the last.
struct Twins::Seen {
  struct Cell {
    double people = 0, later = 0;
  };
  std::size_t most = 0, days = 0;  // repeats, and days of the last purchase from 0 on
  std::vector<Cell> cells;
  void clear(std::size_t most_repeats, std::size_t last_day) {
    most = most_repeats;
    days = last_day + 1;
    cells.assign((most + 1) * days, {});
  }
};

Twins::Twins(const std::vector<History>& real, double days)
    : real_(real), days_(days), order_(real.size()), sums_(real.size() * widths) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return real_[a].age < real_[b].age; });
  for (std::size_t k = 0; k < order_.size(); ++k)
    if (k == 0 || real_[order_[k]].age != real_[order_[k - 1]].age) groups_.push_back(k);
  groups_.push_back(order_.size());
}

void Twins::add(const Days& lives, std::size_t threads) {
  const std::size_t ages = groups_.size() - 1;
  // With many ages, each looks at others of the people.
  const std::size_t stride = 1 + lives.size() * ages / most_seen;
  std::vector<Seen> scratch(base::worker_count(threads));
  base::for_blocks(ages, threads, [&](std::size_t group, std::size_t worker) {
    const double age = real_[order_[groups_[group]]].age;
    std::uint32_t most = 0;
    for (std::size_t k = groups_[group]; k < groups_[group + 1]; ++k)
      most = std::max(most, real_[order_[k]].repeats);
    Seen& seen = scratch[worker];
    seen.clear(most + around(most, widths - 1), static_cast<std::size_t>(age));
    for (std::size_t k = group % stride; k < lives.size(); k += stride) {
      const History history = history_at(lives[k], age);
      if (history.repeats > seen.most) continue;
      auto& cell = seen.cells[history.repeats * seen.days + static_cast<std::size_t>(history.last)];
      cell.people += 1;
      cell.later += purchases_between(lives[k], age, age + days_);
    }
    for (std::size_t k = groups_[group]; k < groups_[group + 1]; ++k)
      add(seen, real_[order_[k]], &sums_[order_[k] * widths]);
  });
}

void Twins::add(const Seen& seen, const History& real, Sums* sums) const {
  for (std::size_t w = 0; w < widths; ++w) {
    const double wide = static_cast<double>(std::size_t{1} << w);
    // The chance to be still there changes on the scale of the usual time between purchases.
    const double reach = wide * std::max(1.0, 0.25 * real.age / (real.repeats + 1.0));
    const std::uint32_t around = polku::study::around(real.repeats, w);
    const std::uint32_t from = real.repeats > around ? std::max<std::uint32_t>(1, real.repeats - around)
                                                     : std::min<std::uint32_t>(1, real.repeats);
    const auto first = static_cast<std::size_t>(std::max(0.0, std::ceil(real.last - reach)));
    const auto last = std::min(seen.days - 1, static_cast<std::size_t>(real.last + reach));
    Sums& s = sums[w];
    for (std::size_t x = from; x <= real.repeats + around && x <= seen.most; ++x) {
      if (x > 0 && real.repeats == 0) break;  // nobody who bought again is a twin of who did not
      const double apart = around > 0 ? (static_cast<double>(x) - real.repeats) / (around + 1.0) : 0.0;
      for (std::size_t day = first; day <= last; ++day) {
        const Seen::Cell& cell = seen.cells[x * seen.days + day];
        if (cell.people == 0) continue;
        const double distance = (static_cast<double>(day) - real.last) / reach;
        const double weight = (1.0 - 0.99 * distance * distance) * (1.0 - apart * apart);
        const double row[3] = {1.0, apart, distance};
        s.weight += weight * cell.people;
        s.squared += weight * weight * cell.people;
        s.y += weight * cell.later;
        s.x += weight * cell.people * static_cast<double>(x);
        for (int i = 0; i < 3; ++i) {
          s.right[i] += weight * row[i] * cell.later;
          for (int j = 0; j < 3; ++j) s.cross[i][j] += weight * cell.people * row[i] * row[j];
        }
      }
    }
    // One width does where all have the same recency, or where it has enough: wider ones are not asked.
    if (real.repeats == 0 || enough(s)) return;
  }
}

bool Twins::enough(const Sums& sums) {
  return sums.weight > 0 && sums.weight * sums.weight >= least_twins * sums.squared;
}

const Twins::Sums& Twins::chosen(std::size_t customer) const {
  const Sums* sums = &sums_[customer * widths];
  if (real_[customer].repeats == 0) return sums[0];
  for (std::size_t w = 0; w + 1 < widths; ++w)
    if (enough(sums[w])) return sums[w];
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
