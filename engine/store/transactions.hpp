// Purchases of real customers out of a CSV of customer, date and amount: one row a customer and day, in
// order. Only what lies in the stretch of time asked for is kept, so whoever was given the past cannot look
// at the future. In the flow: read by calibration. Thread safety: pure but for files and the caller's values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "base/money.hpp"
#include "scenario/values.hpp"

namespace polku::store {

/// Which columns hold what. No amount: purchases without money. No provider: all are from one.
struct TransactionColumns {
  std::string customer = "customer", date = "date", amount;
  scenario::DateFormat dates = scenario::DateFormat::iso;
  std::string provider = {};
};

/// Days [first, end).
struct DayRange {
  std::int32_t first = INT32_MIN, end = INT32_MAX;
  bool contains(std::int32_t day) const { return day >= first && day < end; }
};

struct Purchase {
  std::uint32_t customer = 0;  ///< place in Transactions::customers
  std::int32_t day = 0;
  base::Money amount = 0;
  std::uint32_t provider = 0;  ///< place in Transactions::providers
};

/// A name, and where it stands first.
struct FirstNamed {
  std::string name;
  int line = 0, column = 0;
};

struct Transactions {
  std::vector<std::string> customers;  ///< who bought in the range, by first appearance in the file
  std::vector<FirstNamed> providers;   ///< of the purchases in the range, by first appearance
  std::vector<Purchase> purchases;     ///< by customer, then day, then provider; one of each
  std::size_t rows = 0;                ///< of the file, but for the header
  std::size_t outside = 0;             ///< rows that lie outside the range and were not kept
  std::size_t merged = 0;              ///< rows added to another of the same customer, day and provider
};

/// The days of the first and last row of a file, and nothing else of it.
struct DayExtent {
  std::int32_t first = 0, last = 0;
};
std::optional<DayExtent> extent_of(const std::string& path, const TransactionColumns& columns,
                                   base::Diagnostics& diagnostics);

/// Nothing after mistakes; all of them are told, in every row, whether or not it lies in the range.
std::optional<Transactions> read_transactions(const std::string& path, const TransactionColumns& columns,
                                              DayRange range, base::Diagnostics& diagnostics,
                                              const base::CsvLimits& limits = {});

}  // namespace polku::store
