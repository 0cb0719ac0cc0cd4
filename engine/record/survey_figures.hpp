// The figures that surveys give, from what was counted: net promoter score, satisfaction, ease, resolution at
// first contact, each as answered and in truth. In the flow: record puts them by period into the result,
// study sums them up. Thread safety: pure functions.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "simulate/books.hpp"

namespace polku::record {

/// What was counted of one survey, summed over periods and segments.
class SurveyCounts {
 public:
  using Measure = simulate::SurveyMeasure;
  /// Adds a period of one survey in one segment; see Layout::place().
  void add(const simulate::Books& books, std::size_t period, std::size_t survey_segment);
  double operator()(Measure m) const { return static_cast<double>(sums_[static_cast<std::size_t>(m)]); }

 private:
  std::array<std::int64_t, simulate::measure_count<Measure>> sums_{};
};

struct SurveyFigure {
  const char* name;
  const char* unit;
  const char* doc;
  double (*of)(const SurveyCounts&);  // NaN where there is nothing to take it from
};
std::span<const SurveyFigure> survey_figures();
/// The figure of that name, or null.
const SurveyFigure* survey_figure(std::string_view name);

/// Whether the outcome table of that survey has the figure: effort is asked about where something has just
/// happened, resolution where a contact is stated; what only specialists want is in the result file alone.
bool tells(const world::Survey& survey, std::string_view figure);

}  // namespace polku::record
