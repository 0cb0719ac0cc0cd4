// What a quality is held against, where it differs between customers: the promise of their provider, how much
// of a gap they tolerate, how firm their expectation already is. Where a world has none of this, encounters
// take one number for everybody and come here for nothing.
#pragma once

#include <cstdint>

#include "simulate/context.hpp"
#include "simulate/experience.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

/// Whether this world's customers differ in what they hold a quality against.
inline bool references_differ(const World& world) {
  return world.promises || world.tolerates || world.learns_as_belief;
}

/// Fills norm, tolerance and learning of each customer for one attribute, and points the lanes at them.
void own_references(const Context& context, const Columns& b, Scratch& x, std::size_t attribute,
                    const ExperienceSettings& settings, const std::uint16_t* list, std::size_t n,
                    ExperienceLanes& lanes);

/// One observation more behind the expectation of all who felt the attribute.
void observe(const Context& context, Columns& b, Scratch& x, std::size_t attribute, const std::uint16_t* list,
             std::size_t n);

/// Who chooses a provider for the first time expects what it promises.
void hear_promises(const Context& context, Columns& b, std::size_t i, Tick time, std::size_t provider);

}  // namespace polku::simulate
