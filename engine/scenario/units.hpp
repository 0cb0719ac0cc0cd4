// Values with units: `5 years`, `40 %`, `0.5/year`, `39 EUR/month`, `0.75 +- 0.20`, `exponential 3 days`,
// both ways. Base units are days, 1/day, shares in 0..1 and currency units; a month is 30.4375 days, a year
// 365.25. In the flow: bind reads with it, echo and the reference page write with it. Thread safety: pure
// functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "scenario/describe_question.hpp"

namespace polku::scenario {

/// Why a text is not the value that is expected; becomes a diagnostic once its place is known.
struct Mistake {
  const char* code;
  std::string message;
  std::string why;
  std::string suggestion;
};

template <class T>
using Reading = std::variant<T, Mistake>;

/// A number in `unit`. Ranges are the caller's to check.
///   plain           `0.5`, `-3`, `1e6`           share      `40 %`, `0.4`
///   days            `3 months`, `month 3`, `none`, `forever` (infinity)
///   per_day         `0.5/year`, `8 %/year`, `3000 contacts/week`
///   money           `39 EUR`, `400 kEUR`, `1.2 MEUR`   share_per_year  `8 %/year`
/// A bare 0 needs no unit. Decimal digits only: no `010`, `0x10`, `1_000`, `.5`, NaN or infinity.
Reading<double> read_number(std::string_view text, Unit unit, std::string_view currency);
/// `100000`: decimal digits only.
Reading<std::int64_t> read_count(std::string_view text);
/// `true` or `false`.
Reading<bool> read_flag(std::string_view text);
/// `0.75`, `75 %`, `0.75 +- 0.20`, `0.75 ± 0.20`.
Reading<Quality> read_quality(std::string_view text);
/// `39 EUR` for each purchase, `39 EUR/month` for each month.
Reading<Price> read_price(std::string_view text, std::string_view currency);
/// `3 days`, `exponential 3 days`, `none`, `0 % 1 hour, 50 % 1 day, 100 % 9 days`.
Reading<Duration> read_duration(std::string_view text);

/// Texts that the functions above read back to the same bits. Infinite days are `forever`.
std::string write_number(double value, Unit unit, std::string_view currency);
std::string write_quality(const Quality& quality);
std::string write_price(const Price& price, std::string_view currency);
std::string write_duration(const Duration& duration);

/// What to write for a unit, for people: "a time such as `3 months`".
std::string expected_text(Unit unit, std::string_view currency);
/// The range of a field, for people: "0 % to 100 %", "at least 1 day", or empty if there is none.
std::string range_text(const Field& field, std::string_view currency);

/// The double nearest to a decimal number, whatever the locale. `text` is digits with an optional sign, point
/// and exponent; infinity if it is too large.
double parse_decimal(std::string_view text);

}  // namespace polku::scenario
