// The files that a calibration leaves: an overlay that every command takes as a scenario, the posterior
// sample, and what is finished so far. In the flow: between calibrate and the disk. Thread safety: one
// thread.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/input.hpp"
#include "study/calibration.hpp"

namespace polku::cli {

/// `output/cdnow.yaml` -> `output/cdnow`: what the other files' names begin with.
std::string stem_of(const std::string& output);
/// All that will be written, beside the overlay itself.
std::vector<std::string> files_beside(const scenario::Scenario& scenario, const std::string& output);

/// Of everything that the fit depends on: scenario, what the past data say, version. Not of what is held out.
std::string calibration_key(const scenario::Scenario& scenario, const study::Past& past);

/// Writes the overlay: the numbers found, each with its interval, over the model that was fitted; whole if
/// the model is not in one file. What it says is read back and compared before this returns.
void write_overlay(const Input& input, const Arguments& arguments, const study::Past& past,
                   const study::Calibration& calibration, const std::string& key);
void write_posterior(const scenario::Scenario& scenario, const study::Calibration& calibration,
                     const std::string& path, store::Overwrite overwrite);

}  // namespace polku::cli
