// Answers for machines: what `--json` prints, one JSON object and a line feed. Every field is described in
// JSON.md; fields are only ever added. NaN and infinity, which JSON lacks, become null. In the flow: beside
// the tables for people. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "record/result.hpp"
#include "scenario/model.hpp"
#include "scenario/resolve.hpp"
#include "study/study.hpp"

namespace polku::cli {

/// {"diagnostics": [...]}: every command, when the scenario or the arguments are wrong.
std::string diagnostics_answer(const base::Diagnostics& diagnostics);

/// What `check` says of a scenario without mistakes. `compare` has a meaning only for a scenario with
/// options.
std::string check_answer(const scenario::Loaded& loaded, const base::Diagnostics& diagnostics,
                         const study::Estimate& run, const study::Estimate& compare);

/// What a run or comparison found, beside the result itself.
struct Finished {
  const record::Result& result;
  const base::Diagnostics& diagnostics;
  std::string digest;
  std::string file;  ///< empty: none was written
  std::size_t bytes_per_customer = 0;
};
std::string run_answer(const scenario::Scenario& scenario, const Finished& finished);
std::string compare_answer(const scenario::Scenario& scenario, const Finished& finished);

std::string digest_answer(const std::string& file, const std::string& digest);

}  // namespace polku::cli
