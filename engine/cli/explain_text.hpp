// What `polku explain` says of an option: what it changes, how that travels through performance, satisfaction
// and behaviour into money, which change deserves how much of it, and whose lives it changed. In the flow:
// last; from an explanation to text. Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/statistics.hpp"
#include "cli/table.hpp"
#include "study/chain.hpp"
#include "study/ledger.hpp"
#include "study/lives.hpp"
#include "study/merit.hpp"

namespace polku::cli {

struct Explanation {
  std::vector<std::size_t> options;              ///< explained together
  std::string name;                              ///< "a", "a+b"
  bool present_value = false;                    ///< the ledger is of net present value, else of profit
  std::vector<study::Ledger> ledgers;            ///< by replication
  std::vector<std::vector<study::Link>> chains;  ///< by replication
  bool split = false;                            ///< whether `merit` is filled
  study::Merit merit;
  world::World baseline, world;
  study::Lives lives;
  std::size_t stories = 0;  ///< to tell
};

/// Mean of a ledger's line over replications, with its interval.
base::Interval line_of(const Explanation& explanation, study::LedgerLine line, double confidence);
base::Interval total_of(const Explanation& explanation, double confidence);

/// Twins whose stories are told: saved and lost in turn, evenly spread.
std::vector<const study::Twin*> told(const Explanation& explanation);

std::string explanation_text(const scenario::Scenario& scenario, const Explanation& explanation,
                             const Style& style, std::size_t width);

/// The same for machines; see JSON.md.
std::string explanation_answer(const scenario::Scenario& scenario, const Explanation& explanation);

/// Both lives of a person side by side, from the journey in which they part.
std::string twins_text(const scenario::Scenario& scenario, const Explanation& explanation,
                       const study::Twin& twin, const Style& style, std::size_t width);

/// "saved", "switched" ...
std::string_view words(study::Fate fate);
std::string_view words(simulate::Cause cause);

}  // namespace polku::cli
