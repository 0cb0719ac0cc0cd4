// Dates of data files as days since 1 January 1970, in the notations that people use. In the flow: under the
// readers of transactions and tables. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/values.hpp"

namespace polku::store {

/// Day of a text such as `1997-01-31`, or nothing if there is no such day or it is written otherwise. A time
/// of day behind an ISO date is left away. Week w is the day 7 w.
std::optional<std::int32_t> read_date(std::string_view text, scenario::DateFormat format);

/// `1997-01-31`; in the notations that count, the number.
std::string write_date(std::int32_t day, scenario::DateFormat format);

/// "a date such as `1997-01-31`", for messages.
std::string expected_date(scenario::DateFormat format);

/// A decimal number such as `12.50`, or nothing: digits with an optional sign, point and exponent.
std::optional<double> read_decimal(std::string_view text);

}  // namespace polku::store
