// Fitting by simulated moments (McFadden 1989; Gouriéroux & Monfort 1996, from memory): the numbers at which
// simulated customers look most like the real ones, how sure they are, and which of them these data cannot
// tell. Every point meets the same luck (common random numbers), so the misfit is smooth. J = sum w
// (simulated - observed)^2 with w = 1 / variance, of a first fit at the end; its expectation is inflated by 1
// + 1/S with S simulated customers for each real one. In the flow: simulator -> fit -> posterior. Thread
// safety: functions of their arguments.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "study/matrix.hpp"
#include "study/simulator.hpp"

namespace polku::study {

struct FitSettings {
  std::size_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
  Search search = {};
  std::uint64_t luck = 0;
  std::function<void(double share)> progress = {};
};

struct Fit {
  Point at;                       ///< coordinates in 0..1
  std::vector<double> simulated;  ///< moments there
  std::vector<double> weights;    ///< 1 / variance of each moment
  double misfit = 0.0;            ///< J / (1 + 1/S)
  std::size_t degrees = 0;        ///< moments that are free, minus numbers
  double by_chance = 0.0;         ///< how likely so large a misfit is if the model is true
  double inflation = 1.0;         ///< 1 + 1/S
  std::size_t customers = 0;      ///< simulated
  Matrix slopes;                  ///< of each moment by each coordinate
  Matrix information;             ///< slopes' w slopes / inflation
  std::vector<double>
      errors;  ///< standard error of each coordinate, the range of the search taken into account
  std::size_t evaluations = 0;
};

double misfit(std::span<const double> simulated, std::span<const double> observed,
              std::span<const double> weights);

std::vector<double> observed_of(const Targets& targets);
std::vector<double> weights_of(const Targets& targets, std::span<const double> expected);

/// The whole fit. `known`: where it is known to end; then only what belongs to it is computed.
Fit fit(const Simulator& simulator, const Targets& targets, const FitSettings& settings,
        const Point& known = {});

/// What the data say of one number, whatever the others are.
struct Profile {
  std::vector<double> at;        ///< coordinates tried, rising
  std::vector<double> rise;      ///< of the misfit above the fit's, all other numbers fitted anew
  double low = 0.0, high = 1.0;  ///< where the rise reaches 2.71, the 90 % point of chi-square
  bool open_below = false, open_above = false;  ///< the range ends before it does
};
Profile profile(const Simulator& simulator, const Targets& targets, const Fit& fit, std::size_t number,
                const FitSettings& settings);

/// A direction in which numbers can move together without the data noticing: weights of their coordinates.
struct Sloppy {
  std::vector<double> weights;
  double error = 0.0;  ///< standard error along it, in units of the search range
};
std::vector<Sloppy> sloppy_directions(const Fit& fit);

/// Share of the range's standard deviation (that of an even distribution) that the data leave. 1: they say
/// nothing.
double left_open(const Fit& fit, std::size_t number);

/// A fit to data that were simulated with known numbers, as many customers as in the real data.
struct Recovery {
  Point at, errors;
};
Recovery recover(const Simulator& simulator, const Targets& targets, const Point& truth, std::uint64_t luck,
                 const FitSettings& settings);

}  // namespace polku::study
