#include "simulate/books.hpp"

namespace polku::simulate {

Layout::Layout(const world::World& world)
    : segments_(world.segments.size()),
      providers_(world.providers.size()),
      steps_(world.steps.size()),
      attributes_(world.attributes.size()),
      activities_(world.activities.size()),
      alternatives_(world.alternatives()),
      providers_at_(measure_count<SegmentMeasure> * segments_),
      steps_at_(providers_at_ + measure_count<ProviderMeasure> * providers_),
      attributes_at_(steps_at_ + measure_count<StepMeasure> * steps_),
      activities_at_(attributes_at_ + measure_count<AttributeMeasure> * attributes_),
      alternatives_at_(activities_at_ + measure_count<ActivityMeasure> * activities_),
      row_(alternatives_at_ + measure_count<AlternativeMeasure> * alternatives_),
      periods_(world.calendar.periods),
      report_(world.calendar.report),
      reciprocal_((std::uint64_t{1} << 32) / world.calendar.report),
      pad_(world.calendar.warm_up_periods * std::uint64_t{world.calendar.report} - world.calendar.warm_up) {}

}  // namespace polku::simulate
