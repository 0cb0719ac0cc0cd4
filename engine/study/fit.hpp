// Fitting by simulated likelihood: the numbers at which simulated customers look most like the real ones, how
// sure they are, and which of them these data cannot tell. Data and simulation are compared in tables of
// counts (see target.hpp). What the counts are expected to be is simulated at points that close in on the
// fit, round by round, and smoothed between them (see surface.hpp); the likelihood of the data follows at
// every point between, with no luck in it (of simulated likelihood: Gouriéroux & Monfort 1996, from memory).
// In the flow: simulator -> fit -> posterior. Thread safety: functions of their arguments, and their results
// do not depend on threads.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "study/simulator.hpp"
#include "study/surface.hpp"

namespace polku::study {

struct FitSettings {
  std::size_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::uint64_t luck = 1;
  std::function<void(double share)> progress = {};
};

/// The points that were simulated, and where to go on.
struct Design {
  std::vector<SimulatedPoint> trials;
  Guess guess;
  std::size_t rounds = 0;
  std::size_t near = 0;  ///< 0: the next round looks for the way home; else it is there, so many times
  bool finished = false;
};

/// One more round: all over the cube, then around the best, then around where the surface is lowest,
/// and at home where the posterior lies.
Design next_round(const Simulator& simulator, const Targets& targets, const FitSettings& settings,
                  const Design& before);

struct Fit {
  Point at;                       ///< coordinates in 0..1
  std::vector<double> simulated;  ///< moments there
  std::vector<double> weights;    ///< 1 / variance of each moment
  double misfit = 0.0;            ///< sum w (simulated - observed)^2, over the inflation
  std::size_t degrees = 0;        ///< moments that are free, minus numbers
  double by_chance = 0.0;         ///< how likely so large a misfit is if the model is true
  double inflation = 1.0;         ///< 1 + 1/S with S simulated customers behind the surface for each real one
  std::size_t customers = 0;      ///< behind the surface
  Matrix information;             ///< slopes' w slopes / inflation
  std::vector<double>
      errors;  ///< standard error of each coordinate, the range of the search taken into account
  std::size_t evaluations = 0;
  std::shared_ptr<const Surface> surface;
  Prior prior;
};

/// Sum w (simulated - observed)^2.
double misfit(std::span<const double> simulated, std::span<const double> observed,
              std::span<const double> weights);

/// Twice the logarithm by which the data are less likely than they could be at best.
double distance(const Targets& targets, std::span<const double> simulated);
/// The same on a surface, rising steeply further than `reach` from its middle.
double surface_distance(const Surface& surface, const Targets& targets, std::span<const double> at,
                        double reach);

std::vector<double> observed_of(const Targets& targets);
std::vector<double> weights_of(const Targets& targets, std::span<const double> expected);

/// The whole fit; rounds of the design that are done are not done again.
Fit fit(const Simulator& simulator, const Targets& targets, const FitSettings& settings, Design design = {});

/// -2 log posterior density, up to a constant and for the luck in the surface.
double misfit_at(const Fit& fit, const Targets& targets, std::span<const double> at);
/// The least with one number held where it is in `from`.
double lowest_with(const Fit& fit, const Targets& targets, std::size_t number, const Point& from);

/// What the data say of one number, whatever the others are.
struct Profile {
  std::vector<double> at;        ///< coordinates tried, rising
  std::vector<double> rise;      ///< of the misfit above the fit's, all other numbers fitted anew
  double low = 0.0, high = 1.0;  ///< where the rise reaches 2.71, the 90 % point of chi-square
  bool open_below = false, open_above = false;  ///< the range ends before it does
};
Profile profile(const Targets& targets, const Fit& fit, std::size_t number);

/// A direction in which numbers can move together without the data noticing: weights of their coordinates.
struct Sloppy {
  std::vector<double> weights;
  double error = 0.0;  ///< standard error along it, in units of the search range
};
std::vector<Sloppy> sloppy_directions(const Fit& fit);

/// Share of the range's standard deviation (that of an even distribution) that the data leave. 1: they say
/// nothing.
double left_open(const Fit& fit, std::size_t number);

/// Numbers found in data that were simulated with known ones, as many customers as in the real data.
struct Recovery {
  Point at;
  std::vector<double>
      rise;  ///< of the misfit where one number is held at the truth and all others are fitted
  /// Whether the truth lies in the 90 % interval of a number.
  bool found(std::size_t number) const;
};
Recovery recover(const Simulator& simulator, const Targets& targets, const Fit& fit, const Point& truth,
                 std::uint64_t luck, const FitSettings& settings);

}  // namespace polku::study
