// Surveys and listening policies of the compiled world. Part of world.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "scenario/model.hpp"
#include "world/parameters.hpp"

namespace polku::world {

inline constexpr std::uint8_t no_step = 0xFF;

struct Survey {
  std::string name;
  std::uint32_t name_hash = 0;
  std::uint8_t after = no_step;    // the step; no_step: at the end of journeys or at intervals
  base::Tick every = 0;            // 0: not at intervals
  std::uint8_t need = 0xFF;        // only its journeys; no_need: all
  std::uint8_t contact = no_step;  // whose first visit should solve it
  bool lost = false;
  bool shoppers = false;
  ParameterId rate = no_parameter;
  double cost = 0.0;  // currency units for each one asked
  float neutral = 5, noise = 0, effort_of_four = 1;
  float sensitivity = 1, specificity = 1;
  float tilt = 0, polarity = 0;
  std::vector<float> bias;     // per segment, points of 0-10
  std::vector<float> answers;  // per segment, log odds of who feels nothing either way
};

/// Something at a step that could be done better: an attribute delivered there.
struct Lever {
  std::uint8_t step = 0;
  std::uint8_t attribute = 0;
};

struct Policy {
  std::string name;
  double budget = 0.0;  // currency units a round; 0: does nothing
  base::Tick every = 0, delay = 0;
  scenario::Reads reads{};
  scenario::Basis basis{};
  std::size_t survey = 0;  // whose score, with Reads::nps
  bool only_when_falling = false;
  double least_answers = 1.0;
  double doublings = 0.0;    // of the odds of good quality, that one round buys
  std::vector<double> plan;  // per lever, sums to 1
};

}  // namespace polku::world
