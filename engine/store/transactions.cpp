#include "store/transactions.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "store/dates.hpp"

namespace polku::store {
namespace {

constexpr std::size_t most_rows = 100'000'000;  // 16 bytes each
constexpr double most_amount = 1e9;             // currency units of one row: a sum of all rows fits

std::string in_backquotes(std::string_view text) { return "`" + base::visible(text.substr(0, 60)) + "`"; }

std::optional<std::int32_t> date_in(base::CsvReader& reader, const base::CsvRow& row,
                                    const base::CsvField& field, scenario::DateFormat format) {
  const auto day = read_date(field.text, format);
  if (!day)
    reader.refuse(row, field, field.text.empty() ? "data-empty-field" : "data-bad-date",
                  field.text.empty() ? "the date is missing" : in_backquotes(field.text) + " is not a date",
                  "expected is " + expected_date(format), "Say with `dates` how dates are written");
  return day;
}

std::optional<base::Money> amount_in(base::CsvReader& reader, const base::CsvRow& row,
                                     const base::CsvField& field) {
  const auto amount = read_decimal(field.text);
  if (!amount) {
    const bool comma = field.text.find(',') != std::string_view::npos;
    reader.refuse(
        row, field, field.text.empty() ? "data-empty-field" : "data-bad-amount",
        field.text.empty() ? "the amount is missing" : in_backquotes(field.text) + " is not an amount",
        "expected is a number such as `12.50`",
        comma ? "Write a decimal point and no mark between thousands" : "");
    return std::nullopt;
  }
  if (*amount < 0) {
    reader.refuse(row, field, "data-negative-amount", "the amount is negative",
                  "a purchase costs nothing or more",
                  "Take returns out of the file, with the purchase that they undo");
    return std::nullopt;
  }
  if (*amount > most_amount) {
    reader.refuse(row, field, "data-out-of-range", "the amount is too large", "at most 1e9 are possible");
    return std::nullopt;
  }
  return base::to_money(*amount);
}

/// One row a customer, day and provider; customers in the order of their first row.
void merge_days(Transactions& all) {
  auto& rows = all.purchases;
  const auto what = [](const Purchase& x) { return std::tie(x.customer, x.day, x.provider); };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Purchase& a, const Purchase& b) { return what(a) < what(b); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept > 0 && what(rows[kept - 1]) == what(rows[i])) {
      rows[kept - 1].amount += rows[i].amount;
      ++all.merged;
    } else {
      rows[kept++] = rows[i];
    }
  }
  rows.resize(kept);
}

}  // namespace

std::optional<DayExtent> extent_of(const std::string& path, const TransactionColumns& columns,
                                   base::Diagnostics& diagnostics) {
  base::CsvReader reader(path, diagnostics);
  if (!reader.ready()) return std::nullopt;
  const auto date = reader.column(columns.date);
  if (!date) return std::nullopt;
  DayExtent extent{INT32_MAX, INT32_MIN};
  base::CsvRow row;
  while (reader.next(row))
    if (const auto day = date_in(reader, row, row.fields[*date], columns.dates)) {
      extent.first = std::min(extent.first, *day);
      extent.last = std::max(extent.last, *day);
    }
  if (reader.sound() && extent.first > extent.last)
    diagnostics.add({base::Severity::error,
                     "data-empty-file",
                     {path, 1, 0},
                     "there are no rows below the header",
                     "",
                     ""});
  if (!reader.sound() || extent.first > extent.last) return std::nullopt;
  return extent;
}

std::optional<Transactions> read_transactions(const std::string& path, const TransactionColumns& columns,
                                              DayRange range, base::Diagnostics& diagnostics,
                                              const base::CsvLimits& limits) {
  base::CsvReader reader(path, diagnostics, limits);
  if (!reader.ready()) return std::nullopt;
  const auto customer = reader.column(columns.customer), date = reader.column(columns.date);
  const auto amount = columns.amount.empty() ? std::nullopt : reader.column(columns.amount);
  const auto provider = columns.provider.empty() ? std::nullopt : reader.column(columns.provider);
  if (!reader.sound()) return std::nullopt;

  Transactions all;
  std::unordered_map<std::string, std::uint32_t> places, providers;
  base::CsvRow row;
  while (reader.next(row)) {
    if (++all.rows > most_rows) {
      reader.refuse(row, row.fields[0], "data-too-many-rows", "the file has too many rows",
                    "at most " + std::to_string(most_rows) + " are read", "Draw a sample of customers");
      break;
    }
    const base::CsvField& who = row.fields[*customer];
    if (who.text.empty())
      reader.refuse(row, who, "data-empty-field", "the customer is missing", "every purchase is somebody's");
    const auto day = date_in(reader, row, row.fields[*date], columns.dates);
    const auto paid = amount ? amount_in(reader, row, row.fields[*amount]) : base::Money{0};
    if (provider && row.fields[*provider].text.empty()) {
      reader.refuse(row, row.fields[*provider], "data-empty-field", "the provider is missing",
                    "every purchase is from somebody");
      continue;
    }
    if (who.text.empty() || !day || !paid) continue;
    if (!range.contains(*day)) {
      ++all.outside;
      continue;
    }
    const auto [place, added] =
        places.try_emplace(std::string(who.text), static_cast<std::uint32_t>(all.customers.size()));
    if (added) all.customers.emplace_back(who.text);
    std::uint32_t from = 0;
    if (provider) {
      const base::CsvField& field = row.fields[*provider];
      const auto [at, fresh] =
          providers.try_emplace(std::string(field.text), static_cast<std::uint32_t>(all.providers.size()));
      if (fresh) all.providers.push_back({std::string(field.text), row.line, field.column});
      from = at->second;
    }
    all.purchases.push_back({place->second, *day, *paid, from});
  }
  if (reader.sound() && all.rows == 0)
    diagnostics.add({base::Severity::error,
                     "data-empty-file",
                     {path, 1, 0},
                     "there are no rows below the header",
                     "",
                     ""});
  if (!reader.sound() || all.rows == 0) return std::nullopt;
  merge_days(all);
  return all;
}

}  // namespace polku::store
