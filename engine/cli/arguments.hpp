// The command line as a value. Options mean the same in every command; each command takes those that it can
// use. In the flow: first thing in main; CLI11 is not seen elsewhere. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "simulate/run.hpp"

namespace polku::cli {

enum class Command {
  check,
  run,
  compare,
  explain,
  study,
  sweep,
  sensitivity,
  optimize,
  graph,
  schema,
  digest,
  trace,
  export_,
  discover,
  report,
  calibrate
};

/// Everything that a person can ask for; what a command does not take keeps its default.
struct Arguments {
  Command command{};
  std::string file;  ///< the scenario, or the result of `digest` and `report`

  /// One override: `path=value`, and how it was given: "--set #2", "--seed".
  struct Override {
    std::string assignment;
    std::string given_as;
  };
  std::vector<Override> overrides;

  std::vector<std::string> ranges;  ///< sweep, sensitivity: path=low..high

  std::size_t threads = 0;  ///< 0: all
  std::size_t block_size =
      0;               ///< customers done together, 0: what suits; for tests that no result depends on it
  std::string output;  ///< empty: none
  bool json = false;
  bool quiet = false;
  bool force = false;

  std::vector<std::string> data;      ///< calibrate: `NAME=FILE`, or FILE
  bool echo = false;                  ///< check: print the resolved scenario
  std::string format;                 ///< graph, export
  bool reference = false;             ///< schema: the page for people
  std::uint32_t customer = 0;         ///< trace
  std::optional<std::string> option;  ///< trace: nothing is the baseline
  bool no_stories = false;            ///< report
  std::int64_t replication = 1;       ///< trace; counts from 1
  std::string table;                  ///< export as csv: one table; empty: all, into a folder
  std::string world = "baseline";     ///< export of events: of this world
  std::string case_is = "journey";    ///< export of events: what a case is
  std::string case_column, activity_column, time_column;  ///< discover; empty: by their usual names
  double rare = 0.0;             ///< discover: share of cases below which a transition is rare
  double hold_out = 0.3;         ///< discover: share of cases for the test
  std::optional<double> recent;  ///< discover: share of the cases to learn from; nothing: found out
  std::string split = "time";    ///< discover: how they are chosen
  bool tested = false, skip_bad = false, drop_duplicates = false;  ///< discover
  std::string start = "2026-01-01";  ///< export of events: the date on which the scenario's clock starts
  std::int64_t stories = 10;         ///< explain: to tell
  bool merit = true;                 ///< explain: whose merit
  bool groups = false;               ///< run: print groups of customers, too
  bool doubt = true;                 ///< compare: ask what the uncertain numbers could turn
  std::string design;                ///< sweep: empty: as many ranges suggest
  std::int64_t points = -1;          ///< sweep, sensitivity; below 0: as many as usual
  std::int64_t trajectories = 10;    ///< sensitivity
};

/// Text that was asked for (help, version): to standard output, exit code 0.
struct Help {
  std::string text;
};
/// Nothing was asked for: what there is, to standard error, exit code 2.
struct Overview {
  std::string text;
};
/// What is wrong with the command line, exit code 2.
struct Mistakes {
  base::Diagnostics diagnostics;
  bool json = false;
};

/// A mistake in the arguments, without a place in a file.
base::Diagnostic argument_mistake(std::string message, std::string why, std::string suggestion);

using Parsed = std::variant<Arguments, Help, Overview, Mistakes>;

/// `words` without the program's name.
Parsed parse(const std::vector<std::string>& words);

}  // namespace polku::cli
