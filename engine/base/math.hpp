// All the mathematics an engine file may take from outside its own formulas, for float and double: exp,
// expm1, log, log1p, tanh, sigmoid, logit, pow, sin (elementary.hpp); normal_pdf, normal_cdf, normal_quantile
// (normal.hpp). Never call libm's versions: their bits differ between machines. std::sqrt, std::floor,
// std::fabs and std::ldexp are exact everywhere and fine.
#pragma once

#include "base/elementary.hpp"
#include "base/normal.hpp"
