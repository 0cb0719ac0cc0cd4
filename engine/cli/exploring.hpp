// What `polku sweep` and `polku sensitivity` have in common: a scenario with ranges, points at which it
// stands, runs that are watched and can be interrupted. In the flow: between a command and study. Thread
// safety: one thread.
#pragma once

#include <functional>

#include "cli/command.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "study/exploration.hpp"

namespace polku::cli {

/// Reads the scenario, which must name a range; tells mistakes. Nothing after errors.
Input read_ranges(const Arguments& arguments, const Console& console);

/// Whether the scenario is right at every point; the first mistake is told.
bool stands_at(const study::Points& points, const scenario::Scenario& scenario, const Arguments& arguments,
               const Console& console);

/// Question, model, points, replications and seed.
std::string exploring_headline(const scenario::Scenario& scenario, std::size_t points, std::size_t width);

/// Calls `work` with settings that show progress and can be interrupted. `runs`: simulated worlds.
void watch(double runs, const scenario::Scenario& scenario, const Arguments& arguments,
           const Console& console, const Interrupt& interrupt,
           const std::function<void(const study::Settings&)>& work);

}  // namespace polku::cli
