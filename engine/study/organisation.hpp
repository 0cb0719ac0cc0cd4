// What the organisation did, as figures: of one function for studies, and of the front line and of support
// for outcome tables. Internal to study. Thread safety: pure functions.
#pragma once

#include <vector>

#include "scenario/model.hpp"
#include "study/summary.hpp"
#include "study/totals.hpp"

namespace polku::study {

/// waiting (hours), abandoned (share of contacts), load, readiness or morale of one function.
double function_figure(scenario::Figure figure, std::size_t function, const world::World& world,
                       const record::Finished& finished, const scenario::Measurement& time);

/// What the organisation adds to outcome tables; nothing where no function has a state.
std::vector<OutcomeMeasure> organisation_measures(const world::World& world);
std::vector<double> organisation_values(const world::World& world, const record::Finished& finished);

}  // namespace polku::study
