// Paired worlds, replication by replication: what run, compare and studies have in common. Internal to study.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "record/collect.hpp"
#include "study/study.hpp"

namespace polku::study {

/// One of several equal parts of all the work, and what it is called while it runs.
struct Part {
  std::size_t index = 0, of = 1;
  std::string doing;
  std::size_t first_replication = 0;  // those before it are other luck
};

/// Runs every world for one replication after the other, so that what is finished is finished for all of
/// them, and hands each replication over, until there are as many as asked for or `enough` says so. Returns
/// whether it was not stopped. Replication r is the same whenever it ends.
bool replicate(const std::vector<world::World>& worlds, std::size_t replications, const Settings& settings,
               const Part& part,
               const std::function<void(std::size_t replication, std::vector<record::Finished>)>& each,
               const std::function<bool()>& enough = {});

}  // namespace polku::study
