#include "study/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "base/draws.hpp"
#include "base/math.hpp"

namespace polku::study {
namespace {

constexpr double half_known = 0.5;  // of the range's spread: less is called identified

/// Tells how far all the work is; stages weigh as they usually take.
class Meter {
 public:
  explicit Meter(const Settings& settings) : settings_(settings) {}
  void stage(double from, double until, std::string doing) {
    from_ = from;
    until_ = until;
    doing_ = std::move(doing);
    tell(0.0);
  }
  void tell(double share) {
    if (!settings_.progress) return;
    const std::lock_guard lock(mutex_);
    settings_.progress({from_ + (until_ - from_) * share, doing_});
  }

 private:
  const Settings& settings_;
  double from_ = 0, until_ = 1;
  std::string doing_;
  std::mutex mutex_;
};

/// What one set of numbers makes, seen through the fit: where the fit would move to if these were the data,
/// in standard errors. These are as many summaries as numbers, and nearly all that the moments say of them.
class Projection {
 public:
  Projection(const Targets& targets, const Fit& fit) : fit_(fit), observed_(observed_of(targets)) {
    const std::size_t n = fit.at.size();
    Matrix precision = fit.information;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) precision(i, j) *= fit.inflation;
    for (std::size_t i = 0; i < n; ++i) precision(i, i) += 12.0;  // an even distribution on 0..1
    covariance_ = *inverse(precision);
    root_ = *cholesky(covariance_);
    // Far beyond what two samples differ by chance something else is wrong than the numbers seen through the
    // fit.
    const double df = static_cast<double>(std::max<std::size_t>(1, fit.degrees + n));
    const double cube =
        1.0 - 2.0 / (9.0 * df) + 3.09 * std::sqrt(2.0 / (9.0 * df));  // Wilson & Hilferty 1931, at 99.9 %
    usual_ = df * cube * cube * cube + fit.misfit;
  }
  const Matrix& covariance() const { return covariance_; }
  double distance(std::span<const double> simulated, std::vector<double>& summaries) const {
    const std::size_t n = fit_.at.size();
    std::vector<double> score(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t m = 0; m < simulated.size(); ++m)
        score[i] += fit_.slopes(m, i) * fit_.weights[m] * (simulated[m] - observed_[m]);
    summaries.assign(n, 0.0);
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = i; k < n; ++k) summaries[i] += root_(k, i) * score[k];
      sum += summaries[i] * summaries[i];
    }
    const double apart = 0.5 * misfit(simulated, observed_, fit_.weights);
    return std::sqrt(sum + std::max(0.0, apart - usual_));
  }

 private:
  const Fit& fit_;
  std::vector<double> observed_;
  Matrix covariance_, root_;
  double usual_ = 0.0;
};

/// What chance adds to data beyond what simulating as many people does: figures with a declared error, and
/// targets with fewer people than the largest.
void add_noise(const Targets& targets, std::size_t people, std::uint64_t luck, std::vector<double>& moments) {
  std::size_t first = 0;
  std::uint32_t draw = 0;
  for (const auto& target : targets) {
    const std::size_t count = target->observed().size();
    const auto variances = target->variances(std::span<const double>(moments).subspan(first, count));
    const double behind = static_cast<double>(target->demands().people);
    const double share = behind == 0 ? 1.0 : 1.0 - behind / static_cast<double>(people);
    for (std::size_t m = 0; m < count && share > 0; ++m) {
      const auto words =
          base::draw({luck}, {draw++, 0, 1, base::purpose_word(base::Purpose::calibration), 0, 0});
      const double z = base::normal_quantile(base::unit_double(words[0]));
      moments[first + m] += std::sqrt(variances[m] * share) * z;
    }
    first += count;
  }
}

Smc smc_for(const Simulator& simulator, const Fit& fit, const Projection& projection,
            const CalibrationSettings& settings, Meter& meter) {
  const std::size_t n = fit.at.size();
  Smc smc;
  smc.particles = static_cast<std::size_t>(simulator.scenario().calibrate.particles);
  smc.rounds = settings.smc_rounds;
  // In standard errors. What the prior alone makes weighs so much that it must be near already in the first
  // round; what the last tolerance leaves, regression takes out.
  smc.first_tolerance = 3.0 * std::sqrt(static_cast<double>(n));
  smc.last_tolerance = std::sqrt(static_cast<double>(n));
  smc.seed = static_cast<std::uint64_t>(simulator.scenario().model.run.seed);
  smc.threads = settings.run.threads;
  smc.stop = settings.run.stop;
  Guess guess{fit.at, projection.covariance()};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) guess.covariance(i, j) *= 9.0;
  smc.guess = std::move(guess);
  smc.progress = [&meter](double share) { meter.tell(share); };
  return smc;
}

}  // namespace

