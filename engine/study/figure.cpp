// What each figure of a study is, in terms of the books.
#include <algorithm>
#include <array>
#include <vector>

#include "base/statistics.hpp"
#include "record/survey_figures.hpp"
#include "scenario/words.hpp"
#include "study/customer_money.hpp"
#include "study/organisation.hpp"
#include "study/totals.hpp"
#include "study/trial.hpp"

namespace polku::study {

using scenario::Figure;
using M = simulate::SegmentMeasure;
using A = simulate::AttributeMeasure;

namespace {

/// Our share of all purchases in the market.
double share_of_purchases(const world::World& world, const Totals& t) {
  double all = 0.0;
  for (std::size_t j = 0; j < world.providers.size(); ++j)
    all += t.flow_of(simulate::ProviderMeasure::provider_purchases, j);
  return ratio(t.flow_of(simulate::ProviderMeasure::provider_purchases, world.own), all);
}

/// Of the six phases of the journey, the one that loses the smallest share of those who come to it: by
/// failure, between functions, by a desire that fades, by choosing to do nothing. A phase that nobody reaches
/// loses nobody.
double smallest_leak(const world::World& world, const Totals& t) {
  using S = simulate::StepMeasure;
  constexpr std::size_t phases = 6;
  std::array<double, phases> reached{}, lost{};
  const auto phase = [](scenario::Stage stage) { return static_cast<std::size_t>(stage); };
  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    const std::size_t p = phase(world.steps[s].stage);
    reached[p] += t.flow_of(S::visits, s);
    lost[p] += t.flow_of(S::failures, s) + t.flow_of(S::handoff_failures, s);
  }
  const double faded = t.flow(M::faded);
  reached[phase(scenario::Stage::need)] += faded;  // they never came to the end of their first step
  lost[phase(scenario::Stage::need)] += faded;
  lost[phase(scenario::Stage::choice)] +=
      t.flow_of(simulate::AlternativeMeasure::chosen, world.alternative_nothing());
  double least = 1.0;
  for (std::size_t p = 0; p < phases; ++p)
    least = std::min(least, reached[p] > 0.0 ? lost[p] / reached[p] : 0.0);
  return least;
}

/// Rank correlation, over customers recorded who ever answered, between their last rating and whether they
/// are our customers at the end.
double rating_and_staying(const world::World& world, const record::Finished& finished, std::size_t survey) {
  std::vector<double> ratings, stays;
  const auto& outcome = *finished.outcome;
  for (std::size_t i = 0; i < outcome.customers.size(); ++i) {
    const std::uint8_t rated = outcome.rated[i * world.surveys.size() + survey];
    if (rated == 0) continue;
    ratings.push_back(rated - 1.0);
    stays.push_back(outcome.customers[i].provider == world.own ? 1.0 : 0.0);
  }
  return base::rank_correlation(ratings, stays);
}

}  // namespace

