#include <algorithm>
#include <cmath>

#include "study/cells.hpp"

namespace polku::study {
namespace {

constexpr std::size_t most_ages = 4;  // parts of a row: more tell next to nothing
// Recency is cut at purchases missing of 2^-4, 2^-3 ... 2^6: who bought often and stopped tells most about
// leaving, and quantiles would put the few of them together with those who only might have. Rungs half as far
// apart make half as many cells more and find nothing: luck alone grows.
constexpr int first_rung = -4, last_rung = 6;  // powers of 2
constexpr double alone = 2.5;                  // cells that may hold as few as one have this for `least`
constexpr double alike = 1.1;  // ages that differ by less than this factor say little beside recency

/// Values that cut a sorted sample into parts of one size, each once.
std::vector<double> borders(const std::vector<double>& sorted, std::size_t parts) {
  std::vector<double> found;
  for (std::size_t k = 1; k < parts; ++k) {
    const double border = sorted[k * sorted.size() / parts];
    if (border > (found.empty() ? sorted.front() : found.back())) found.push_back(border);
  }
  return found;
}

/// The rungs of the ladder that leave at least `least` of a sorted sample between any two.
std::vector<double> rungs(const std::vector<double>& sorted, double least) {
  std::vector<double> found;
  auto from = sorted.begin();
  for (int rung = first_rung; rung <= last_rung; ++rung) {
    const double border = std::ldexp(1.0, rung);
    const auto at = std::upper_bound(from, sorted.end(), border);
    if (static_cast<double>(at - from) < least || static_cast<double>(sorted.end() - at) < least) continue;
    found.push_back(border);
    from = at;
  }
  return found;
}

std::size_t part(const std::vector<double>& borders, double x) {
  return static_cast<std::size_t>(std::upper_bound(borders.begin(), borders.end(), x + 1e-9) -
                                  borders.begin());
}

class PurchaseCells final : public Cells {
 public:
  PurchaseCells(std::string name, const Cohort& cohort, double least)
      : Cells(std::move(name), {0.0, 0.0, true, cohort.histories.size()}) {
    for (const History& h : cohort.histories) {
      ages_.push_back(h.age);
      demands_.days = std::max(demands_.days, h.age);
    }
    std::vector<double> sorted = ages_;
    std::sort(sorted.begin(), sorted.end());
    const double young = std::max(1.0, sorted[sorted.size() / 10]), old = sorted[sorted.size() * 9 / 10];
    // Every further class costs the fit as much luck as it brings news.
    for (double factor = alike; factor <= old / young; factor *= alike) ++age_classes_;
    age_classes_ = std::min(age_classes_, most_ages);
    cut(cohort.histories, std::max(1.0, least));
    std::vector<double> counts(labels_.size());
    for (const History& h : cohort.histories) ++counts[cell(h)];
    observed_ = shares_of(counts);
  }

  std::vector<double> moments(const Simulated& simulated) const override {
    const Days days(simulated.lives->all());
    std::vector<double> counts(labels_.size());
    for (std::size_t k = 0; k < days.size(); ++k)
      ++counts[cell(history_at(days[k], ages_[k % ages_.size()]))];
    return shares_of(counts);
  }

 private:
  /// Customers with some numbers of repeat purchases, by age, then by recency.
  struct Row {
    std::size_t first;  // its first cell
    std::vector<double> ages, recencies;
  };

  /// How many purchases are missing since the last, at the pace until then.
  static double missing(const History& h) {
    return h.last > 0 ? static_cast<double>(h.repeats) * (h.age - h.last) / h.last : 0.0;
  }

  /// Rows from 0 repeats up, each as soon as it holds enough for some cells; the last is for more than
  /// anybody has made, so that a model that makes many of such is noticed.
  void cut(const std::vector<History>& people, double least) {
    std::uint32_t most = 0;
    for (const History& h : people) most = std::max(most, h.repeats);
    std::vector<std::vector<const History*>> by_repeats(most + 1);
    for (const History& h : people) by_repeats[h.repeats].push_back(&h);
    std::vector<const History*> row;
    for (std::uint32_t x = 0, from = 0; x <= most; ++x) {
      row.insert(row.end(), by_repeats[x].begin(), by_repeats[x].end());
      place_.push_back(rows_.size());
      if (x > 0 && x < most && static_cast<double>(row.size()) < least) continue;
      add_row(from == x ? std::to_string(x) : std::to_string(from) + "-" + std::to_string(x), row, least);
      row.clear();
      from = x + 1;
    }
    add_row(std::to_string(most + 1) + " or more", {}, least);
  }

  void add_row(const std::string& repeats, const std::vector<const History*>& people, double least) {
    Row row{labels_.size(), {}, {}};
    std::vector<double> ages, recencies;
    for (const History* h : people) {
      ages.push_back(h->age);
      recencies.push_back(missing(*h));
    }
    std::sort(ages.begin(), ages.end());
    std::sort(recencies.begin(), recencies.end());
    const double room = static_cast<double>(people.size()) / least;
    const auto parts = [](double wanted, std::size_t most) {
      return std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, most);
    };
    // Who never came back has no recency; else it tells more than age, which is known of everybody.
    const bool came_back = !recencies.empty() && recencies.back() > 0;
    if (!people.empty()) row.ages = borders(ages, parts(came_back ? room / 8.0 : room, age_classes_));
    const std::size_t cuts = row.ages.size() + 1;
    if (came_back) row.recencies = rungs(recencies, static_cast<double>(cuts) * std::max(1.0, least / alone));
    const std::size_t of = row.recencies.size() + 1;
    for (std::size_t a = 0; a < cuts; ++a)
      for (std::size_t k = 0; k < of; ++k)
        labels_.push_back(repeats + " repeats" +
                          (cuts > 1 ? ", age " + std::to_string(a + 1) + "/" + std::to_string(cuts) : "") +
                          (of > 1 ? ", recency " + std::to_string(k + 1) + "/" + std::to_string(of) : ""));
    rows_.push_back(std::move(row));
  }

  std::size_t cell(const History& h) const {
    const Row& row = h.repeats < place_.size() ? rows_[place_[h.repeats]] : rows_.back();
    return row.first + part(row.ages, h.age) * (row.recencies.size() + 1) + part(row.recencies, missing(h));
  }

  std::unique_ptr<Target> copy() const override { return std::make_unique<PurchaseCells>(*this); }

  std::vector<double> ages_;
  std::size_t age_classes_ = 1;
  std::vector<Row> rows_;
  std::vector<std::size_t> place_;  // of the row, by repeats
};

}  // namespace

std::unique_ptr<Target> purchases_target(std::string name, const Cohort& cohort, double least) {
  return std::make_unique<PurchaseCells>(std::move(name), cohort, least);
}

}  // namespace polku::study
