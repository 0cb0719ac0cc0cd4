#include "cli/value_text.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/time.hpp"
#include "cli/figures.hpp"
#include "scenario/edit.hpp"
#include "scenario/units.hpp"

namespace polku::cli {
namespace {

/// A rate per the shortest of day, week and year in which it is no less than a tenth.
std::string rate_text(double per_day) {
  for (const auto& [days, unit] : {std::pair{1.0, "/day"}, {base::days_per_week, "/week"}})
    if (per_day * days >= 0.1) return fmt::format("{:.4g}{}", per_day * days, unit);
  return fmt::format("{:.4g}/year", per_day * base::days_per_year);
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
