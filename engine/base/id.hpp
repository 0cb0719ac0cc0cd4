// A small integer that knows what it counts: Id<struct StepTag> cannot be mistaken for a provider's number.
// Usually an index into a flat array of the world. Thread safety: a value.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace polku::base {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr std::size_t index() const noexcept { return value; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace polku::base

template <class Tag>
struct std::hash<polku::base::Id<Tag>> {
  std::size_t operator()(const polku::base::Id<Tag>& id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};
