// The arithmetic of one attribute felt by many customers, apart from where the numbers come from and go to,
// so that it compiles to wide vectors. Arrays of n; formulas are those of behaviour.
#pragma once

#include <cstddef>
#include <cstdint>

namespace polku::simulate {

struct ExperienceSettings {
  float norm = 0.5f;              // of the attribute in the market, in quality
  float reference_weight = 0.5f;  // omega
  float up = 0.1f, down = 0.05f;  // share of a surprise that becomes expectation
  bool works_or_fails = true;     // must-be attributes
  bool relative_gap = false;
  float tolerance_slope = 0.3f;  // what a gap counts within the zone of tolerance
  std::int32_t category = -1;    // what the attribute is to everybody; -1: the lane says
};

struct ExperienceLanes {
  const std::uint32_t* word;  // draw of the quality
  const float* mean;          // chance that a must-be works
  const float* location;      // of the logit-normal
  const float* scale;
  const std::int32_t* category;  // behaviour::KanoCategory, as wide as the other lanes
  const float* loss_weight;      // lambda
  const float* fresh;            // what satiation leaves of a gain, 0..1
  const float* weight;           // gain x importance; negative: not felt at all
  float* expectation;            // in and out, as felt
  float* felt;                   // out: quality as felt
  float* gap;                    // out: felt minus reference
  float* satisfaction;           // out: S of this attribute
  float* experience;             // in and out: sum over attributes
  // Null where no provider promises anything, nobody tolerates anything and nobody learns as a belief does.
  const float* norm = nullptr;       // in quality, instead of the setting
  const float* tolerance = nullptr;  // gaps up to this count less
  const float* up = nullptr;         // instead of the settings
  const float* down = nullptr;
};

void feel(std::size_t n, const ExperienceSettings& settings, const ExperienceLanes& lanes);

}  // namespace polku::simulate
