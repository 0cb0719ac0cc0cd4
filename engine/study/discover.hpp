// A journey model from an event log: which steps there are, where they lead with what chance, how long they
// take, where things are done again. In the flow: from cases to a model that a person reads and Polku runs.
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/case_log.hpp"
#include "scenario/values.hpp"
#include "study/automaton.hpp"

namespace polku::study {

struct DiscoverSettings {
  double rare = 0.0;  ///< leave out cases with a step or transition that fewer than this share of them take
  std::size_t most_steps = 180;  ///< a model holds 200
};

/// What was left out or simplified on the way, to be told.
struct DiscoverNotes {
  std::uint64_t rare_cases = 0;
  std::uint64_t rare_transitions = 0;
  std::uint64_t sampled_cases = 0;  ///< the structure was learned on so many; 0: on all
  std::uint64_t cut_cases = 0;      ///< longer than `longest_path`; only their beginning shaped the structure
  bool simplified = false;          ///< fewer steps than the data support, to fit into a model
  std::uint64_t loosened = 0;       ///< steps given a second, because they take no time in a loop
};
inline constexpr std::size_t longest_path = 1000;

/// A way on from a step.
struct DiscoveredWay {
  static constexpr std::size_t end = SIZE_MAX;
  std::size_t to = end;
  std::uint64_t count = 0;
  bool again = false;  ///< leads to something that was mostly done before: rework
};

struct DiscoveredStep {
  std::uint32_t activity = 0;
  std::uint64_t visits = 0;
  std::vector<scenario::WaitKnot> wait;  ///< before it; empty: nothing is known, it begins journeys
  double mean_wait = 0.0;                ///< as in the log [days]
  std::vector<DiscoveredWay> ways;       ///< most frequent first
};

struct Discovered {
  std::vector<std::string> activities;
  std::vector<DiscoveredStep> steps;  ///< in the order in which a journey mostly meets them
  std::vector<DiscoveredWay> starts;
  std::uint64_t cases = 0, events = 0;
  double span_days = 0.0;  ///< from the first case's start to the last one's
  double log_likelihood = 0.0, penalty = 0.0;
  std::size_t transitions = 0;
  DiscoverNotes notes;
};

/// Nothing if no model can hold the log: too many different activities (`too_many` says how many).
std::optional<Discovered> discover(const record::CaseLog& log, std::span<const record::LoggedCase> cases,
                                   const DiscoverSettings& settings, std::size_t& too_many);

/// The model as a file of YAML. `source`: where the log came from, for the comment on top.
std::string to_yaml(const Discovered& discovered, const std::string& name, const std::string& source);

}  // namespace polku::study
