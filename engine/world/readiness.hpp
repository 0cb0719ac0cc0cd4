// How ready the functions of a model are, and what readiness above the start does to the figures of our
// steps. Known beforehand, so it goes into the tracks of numbers and costs the simulation nothing. Internal
// to world. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "scenario/model.hpp"

namespace polku::world {

/// Readiness of a function, with what those who support it contribute. [0..1]
double readiness_of(const scenario::Model& model, std::size_t function);

/// Readiness of two functions together, at a hand-off from one to the other: each counts half.
double joint_readiness(const scenario::Model& model, std::size_t from, std::size_t to);

/// Time in which a change is taken up: longer where leaders pull apart, infinite where they cancel each
/// other. [days]
double adoption_days(const scenario::Organisation& organisation, const scenario::Adoption& adopt);

/// Raises the stages that a change raises, as far as they have been taken up after a share of that time, and
/// says how much of what is out of reach at the start has been reached: 0 nothing, 1 full readiness.
double take_up(scenario::Model& model, const scenario::Model& start, const scenario::Adoption& adopt,
               double share_of_time);

/// How far readiness now, above that at the start, moves the figures of a step that is ours. What a change
/// moves by being adopted is left alone: it moves once.
class Readying {
 public:
  Readying(const scenario::Model& now, const scenario::Model& start,
           const std::vector<std::string>& adopted_paths)
      : now_(now), start_(start), adopted_(adopted_paths) {}
  double success(std::size_t step) const;                                 // log-odds
  double quality(std::size_t step, const std::string& attribute) const;   // log-odds
  double evenness(std::size_t step, const std::string& attribute) const;  // factor of the spread
  double handoff(std::size_t step) const;                                 // log-odds of the error

 private:
  bool adopted(const std::string& path) const;
  double gain(std::size_t step) const;
  const scenario::Model& now_;
  const scenario::Model& start_;
  const std::vector<std::string>& adopted_;
};

}  // namespace polku::world
