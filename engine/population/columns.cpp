#include "population/columns.hpp"

#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace polku::population {
namespace {

constexpr std::align_val_t page{std::size_t{1} << 21};  // a large one of x86-64
constexpr std::size_t alignment = 64;                   // a cache line, so that columns never share one

std::size_t padded(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

}  // namespace

void Block::Free::operator()(std::byte* slab) const { ::operator delete[](slab, page); }

std::size_t values_per_customer(const world::World& world, Per per) {
  switch (per) {
    case Per::customer: return 1;
    case Per::provider: return world.providers.size();
    case Per::attribute: return world.attributes.size();
    case Per::need: return world.needs.size();
    case Per::club: return world.clubs ? 1 : 0;
    case Per::price_noticed: return world.notices_price ? 1 : 0;
    case Per::breakup: return world.remembers_breakup ? 1 : 0;
    case Per::satiation: return world.satiates ? world.attributes.size() : 0;
    case Per::referral: return world.refers ? world.needs.size() : 0;
    case Per::learning: return world.learns_as_belief ? world.attributes.size() : 0;
    case Per::survey: return world.surveys.size();
    case Per::contact:
      for (const auto& survey : world.surveys)
        if (survey.contact != world::no_step) return world.surveys.size();
      return 0;
    case Per::complaint: return world.surveys.empty() ? 0 : 1;
    case Per::relationship: return world.relationship_surveys.empty() ? 0 : 1;
    case Per::organised: return world.organises ? 1 : 0;
    case Per::forgetting: return world.forgets ? world.attributes.size() : 0;
  }
  return 0;
}

std::vector<FieldSize> field_sizes(const world::World& world) {
  std::vector<FieldSize> sizes;
#define POLKU_SIZE(type, name, per, meaning) \
  sizes.push_back({#name, meaning, sizeof(type) * values_per_customer(world, Per::per)});
  POLKU_CUSTOMER_FIELDS(POLKU_SIZE)
#undef POLKU_SIZE
  return sizes;
}

std::size_t bytes_per_customer(const world::World& world) {
  std::size_t bytes = 0;
  for (const auto& field : field_sizes(world)) bytes += field.bytes;
  return bytes;
}

Block::Block(const world::World& world, std::size_t capacity) {
  std::size_t bytes = alignment;
  for (const auto& field : field_sizes(world)) bytes += padded(field.bytes * capacity);
  slab_ = Slab(static_cast<std::byte*>(::operator new[](bytes, page)));
#if defined(__linux__)
  // Fewer entries for the processor to find a page by; where there are none such pages, nothing is lost.
  if (bytes >= static_cast<std::size_t>(page)) madvise(slab_.get(), bytes, MADV_HUGEPAGE);
#endif
  std::memset(slab_.get(), 0, bytes);
  columns_.capacity = capacity;
  std::size_t offset = alignment - reinterpret_cast<std::uintptr_t>(slab_.get()) % alignment;
#define POLKU_PLACE(type, name, per, meaning)                    \
  columns_.name = reinterpret_cast<type*>(slab_.get() + offset); \
  offset += padded(sizeof(type) * values_per_customer(world, Per::per) * capacity);
  POLKU_CUSTOMER_FIELDS(POLKU_PLACE)
#undef POLKU_PLACE
}

}  // namespace polku::population
