// Customers of a small world on the day they are born.
#pragma once

#include "population/birth.hpp"
#include "support/small_world.hpp"

namespace polku::test {

struct Newborns {
  world::World world;
  population::Block block;

  explicit Newborns(world::World built, std::uint32_t replication = 0, std::uint32_t first = 0)
      : world(std::move(built)), block(world, world.customers) {
    population::bear(world, base::DrawKey{world.seed}, replication, first, world.customers, block.columns());
  }
  explicit Newborns(const SmallWorld& small) : Newborns(small.build()) {}

  std::size_t count() const { return columns().count; }
  const population::Columns& columns() const { return block.columns(); }
  /// Value of thing k (a provider, an attribute, a need) of customer i.
  template <class T>
  T of(T* const population::Columns::*column, std::size_t k, std::size_t i) const {
    return (columns().*column)[columns().at(k, i)];
  }
};

}  // namespace polku::test
