// A model's journeys as an event log, for comparison with a real one. In the flow: from a scenario through
// the simulation to cases. Thread safety: pure functions.
#pragma once

#include <atomic>

#include "record/case_log.hpp"
#include "scenario/model.hpp"

namespace polku::study {

/// Journeys of one world of about `cases` customers who begin one journey each on average, as activities of
/// `log` by the steps' titles; steps of other titles are added. Journeys get `longest_days` to end; those
/// that still have not are open. Empty if stopped.
record::CaseLog simulated_log(const scenario::Scenario& scenario, const record::CaseLog& log,
                              std::size_t cases, double longest_days, std::size_t threads,
                              const std::atomic<bool>* stop);

}  // namespace polku::study
