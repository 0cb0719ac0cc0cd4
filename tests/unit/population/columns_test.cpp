#include <algorithm>

#include "newborns.hpp"

using namespace polku;
using namespace polku::test;

TEST_CASE("a customer takes as many bytes as its fields say", "[population]") {
  const auto world = small_world().build();
  std::size_t sum = 0;

  for (const auto& field : population::field_sizes(world)) {
    CHECK_FALSE(field.meaning.empty());
    sum += field.bytes;
  }

  CHECK(population::bytes_per_customer(world) == sum);
  CHECK(sum > 100);
}

TEST_CASE("each provider, attribute and need adds its columns", "[population]") {
  const auto one = small_world().build();
  const auto two = small_world().rival("them").build();
  const auto felt = small_world().attribute("warmth", one_dimensional()).build();

  const auto bytes = [](const world::World& world) { return population::bytes_per_customer(world); };
  CHECK(bytes(two) - bytes(one) == 2 * sizeof(float) + 1);  // attitude, taste, experiences
  CHECK(bytes(felt) - bytes(one) == sizeof(float) + 1);     // expectation, category
}

TEST_CASE("columns of a block start at cache lines and do not overlap", "[population]") {
  const auto world = small_world().rival("them").attribute("warmth", one_dimensional()).build();
  constexpr std::size_t capacity = 77;
  population::Block block(world, capacity);
  const auto& b = block.columns();
  struct Span {
    std::uintptr_t first, last;
  };
  std::vector<Span> spans;

#define POLKU_SPAN(type, name, per, meaning)                 \
  spans.push_back({reinterpret_cast<std::uintptr_t>(b.name), \
                   reinterpret_cast<std::uintptr_t>(         \
                       b.name + capacity * population::values_per_customer(world, population::Per::per))});
  POLKU_CUSTOMER_FIELDS(POLKU_SPAN)
#undef POLKU_SPAN

  std::sort(spans.begin(), spans.end(), [](const Span& x, const Span& y) { return x.first < y.first; });
  for (std::size_t i = 0; i < spans.size(); ++i) {
    CHECK(spans[i].first % 64 == 0);
    if (i > 0) CHECK(spans[i - 1].last <= spans[i].first);
  }
}

TEST_CASE("birth overwrites whatever the memory held", "[population]") {
  const auto world =
      small_world().rival("them").attribute("warmth", one_dimensional()).rate(poisson(0.2, 0.5)).build();
  population::Block used(world, 100);
  const base::DrawKey key{world.seed};
  population::bear(world, key, 3, 500, 100, used.columns());
  population::bear(world, key, 0, 0, 100, used.columns());
  population::Block fresh(world, 100);
  population::bear(world, key, 0, 0, 100, fresh.columns());

  const auto &a = used.columns(), &b = fresh.columns();
  bool same = true;
#define POLKU_COMPARE(type, name, per, meaning)                                                        \
  for (std::size_t i = 0; i < 100 * population::values_per_customer(world, population::Per::per); ++i) \
    same = same && a.name[i] == b.name[i];
  POLKU_CUSTOMER_FIELDS(POLKU_COMPARE)
#undef POLKU_COMPARE
  CHECK(same);
}
