// How old attributes have become to the people of each segment, epoch by epoch: beside time, by how often
// they met them and by how common they have become in the market. Learned from whole numbers after an epoch,
// latched before the next, so that within one nobody's encounters matter to anybody else. In the flow: fed
// and asked by run, read by wear. Thread safety: one owner of Aging, read by all workers while an epoch runs;
// each worker has AgeSums of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// What customers of all providers met since the last epoch. Whole numbers, so that any order of adding gives
/// the same.
class AgeSums {
 public:
  explicit AgeSums(const world::World& world);
  /// A customer was where a provider may deliver an attribute. `quality` in fixed point; none if it was not
  /// delivered, or not noticed.
  void meet(std::size_t segment, std::size_t provider, std::size_t attribute, bool felt,
            std::int64_t quality) {
    contacts_[segment * attributes_ + attribute] += felt;
    ++chances_[provider * attributes_ + attribute];
    quality_[provider * attributes_ + attribute] += felt ? quality : 0;
  }
  void operator+=(const AgeSums& other);
  void clear();

  std::int64_t contacts(std::size_t segment, std::size_t attribute) const {
    return contacts_[segment * attributes_ + attribute];
  }
  std::int64_t chances(std::size_t provider, std::size_t attribute) const {
    return chances_[provider * attributes_ + attribute];
  }
  std::int64_t quality(std::size_t provider, std::size_t attribute) const {
    return quality_[provider * attributes_ + attribute];
  }
  std::vector<std::int64_t> people;  // of each segment; never cleared

 private:
  std::size_t attributes_;
  std::vector<std::int64_t> contacts_, chances_, quality_;
};

/// The state at the start of an epoch, for readers.
struct AgeRecord {
  std::vector<double> age;        // per segment, then attribute
  std::vector<double> diffusion;  // per attribute [0..1]
  bool operator==(const AgeRecord&) const = default;
};

class Aging {
 public:
  explicit Aging(const world::World& world);

  /// Begins the epoch [start, until).
  void latch(base::Tick start, base::Tick until);
  /// Takes in what happened in it. `customers` of each provider at its end.
  void learn(const AgeSums& sums, const std::vector<std::int64_t>& customers, base::Tick start,
             base::Tick until);

  /// Age gained by contacts and diffusion since the end of the warm-up, up to a time of the epoch that runs
  /// or of one before. Never falls.
  double gained(std::size_t segment, std::size_t attribute, base::Tick time) const;
  const std::vector<AgeRecord>& records() const { return records_; }

 private:
  std::size_t place(std::size_t segment, std::size_t attribute) const {
    return segment * world_.attributes.size() + attribute;
  }
  /// Days of an epoch after the warm-up.
  double counted_days(base::Tick start, base::Tick until) const;

  struct Epoch {
    std::vector<double> level;  // at its start
    std::vector<double> rate;   // within it, after the warm-up [1/day]
  };
  const world::World& world_;
  std::vector<Epoch> epochs_;
  std::vector<double> known_;      // what has been gained up to the end of the last epoch
  std::vector<double> pace_;       // in the last epoch [1/day]
  std::vector<double> offered_;    // per provider and attribute: mean quality when it was last met
  std::vector<double> diffusion_;  // per attribute
  std::vector<AgeRecord> records_;
};

/// When a customer sees an attribute made new for the n-th time, n = 1, 2, ...; `never` if that does not
/// happen. `luck` in 0..1 is the customer's place among those who come to see it by and by.
base::Tick renewal(const world::World& world, const world::Attribute& attribute, int n, double luck);

/// Age of an attribute that was new at `since`, to a segment. `aging` may be null.
double age_of(const world::World& world, const Aging* aging, std::size_t segment, std::size_t attribute,
              base::Tick since, base::Tick time);

}  // namespace polku::simulate
