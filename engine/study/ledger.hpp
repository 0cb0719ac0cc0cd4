// Where a difference in profit comes from: customers who stayed, customers who came, what each brings and
// costs, and what belongs to nobody. The lines sum to the difference, to the cent. In the flow: `polku
// explain`, on paired worlds. Thread safety: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "record/collect.hpp"

namespace polku::study {

enum class LedgerLine {
  stayed,       ///< customers kept or lost, at what a customer brings in the baseline
  came,         ///< customers won, at the same
  brings,       ///< each customer brings more or less (revenue less the cost of goods)
  costs,        ///< each customer costs more or less to serve
  acquisition,  ///< people who are not customers
  unused,       ///< capacity that is paid for and not used
  general,      ///< costs that belong to nobody
  listening,    ///< surveys, and what policies that listen spend
  own_cost,     ///< of the option itself
};
inline constexpr std::size_t ledger_lines = 9;

/// What each line is called: in results, and to people; one name for one thing, wherever it is shown.
struct LedgerEntry {
  std::string_view name, words;
};
inline constexpr std::array<LedgerEntry, ledger_lines> ledger_entries = {
    {{"stayed", "customers who stayed, or did not"},
     {"came", "customers who came, or did not"},
     {"brings", "what each customer brings"},
     {"costs", "what each customer costs to serve"},
     {"acquisition", "winning customers"},
     {"unused", "idle capacity"},
     {"general", "general costs"},
     {"listening", "asking and listening"},
     {"own_cost", "the option's own cost"}}};

/// One replication, in currency units: plain, or as present value. The lines sum to the difference in profit
/// as far as doubles can.
struct Ledger {
  std::array<double, ledger_lines> lines{};
  double total = 0.0;
};

Ledger ledger_of(const world::World& world, const record::Finished& baseline, const record::Finished& option,
                 bool present_value);

/// Means over replications in whole cents: the lines sum to the total exactly.
struct LedgerInCents {
  std::array<std::int64_t, ledger_lines> lines{};
  std::int64_t total = 0;
};
LedgerInCents in_cents(const std::vector<Ledger>& replications);

}  // namespace polku::study
