// Traits of customers, complaints and the review of the relationship, compiled.
#include <algorithm>

#include "base/hash.hpp"
#include "world/compile.hpp"

namespace polku::world {

void compile_traits(const scenario::Model& now, World& out) {
  for (const auto& segment : now.segments)
    for (const auto& entry : segment.second.traits) {
      const auto& known = out.traits;
      if (std::none_of(known.begin(), known.end(), [&](const Trait& t) { return t.name == entry.first; }))
        out.traits.push_back({entry.first, base::name_hash(entry.first), {}});
    }
  for (Trait& trait : out.traits)
    for (const auto& segment : now.segments)
      trait.share.push_back(segment.second.traits.get(trait.name, 0.0));
}

void compile_relationship(const scenario::Model& now, std::vector<double>& values, World& out) {
  const auto add = [&](double value) {
    values.push_back(value);
    return static_cast<ParameterId>(values.size() - 1);
  };
  out.review = now.review;
  out.review_escape = add(now.review.escape);
  out.review_clock = add(now.review.clock);
  out.attitude_on_leaving = add(now.behaviour.attitude_on_leaving);
  for (const auto at : now.review.after) out.review_after[static_cast<std::size_t>(at)] = true;
  out.review_has_start = !now.review.starts.empty();
  if (out.review_has_start)
    out.review_starts = static_cast<std::uint8_t>(now.journey.index(now.review.starts));
  const scenario::Complaints& x = now.complaints;
  Complaints& c = out.complaints;
  c.below = static_cast<float>(x.below);
  c.patience = static_cast<float>(x.patience);
  c.conflicted = x.conflicted;
  c.share = add(x.share);
  c.resolved = add(x.resolved);
  c.takes = add(x.takes);
  c.gain = add(x.gain);
  for (const auto& entry : x.books)
    c.books.push_back({static_cast<std::uint8_t>(now.activities.index(entry.first)), add(entry.second)});
}

}  // namespace polku::world
