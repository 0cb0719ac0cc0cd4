// A statement put to the test: the contrast of a study in paired worlds, with its interval, as the model is
// written and at every value that might turn it; and the verdict that follows. In the flow: called by cli;
// calls world, simulate, record. Thread safety: as study.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/statistics.hpp"
#include "record/collect.hpp"
#include "study/study.hpp"

namespace polku::study {

/// holds: the whole interval lies above the threshold; fails: below; depends: it holds at some of the values
/// tried and fails at others; undecided: the interval as written contains the threshold and nothing turns.
enum class Finding { holds, fails, depends, undecided };
std::string_view words(Finding finding);

/// The contrast in one setting of the model.
struct Setting {
  double value = 0.0;          ///< of the number swept, in base units; unused where nothing is swept
  base::Interval contrast;     ///< in the unit of the figure; a share if it is relative
  std::vector<double> values;  ///< each replication
  Finding finding{};           ///< holds, fails or undecided
};

struct Turn {
  std::string path;
  std::vector<Setting> settings;   ///< in the order written
  std::optional<double> turns_at;  ///< where the mean crosses the threshold, linear between two values
};

struct Trial {
  Setting written;
  std::vector<Turn> turns;
  Finding verdict{};
  bool complete = true;  ///< false: stopped; nothing else is filled then
};

/// Runs the study of a scenario, which has one.
Trial put_to_the_test(const scenario::Scenario& scenario, const Settings& settings = {});

/// A figure in one finished replication of a world.
double figure_of(const scenario::Scenario& scenario, const scenario::Measurement& what,
                 const world::World& world, const record::Finished& finished);

/// Unit of a study's contrast: the currency, "people", "share" ...
std::string unit_of_contrast(const scenario::Scenario& scenario);

}  // namespace polku::study
