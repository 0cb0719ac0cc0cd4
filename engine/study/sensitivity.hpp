// Which uncertain numbers move the answer: screening by Morris, then Sobol indices of those that matter, for
// every option at once. In the flow: called by cli; uses exploration. Thread safety: as study.hpp.
#pragma once

#include <cstddef>
#include <vector>

#include "study/exploration.hpp"
#include "study/morris.hpp"
#include "study/sobol_indices.hpp"

namespace polku::study {

struct SensitivityRules {
  std::size_t trajectories = 10;
  std::size_t rows = 32;            ///< of the Sobol design; 0: screening alone
  double matters = 0.1;             ///< of the largest mean effect on an option, to pass the screening
  std::size_t most_parameters = 6;  ///< that pass
};

struct Sensitivity {
  std::vector<std::vector<MorrisEffect>> screening;  ///< [option][parameter]
  std::vector<std::size_t> passed;                   ///< parameters that the indices are of
  std::vector<SobolIndices> indices;                 ///< [option]; empty without rows or if nothing passed
  bool complete = true;                              ///< false: stopped; nothing else is filled then
};

/// Points of the screening, for checking them before anything runs.
MorrisDesign screening_design(const scenario::Scenario& scenario, const SensitivityRules& rules);

/// The deciding measure of each option less the baseline (of a scenario without options: the baseline
/// itself) over the ranges of `uncertain`. What does not pass the screening stays as it is written.
Sensitivity sensitivity(const scenario::Scenario& scenario, const SensitivityRules& rules,
                        const Settings& settings);

}  // namespace polku::study
