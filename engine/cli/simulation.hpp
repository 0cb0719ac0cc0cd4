// What run and compare have in common: a scenario read, a run that fits, watched and interruptible, its
// result saved. In the flow: between a command and study. Thread safety: one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/answers.hpp"
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "study/study.hpp"

namespace polku::cli {

/// A kind of study and how its result is told.
struct Kind {
  bool options = false;  ///< simulates every option, too
  std::function<record::Result(const scenario::Scenario&, const study::Settings&)> simulate;
  std::string (*answer)(const scenario::Scenario&, const Finished&);
  /// The table for people.
  std::function<std::string(const scenario::Scenario&, const record::Result&, const Console&)> table;
};

/// Throws base::EnvironmentError unless the run fits into the memory that is free now.
void require_memory(const study::Estimate& estimate);

/// All of a command: checks the output file before the run and refuses what cannot fit into memory,
/// simulates, saves, prints.
Exit simulate(const Kind& kind, const Arguments& arguments, const Console& console);

}  // namespace polku::cli
