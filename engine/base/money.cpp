#include "base/money.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace polku::base {

namespace {

__extension__ typedef unsigned __int128 Wide;  // a 63-bit amount times a 54-bit weight does not fit 64 bits

// Adds 1 to the `count` entries with the largest remainders; the earlier entry wins a tie.
template <class Remainder>
void round_up_largest(std::vector<std::int64_t>& parts, const std::vector<Remainder>& remainders,
                      std::size_t count) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; i < count; ++i) ++parts[order[i]];
}

// The weights as integers relative to the largest, so that the division below is exact.
std::vector<std::uint64_t> integer_weights(std::span<const double> weights) {
  const double largest = *std::max_element(weights.begin(), weights.end());
  std::vector<std::uint64_t> scaled(weights.size(), 1);
  if (!(largest > 0)) return scaled;
  std::transform(weights.begin(), weights.end(), scaled.begin(), [&](double weight) {
    return static_cast<std::uint64_t>(std::floor(std::ldexp(std::max(weight, 0.0) / largest, 53) + 0.5));
  });
  return scaled;
}

}  // namespace

std::vector<Money> allocate(Money total, std::span<const double> weights) {
  std::vector<Money> parts(weights.size());
  if (weights.empty()) return parts;
  const auto scaled = integer_weights(weights);
  Wide sum = 0;
  for (const auto weight : scaled) sum += weight;
  const auto amount = static_cast<std::uint64_t>(total < 0 ? -total : total);

  std::vector<Wide> remainders(parts.size());
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide product = static_cast<Wide>(amount) * scaled[i];
    parts[i] = static_cast<Money>(product / sum);
    remainders[i] = product % sum;
    given += static_cast<std::uint64_t>(parts[i]);
  }
  round_up_largest(parts, remainders, static_cast<std::size_t>(amount - given));

  if (total < 0) std::transform(parts.begin(), parts.end(), parts.begin(), std::negate<>());
  return parts;
}

std::vector<std::int64_t> to_cents(std::span<const Money> amounts) {
  std::vector<std::int64_t> cents(amounts.size());
  std::vector<Money> remainders(amounts.size());
  Money total = 0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Money below = ((amounts[i] % money_per_cent) + money_per_cent) % money_per_cent;
    remainders[i] = below;
    cents[i] = (amounts[i] - below) / money_per_cent;
    total += amounts[i];
    given += cents[i];
  }
  round_up_largest(cents, remainders, static_cast<std::size_t>(to_cents(total) - given));
  return cents;
}

}  // namespace polku::base
