// What a segment believes of a provider before it has own experience: reputation, judged like an encounter.
// Internal to world.
#pragma once

#include "scenario/model.hpp"

namespace polku::world {

/// In units of experience: gain x importance-weighted satisfaction, split by the value dimensions that appeal
/// to reason (functional, economic) and to feeling (emotional, social).
struct PublicValue {
  double rational = 0.0;
  double emotional = 0.0;
};

/// `now` holds reputations stated (and changed) by people; where none is stated, the public goes by the mean
/// quality of `written`, the model before any change: a quiet improvement is not public knowledge.
PublicValue public_value(const scenario::Model& now, const scenario::Model& written,
                         const scenario::Segment& segment, std::size_t provider);

}  // namespace polku::world
