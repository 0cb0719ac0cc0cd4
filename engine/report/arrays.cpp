#include "report/arrays.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/time.hpp"

namespace polku::report {

const std::vector<std::string>& labels(const record::Group& group, std::string_view axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

Array::Array(const record::Group& group, std::string_view variable) : variable_(group.variable(variable)) {
  if (!variable_)
    throw std::logic_error("a result without '" + group.name + "/" + std::string(variable) + "'");
  for (const std::string& name : variable_->axes) sizes_.push_back(group.axis(name)->size());
}

double Array::operator()(std::initializer_list<std::size_t> place) const {
  std::size_t at = 0, axis = 0;
  for (const std::size_t index : place) at = at * sizes_[axis++] + index;
  return std::visit([at](const auto& values) { return static_cast<double>(values[at]); }, variable_->values);
}

Clock::Clock(const record::Group& group, double horizon, std::size_t most_points) {
  const auto& starts = std::get<std::vector<double>>(group.axis("period")->coordinates);
  stop_ = starts.size();
  begin_ = static_cast<std::size_t>(std::lower_bound(starts.begin(), starts.end(), 0.0) - starts.begin());
  const std::size_t count = stop_ - begin_,
                    together = std::max<std::size_t>(1, (count + most_points - 1) / most_points);
  for (std::size_t first = begin_; first < stop_; first += together) {
    const std::size_t end = std::min(stop_, first + together);
    ends_.push_back({first, end, end < stop_ ? starts[end] : horizon});
  }
}

std::vector<double> Clock::years() const {
  std::vector<double> years;
  for (const Stretch& stretch : ends_) years.push_back(stretch.until / base::days_per_year);
  return years;
}

double sum(std::size_t first, std::size_t end, const std::function<double(std::size_t)>& get) {
  double total = 0.0;
  for (std::size_t period = first; period < end; ++period) total += get(period);
  return total;
}

}  // namespace polku::report