Calibration calibrate(const scenario::Scenario& scenario, const Past& past, FinishedStages finished,
                      const CalibrationSettings& settings) {
  const Simulator simulator(scenario, past.targets);
  const auto seed = static_cast<std::uint64_t>(scenario.model.run.seed);
  const std::size_t numbers = simulator.space().size();
  Meter meter(settings.run);
  FitSettings fitting;
  fitting.threads = settings.run.threads;
  fitting.stop = settings.run.stop;
  fitting.search = settings.search;
  Calibration all;
  const auto save = [&] {
    if (settings.save) settings.save(finished);
  };
  try {
    meter.stage(0.0, 0.2, "fitting");
    fitting.progress = [&](double share) { meter.tell(share); };
    all.fit = fit(simulator, past.targets, fitting, finished.fit);
    fitting.progress = {};
    finished.fit = all.fit.at;
    save();
    all.sloppy = sloppy_directions(all.fit);

    for (std::size_t i = finished.profiles.size(); i < numbers; ++i) {
      const double share = 0.2 / static_cast<double>(numbers);
      meter.stage(0.2 + share * static_cast<double>(i), 0.2 + share * static_cast<double>(i + 1),
                  "profile of " + simulator.space().path(i));
      finished.profiles.push_back(profile(simulator, past.targets, all.fit, i, fitting));
      save();
    }
    all.profiles = finished.profiles;

    // Numbers at the edge of their range could only be missed to one side.
    all.recovery_truth = all.fit.at;
    for (double& x : all.recovery_truth) x = std::clamp(x, 0.05, 0.95);
    for (std::size_t i = finished.recoveries.size(); i < settings.recoveries; ++i) {
      const double share = 0.25 / static_cast<double>(settings.recoveries);
      meter.stage(0.4 + share * static_cast<double>(i), 0.4 + share * static_cast<double>(i + 1),
                  "finding known numbers again");
      finished.recoveries.push_back(
          recover(simulator, past.targets, all.recovery_truth, seed + 1000 + i, fitting));
      save();
    }
    all.recoveries = finished.recoveries;

    const Projection projection(past.targets, all.fit);
    const std::size_t people = simulator.people() > 0
                                   ? simulator.people()
                                   : static_cast<std::size_t>(scenario.model.population.customers);
    const Attempt trial = [&](std::span<const double> at, std::uint64_t luck,
                              std::vector<double>& summaries) {
      How how;
      how.customers = people;
      how.luck = luck | 1;
      how.threads = 1;
      auto moments = simulator.moments(at, how);
      add_noise(past.targets, people, luck, moments);
      return projection.distance(moments, summaries);
    };
    const Smc smc = smc_for(simulator, all.fit, projection, settings, meter);
    while (!settled(finished.posterior, smc)) {
      meter.stage(0.65, 0.9, "posterior, round " + std::to_string(finished.posterior.rounds + 1));
      Posterior next = next_round(numbers, trial, smc, finished.posterior);
      if (!next.complete) throw Simulator::Stopped{};
      finished.posterior = std::move(next);
      save();
    }
    all.posterior = adjusted(finished.posterior);

    if (past.holds_out()) {
      meter.stage(0.9, 1.0, "forecast");
      fitting.progress = [&](double share) { meter.tell(share); };
      all.forecasts =
          forecast(simulator, past, all.posterior, settings.forecast_worlds, seed + 5000, fitting);
    }
  } catch (const Simulator::Stopped&) {
    all.complete = false;
  }
  return all;
}

std::vector<Answer> answers(const scenario::Scenario& scenario, const Calibration& calibration) {
  const Space space(scenario);
  std::vector<Answer> all;
  for (std::size_t i = 0; i < space.size(); ++i) {
    Answer answer;
    answer.path = space.path(i);
    answer.value = space.value(i, calibration.fit.at[i]);
    answer.low = space.value(i, calibration.posterior.quantile(i, 0.05));
    answer.high = space.value(i, calibration.posterior.quantile(i, 0.95));
    answer.left_open = left_open(calibration.fit, i);
    answer.identified = answer.left_open < half_known;
    all.push_back(std::move(answer));
  }
  return all;
}

}  // namespace polku::study
