#include "simulate/reference.hpp"

#include <algorithm>

#include "behaviour/expectation.hpp"
#include "behaviour/kano.hpp"

namespace polku::simulate {

void own_references(const Context& context, const Columns& b, Scratch& x, std::size_t attribute,
                    const ExperienceSettings& settings, const std::uint16_t* list, std::size_t n,
                    ExperienceLanes& lanes) {
  const World& world = context.world;
  const auto& a = world.attributes[attribute];
  std::fill_n(x.norm.data(), n, settings.norm);
  if (a.promised) {
    // A standing promise that is higher than the market's mean is what counts as normal.
    world.parameters.fill(a.promise, world.providers.size(), x.provider, x.now, n, x.norm);
    for (std::size_t j = 0; j < n; ++j) x.norm[j] = std::max(x.norm[j], settings.norm);
  }
  for (std::size_t j = 0; j < n; ++j) x.tolerance[j] = world.segments[x.segment[j]].tolerance;
  std::fill_n(x.up.data(), n, settings.up);
  std::fill_n(x.down.data(), n, settings.down);
  if (world.learns_as_belief) {
    const auto prior = static_cast<float>(world.behaviour.prior_observations);
    for (std::size_t j = 0; j < n; ++j)
      x.up[j] = x.down[j] =
          behaviour::firmness_gain(prior, static_cast<float>(b.observed[b.at(attribute, list[j])]));
  }
  lanes.norm = x.norm;
  lanes.tolerance = x.tolerance;
  lanes.up = x.up;
  lanes.down = x.down;
}

void observe(const Context& context, Columns& b, Scratch& x, std::size_t attribute, const std::uint16_t* list,
             std::size_t n) {
  if (!context.world.learns_as_belief) return;
  for (std::size_t j = 0; j < n; ++j) {
    std::uint16_t& seen = b.observed[b.at(attribute, list[j])];
    if (x.weight[j] >= 0.0f && seen < 0xFFFF) ++seen;
  }
}

void hear_promises(const Context& context, Columns& b, std::size_t i, Tick time, std::size_t provider) {
  const World& world = context.world;
  if (b.experiences[b.at(provider, i)] > 0) return;
  for (std::size_t k = 0; k < world.attributes.size(); ++k) {
    const auto& attribute = world.attributes[k];
    if (!attribute.promised) continue;
    const float promised =
        world.parameters.float_at(attribute.promise + static_cast<world::ParameterId>(provider), time);
    if (promised < 0.0f) continue;
    const std::size_t at = b.at(k, i);
    b.expectation[at] =
        behaviour::felt_quality(static_cast<behaviour::KanoCategory>(b.category[at]), promised);
    if (world.learns_as_belief) b.observed[at] = 0;  // a promise is a new first expectation
  }
}

}  // namespace polku::simulate
