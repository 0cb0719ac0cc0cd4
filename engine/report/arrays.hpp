// Reading the labelled arrays of a result: by name and place, and period by period. Internal to report.
// Thread safety: pure functions; views of a result that must outlive them.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "record/result.hpp"

namespace polku::report {

const std::vector<std::string>& labels(const record::Group& group, std::string_view axis);

/// One variable, read as real numbers whatever it is.
class Array {
 public:
  /// Throws std::logic_error if the group has no such variable.
  Array(const record::Group& group, std::string_view variable);
  double operator()(std::initializer_list<std::size_t> place) const;
  std::size_t size(std::size_t axis) const { return sizes_[axis]; }
  const std::string& unit() const { return variable_->unit; }

 private:
  const record::Variable* variable_;
  std::vector<std::size_t> sizes_;
};

/// The reporting periods after the warm-up, taken together so that a curve has no more points than a reader
/// can see.
class Clock {
 public:
  /// `horizon` in days; `group` has an axis `period`. 131 points: one every two weeks for five years.
  Clock(const record::Group& group, double horizon, std::size_t most_points = 131);
  std::size_t points() const { return ends_.size(); }
  /// Periods of the array that make up a point: [first, end).
  std::size_t first(std::size_t point) const { return ends_[point].first; }
  std::size_t end(std::size_t point) const { return ends_[point].end; }
  /// Years from date 0 at which each point ends.
  std::vector<double> years() const;
  /// First period after the warm-up, and one behind the last.
  std::size_t begin() const { return begin_; }
  std::size_t stop() const { return stop_; }

 private:
  struct Stretch {
    std::size_t first, end;
    double until;  // days
  };
  std::size_t begin_ = 0, stop_ = 0;
  std::vector<Stretch> ends_;
};

/// Sum of get(period) over the periods [first, end).
double sum(std::size_t first, std::size_t end, const std::function<double(std::size_t)>& get);

}  // namespace polku::report
