#include "store/curves.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "store/dates.hpp"

namespace polku::store {
namespace {

/// A number, with or without a per cent sign, which divides by a hundred.
std::optional<double> number_in(base::CsvReader& reader, const base::CsvRow& row,
                                const base::CsvField& field) {
  std::string_view text = field.text;
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const auto value = read_decimal(text);
  if (!value) {
    std::string what = "`";
    what += base::visible(field.text.substr(0, 60));
    reader.refuse(row, field, field.text.empty() ? "data-empty-field" : "data-bad-number",
                  field.text.empty() ? "the field is empty" : what + "` is not a number",
                  "expected is a number such as `12.5` or `12.5 %`");
    return std::nullopt;
  }
  return percent ? *value / 100.0 : *value;
}

void empty(const std::string& path, base::Diagnostics& diagnostics) {
  diagnostics.add(
      {base::Severity::error, "data-empty-file", {path, 1, 0}, "there are no rows below the header", "", ""});
}

}  // namespace

std::optional<TimedValues> read_timed_values(const std::string& path, const std::string& time,
                                             const std::string& value, TimeRange range,
                                             base::Diagnostics& diagnostics) {
  base::CsvReader reader(path, diagnostics);
  if (!reader.ready()) return std::nullopt;
  const auto times = reader.column(time), values = reader.column(value);
  if (!times || !values) return std::nullopt;
  TimedValues all;
  std::set<double> seen;
  base::CsvRow row;
  while (reader.next(row)) {
    const auto at = number_in(reader, row, row.fields[*times]),
               amount = number_in(reader, row, row.fields[*values]);
    if (!at || !amount) continue;
    if (!seen.insert(*at).second) {
      reader.refuse(row, row.fields[*times], "data-duplicate-row", "the time is given twice");
    } else if (*amount < 0) {
      reader.refuse(row, row.fields[*values], "data-out-of-range", "the value is negative",
                    "expected is 0 or more");
    } else if (*at > range.after && *at <= range.until) {
      all.rows.push_back({row.line, *at, *amount});
    } else {
      ++all.outside;
    }
  }
  if (reader.sound() && seen.empty()) empty(path, diagnostics);
  if (!reader.sound() || seen.empty()) return std::nullopt;
  std::sort(all.rows.begin(), all.rows.end(),
            [](const TimedValue& a, const TimedValue& b) { return a.time < b.time; });
  return all;
}

std::optional<std::vector<double>> read_times(const std::string& path, const std::string& time,
                                              base::Diagnostics& diagnostics) {
  base::CsvReader reader(path, diagnostics);
  if (!reader.ready()) return std::nullopt;
  const auto times = reader.column(time);
  if (!times) return std::nullopt;
  std::vector<double> all;
  base::CsvRow row;
  while (reader.next(row))
    if (const auto at = number_in(reader, row, row.fields[*times])) all.push_back(*at);
  if (!reader.sound()) return std::nullopt;
  std::sort(all.begin(), all.end());
  return all;
}

std::optional<std::vector<NamedValue>> read_named_values(const std::string& path, const std::string& name,
                                                         const std::string& value,
                                                         base::Diagnostics& diagnostics) {
  base::CsvReader reader(path, diagnostics);
  if (!reader.ready()) return std::nullopt;
  const auto names = reader.column(name), values = reader.column(value);
  if (!names || !values) return std::nullopt;
  std::vector<NamedValue> all;
  std::set<std::string> seen;
  base::CsvRow row;
  while (reader.next(row)) {
    const auto amount = number_in(reader, row, row.fields[*values]);
    const base::CsvField& who = row.fields[*names];
    if (who.text.empty())
      reader.refuse(row, who, "data-empty-field", "the name is missing");
    else if (!seen.insert(std::string(who.text)).second)
      reader.refuse(row, who, "data-duplicate-row", "the name is given twice");
    else if (amount && *amount < 0)
      reader.refuse(row, row.fields[*values], "data-out-of-range", "the value is negative",
                    "expected is 0 or more");
    else if (amount)
      all.push_back({row.line, who.column, std::string(who.text), *amount});
  }
  if (reader.sound() && all.empty()) empty(path, diagnostics);
  if (!reader.sound() || all.empty()) return std::nullopt;
  return all;
}

std::optional<std::vector<FlaggedName>> read_flagged_names(const std::string& path, const std::string& name,
                                                           const std::string& flag,
                                                           base::Diagnostics& diagnostics) {
  base::CsvReader reader(path, diagnostics);
  if (!reader.ready()) return std::nullopt;
  const auto names = reader.column(name), flags = reader.column(flag);
  if (!names || !flags) return std::nullopt;
  std::vector<FlaggedName> all;
  std::map<std::string, std::size_t, std::less<>> places;
  base::CsvRow row;
  while (reader.next(row)) {
    const base::CsvField &who = row.fields[*names], &said = row.fields[*flags];
    if (who.text.empty()) {
      reader.refuse(row, who, "data-empty-field", "the name is missing");
    } else if (said.text != "0" && said.text != "1") {
      std::string what = "`";
      what += base::visible(said.text.substr(0, 60));
      reader.refuse(row, said, said.text.empty() ? "data-empty-field" : "data-bad-number",
                    said.text.empty() ? "the field is empty" : what + "` is neither 0 nor 1",
                    "expected is 1 of who left and 0 of who stayed");
    } else {
      const auto [place, added] = places.try_emplace(std::string(who.text), all.size());
      if (added) all.push_back({row.line, who.column, std::string(who.text)});
      ++all[place->second].rows;
      all[place->second].flagged += said.text == "1";
    }
  }
  if (reader.sound() && all.empty()) empty(path, diagnostics);
  if (!reader.sound() || all.empty()) return std::nullopt;
  return all;
}

}  // namespace polku::store
