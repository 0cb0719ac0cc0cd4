// Turns the integer books of finished runs into the labelled groups of a result.
#pragma once

#include <memory>
#include <vector>

#include "record/company.hpp"
#include "record/result.hpp"
#include "simulate/run.hpp"

namespace polku::record {

/// One finished replication of one world.
struct Finished {
  std::unique_ptr<simulate::Outcome> outcome;
  std::vector<CompanyPeriod> company;
  std::vector<simulate::Event> events = {};  // what the scenario asks to keep; see event_log.hpp
};

/// All that was simulated: worlds of one scenario, `runs[world][replication]`, every world with as many.
struct Collected {
  std::vector<world::World> worlds;
  std::vector<std::vector<Finished>> runs;
  std::string currency;
  std::size_t replications() const { return runs.empty() ? 0 : runs.front().size(); }
};

/// Groups periods, company, providers, steps, attributes, activities, alternatives, purchases, customers,
/// passages, categories and, with feedback, epochs. See output/README.md.
std::vector<Group> groups_of(const Collected& collected);

}  // namespace polku::record
