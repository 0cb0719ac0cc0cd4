// What an option rests on: each number that it changes, which is hoped for, and its costs; and the scenario
// in which one of them turns out to be another share of what was written. In the flow: between a comparison
// and the question what would have to be true. Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/model.hpp"

namespace polku::study {

enum class PremiseOf {
  effects,  ///< everything that it is hoped to do, at once
  change,   ///< one number that it changes
  once,     ///< its cost at the start
  running   ///< and from then on
};
/// "effects", "change", "once", "running".
std::string_view word(PremiseOf promise);

struct Premise {
  std::size_t option = 0;  ///< place in the scenario
  PremiseOf what = PremiseOf::effects;
  std::string path = {};  ///< of a change: the number
  double largest = 1.5;   ///< share of what was written up to which it is asked
};

/// Whether we ourselves set the number, so that nobody hopes for it: prices, what is booked, budgets and
/// rates of activities, and general costs.
bool set_by_us(const std::string& path);

/// The premises of an option: all effects where there are several, each number that it changes, its costs.
std::vector<Premise> premises_of(const scenario::Scenario& scenario, std::size_t option);

/// The scenario in which so much of a premise comes about; 1: as written.
scenario::Scenario with_premise_at(const scenario::Scenario& scenario, const Premise& premise, double share);

/// The number that a change leaves behind if so much of it comes about, in base units. Nothing if the option
/// changes it more than once, or several at once.
std::optional<double> value_of(const scenario::Scenario& scenario, const Premise& premise, double share);

/// The largest share up to `premise.largest` that makes sense: a gate cannot succeed more often than always.
double largest_share(const scenario::Scenario& scenario, const Premise& premise);

}  // namespace polku::study
