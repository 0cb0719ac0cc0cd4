#include "cli/value_text.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/time.hpp"
#include "cli/figures.hpp"
#include "scenario/edit.hpp"
#include "scenario/units.hpp"

namespace polku::cli {
namespace {

/// A rate per the longest of year, week and day in which it is no more than a hundred.
std::string rate_text(double per_day) {
  for (const auto& [days, unit] : {std::pair{base::days_per_year, "/year"}, {base::days_per_week, "/week"}})
    if (per_day * days <= 100.0) return fmt::format("{:.4g}{}", per_day * days, unit);
  return fmt::format("{:.4g}/day", per_day);
}

}  // namespace

std::string value_text(const scenario::Scenario& scenario, const std::string& path, double value) {
  scenario::Scenario copy = scenario;
  const auto number = scenario::locate(copy, scenario::matching_paths(copy, path).front());
  // What was interpolated is not known to more than four digits.
  const double rounded = scenario::parse_decimal(fmt::format("{:.4g}", value));
  if (number->field.unit == scenario::Unit::share) return percent(rounded);
  if (number->field.unit == scenario::Unit::days) return days_in_words(value);
  if (number->field.unit == scenario::Unit::per_day) return rate_text(value);
  if (number->price) return scenario::write_price({rounded, number->price->period}, scenario.model.currency);
  return scenario::write_number(rounded, number->field.unit, scenario.model.currency);
}

}  // namespace polku::cli
