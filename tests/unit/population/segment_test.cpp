#include <cmath>

#include "newborns.hpp"

using namespace polku;
using namespace polku::test;

namespace {

SmallWorld with_shares(const std::vector<double>& shares) {
  SmallWorld small = small_world();
  const scenario::Segment people = small.people();
  small.model().segments.clear();
  for (std::size_t g = 0; g < shares.size(); ++g) {
    small.model().segments.emplace_back("segment_" + std::to_string(g), people);
    small.model().segments.back().second.share = shares[g];
  }
  return small;
}

}  // namespace

TEST_CASE("segments have their shares in populations of any size, to within a few customers",
          "[population]") {
  const std::vector<double> shares{0.5, 0.3, 0.15, 0.05};
  const auto world = with_shares(shares).build();
  std::vector<int> counts(shares.size());
  double largest = 0;

  for (std::uint32_t customer = 0; customer < 20000; ++customer) {
    ++counts[population::segment_of(world, customer)];
    for (std::size_t g = 0; g < shares.size(); ++g)
      largest = std::max(largest, std::fabs(counts[g] - shares[g] * (customer + 1)));
  }

  // Independent draws would be off by 71 customers (one standard deviation of the first segment).
  CHECK(largest < 4);
}

TEST_CASE("three equal segments of three customers have one each", "[population]") {
  const auto world = with_shares({0.3334, 0.3333, 0.3333}).build();
  std::vector<int> counts(3);

  for (std::uint32_t customer = 0; customer < 3; ++customer)
    ++counts[population::segment_of(world, customer)];

  CHECK(counts == std::vector<int>{1, 1, 1});
}

TEST_CASE("a customer's segment does not depend on the population or the block", "[population]") {
  const auto world = with_shares({0.6, 0.4}).build();
  const Newborns some(world, 0, 0), others(world, 0, 500);

  for (std::size_t i = 0; i + 500 < some.count(); ++i)
    CHECK(some.columns().segment[i + 500] == others.columns().segment[i]);
}
