#include "study/design.hpp"

#include <boost/random/sobol.hpp>
#include <numeric>

#include "study/stream.hpp"

namespace polku::study {
namespace {

/// Owen's nested scrambling of 32 binary digits: each digit is flipped or not by a coin that depends on all
/// digits before it.
std::uint32_t scrambled(std::uint32_t digits, std::uint32_t key) {
  std::uint32_t result = 0;
  for (unsigned bit = 0; bit < 32; ++bit) {
    const std::uint32_t before = bit == 0 ? 0 : digits >> (32 - bit);
    const std::uint32_t coin = base::mix(key ^ base::mix(before + 0x9E3779B9u * (bit + 1))) & 1u;
    result |= (((digits >> (31 - bit)) & 1u) ^ coin) << (31 - bit);
  }
  return result;
}

}  // namespace

Points grid(const std::vector<std::size_t>& levels) {
  const auto count =
      std::accumulate(levels.begin(), levels.end(), std::size_t{1}, std::multiplies<std::size_t>());
  Points points(count, std::vector<double>(levels.size()));
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t rest = i;
    for (std::size_t d = levels.size(); d-- > 0; rest /= levels[d])
      points[i][d] =
          levels[d] == 1 ? 0.5 : static_cast<double>(rest % levels[d]) / static_cast<double>(levels[d] - 1);
  }
  return points;
}

Points latin_hypercube(std::size_t count, std::size_t dimensions, std::int64_t seed) {
  Stream stream(seed, DrawnFor::latin_hypercube);
  Points points(count, std::vector<double>(dimensions));
  std::vector<std::size_t> strata(count);
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::iota(strata.begin(), strata.end(), std::size_t{0});
    for (std::size_t i = count; i > 1; --i) std::swap(strata[i - 1], strata[stream.below(i)]);
    for (std::size_t i = 0; i < count; ++i)
      points[i][d] = (static_cast<double>(strata[i]) + stream.uniform()) / static_cast<double>(count);
  }
  return points;
}

Points sobol_points(std::size_t count, std::size_t dimensions, std::optional<std::int64_t> scramble) {
  Points points(count, std::vector<double>(dimensions));
  if (dimensions == 0) return points;
  boost::random::sobol sequence(dimensions);  // begins after the origin; 64 bits, of which the upper 32 do
  std::vector<std::uint32_t> keys(dimensions);
  if (scramble) {
    Stream stream(*scramble, DrawnFor::scramble);
    for (std::uint32_t& key : keys) key = stream.word();
  }
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t d = 0; d < dimensions; ++d) {
      std::uint32_t digits = i == 0 ? 0 : static_cast<std::uint32_t>(sequence() >> 32);
      // Half a cell keeps scrambled points inside the open interval; the sequence itself has 0.
      points[i][d] =
          scramble ? base::unit_double(scrambled(digits, keys[d])) : static_cast<double>(digits) * 0x1p-32;
    }
  return points;
}

}  // namespace polku::study
