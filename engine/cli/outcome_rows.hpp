// The measures of an outcome in the order and words of the tables. Internal to cli.
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/figures.hpp"
#include "cli/outcome.hpp"

namespace polku::cli {

struct Section {
  std::string title;
  std::vector<std::string> measures;  ///< names in the result
};

/// Sections with the measures that `outcome` has: what each of the five parties gets, what surveys say, and
/// measures that the words below do not know last.
std::vector<Section> sections_of(const Outcome& outcome);

/// What a row of an outcome is called in tables, and in what unit it stands there.
std::string words_for(const Measured& measured);
std::string unit_for(const Measured& measured, const Figure& figure);

/// What a measure is called in tables: "present value of profit (NPV)".
std::string words_for(std::string_view measure);

}  // namespace polku::cli
