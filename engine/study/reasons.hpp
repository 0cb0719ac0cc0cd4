// Why each option differs, kept while a comparison runs: the ledger of the difference, and the chain from the
// process to what customers do. In the flow: beside the replications of compare; its groups are what the page
// and the explanation show. Thread safety: belongs to one thread.
#pragma once

#include <optional>
#include <vector>

#include "record/collect.hpp"
#include "record/result.hpp"
#include "study/chain.hpp"
#include "study/ledger.hpp"

namespace polku::study {

class Reasons {
 public:
  /// `present_value`: money is counted as the scenario decides by it.
  explicit Reasons(bool present_value) : present_value_(present_value) {}

  /// One finished replication: worlds and outcomes of the baseline, then of each option.
  void add(const std::vector<world::World>& worlds, const std::vector<record::Finished>& finished);

  /// Groups `ledger` (option, line, replication) and `chain` (option, link, replication).
  std::vector<record::Group> groups(const std::vector<world::World>& worlds,
                                    const std::string& currency) const;

 private:
  bool present_value_;
  std::vector<std::vector<Ledger>> ledgers_;      // [replication][option]
  std::vector<Link> links_;                       // of the first chain: what they are called
  std::vector<std::vector<double>> baselines_;    // [replication][link]
  std::vector<std::vector<double>> differences_;  // [replication][option * links + link]
};

/// Why one option differs, replication by replication, as a result holds it.
struct HeldReasons {
  std::vector<Ledger> ledgers;
  std::vector<std::vector<Link>> chains;
};

/// Nothing if the result holds none.
std::optional<HeldReasons> reasons_of(const record::Result& result, std::size_t option);

}  // namespace polku::study
