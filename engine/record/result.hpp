// A result as labelled arrays: groups of variables over named axes, like an xarray dataset. Whoever measures
// something names it, its unit and its axes here; files, digests, tables and plots need to know no more.
// In the flow: filled by record and study, written and read by store, printed by cli.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace polku::record {

/// Coordinates along one dimension. Numbers are in `unit` (`days`, `1`), labels have no unit.
struct Axis {
  std::string name;
  std::string unit;
  std::string doc;
  std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>> coordinates;
  std::size_t size() const;
};

/// Values over axes of the same group, row-major, the last axis fastest. NaN: no observation.
struct Variable {
  std::string name;
  std::string unit;
  std::string doc;
  std::vector<std::string> axes;
  std::variant<std::vector<std::int64_t>, std::vector<double>> values;
  std::size_t size() const;
};

struct Group {
  std::string name;
  std::string doc;
  std::vector<Axis> axes;
  std::vector<Variable> variables;
  const Axis* axis(std::string_view name) const;
  const Variable* variable(std::string_view name) const;
};

/// Where one value of the scenario came from.
struct Origin {
  std::string path;
  std::string source;  // file:line:col, `--set`, option, or default
};

struct Result {
  std::string kind;  // run, compare or sweep
  std::string title;
  std::string scenario;  // the resolved scenario as JSON, readable by Polku
  std::vector<Origin> origins;
  std::string version;   // of Polku
  std::string git_hash;  // not in the digest
  std::int64_t seed = 0;
  bool complete = true;      // false: interrupted, the finished replications only
  double seconds = 0.0;      // wall time; not in the digest
  std::int64_t threads = 0;  // not in the digest
  std::vector<Group> groups;
  const Group* group(std::string_view name) const;
};

inline constexpr std::int64_t format_version = 1;

/// One hash (XXH3, 128 bits, 32 hex digits) of every number and name in a result. Not in it: wall time,
/// thread count, git hash, where values came from and documentation texts. Equal digests mean equal results.
std::string digest(const Result& result);

}  // namespace polku::record
