// How close a formula must come: exact to 1e-9, or to the rounding of a figure printed with six decimals.
#pragma once

#include <catch2/catch.hpp>

namespace polku::test {

inline auto exactly(double expected) { return Catch::Matchers::WithinAbs(expected, 1e-9); }
inline auto printed(double expected) { return Catch::Matchers::WithinAbs(expected, 5.000001e-7); }
inline auto printed_to(double expected, double last_digit) {
  return Catch::Matchers::WithinAbs(expected, 0.5000001 * last_digit);
}

}  // namespace polku::test
