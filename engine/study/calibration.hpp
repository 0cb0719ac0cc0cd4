// All of a calibration: past data in, a fit, what it leaves open, what it cannot tell, whether known numbers
// are found again, a posterior sample, and a forecast of what was held out. Every round of the fit is kept,
// so that a calibration that was stopped goes on where it was. In the flow: called by cli; calls data, fit,
// posterior, forecast. Thread safety: progress is called from any thread, one call at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "study/data.hpp"
#include "study/fit.hpp"
#include "study/forecast.hpp"
#include "study/posterior.hpp"
#include "study/study.hpp"

namespace polku::study {

/// What is finished. Text and back, to the last bit.
struct FinishedStages {
  std::string key;  ///< of scenario, data and version; another key is another calibration
  Design design;    ///< all that takes long, but for the forecast

  std::string text() const;
  /// Nothing if the text is damaged.
  static std::optional<FinishedStages> read(const std::string& text);
};

struct CalibrationSettings {
  Settings run;
  std::size_t recoveries = 20;       ///< worlds with known numbers that are fitted again
  std::size_t forecast_worlds = 96;  ///< drawn from the posterior
  /// Called after each round of the fit.
  std::function<void(const FinishedStages&)> save = {};
};

struct Calibration {
  Fit fit;
  std::vector<Profile> profiles;
  std::vector<Sloppy> sloppy;
  Point recovery_truth;
  std::vector<Recovery> recoveries;
  Posterior posterior;
  std::vector<Forecast> forecasts;  ///< empty if nothing is held out
  bool complete = true;             ///< false: stopped; what is finished was saved
};

/// Does all rounds that `finished` has not got, and what follows from them.
Calibration calibrate(const scenario::Scenario& scenario, const Past& past, FinishedStages finished,
                      const CalibrationSettings& settings);

/// What a number may be, by the posterior sample, in base units.
struct Answer {
  std::string path;
  double value = 0.0;            ///< where the fit lies
  double low = 0.0, high = 0.0;  ///< 5 % and 95 % of the sample
  double left_open = 1.0;        ///< of the range; see fit.hpp
  bool identified = false;       ///< the data narrow it to less than half of the range's spread
};
std::vector<Answer> answers(const scenario::Scenario& scenario, const Calibration& calibration);

}  // namespace polku::study