double figure_of(const scenario::Scenario& scenario, const scenario::Measurement& what,
                 const world::World& world, const record::Finished& finished) {
  Window window = between(world, what.from, what.until);
  if (!what.segment.empty()) window.segment = scenario.model.segments.index(what.segment);
  const Totals t(world, finished, window);
  const auto step = [&](simulate::StepMeasure measure) {
    return t.flow_of(measure, scenario.model.journey.index(what.step));
  };
  const auto felt = [&](A sum) {
    const std::size_t k = scenario.model.attributes.index(what.attribute);
    return ratio(t.flow_of(sum, k) / simulate::sum_scale, t.flow_of(A::observations, k));
  };
  const auto asked = [&] {
    return t.survey(scenario.model.measurement.surveys.index(what.survey),
                    *record::survey_figure(scenario::word(what.figure)));
  };
  const auto forced = [&] { return ratio(t.mean_stock(M::forced), t.mean_stock(M::customers)); };
  switch (what.figure) {
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
    case Figure::churn_first:
      return ratio(t.lost() - t.flow(M::lost_returned),
                   (t.mean_stock(M::customers) - t.mean_stock(M::returned)) * t.years());
    case Figure::churn_returned:
      return ratio(t.flow(M::lost_returned), t.mean_stock(M::returned) * t.years());
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
    case Figure::handoff_failures: return step(simulate::StepMeasure::handoff_failures);
    case Figure::waiting:
    case Figure::abandoned:
    case Figure::load:
    case Figure::readiness:
    case Figure::morale:
      return function_figure(what.figure, scenario.model.functions.index(what.function), world, finished,
                             what);
    case Figure::felt: return felt(A::felt_total);
    case Figure::expectation: return felt(A::expectation_total);
    case Figure::attribute_satisfaction: return felt(A::attribute_satisfaction_total);
    case Figure::best_fifth: return best_fifth(finished);
    case Figure::share_of_purchases: return share_of_purchases(world, t);
    case Figure::smallest_leak: return smallest_leak(world, t);
    case Figure::customers_result: return t.customers_result();
    case Figure::unallocated: return t.customers_result() - t.profit();
    case Figure::nps:
    case Figure::nps_true:
    case Figure::nps_weighted:
    case Figure::csat:
    case Figure::csat_true:
    case Figure::ces:
    case Figure::ces_true:
    case Figure::fcr:
    case Figure::fcr_true:
    case Figure::response:
    case Figure::turned:
    case Figure::turned_true: return asked();
    case Figure::rating_and_staying:
      return rating_and_staying(world, finished, scenario.model.measurement.surveys.index(what.survey));
    case Figure::listening_cost: return t.listening();
    case Figure::customer_value: return customer_value(world, finished);
    case Figure::customer_equity: return customer_equity(world, finished);
    case Figure::concentration: return concentration_of_revenue(finished);
    case Figure::largest_customer: return largest_customer(finished);
    case Figure::share_of_wallet: return share_of_wallet(world, finished);
    case Figure::volume: return value_cube(world, finished).volume;
    case Figure::efficiency: return value_cube(world, finished).efficiency;
    case Figure::duration: return value_cube(world, finished).duration;
  }
  return nothing;
}

std::string unit_of_contrast(const scenario::Scenario& scenario) {
  if (!scenario.study.relative_to.empty()) return "share";
  if (const auto* figure = record::survey_figure(scenario::word(scenario.study.what.figure)))
    return figure->unit;
  switch (scenario.study.what.figure) {
    case Figure::npv:
    case Figure::profit:
    case Figure::revenue:
    case Figure::cost:
    case Figure::customers_result:
    case Figure::unallocated:
    case Figure::customer_value:
    case Figure::customer_equity:
    case Figure::volume:
    case Figure::listening_cost: return scenario.model.currency;
    case Figure::customers:
    case Figure::customers_mean:
    case Figure::joined:
    case Figure::won_back:
    case Figure::lost:
    case Figure::lost_switched:
    case Figure::lost_escaped: return "people";
    case Figure::churn:
    case Figure::churn_first:
    case Figure::churn_returned: return "1/year";
    case Figure::loyalty_voluntary:
    case Figure::loyalty_forced:
    case Figure::given_up:
    case Figure::conflicted:
    case Figure::best_fifth:
    case Figure::concentration:
    case Figure::efficiency:
    case Figure::largest_customer:
    case Figure::share_of_purchases:
    case Figure::share_of_wallet:
    case Figure::smallest_leak:
    case Figure::abandoned:
    case Figure::load:
    case Figure::readiness:
    case Figure::morale:
    case Figure::opened: return "share";
    case Figure::waiting: return "hours";
    case Figure::duration: return "years";
    case Figure::purchases:
    case Figure::repeat_purchases:
    case Figure::journeys:
    case Figure::reviews:
    case Figure::visits:
    case Figure::failures:
    case Figure::handoff_failures: return "times";
    case Figure::rating_and_staying: return "-1..1";
    default: return "1";
  }
}

}  // namespace polku::study
