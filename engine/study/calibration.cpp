#include "study/calibration.hpp"

#include <algorithm>
#include <mutex>

#include "base/parallel.hpp"

namespace polku::study {
namespace {

constexpr std::size_t considered = 8192;  // points of the posterior: on the surface they cost next to nothing
constexpr double half_known = 0.5;        // of the range's spread: less is called identified

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
  fitting.luck = seed;
  fitting.progress = [&](double share) { meter.tell(share); };
  Calibration all;
  try {
    while (!finished.design.finished) {
      const auto done = static_cast<double>(finished.design.rounds);
      meter.stage(0.7 * done / (done + 3.0), 0.7 * (done + 1.0) / (done + 4.0),
                  "fitting, round " + std::to_string(finished.design.rounds + 1));
      finished.design = next_round(simulator, past.targets, fitting, finished.design);
      if (settings.save) settings.save(finished);
    }
    all.fit = fit(simulator, past.targets, fitting, finished.design);
    all.sloppy = sloppy_directions(all.fit);
    meter.stage(0.7, 0.8, "what the data leave open");
    all.profiles.resize(numbers);
    base::for_blocks(numbers, fitting.threads, [&](std::size_t i, std::size_t) {
      all.profiles[i] = profile(past.targets, all.fit, i);
    });
    Sampling sampling;
    sampling.particles = std::max(considered, static_cast<std::size_t>(scenario.calibrate.particles));
    sampling.seed = seed;
    sampling.threads = fitting.threads;
    sampling.stop = fitting.stop;
    sampling.guess = finished.design.guess;
    all.posterior = sample_posterior(
        [&](std::span<const double> at) { return misfit_at(all.fit, past.targets, at); }, sampling);
    if (!all.posterior.complete) throw Simulator::Stopped{};

    meter.stage(0.8, 0.85, "finding known numbers again");
    // Numbers at the edge of their range could only be missed to one side.
    all.recovery_truth = all.fit.at;
    for (double& x : all.recovery_truth) x = std::clamp(x, 0.05, 0.95);
    all.recoveries.resize(settings.recoveries);
    FitSettings alone = fitting;
    alone.threads = 1;
    base::for_blocks(settings.recoveries, fitting.threads, [&](std::size_t i, std::size_t) {
      all.recoveries[i] =
          recover(simulator, past.targets, all.fit, all.recovery_truth, seed + 1000 + i, alone);
    });

    if (past.holds_out()) {
      meter.stage(0.85, 1.0, "forecast");
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
