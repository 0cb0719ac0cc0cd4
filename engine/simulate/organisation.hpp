// The organisation, epoch by epoch: what load, morale and neglect do to the customers of each function is
// worked out from whole numbers before an epoch begins, and holds until it ends. In the flow: fed and asked
// by run, read by the kernel. Thread safety: one owner; states are read by all workers while an epoch runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// What customers did to our functions since the last epoch. Whole numbers, so that any order of adding gives
/// the same.
struct FunctionSums {
  std::array<std::int64_t, world::max_functions> work{};  // contacts by what they count, in fixed point
  std::array<std::int64_t, world::max_functions> contacts{};
  std::array<std::int64_t, world::max_functions> incidents{};
  std::int64_t lost = 0;       // customers we lost
  std::int64_t customers = 0;  // change in how many we have
  void operator+=(const FunctionSums& other);
};

/// What a function is to who comes to it in this epoch.
struct FunctionState {
  float waits = 0.0f;     // chance to wait
  float wait = 0.0f;      // mean working time that takes [days]
  float gives_up = 0.0f;  // chance that who waits gives up
  float success = 0.0f;   // log-odds at its gates
  float quality = 0.0f;   // log-odds of what it delivers
  float spread = 1.0f;    // factor of the spread of that
  float handoffs = 0.0f;  // log-odds of success at its hand-offs
};

/// The same for readers, with what it comes from.
struct FunctionRecord {
  double load = 0.0;      // share of capacity that arrivals ask for; 0 without capacity
  double queue = 0.0;     // mean number of people who wait
  double waiting = 0.0;   // mean wait of all who come [days of working time]
  double gives_up = 0.0;  // share of them who give up
  double readiness = 0.0;
  double morale = 0.0;
  double neglect = 0.0;  // log-odds lost because nobody attended
  bool operator==(const FunctionRecord&) const = default;
};

class Organisation {
 public:
  explicit Organisation(const world::World& world);

  /// Works out the epoch [start, until) from what is known before it.
  void latch(base::Tick start, base::Tick until);
  /// Takes in what happened in [start, until).
  void learn(const FunctionSums& sums, base::Tick start, base::Tick until);
  void add_customers(std::int64_t count) { customers_ += count; }

  const FunctionState* states() const { return states_.data(); }
  const std::vector<FunctionRecord>& records() const { return records_; }

 private:
  /// What is carried from epoch to epoch.
  struct Carried {
    double present = 0.0;   // people waiting or served
    double arrivals = 0.0;  // contacts a day
    double load = 0.0;
    double morale = 0.0;
    double neglect = 0.0;
  };
  double load_above_usual(std::size_t f) const;

  const world::World& world_;
  std::vector<Carried> carried_;
  std::vector<FunctionState> states_;
  std::vector<FunctionRecord> records_;
  std::int64_t customers_ = 0;
  bool anything_known_ = false;
};

}  // namespace polku::simulate
