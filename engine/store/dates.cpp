#include "store/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace polku::store {
namespace {

using scenario::DateFormat;

std::optional<std::int32_t> whole(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int32_t> day_of(std::int32_t year, std::int32_t month, std::int32_t day) {
  if (year < 1000 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// Three numbers between the same two marks: `31.12.1997`, `12/31/1997`.
std::optional<std::array<std::int32_t, 3>> three_numbers(std::string_view text) {
  const std::size_t first = text.find_first_of("./-");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto a = whole(text.substr(0, first)), b = whole(text.substr(first + 1, second - first - 1)),
             c = whole(text.substr(second + 1));
  if (!a || !b || !c) return std::nullopt;
  return std::array{*a, *b, *c};
}

std::optional<std::int32_t> iso(std::string_view text) {
  const std::size_t time = text.find_first_of("T ");
  text = text.substr(0, time);
  if (text.size() == 8) {
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    return day_of(*whole(text.substr(0, 4)), *whole(text.substr(4, 2)), *whole(text.substr(6, 2)));
  }
  const auto parts = text.size() == 10 && text[4] == '-' ? three_numbers(text) : std::nullopt;
  return parts ? day_of((*parts)[0], (*parts)[1], (*parts)[2]) : std::nullopt;
}

}  // namespace

std::optional<std::int32_t> read_date(std::string_view text, DateFormat format) {
  constexpr std::int32_t far = 3'000'000;  // beyond every date that is written here
  if (format == DateFormat::iso) return iso(text);
  if (format == DateFormat::day_number || format == DateFormat::week_number) {
    const auto number = whole(text);
    if (!number || *number < -far / 7 || *number > far / 7) return std::nullopt;
    return format == DateFormat::week_number ? 7 * *number : *number;
  }
  const auto parts = three_numbers(text);
  if (!parts) return std::nullopt;
  const bool day_first = format == DateFormat::day_month_year;
  return day_of((*parts)[2], (*parts)[day_first ? 1 : 0], (*parts)[day_first ? 0 : 1]);
}

std::string write_date(std::int32_t day, DateFormat format) {
  if (format == DateFormat::day_number) return std::to_string(day);
  if (format == DateFormat::week_number) return std::to_string(day / 7);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) +
         "-" + two(static_cast<unsigned>(date.day()));
}

std::string expected_date(DateFormat format) {
  switch (format) {
    case DateFormat::iso: return "a date such as `1997-01-31` or `19970131`";
    case DateFormat::day_month_year: return "a date such as `31.01.1997`, day first";
    case DateFormat::month_day_year: return "a date such as `01/31/1997`, month first";
    case DateFormat::day_number: return "a day as a whole number";
    case DateFormat::week_number: break;
  }
  return "a week as a whole number";
}

std::optional<double> read_decimal(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  if (text.size() == digits || !((text[digits] >= '0' && text[digits] <= '9') || text[digits] == '.'))
    return std::nullopt;
  double value = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

}  // namespace polku::store
