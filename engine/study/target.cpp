#include "study/target.hpp"

#include <algorithm>
#include <cmath>

#include "study/totals.hpp"
#include "study/trial.hpp"

namespace polku::study {
namespace {

/// Shares of people or purchases; they sum to one.
class Cells : public Target {
 public:
  Cells(std::string name, Demands demands) : Target(std::move(name), demands) { implied_ = 1; }
  std::vector<double> variances(std::span<const double> expected) const override {
    std::vector<double> found;
    const double n = static_cast<double>(demands_.people);
    // A cell that never happens has the weight of half a person in it.
    for (const double e : expected) found.push_back(std::max(e, 0.5 / n) / n);
    return found;
  }
};

std::vector<double> shares_of(const std::vector<double>& counts) {
  double sum = 0.0;
  for (const double c : counts) sum += c;
  std::vector<double> shares;
  for (const double c : counts) shares.push_back(sum > 0 ? c / sum : 0.0);
  return shares;
}

class PurchaseCells final : public Cells {
 public:
  PurchaseCells(std::string name, const Cohort& cohort, std::size_t least)
      : Cells(std::move(name), {0.0, 0.0, true, cohort.histories.size()}) {
    std::uint32_t most = 0;
    for (const History& h : cohort.histories) {
      ages_.push_back(h.age);
      demands_.days = std::max(demands_.days, h.age);
      most = std::max(most, h.repeats);
    }
    cut(cohort, least, most);
    cells_ = labels_.size();
    for (const Row& row : rows_)
      if (row.most != row.least)
        labels_.push_back("mean repeats of " + std::to_string(row.least) + " or more");
    Tally tally(*this);
    for (const History& h : cohort.histories) tally.add(h);
    observed_ = tally.moments();
  }

  std::vector<double> moments(const Simulated& simulated) const override {
    const auto& lives = simulated.lives->all();
    Tally tally(*this);
    for (std::size_t k = 0; k < lives.size(); ++k) {
      History history = history_at(lives[k], ages_[k % ages_.size()]);
      history.last = std::floor(history.last + 0.5);  // real purchases have days
      tally.add(history);
    }
    return tally.moments();
  }
  /// Means within a row are independent of how many are in it. Their spread is that of a geometric
  /// distribution, or of an even one where the row has an end.
  std::vector<double> variances(std::span<const double> expected) const override {
    auto found = Cells::variances(expected.first(cells_));
    std::size_t mean = cells_;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const Row& row = rows_[r];
      if (row.most == row.least) continue;
      const std::size_t end = r + 1 < rows_.size() ? rows_[r + 1].first : cells_;
      double share = 0.0;
      for (std::size_t k = row.first; k < end; ++k) share += expected[k];
      const double beyond = std::max(0.3, expected[mean++] - row.least);
      const double width = static_cast<double>(row.most) - row.least + 1.0;
      const double spread = std::min(beyond * (1.0 + beyond), width * width / 12.0);
      found.push_back(spread / (std::max(share, 1e-9) * static_cast<double>(demands_.people)));
    }
    return found;
  }

 private:
  /// Customers with `least` to `most` repeat purchases, by recency.
  struct Row {
    std::uint32_t least, most;
    std::size_t first;            // its first cell
    std::vector<double> borders;  // of recency
  };

  /// Counts people by cell and, in rows of several numbers of repeats, adds these up: a tail without its mean
  /// would leave open how long it is.
  class Tally {
   public:
    explicit Tally(const PurchaseCells& cells)
        : cells_(cells), counts_(cells.cells_), rows_(cells.rows_.size()) {}
    void add(const History& h) {
      const std::size_t row = cells_.row(h);
      ++counts_[cells_.cell(row, h)];
      Sum& sum = rows_[row];
      sum.n += 1;
      sum.x += h.repeats;
    }
    std::vector<double> moments() const {
      auto all = shares_of(counts_);
      for (std::size_t r = 0; r < rows_.size(); ++r)
        if (cells_.rows_[r].most != cells_.rows_[r].least)
          all.push_back(rows_[r].n > 0 ? rows_[r].x / rows_[r].n : cells_.rows_[r].least);
      return all;
    }

   private:
    struct Sum {
      double n = 0, x = 0;
    };
    const PurchaseCells& cells_;
    std::vector<double> counts_;
    std::vector<Sum> rows_;
  };

  static double recency(const History& h) { return h.age > 0 ? h.last / h.age : 0.0; }

  void cut(const Cohort& cohort, std::size_t least, std::uint32_t most) {
    std::vector<double> recencies;
    for (std::uint32_t x = 0, from = 0; x <= most; ++x) {
      for (const History& h : cohort.histories)
        if (h.repeats == x) recencies.push_back(recency(h));
      std::size_t further = 0;
      for (const History& h : cohort.histories) further += h.repeats > x;
      if (x > 0 && recencies.size() < 2 * least && further > 0) continue;
      if (x > 0 && further > 0 && further < least) continue;  // the tail is one row
      std::sort(recencies.begin(), recencies.end());
      Row row{from, further == 0 ? UINT32_MAX : x, labels_.size(), {}};
      const std::size_t parts = x == 0 ? 1 : std::clamp<std::size_t>(recencies.size() / least, 1, 6);
      for (std::size_t k = 1; k < parts; ++k) row.borders.push_back(recencies[k * recencies.size() / parts]);
      const std::string count = from == x      ? std::to_string(x)
                                : further == 0 ? std::to_string(from) + " or more"
                                               : std::to_string(from) + "-" + std::to_string(x);
      for (std::size_t k = 0; k < parts; ++k)
        labels_.push_back(
            count + " repeats" +
            (parts > 1 ? ", recency " + std::to_string(k + 1) + "/" + std::to_string(parts) : ""));
      rows_.push_back(std::move(row));
      recencies.clear();
      from = x + 1;
    }
    rows_.back().most = UINT32_MAX;
  }

