// What `polku sweep` says: where each option wins and loses, under which conditions it loses, from which size
// on more of it brings less, and what knowing a number better would be worth. In the flow: last; from
// explored points to text. Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "cli/table.hpp"
#include "study/exploration.hpp"
#include "study/information.hpp"
#include "study/prim.hpp"

namespace polku::cli {

/// An option (of a scenario without options: the model itself) over all points, by the deciding measure.
struct OptionOverPoints {
  std::string name;
  std::vector<double> differences;  ///< means, by point
  double worst = 0.0, middle = 0.0, best = 0.0;
  double loses_at = 0.0, best_at = 0.0;  ///< share of the points
  std::optional<study::PrimBox> loses_if;
};

/// The size of an option from which on more of it brings less.
struct Overspend {
  std::string option;
  double size = 0.0;     ///< at which the difference is largest, of those tried
  double cost = 0.0;     ///< what it costs once there
  double at_most = 0.0;  ///< largest size tried
  double falls = 0.0;    ///< from the largest difference to that at the largest size
  double falls_low = 0.0, falls_high = 0.0;
  bool overspends = false;  ///< the whole interval says that it falls
};

struct SweepFindings {
  std::string measure, unit;
  std::vector<OptionOverPoints> options;
  double baseline_best_at = 0.0;
  std::optional<Overspend> overspend;
  bool information = false;  ///< whether the points are spread evenly, so that values of information exist
  double perfect_information = 0.0;
  std::vector<study::ValueOfInformation> of_parameters;
};

SweepFindings findings_of(const scenario::Scenario& scenario, const study::Explored& explored,
                          bool evenly_spread);

std::string sweep_text(const scenario::Scenario& scenario, const study::Explored& explored,
                       const SweepFindings& findings, const Style& style, std::size_t width);

/// The same for machines; see JSON.md.
std::string sweep_answer(const scenario::Scenario& scenario, const study::Explored& explored,
                         const SweepFindings& findings, const std::string& design, const std::string& digest,
                         const std::string& file, const base::Diagnostics& diagnostics);

}  // namespace polku::cli
