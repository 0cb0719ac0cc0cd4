// Studies: a scenario in, a result out. One world replicated, or the baseline against every option in paired
// worlds. In the flow: called by cli and by the browser; calls world, simulate, record. Thread safety:
// functions of their arguments; progress is called from any thread, one call at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "record/result.hpp"
#include "scenario/model.hpp"
#include "simulate/run.hpp"

namespace polku::study {

struct Progress {
  double share = 0.0;  // of all the work, 0..1
  std::string doing;   // world and replication
};

struct Settings {
  std::size_t threads = 0;     // 0: all
  std::size_t block_size = 0;  // 0: what suits; no result depends on it
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const Progress&)> progress;
};

/// The baseline, replicated. An interrupted run holds the finished replications and is not complete; without
/// one its groups are empty.
record::Result run(const scenario::Scenario& scenario, const Settings& settings = {});

/// The baseline and every option, each replication with the same draws in all of them, and paired
/// differences.
record::Result compare(const scenario::Scenario& scenario, const Settings& settings = {});

/// What a run would need.
struct Estimate {
  std::size_t bytes_per_customer = 0;
  double bytes = 0.0;                 // memory at the peak
  double events = 0.0;                // of all worlds and replications, at most
  double seconds = 0.0;               // on the threads asked for, at most
  double least_seconds = 0.0;         // if the first replications settle it and one look leaves no doubt
  std::uint64_t available_bytes = 0;  // of this machine now; 0: unknown
};

/// Estimates by simulating a few customers. `options`: compare, not run.
Estimate estimate(const scenario::Scenario& scenario, bool options, std::size_t threads);

/// Both, from the same few customers.
struct Estimates {
  Estimate run, compare;
};
Estimates estimates(const scenario::Scenario& scenario, std::size_t threads);

}  // namespace polku::study
