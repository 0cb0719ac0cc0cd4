// What it would be worth to know a parameter before deciding: the expected value of partial perfect
// information. In the flow: on the points of a sweep. Thread safety: pure functions.
//
// Source: regression estimate, Strong, Oakley & Brennan 2014, on Legendre polynomials of one parameter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "study/bootstrap.hpp"
#include "study/design.hpp"

namespace polku::study {

struct ValueOfInformation {
  double value = 0.0;  ///< expected gain from knowing this parameter. [unit of the outcomes], >= 0
  Between between;
};

/// `outcomes[alternative][point]`; points of the unit cube, drawn as the parameters are believed to be
/// distributed (uniform). One figure for each parameter.
std::vector<ValueOfInformation> value_of_information(const Points& points,
                                                     const std::vector<std::vector<double>>& outcomes,
                                                     double confidence, std::int64_t seed,
                                                     std::size_t resamples = 400);

/// Expected gain from knowing all parameters: the ceiling of every measurement. Noise of the outcomes
/// inflates it.
double value_of_perfect_information(const std::vector<std::vector<double>>& outcomes);

}  // namespace polku::study
