#include "study/target.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"
#include "population/birth.hpp"
#include "study/cells.hpp"
#include "study/totals.hpp"
#include "study/trial.hpp"

namespace polku::study {
namespace {

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

class LeaverCells final : public Cells {
 public:
  LeaverCells(std::string name, const std::vector<SegmentLeavers>& segments, double days)
      : Cells(std::move(name), {days + 1.0, 0.0, true, 0}), segments_(segments), days_(days) {
    for (const SegmentLeavers& one : segments_) demands_.people += one.people;
    const double n = static_cast<double>(demands_.people);
    for (const SegmentLeavers& one : segments_) {
      observed_.push_back(static_cast<double>(one.left) / n);
      observed_.push_back(static_cast<double>(one.people - one.left) / n);
      labels_.push_back(one.name + " left");
      labels_.push_back(one.name + " stayed");
    }
    implied_ = segments_.size();
  }
  /// How many there are of a segment is no forecast: their shares are those of the data.
  std::vector<double> moments(const Simulated& simulated) const override {
    std::vector<double> people(simulated.world.segments.size()), left(people.size());
    const auto& lives = simulated.lives->all();
    const base::Tick end = base::to_ticks(days_);
    for (std::size_t i = 0; i < lives.size(); ++i) {
      const std::size_t segment = population::segment_of(simulated.world, static_cast<std::uint32_t>(i));
      ++people[segment];
      left[segment] += lives[i].left <= end;
    }
    std::vector<double> found;
    for (const SegmentLeavers& one : segments_) {
      const double weight = static_cast<double>(one.people) / static_cast<double>(demands_.people);
      const double share = people[one.segment] > 0 ? left[one.segment] / people[one.segment] : 0.0;
      found.push_back(weight * share);
      found.push_back(weight * (1.0 - share));
    }
    return found;
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<LeaverCells>(*this); }
  std::vector<SegmentLeavers> segments_;
  double days_;
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
      const double scale = best_scale(found, observed_, what_);
      for (double& x : found) x *= scale;
    }
    return found;
  }
  std::vector<double> variances(std::span<const double> expected) const override {
    if (alike()) return std::vector<double>(observed_.size(), squares(expected) / free());
    std::vector<double> found;
    for (const double x : observed_) found.push_back(what_.error * what_.error * std::max(x * x, 1e-12));
    return found;
  }
  double distance(std::span<const double> expected) const override {
    // Errors of one unknown size: with that size, and the scale, integrated out.
    if (alike()) return free() * base::log(squares(expected));
    const auto variances = this->variances(expected);
    double sum = 0.0;
    for (std::size_t m = 0; m < expected.size(); ++m)
      sum += (expected[m] - observed_[m]) * (expected[m] - observed_[m]) / variances[m];
    return sum;
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<Series>(*this); }
  bool alike() const { return what_.errors == scenario::SeriesErrors::alike; }
  double free() const { return static_cast<double>(observed_.size()) - (what_.scaled ? 1.0 : 0.0); }
  /// Squares of what is left over; no values are known better than to a thousandth of the largest.
  double squares(std::span<const double> expected) const {
    double sum = 0.0, largest = 0.0;
    for (std::size_t m = 0; m < expected.size(); ++m) {
      sum += (expected[m] - observed_[m]) * (expected[m] - observed_[m]);
      largest = std::max(largest, observed_[m]);
    }
    return sum + static_cast<double>(observed_.size()) * (1e-6 * largest * largest + 1e-300);
  }
  std::vector<double> times_;
  double unit_;
  scenario::DataTarget what_;
};

}  // namespace

std::vector<double> Cells::variances(std::span<const double> expected) const {
  std::vector<double> found;
  const double n = static_cast<double>(demands_.people);
  // A cell that never happens has the weight of half a person in it.
  for (const double e : expected) found.push_back(std::max(e, 0.5 / n) / n);
  return found;
}

double Cells::distance(std::span<const double> expected) const {
  const double n = static_cast<double>(demands_.people);
  // What was seen but not in the simulation is taken for rare, not for impossible; so rare that it does not
  // hide how seldom those are whom the data know once and the simulation hardly.
  const double least = 1e-4 / n;
  double sum = 0.0;
  for (std::size_t m = 0; m < expected.size(); ++m) {
    const double e = std::max(expected[m], least), o = observed_[m];
    sum += (o > 0 ? o * base::log(o / e) : 0.0) - o + e;
  }
  return 2.0 * n * sum;
}

std::vector<double> shares_of(const std::vector<double>& counts) {
  double sum = 0.0;
  for (const double c : counts) sum += c;
  std::vector<double> shares;
  for (const double c : counts) shares.push_back(sum > 0 ? c / sum : 0.0);
  return shares;
}

std::unique_ptr<Target> Target::with(std::vector<double> observed) const {
  auto other = copy();
  other->observed_ = std::move(observed);
  return other;
}

std::unique_ptr<Target> retention_target(std::string name, const Curve& curve, std::size_t people) {
  return std::make_unique<LeavingCells>(std::move(name), curve, people);
}
std::unique_ptr<Target> leaving_target(std::string name, const std::vector<SegmentLeavers>& segments,
                                       double days) {
  return std::make_unique<LeaverCells>(std::move(name), segments, days);
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

double best_scale(std::span<const double> simulated, std::span<const double> observed,
                  const scenario::DataTarget& what) {
  double above = 0.0, below = 0.0;
  for (std::size_t i = 0; i < simulated.size(); ++i) {
    const double weight = what.errors == scenario::SeriesErrors::alike
                              ? 1.0
                              : 1.0 / (what.error * what.error * std::max(observed[i] * observed[i], 1e-12));
    above += weight * simulated[i] * observed[i];
    below += weight * simulated[i] * simulated[i];
  }
  return below > 0 ? above / below : 0.0;
}

}  // namespace polku::study
