// Functions of the organisation as the simulation sees them. Part of world.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "world/parameters.hpp"

namespace polku::world {

inline constexpr std::uint8_t no_function = 0xFF;
inline constexpr std::size_t max_functions = 64;

/// Another function that this one depends on.
struct Supporter {
  std::uint8_t function = no_function;
  float weight = 0.0f;    // in readiness, and of what moves it
  double contacts = 0.0;  // passed on for each contact
};

struct Function {
  std::string name;
  bool front_line = false;       // owns an encounter
  ParameterId servers{};         // 0: as many as needed
  ParameterId handling{};        // calendar time of one server's contact [days]
  ParameterId impatience{};      // 1 / patience in calendar time, 0: never gives up [1/day]
  ParameterId morale{};          // at the usual load
  ParameterId readiness{};       // with those who support it
  double morale_start = 0.0;     // before any change
  double readiness_start = 0.0;  // before any change
  double open = 1.0;             // share of calendar time in which it works
  double variability = 1.0;      // (c_a^2 + c_s^2) / 2
  double decay = 0.0;            // log-odds lost a day while nobody attends
  std::uint8_t felt_as = 0xFF;   // attribute that waiting spoils; 0xFF: none
  float halves = 1.0f;           // wait that halves the odds of a good quality [days]
  std::vector<Supporter> supported_by;
};

}  // namespace polku::world
