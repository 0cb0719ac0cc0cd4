// Numbers of a model by their dotted path: what `--set`, dated changes, sweeps and calibration alter.
// In the flow: bind and check test the paths of options with it, world and study write through it.
// Thread safety: functions on a caller's model.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/describe_question.hpp"

namespace polku::scenario {

/// One number inside a model. Valid as long as the model is not resized.
struct NumberRef {
  double* value = nullptr;  // in base units
  Field field{""};
  const Price* price = nullptr;  // set if the number is the amount of a price
};

/// Calls `visit` with the path of every number of the model. A quality has three paths: `p` and `p.mean` for
/// its mean, `p.spread`. With `under`, only what lies on the way to that path is visited.
void for_each_number(Model& model,
                     const std::function<void(const std::string& path, const NumberRef& number)>& visit,
                     std::string_view under = {});

/// The number at `path` (`journey.call_in.gate.success`, `providers.us.performance.call_in.courtesy`), or
/// nothing.
std::optional<NumberRef> locate(Model& model, std::string_view path);

/// The paths of all numbers, in the order of the field table; only those that a dated change may alter if
/// asked.
std::vector<std::string> all_paths(const Model& model, Dated only = Dated::no);

/// The paths of all numbers that a pattern stands for, in which `*` is any one name.
std::vector<std::string> matching_paths(const Model& model, std::string_view pattern);

/// Why locate() found nothing.
struct PathProblem {
  const char* code;  // unknown-path, absent-entry, not-a-number-path
  std::string message;
  std::string why;
  std::string suggestion;
};
PathProblem explain(const Model& model, std::string_view path, Dated legal = Dated::yes);

/// Puts a value at every number that a sweep's path stands for.
void put(Model& model, const Sweep& sweep, double value);

// The same for paths of a scenario: those of its model, and `options.NAME.size`.
std::optional<NumberRef> locate(Scenario& scenario, std::string_view path);
std::vector<std::string> matching_paths(const Scenario& scenario, std::string_view pattern);
void put(Scenario& scenario, const Sweep& sweep, double value);

/// The number that an edit leaves behind when it is fully in force, and when it is by a share.
double edited(double before, const Edit& edit);
double edited(double before, const Edit& edit, double share);

}  // namespace polku::scenario
