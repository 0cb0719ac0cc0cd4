// The integer books of one run: every measure by period and by segment, provider, step and so on, in one flat
// array. Each thread keeps its own and adds whole numbers only, so merging them in any order gives the same
// sums. In the flow: written by the kernel, read by record.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "simulate/measures.hpp"
#include "world/world.hpp"

namespace polku::simulate {

using base::Tick;

/// Where each family of measures stands within a period's row: family offset + thing x measures + measure.
class Layout {
 public:
  explicit Layout(const world::World& world);

  /// Reporting period of a time: 0, 1, ...; the scenario's date 0 is the start of period `warm_up_periods`.
  std::uint32_t period(Tick time) const {
    // Exact division by multiplication: the quotient may be one too small, which the second line repairs.
    const std::uint64_t shifted = std::uint64_t{time} + pad_;
    const std::uint64_t quotient = (shifted * reciprocal_) >> 32;
    return static_cast<std::uint32_t>(quotient + (shifted - quotient * report_ >= report_ ? 1u : 0u));
  }
  /// How many periods a wait spans, if always the same number; 0 if not.
  std::uint32_t whole_periods(Tick wait) const {
    return wait % report_ == 0 ? static_cast<std::uint32_t>(wait / report_) : 0;
  }
  std::size_t row() const { return row_; }
  std::size_t periods() const { return periods_; }

  std::size_t place(SegmentMeasure m, std::size_t segment) const { return at(0, m, segment); }
  std::size_t place(ProviderMeasure m, std::size_t provider) const { return at(providers_at_, m, provider); }
  std::size_t place(StepMeasure m, std::size_t step) const { return at(steps_at_, m, step); }
  std::size_t place(AttributeMeasure m, std::size_t attribute) const {
    return at(attributes_at_, m, attribute);
  }
  std::size_t place(ActivityMeasure m, std::size_t activity) const { return at(activities_at_, m, activity); }
  std::size_t place(AlternativeMeasure m, std::size_t alternative) const {
    return at(alternatives_at_, m, alternative);
  }
  std::size_t place(FunctionMeasure m, std::size_t function) const { return at(functions_at_, m, function); }
  /// `survey_segment`: survey x segments + segment.
  std::size_t place(SurveyMeasure m, std::size_t survey_segment) const {
    return at(surveys_at_, m, survey_segment);
  }
  std::size_t place(LeverMeasure m, std::size_t lever) const { return at(levers_at_, m, lever); }
  /// What surveys count ends the row.
  std::size_t surveys_begin() const { return surveys_at_; }

 private:
  /// What is counted of one thing stands together, because it is counted together.
  template <class Measure>
  static std::size_t at(std::size_t family, Measure m, std::size_t thing) {
    return family + thing * measure_count<Measure> + static_cast<std::size_t>(m);
  }
  std::size_t providers_at_, steps_at_, attributes_at_, activities_at_, alternatives_at_, functions_at_,
      surveys_at_, levers_at_;
  std::size_t row_, periods_;
  std::uint64_t report_, reciprocal_, pad_;
};

class Books {
 public:
  explicit Books(const Layout& layout) : layout_(&layout), values_(layout.row() * layout.periods()) {}

  template <class Measure>
  void add(Tick time, Measure measure, std::size_t thing, std::int64_t amount = 1) {
    values_[layout_->period(time) * layout_->row() + layout_->place(measure, thing)] += amount;
  }
  std::int64_t* row(std::size_t period) { return values_.data() + period * layout_->row(); }
  template <class Measure>
  std::int64_t at(std::size_t period, Measure measure, std::size_t thing) const {
    return values_[period * layout_->row() + layout_->place(measure, thing)];
  }
  void merge(const Books& other) {
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
  }
  const Layout& layout() const { return *layout_; }
  const std::vector<std::int64_t>& values() const { return values_; }

 private:
  const Layout* layout_;
  std::vector<std::int64_t> values_;
};

/// Fixed point of a sum measure, rounded to nearest. Without a branch on the sign, which would be guessed
/// wrong half of the time.
inline std::int64_t quantised(float value) {
  const double scaled = static_cast<double>(value) * sum_scale;
  return static_cast<std::int64_t>(scaled + std::copysign(0.5, scaled));
}

}  // namespace polku::simulate
