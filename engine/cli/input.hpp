// A scenario for a command: read, checked by every pass down to the graph of the journey, and its mistakes
// told. In the flow: what every command that takes a FILE does first. Thread safety: one thread.
#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "record/result.hpp"
#include "scenario/load.hpp"

namespace polku::cli {

/// What is known of a scenario file after all passes.
struct Input {
  base::Diagnostics diagnostics;
  scenario::Texts texts;
  std::optional<scenario::Loaded> loaded;  ///< nothing after errors
};

/// Reads and checks `arguments.file` with the overrides of the command line.
Input read_input(const Arguments& arguments);

/// Tells what was found: mistakes and, unless quiet, warnings, to standard error; as JSON to standard output
/// if the command answers in JSON and there are errors (else the diagnostics are part of its answer).
void tell(const base::Diagnostics& diagnostics, const scenario::Texts& texts, const Arguments& arguments,
          const Console& console);

/// Where each value came from, for the result file.
std::vector<record::Origin> origins_of(const scenario::Provenance& provenance);

}  // namespace polku::cli
