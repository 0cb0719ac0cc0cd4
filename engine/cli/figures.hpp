// Numbers as people read them: as many digits as the interval deserves, thousands apart, money in thousands
// or millions, shares in per cent; durations, memory. Nothing here rounds what goes into files. In the flow:
// under the tables of cli. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace polku::cli {

/// How the numbers of one row are written: all alike, so that they can be compared by eye.
struct Figure {
  double divisor = 1.0;  ///< a number is shown as value / divisor
  int decimals = 0;
  std::string unit;  ///< as shown: "kEUR", "%", "years"; may be empty
};

/// Chooses scale and decimals. `unit` is a measure's unit in a result; `values` are to be legible,
/// `half_widths` of their intervals say how far their digits mean anything (two of the widest, one of the
/// narrowest). Where no interval is known, four digits of the largest value.
Figure figure_for(std::string_view unit, std::span<const double> values, std::span<const double> half_widths);

/// The same scale as another of the same unit: thousands beside thousands.
Figure at_scale_of(Figure figure, const Figure& other);

/// "1,234.5", "-12"; an en dash for what does not exist (NaN).
std::string number(double value, const Figure& figure);
/// With its sign: "+12", "-3", "0".
std::string change(double value, const Figure& figure);

/// "20,000".
std::string thousands(std::int64_t count);
/// "95 %", "99.5 %".
std::string percent(double share);
/// "5 years", "3 months", "2 weeks", "1 day"; "30.5 days" where no larger unit fits.
std::string days_in_words(double days);
/// "3 s", "2 min 10 s", "1 h 20 min"; below a second "less than 1 s".
std::string seconds_in_words(double seconds);
/// "45 MB", "3.4 GB", in steps of 1000.
std::string bytes_in_words(double bytes);

}  // namespace polku::cli
