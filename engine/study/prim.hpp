// Where in the space of parameters something happens: a box of few conditions that holds most of the cases of
// interest and little else ("this option loses only if ..."). In the flow: on the points of a sweep. Thread
// safety: pure functions.
//
// Source: PRIM, Friedman & Fisher 1999; coverage and density as in Bryant & Lempert 2010.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "study/design.hpp"

namespace polku::study {

/// Conditions on parameters; infinite where there is none.
struct Box {
  std::vector<double> low, high;  ///< low <= x <= high
  bool restricts(std::size_t parameter) const;
  bool contains(const std::vector<double>& point) const;
};

struct BoxQuality {
  double coverage = 0.0;  ///< share of the cases of interest that lie in the box
  double density = 0.0;   ///< share of the points in the box that are of interest
  double mass = 0.0;      ///< share of all points that lie in the box
};
BoxQuality quality_of(const Box& box, const Points& points, const std::vector<bool>& interesting);

struct PrimRules {
  double peel = 0.05;   ///< share of the box that one cut takes, at least one point
  double paste = 0.05;  ///< share by which a side is let out again
  double least_mass = 0.05;
};

struct PrimBox {
  Box box;
  BoxQuality quality;
  std::vector<double> reproduced;  ///< share of resamples of the points in which a parameter is restricted
};

/// Peels the least interesting sides off, one after the other, takes the box on that path with the largest
/// harmonic mean of coverage and density, lets sides out again as long as density does not suffer, and drops
/// conditions that change neither by more than a hundredth. Nothing if no point is of interest, or all are.
std::optional<PrimBox> prim(const Points& points, const std::vector<bool>& interesting, std::int64_t seed,
                            const PrimRules& rules = {}, std::size_t resamples = 20);

}  // namespace polku::study
