#include "cli/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace polku::cli {
namespace {

constexpr int most_decimals = 6;

/// Least number of decimals that shows `digits` significant digits of `size`; negative where whole numbers
/// show more.
int decimals_for(double size, int digits) {
  int decimals = digits;
  for (; size >= 1.0 && decimals > -most_decimals; --decimals) size /= 10.0;
  for (; size < 0.1 && decimals < most_decimals; ++decimals) size *= 10.0;
  return decimals;
}

double largest(std::span<const double> values) {
  double result = 0.0;
  for (const double value : values)
    if (std::isfinite(value)) result = std::max(result, std::fabs(value));
  return result;
}

double smallest_positive(std::span<const double> values) {
  double result = largest(values);
  for (const double value : values)
    if (value > 0.0) result = std::min(result, value);
  return result;
}

/// Units of measures that are not money: what is shown, and what one of them is worth.
struct ShownUnit {
  std::string_view unit, shown;
  double divisor = 1.0;
};
constexpr std::array<ShownUnit, 10> known_units = {{{"1", "", 1.0},
                                                    {"people", "", 1.0},
                                                    {"times", "", 1.0},
                                                    {"share", "%", 0.01},
                                                    {"1/year", "% a year", 0.01},
                                                    {"-1..1", "-1..1", 1.0},
                                                    {"-100..100", "-100..100", 1.0},
                                                    {"1..7", "1..7", 1.0},
                                                    {"years", "years", 1.0},
                                                    {"hours", "hours", 1.0}}};

bool counts_things(std::string_view unit) { return unit == "people" || unit == "times"; }
bool is_feeling(std::string_view unit) { return unit == "1" || unit == "-1..1" || unit == "1..7"; }

/// "1234567.8" -> "1,234,567.8".
std::string with_separators(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace

Figure figure_for(std::string_view unit, std::span<const double> values,
                  std::span<const double> half_widths) {
  const double size = largest(values);
  Figure figure;
  const auto known = std::find_if(known_units.begin(), known_units.end(),
                                  [&](const ShownUnit& candidate) { return candidate.unit == unit; });
  if (known != known_units.end()) {
    figure.divisor = known->divisor;
    figure.unit = known->shown;
  } else {  // money: the unit is the currency
    const bool millions = size >= 1e6, thousands_of = size >= 1e4;
    figure.divisor = millions ? 1e6 : thousands_of ? 1e3 : 1.0;
    figure.unit = (millions ? "M" : thousands_of ? "k" : "") + std::string(unit);
  }
  const double widest = largest(half_widths), narrowest = smallest_positive(half_widths);
  const int decimals = widest > 0.0 ? std::max(decimals_for(widest / figure.divisor, 2),
                                               decimals_for(narrowest / figure.divisor, 1))
                                    : decimals_for(size / figure.divisor, 4);
  figure.decimals = std::clamp(size == 0.0 && widest == 0.0 ? 0 : decimals, 0, most_decimals);
  // A tenth of a customer is an artefact of taking means, and feelings are not known to the fourth decimal.
  if (counts_things(unit) && size >= 10.0) figure.decimals = 0;
  if (is_feeling(unit)) figure.decimals = std::min(figure.decimals, 3);
  return figure;
}

Figure at_scale_of(Figure figure, const Figure& other) {
  for (double ratio = figure.divisor / other.divisor; ratio > 1.0; ratio /= 10.0) --figure.decimals;
  for (double ratio = figure.divisor / other.divisor; ratio < 1.0; ratio *= 10.0) ++figure.decimals;
  return {other.divisor, std::clamp(figure.decimals, 0, most_decimals), other.unit};
}

std::string number(double value, const Figure& figure) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  std::string digits = fmt::format("{:.{}f}", value / figure.divisor, figure.decimals);
  if (digits.find_first_not_of("-0.") == std::string::npos && digits[0] == '-') digits.erase(0, 1);  // no -0
  return with_separators(std::move(digits));
}

std::string change(double value, const Figure& figure) {
  const std::string text = number(value, figure);
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  return value > 0.0 && std::isfinite(value) && !is_zero ? "+" + text : text;
}

std::string thousands(std::int64_t count) { return with_separators(std::to_string(count)); }

std::string percent(double share) { return fmt::format("{:.4g} %", 100.0 * share); }

std::string days_in_words(double days) {
  if (std::isinf(days)) return "for ever";
  struct Unit {
    double days;
    const char* name;
    double most;  // of it, before longer ones read better
  };
  constexpr double any = std::numeric_limits<double>::infinity();
  constexpr std::array<Unit, 6> units = {{{365.25, "year", any},
                                          {30.4375, "month", any},
                                          {7.0, "week", any},
                                          {1.0, "day", any},
                                          {1.0 / 24.0, "hour", 48.0},
                                          {1.0 / 1440.0, "minute", 120.0}}};
  for (const Unit& unit : units) {
    const double count = days / unit.days;
    if (count >= 1.0 && count <= unit.most && std::fabs(count - std::round(count)) < 1e-9)
      return fmt::format("{:.0f} {}{}", count, unit.name, std::round(count) == 1.0 ? "" : "s");
  }
  const Unit& unit = units[days >= 1.0 || days == 0.0 ? 3 : days >= units[4].days ? 4 : 5];
  return fmt::format("{:.4g} {}s", days / unit.days, unit.name);
}

std::string seconds_in_words(double seconds) {
  if (!(seconds < 1e15)) return "for ever";
  if (seconds < 1.0) return "less than 1 s";
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", thousands(whole / 3600), whole % 3600 / 60);
}

std::string bytes_in_words(double bytes) {
  constexpr std::array<const char*, 5> units = {"kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (bytes /= 1000.0; bytes >= 1000.0 && unit + 1 < units.size(); ++unit) bytes /= 1000.0;
  return fmt::format("{:.{}f} {}", bytes, bytes < 10.0 ? 1 : 0, units[unit]);
}

}  // namespace polku::cli
