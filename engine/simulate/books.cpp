#include "simulate/books.hpp"

namespace polku::simulate {

Layout::Layout(const world::World& world)
    : providers_at_(measure_count<SegmentMeasure> * world.segments.size()),
      steps_at_(providers_at_ + measure_count<ProviderMeasure> * world.providers.size()),
      attributes_at_(steps_at_ + measure_count<StepMeasure> * world.steps.size()),
      activities_at_(attributes_at_ + measure_count<AttributeMeasure> * world.attributes.size()),
      alternatives_at_(activities_at_ + measure_count<ActivityMeasure> * world.activities.size()),
      functions_at_(alternatives_at_ + measure_count<AlternativeMeasure> * world.alternatives()),
      surveys_at_(functions_at_ +
                  (world.organises ? measure_count<FunctionMeasure> * world.functions.size() : 0)),
      levers_at_(surveys_at_ + measure_count<SurveyMeasure> * world.surveys.size() * world.segments.size()),
      row_(levers_at_ + (world.surveys.empty() ? 0 : measure_count<LeverMeasure> * world.levers.size())),
      periods_(world.calendar.periods),
      report_(world.calendar.report),
      reciprocal_((std::uint64_t{1} << 32) / world.calendar.report),
      pad_(world.calendar.warm_up_periods * std::uint64_t{world.calendar.report} - world.calendar.warm_up) {}

}  // namespace polku::simulate
