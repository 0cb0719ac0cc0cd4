// One world, one replication, from birth to the horizon: blocks of customers in parallel, and once an epoch
// what the market taught everybody. Without feedback a block runs through all of time at once. Thread safety:
// run() may be called from several threads with their own arguments.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "simulate/aging.hpp"
#include "simulate/books.hpp"
#include "simulate/customer_accounts.hpp"
#include "simulate/events.hpp"
#include "simulate/listening.hpp"
#include "simulate/organisation.hpp"
#include "simulate/passages.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// Customers moved together. Without feedback a block stays in the second-level cache from birth to the
/// horizon. With feedback it comes back from memory every epoch whatever its size, and more customers make
/// longer batches.
inline constexpr std::size_t default_block_size = 4096;
inline constexpr std::size_t default_feedback_block_size = 32768;

struct RunSettings {
  std::uint32_t replication = 0;
  std::size_t threads = 0;     // 0: all
  std::size_t block_size = 0;  // at most 65536, 0: what suits; no result depends on it
  EventSink* sink = nullptr;
  std::optional<std::uint32_t> only_customer;  // without feedback: simulate this customer's block alone
  const std::atomic<bool>* stop = nullptr;
  std::function<void(double share)> progress;  // called from any thread
};

/// Money lines of customers, as they stand in their rows. [millionths]
struct MoneyLines {
  base::Money revenue = 0, product_cost = 0, order_cost = 0, service_cost = 0, sustaining_cost = 0;
  bool operator==(const MoneyLines&) const = default;
  MoneyLines& operator+=(const MoneyLines& other);
  base::Money result() const { return revenue - product_cost - order_cost - service_cost - sustaining_cost; }
};

/// What is kept of single customers at the end; times in ticks since the start of the warm-up.
struct CustomerRow {
  std::uint8_t segment = 0, provider = 0, cause = 0;
  bool gone = false;
  std::uint16_t purchases = 0;
  Tick last_purchase = base::never, left = base::never;
  float attitude = 0, own_chance = 0;
  MoneyLines money;
};

struct Outcome {
  Outcome(const world::World& world)
      : layout(world), books(layout), accounts(world), passages(world), categories(world) {}
  Outcome(const Outcome&) = delete;
  Outcome& operator=(const Outcome&) = delete;

  Layout layout;
  Books books;
  std::vector<CustomerRow> customers;         // the first ones, as many as the world records
  CustomerAccounts accounts;                  // of these customers, after the warm-up
  std::vector<std::int64_t> purchase_counts;  // customers by number of purchases from us, 0..20 and more
  Passages passages;                          // of these customers
  CategoryCounts categories;                  // of these customers
  MoneyLines rows;                            // sum over every customer's row
  std::vector<std::vector<float>> norms;      // per epoch and attribute; empty without feedback
  std::vector<AgeRecord> ages;                // per epoch; empty where time alone makes attributes old
  std::vector<Round> rounds;                  // of listening policies, in their order
  Lifts lifts;                                // what they have improved at the end
  std::vector<std::uint8_t> rated;  // last rating plus 1 of each customer recorded, survey by survey
  std::vector<std::vector<FunctionRecord>>
      functions;                       // per epoch and function; empty where they have no state
  std::int64_t opening_customers = 0;  // our customers when the clock starts
  std::uint64_t events = 0;
  bool complete = true;  // false: stopped
};

/// Runs one replication. `outcome` belongs to the same world.
void run(const world::World& world, const RunSettings& settings, Outcome& outcome);

}  // namespace polku::simulate
