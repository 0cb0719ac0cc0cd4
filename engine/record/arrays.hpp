// Building blocks of a result: axes and variables filled by a function of their indices. Internal to record
// and study.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/result.hpp"

namespace polku::record {

inline Axis labels(std::string name, std::vector<std::string> values, std::string doc) {
  return {std::move(name), "", std::move(doc), std::move(values)};
}
inline Axis days(std::string name, std::vector<double> values, std::string doc) {
  return {std::move(name), "days", std::move(doc), std::move(values)};
}
inline Axis numbers(std::string name, std::size_t count, std::string doc) {
  std::vector<std::int64_t> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<std::int64_t>(i));
  return {std::move(name), "1", std::move(doc), std::move(values)};
}

/// A variable over axes of `group`, its values in row-major order. Returns it for filling.
template <class T>
std::vector<T>& add_variable(Group& group, std::string name, std::string unit, std::string doc,
                             std::vector<std::string> axes) {
  std::size_t size = 1;
  for (const auto& axis : axes) size *= group.axis(axis)->size();
  group.variables.push_back(
      {std::move(name), std::move(unit), std::move(doc), std::move(axes), std::vector<T>(size)});
  return std::get<std::vector<T>>(group.variables.back().values);
}

}  // namespace polku::record
