// What a calibration found, for people and for machines. In the flow: under calibrate. Thread safety: pure
// functions.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "cli/table.hpp"
#include "study/calibration.hpp"

namespace polku::cli {

/// Everything there is to say.
struct Told {
  const scenario::Scenario& scenario;
  const study::Past& past;
  const study::Calibration& calibration;
  const std::vector<study::Evidence>& evidence;  ///< empty: nothing was held out
  std::string overlay;
};

std::string calibrate_text(const Told& told, const Style& style, std::size_t width);
std::string calibrate_answer(const Told& told, const base::Diagnostics& diagnostics);

}  // namespace polku::cli
