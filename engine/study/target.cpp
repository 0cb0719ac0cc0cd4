#include "study/target.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"
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
  double distance(std::span<const double> expected) const override {
    const auto variances = this->variances(expected);
    double sum = 0.0;
    for (std::size_t m = 0; m < expected.size(); ++m)
      sum += (expected[m] - observed_[m]) * (expected[m] - observed_[m]) / variances[m];
    return sum;
  }

 private:
  std::unique_ptr<Target> copy() const override { return std::make_unique<Series>(*this); }
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
  // What was seen but not in the simulation is taken for rare, not for impossible.
  const double least = 0.05 / n;
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
