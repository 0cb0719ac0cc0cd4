// Who went from where to where, and what attributes were to people as years passed: counted of the customers
// whose rows are kept, so that nobody else pays for it. Whole numbers, merged in any order. In the flow:
// filled by the kernel and at the end of a life, read by record. Each thread has its own.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "behaviour/kano.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// Whom a journey deals with after a step.
enum class With : std::uint8_t {
  us,
  rival_instead,  // a rival, though the customer is ours
  rival,
  nobody,
};
inline constexpr std::size_t with_count = 4;

/// Ways from step to step after the warm-up, those to the end and to giving up included. Each round of a wait
/// that repeats itself is not a way of its own.
class Passages {
 public:
  explicit Passages(const world::World& world)
      : targets_(world.steps.size() + 2),
        counts_(world.recorded_customers > 0 ? with_count * world.steps.size() * targets_ : 0) {}
  void add(With with, std::size_t from, std::size_t to) { ++counts_[place(with, from, to)]; }
  std::int64_t at(With with, std::size_t from, std::size_t to) const {
    return counts_[place(with, from, to)];
  }
  bool empty() const { return counts_.empty(); }
  void merge(const Passages& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  }

 private:
  std::size_t place(With with, std::size_t from, std::size_t to) const {
    return (from * targets_ + to) * with_count + static_cast<std::size_t>(with);
  }
  std::size_t targets_;
  std::vector<std::int64_t> counts_;
};

/// People by Kano category of each attribute, at date 0 and after every whole year.
class CategoryCounts {
 public:
  using Counts = std::array<std::int64_t, behaviour::kano_category_count>;
  explicit CategoryCounts(const world::World& world);
  std::size_t moments() const { return moments_.size(); }
  base::Tick moment(std::size_t m) const { return moments_[m]; }
  Counts& at(std::size_t moment, std::size_t attribute) { return counts_[moment * attributes_ + attribute]; }
  const Counts& at(std::size_t moment, std::size_t attribute) const {
    return counts_[moment * attributes_ + attribute];
  }
  void merge(const CategoryCounts& other);

 private:
  std::vector<base::Tick> moments_;
  std::size_t attributes_;
  std::vector<Counts> counts_;
};

}  // namespace polku::simulate
