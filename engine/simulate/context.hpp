// What a worker needs to move customers: the world, its own books, the draws, what the market taught, a
// listener. One per worker; nothing here is shared but what is immutable.
#pragma once

#include <array>
#include <vector>

#include "base/draws.hpp"
#include "population/columns.hpp"
#include "simulate/aging.hpp"
#include "simulate/books.hpp"
#include "simulate/customer_accounts.hpp"
#include "simulate/events.hpp"
#include "simulate/listening.hpp"
#include "simulate/organisation.hpp"
#include "simulate/passages.hpp"
#include "simulate/talk.hpp"
#include "world/world.hpp"

namespace polku::simulate {

using base::Money;
using population::Columns;
using world::World;

inline constexpr std::uint8_t idle = 0xFF;  // no step: no journey runs
/// Stands in `clock_due` after a need, the lapse or the review clock was set: the earliest must be found
/// again.
inline constexpr Tick clocks_moved = 0;

/// Quality that customers of all providers met since the last epoch, in fixed point.
struct MarketSums {
  std::array<std::int64_t, world::max_attributes> quality{};
  std::array<std::int64_t, world::max_attributes> count{};
  std::int64_t adopted = 0;  // people who bought for the first time in their life, from anybody
  FunctionSums functions;
};

/// How much people have been exposed to others, for one need: the same for everybody, linear within an epoch.
struct Exposure {
  Tick start = 0, until = 0;  // the epoch
  double level = 0.0;         // at its start
  double rate = 0.0;          // within it [1/day]
  double at(Tick time) const { return level + rate * base::to_days(time - start); }
};

/// Customers by their place in the block, each with the time of what happens to them.
class Timed {
 public:
  explicit Timed(std::size_t most) : place(most), time(most) {}
  void add(std::size_t i, Tick when) {
    place[count] = static_cast<std::uint16_t>(i);
    time[count++] = when;
  }
  std::vector<std::uint16_t> place;
  std::vector<Tick> time;
  std::size_t count = 0;
};

/// What one customer's code leaves to be done for many at once, because it takes a draw; nobody stands in a
/// list twice.
struct Postponed {
  explicit Postponed(std::size_t most) : waits(most), reviews(most) {}
  Timed waits;    // entered a step whose wait is drawn
  Timed reviews;  // ended a journey that calls for a review
};

struct Context {
  const World& world;
  const Layout& layout;
  Books& books;
  base::DrawKey key;
  std::uint32_t replication = 0;
  const float* norms = nullptr;  // per attribute: what the market has taught to take as normal
  MarketSums* market = nullptr;
  EventSink* sink = nullptr;
  const Exposure* exposures = nullptr;  // per need, where needs come through others
  const Lifts* lifts = nullptr;         // what listening has improved, where there is a policy
  Postponed* postponed = nullptr;
  Talk* talk = nullptr;                      // where people tell each other
  const FunctionState* functions = nullptr;  // of this epoch, where load, morale or neglect tells
  Passages* passages = nullptr;              // null where nobody's row is kept
  CustomerAccounts* accounts = nullptr;      // likewise: of customers whose row is kept
  const Aging* aging = nullptr;              // where attributes grow older by more than time
  AgeSums* ages = nullptr;                   // and what the worker counts for it

  base::PhiloxBlock draw(std::uint32_t customer, std::uint32_t slot, std::uint32_t purpose,
                         std::uint32_t last_word) const {
    return base::philox({customer, base::replication_word(replication, slot), purpose, last_word},
                        key.philox_key());
  }
  /// Whether a customer's account is kept.
  bool keeps_account(std::size_t customer) const { return accounts && customer < accounts->size(); }
  /// Calls count(account) if a customer's account is kept and the time counts.
  template <class Count>
  void on_account(std::size_t customer, Tick time, Count count) const {
    if (!keeps_account(customer)) return;
    if (CustomerAccount* account = accounts->counted(customer, layout.period(time))) count(*account);
  }
  bool watches(std::uint32_t customer) const { return sink != nullptr && sink->watches(customer); }
};

/// Nodes: steps first, then one for each need, then the contract's end, the review clock, the noticed price.
inline std::uint8_t need_node(const World& world, std::size_t need) {
  return static_cast<std::uint8_t>(world.steps.size() + need);
}
inline std::uint8_t lapse_node(const World& world) {
  return static_cast<std::uint8_t>(world.steps.size() + world.needs.size());
}
inline std::uint8_t review_node(const World& world) {
  return static_cast<std::uint8_t>(world.steps.size() + world.needs.size() + 1);
}
inline std::uint8_t price_node(const World& world) {
  return static_cast<std::uint8_t>(world.steps.size() + world.needs.size() + 2);
}
inline std::size_t node_count(const World& world) { return world.steps.size() + world.needs.size() + 3; }

}  // namespace polku::simulate
