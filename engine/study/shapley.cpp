#include "study/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "study/stream.hpp"

namespace polku::study {
namespace {

/// 1 / (n C(n - 1, s)): chance that, in a random order of n, exactly a given set of s comes before one other.
double weight(std::size_t n, std::size_t s) {
  double inverse = static_cast<double>(n);
  for (std::size_t i = 0; i < s; ++i) inverse *= static_cast<double>(n - 1 - i) / static_cast<double>(i + 1);
  return 1.0 / inverse;
}

Coalition bit(std::size_t player) { return Coalition{1} << player; }

}  // namespace

Shapley shapley(const std::vector<double>& value_of, std::size_t players) {
  if (players > 20 || value_of.size() != std::size_t{1} << players)
    throw std::invalid_argument("an exact split needs the value of every coalition");
  Shapley result;
  result.share.assign(players, 0.0);
  result.interaction.assign(players, std::vector<double>(players, 0.0));
  for (Coalition set = 0; set < value_of.size(); ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    for (std::size_t i = 0; i < players; ++i) {
      if (set & bit(i)) continue;
      result.share[i] += weight(players, size) * (value_of[set | bit(i)] - value_of[set]);
      for (std::size_t j = i + 1; j < players; ++j) {
        if (set & bit(j)) continue;
        const double beyond =
            value_of[set | bit(i) | bit(j)] - value_of[set | bit(i)] - value_of[set | bit(j)] + value_of[set];
        result.interaction[i][j] += weight(players - 1, size) * beyond;
      }
    }
  }
  for (std::size_t i = 0; i < players; ++i)
    for (std::size_t j = 0; j < i; ++j) result.interaction[i][j] = result.interaction[j][i];
  return result;
}

SampledShapley sampled_shapley(const std::function<double(Coalition)>& value, std::size_t players,
                               std::size_t orders, std::int64_t seed) {
  std::map<Coalition, double> known;
  const auto value_of = [&](Coalition set) {
    const auto found = known.find(set);
    return found != known.end() ? found->second : known[set] = value(set);
  };
  Stream stream(seed, DrawnFor::shapley);
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::vector<double>> gains(players);  // mean of an order and its reverse
  for (std::size_t o = 0; o < orders; ++o) {
    for (std::size_t i = players; i > 1; --i) std::swap(order[i - 1], order[stream.below(i)]);
    std::vector<double> gained(players, 0.0);
    for (const bool reversed : {false, true}) {
      Coalition set = 0;
      for (std::size_t at = 0; at < players; ++at) {
        const std::size_t player = order[reversed ? players - 1 - at : at];
        gained[player] += (value_of(set | bit(player)) - value_of(set)) / 2.0;
        set |= bit(player);
      }
    }
    for (std::size_t i = 0; i < players; ++i) gains[i].push_back(gained[i]);
  }
  SampledShapley result;
  const double n = static_cast<double>(orders);
  for (const auto& gained : gains) {
    const double mean = std::accumulate(gained.begin(), gained.end(), 0.0) / n;
    double squares = 0.0;
    for (const double gain : gained) squares += (gain - mean) * (gain - mean);
    result.share.push_back(mean);
    result.standard_error.push_back(orders > 1 ? std::sqrt(squares / (n - 1.0) / n) : 0.0);
  }
  return result;
}

std::vector<std::int64_t> split_to_the_unit(const std::vector<double>& parts, std::int64_t total) {
  std::vector<std::int64_t> whole;
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::int64_t left = total;
  for (const double part : parts) left -= whole.emplace_back(static_cast<std::int64_t>(std::floor(part)));
  if (parts.empty()) return whole;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a] - std::floor(parts[a]) > parts[b] - std::floor(parts[b]);
  });
  // Rounding of the parts themselves may leave a unit too few; then the smallest remainders give.
  for (std::size_t at = 0; left > 0; at = (at + 1) % order.size(), --left) ++whole[order[at]];
  for (std::size_t at = order.size(); left < 0; ++left) {
    at = at == 0 ? order.size() - 1 : at - 1;
    --whole[order[at]];
  }
  return whole;
}

}  // namespace polku::study
