// Where to look in a space of parameters: points of the unit cube, one row a point. In the flow: sweep and
// sensitivity map them to the ranges of parameters. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace polku::study {

using Points = std::vector<std::vector<double>>;

/// Every combination of equally spaced levels, ends included; the last dimension varies fastest. One level is
/// the middle.
Points grid(const std::vector<std::size_t>& levels);

/// Each of `count` strata of every dimension hit once, at a random place within it. Source: McKay, Beckman &
/// Conover 1979.
Points latin_hypercube(std::size_t count, std::size_t dimensions, std::int64_t seed);

/// The first `count` points of Sobol's sequence, the origin first; direction numbers by Joe & Kuo 2008, from
/// Boost.Random. With a seed, scrambled (Owen 1995): each dimension's digits are permuted at random, nested,
/// which keeps the evenness and makes the mean of a function an unbiased estimate.
Points sobol_points(std::size_t count, std::size_t dimensions,
                    std::optional<std::int64_t> scramble = std::nullopt);

}  // namespace polku::study
