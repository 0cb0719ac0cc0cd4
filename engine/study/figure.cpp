// What each figure of a study is, in terms of the books.
#include "scenario/words.hpp"
#include "study/totals.hpp"
#include "study/trial.hpp"

namespace polku::study {

using scenario::Figure;
using M = simulate::SegmentMeasure;
using A = simulate::AttributeMeasure;

double figure_of(const scenario::Scenario& scenario, const world::World& world,
                 const record::Finished& finished) {
  const scenario::Study& study = scenario.study;
  Window window = between(world, study.from, study.until);
  if (!study.segment.empty()) window.segment = scenario.model.segments.index(study.segment);
  const Totals t(world, finished, window);
  const auto step = [&](simulate::StepMeasure measure) {
    return t.flow_of(measure, scenario.model.journey.index(study.step));
  };
  const auto felt = [&](A sum) {
    const std::size_t k = scenario.model.attributes.index(study.attribute);
    return ratio(t.flow_of(sum, k) / simulate::sum_scale, t.flow_of(A::observations, k));
  };
  const auto forced = [&] { return ratio(t.mean_stock(M::forced), t.mean_stock(M::customers)); };
  switch (study.figure) {
    case Figure::npv: return t.present_value();
    case Figure::profit: return t.profit();
    case Figure::revenue: return t.revenue();
    case Figure::cost: return t.cost();
    case Figure::customers: return t.at_end(M::customers);
    case Figure::customers_mean: return t.mean_stock(M::customers);
    case Figure::joined: return t.flow(M::joined);
    case Figure::won_back: return t.flow(M::won_back);
    case Figure::lost: return t.lost();
    case Figure::lost_switched: return t.flow(M::lost_switched);
    case Figure::lost_escaped: return t.flow(M::lost_escaped);
    case Figure::churn: return ratio(t.lost(), t.mean_stock(M::customers) * t.years());
    case Figure::loyalty_voluntary: return 1.0 - forced();
    case Figure::loyalty_forced: return forced();
    case Figure::satisfaction: return ratio(t.sum(M::satisfaction_total), t.flow(M::encounters));
    case Figure::attitude:
      return ratio(t.at_end(M::attitude_total) / simulate::sum_scale, t.at_end(M::customers));
    case Figure::purchases: return t.flow(M::purchases);
    case Figure::repeat_purchases: return t.flow(M::repeat_purchases);
    case Figure::journeys: return t.flow(M::journeys);
    case Figure::given_up: return ratio(t.flow(M::given_up), t.flow(M::journeys));
    case Figure::conflicted: return ratio(t.flow(M::conflicted), t.flow(M::choices));
    case Figure::reviews: return t.flow(M::reviews);
    case Figure::opened: return ratio(t.flow(M::opened), t.flow(M::reviews));
    case Figure::visits: return step(simulate::StepMeasure::visits);
    case Figure::failures: return step(simulate::StepMeasure::failures);
    case Figure::felt: return felt(A::felt_total);
    case Figure::expectation: return felt(A::expectation_total);
    case Figure::attribute_satisfaction: return felt(A::attribute_satisfaction_total);
  }
  return nothing;
}

std::string unit_of_contrast(const scenario::Scenario& scenario) {
  if (!scenario.study.relative_to.empty()) return "share";
  switch (scenario.study.figure) {
    case Figure::npv:
    case Figure::profit:
    case Figure::revenue:
    case Figure::cost: return scenario.model.currency;
    case Figure::customers:
    case Figure::customers_mean:
    case Figure::joined:
    case Figure::won_back:
    case Figure::lost:
    case Figure::lost_switched:
    case Figure::lost_escaped: return "people";
    case Figure::churn: return "1/year";
    case Figure::loyalty_voluntary:
    case Figure::loyalty_forced:
    case Figure::given_up:
    case Figure::conflicted:
    case Figure::opened: return "share";
    case Figure::purchases:
    case Figure::repeat_purchases:
    case Figure::journeys:
    case Figure::reviews:
    case Figure::visits:
    case Figure::failures: return "times";
    default: return "1";
  }
}

}  // namespace polku::study
