// One pass from a model to flat tables: structure into the World, numbers into one array in a fixed order.
// Run once per knot of the dated changes, so that every number the model can state can also change over time.
// Internal to world.
#pragma once

#include <map>
#include <vector>

#include "behaviour/quality.hpp"
#include "world/world.hpp"

namespace polku::world {

/// Remembers matched qualities, for most of them are the same at every knot.
class QualityMatcher {
 public:
  behaviour::LogitNormal<double> operator()(const scenario::Quality& quality);

 private:
  std::map<std::pair<double, double>, behaviour::LogitNormal<double>> known_;
};

/// The numbers of `now`, in an order that depends on the structure alone; `written` is the model before any
/// change, which rivals and public opinion go by. Fills the structure of `out`.
/// `adopted` are the paths that an option moves by having them adopted; see Readying.
std::vector<double> compile(const scenario::Model& now, const scenario::Model& written,
                            const std::vector<std::string>& adopted, QualityMatcher& match, World& out);

/// The part of compile() that is about functions: numbers behind `values`, structure into `out`.
void compile_functions(const scenario::Model& now, const scenario::Model& written,
                       std::vector<double>& values, World& out);

/// What customers are labelled with; before the steps, which may be meant for some.
void compile_traits(const scenario::Model& now, World& out);

/// Adds review and complaints to a world that has its steps and activities, and their numbers to `values`.
void compile_relationship(const scenario::Model& now, std::vector<double>& values, World& out);

/// Adds surveys and policies to a world that has its steps and segments, and their numbers to `values`.
void compile_measurement(const scenario::Model& now, std::vector<double>& values, World& out);

}  // namespace polku::world
