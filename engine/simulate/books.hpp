// The integer books of one run: every measure by period and by segment, provider, step and so on, in one flat array.
// Each thread keeps its own and adds whole numbers only, so merging them in any order gives the same sums.
// In the flow: written by the kernel, read by record.
#pragma once

#include <cstdint>
#include <vector>

#include "simulate/measures.hpp"
#include "world/world.hpp"

namespace polku::simulate {

using base::Tick;

/// Where each family of measures stands within a period's row: family offset + measure x things + thing.
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
  std::size_t row() const { return row_; }
  std::size_t periods() const { return periods_; }

  std::size_t place(SegmentMeasure m, std::size_t segment) const { return static_cast<std::size_t>(m) * segments_ + segment; }
  std::size_t place(ProviderMeasure m, std::size_t provider) const { return providers_at_ + static_cast<std::size_t>(m) * providers_ + provider; }
  std::size_t place(StepMeasure m, std::size_t step) const { return steps_at_ + static_cast<std::size_t>(m) * steps_ + step; }
  std::size_t place(AttributeMeasure m, std::size_t attribute) const { return attributes_at_ + static_cast<std::size_t>(m) * attributes_ + attribute; }
  std::size_t place(ActivityMeasure m, std::size_t activity) const { return activities_at_ + static_cast<std::size_t>(m) * activities_ + activity; }
  std::size_t place(AlternativeMeasure m, std::size_t alternative) const { return alternatives_at_ + static_cast<std::size_t>(m) * alternatives_ + alternative; }

 private:
  std::size_t segments_, providers_, steps_, attributes_, activities_, alternatives_;
  std::size_t providers_at_, steps_at_, attributes_at_, activities_at_, alternatives_at_;
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

/// Fixed point of a sum measure, rounded to nearest.
inline std::int64_t quantised(float value) {
  return static_cast<std::int64_t>(static_cast<double>(value) * sum_scale + (value < 0 ? -0.5 : 0.5));
}

}  // namespace polku::simulate