  std::size_t row(const History& h) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) { return h.repeats <= r.most; });
    return static_cast<std::size_t>(found - rows_.begin());
  }
  std::size_t cell(std::size_t row, const History& h) const {
    const auto& borders = rows_[row].borders;
    const auto border = std::upper_bound(borders.begin(), borders.end(), recency(h) + 1e-9);
    return rows_[row].first + static_cast<std::size_t>(border - borders.begin());
  }

  std::unique_ptr<Target> copy() const override { return std::make_unique<PurchaseCells>(*this); }

  std::vector<double> ages_;
  std::vector<Row> rows_;
  std::size_t cells_ = 0;
};

class LeavingCells final : public Cells {
 public:
  LeavingCells(std::string name, const Curve& curve, std::size_t people)
      : Cells(std::move(name), {curve.times.back() + 1.0, 0.0, true, people}), times_(curve.times) {
    double before = 1.0;
    for (std::size_t i = 0; i < times_.size(); ++i) {
      observed_.push_back(before - curve.values[i]);
      before = curve.values[i];
      labels_.push_back("leave in step " + std::to_string(i + 1));
    }
    observed_.push_back(before);
    labels_.push_back("stay");
  }
  std::vector<double> moments(const Simulated& simulated) const override {
    std::vector<double> counts(times_.size() + 1);
    for (const Life& life : simulated.lives->all()) {
      // Who leaves at a renewal on the day itself is gone by then.
      const auto place = std::find_if(times_.begin(), times_.end(),
                                      [&](double t) { return life.left <= base::to_ticks(t); });
      ++counts[static_cast<std::size_t>(place - times_.begin())];
    }
    return shares_of(counts);
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<LeavingCells>(*this); }
  std::vector<double> times_;
};

class ProviderCells final : public Cells {
 public:
  ProviderCells(std::string name, const scenario::Model& model, const std::vector<NamedShare>& shares,
                std::size_t purchases, double days)
      : Cells(std::move(name), {days, 0.0, false, purchases}) {
    std::vector<double> values;
    for (const NamedShare& share : shares) {
      labels_.push_back(share.provider);
      places_.push_back(model.providers.index(share.provider));
      values.push_back(share.value);
    }
    observed_ = shares_of(values);
  }
  std::vector<double> moments(const Simulated& simulated) const override {
    const auto& books = simulated.finished.outcome->books;
    std::vector<double> counts;
    for (const std::size_t place : places_) {
      double sum = 0.0;
      for (std::size_t p = simulated.world.calendar.warm_up_periods; p < simulated.world.calendar.periods;
           ++p)
        sum += static_cast<double>(books.at(p, simulate::ProviderMeasure::provider_purchases, place));
      counts.push_back(sum);
    }
    return shares_of(counts);
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<ProviderCells>(*this); }
  std::vector<std::size_t> places_;
};

class Series final : public Target {
 public:
  Series(std::string name, const Curve& curve, double unit, const scenario::DataTarget& what)
      : Target(std::move(name), {curve.times.back(), unit, false, 0}),
        times_(curve.times),
        unit_(unit),
        what_(what) {
    observed_ = curve.values;
    for (const double t : times_)
      labels_.push_back("step " + std::to_string(static_cast<long>(std::lround(t / unit))));
  }
  std::vector<double> moments(const Simulated& simulated) const override {
    std::vector<double> found;
    for (const double time : times_) {
      scenario::Measurement what = what_.what;
      what.from = time - unit_;
      what.until = time;
      found.push_back(figure_of(simulated.scenario, what, simulated.world, simulated.finished));
    }
    if (what_.scaled) {
      const double scale = best_scale(found, observed_, what_.error);
      for (double& x : found) x *= scale;
    }
    return found;
  }
  std::vector<double> variances(std::span<const double>) const override {
    std::vector<double> found;
    for (const double x : observed_) found.push_back(what_.error * what_.error * std::max(x * x, 1e-12));
    return found;
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<Series>(*this); }
  std::vector<double> times_;
  double unit_;
  scenario::DataTarget what_;
};

}  // namespace

std::unique_ptr<Target> Target::with(std::vector<double> observed) const {
  auto other = copy();
  other->observed_ = std::move(observed);
  return other;
}

std::unique_ptr<Target> purchases_target(std::string name, const Cohort& cohort, std::size_t least) {
  return std::make_unique<PurchaseCells>(std::move(name), cohort, least);
}
std::unique_ptr<Target> retention_target(std::string name, const Curve& curve, std::size_t people) {
  return std::make_unique<LeavingCells>(std::move(name), curve, people);
}
std::unique_ptr<Target> series_target(std::string name, const Curve& curve, double unit,
                                      const scenario::DataTarget& what) {
  return std::make_unique<Series>(std::move(name), curve, unit, what);
}
std::unique_ptr<Target> shares_target(std::string name, const scenario::Model& model,
                                      const std::vector<NamedShare>& shares, std::size_t purchases,
                                      double days) {
  return std::make_unique<ProviderCells>(std::move(name), model, shares, purchases, days);
}

double best_scale(std::span<const double> simulated, std::span<const double> observed, double error) {
  double above = 0.0, below = 0.0;
  for (std::size_t i = 0; i < simulated.size(); ++i) {
    const double weight = 1.0 / (error * error * std::max(observed[i] * observed[i], 1e-12));
    above += weight * simulated[i] * observed[i];
    below += weight * simulated[i] * simulated[i];
  }
  return below > 0 ? above / below : 0.0;
}

}  // namespace polku::study
