// What `polku discover` finds: a model from a log, and how well one learned from a part of the log forecasts
// the rest. In the flow: between the command and what it prints. Thread safety: one thread; the simulation
// behind it may use several.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "cli/table.hpp"
#include "scenario/model.hpp"
#include "store/log_read.hpp"
#include "study/discover.hpp"
#include "study/log_distance.hpp"
#include "study/recent.hpp"

namespace polku::cli {

struct DiscoverTest {
  std::size_t learned_cases = 0, held_out_cases = 0, simulated_cases = 0;
  bool by_time = true;         ///< the last cases are held out; else some drawn at random
  study::Recent recent;        ///< the part of the cases before that was learned from
  study::LogDistances model;   ///< from the held-out cases
  study::LogDistances markov;  ///< of a chain learned from the same cases
  study::LogDistances of_all;  ///< of a chain learned from all cases before, not from the recent ones alone
  study::LogDistances sample;  ///< of the cases themselves that were learned from
};

struct Discovery {
  study::Discovered model;
  study::Recent recent;         ///< the part of all cases that it was learned from
  std::string yaml;             ///< of the model to be written
  scenario::Scenario scenario;  ///< the same, read back
  std::optional<DiscoverTest> test;
  bool stopped = false;
};

struct DiscoverPlan {
  study::DiscoverSettings settings;
  double hold_out = 0.3;
  std::optional<double> recent;  ///< share of the cases to learn from, the last ones; nothing: found out
  bool by_time = true;
  bool write_tested = false;  ///< the model to be written is the one that was tested
  std::uint64_t seed = 0;
  std::size_t threads = 0;
  std::string name, source;
};

/// Nothing if a model cannot hold the log; `too_many` says how many activities there are.
std::optional<Discovery> discover_and_test(const record::CaseLog& log, const DiscoverPlan& plan,
                                           std::size_t& too_many, const std::atomic<bool>* stop);

/// What is printed for people and for machines.
std::string discovery_text(const store::ReadLog& read, const Discovery& discovery, const std::string& file,
                           const Style& style);
std::string discovery_answer(const store::ReadLog& read, const Discovery& discovery, const std::string& file,
                             const base::Diagnostics& diagnostics);

}  // namespace polku::cli
