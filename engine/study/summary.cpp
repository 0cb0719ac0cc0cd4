#include "study/summary.hpp"

#include <limits>

#include "base/statistics.hpp"
#include "base/time.hpp"
#include "record/arrays.hpp"
#include "study/customer_money.hpp"
#include "study/investment.hpp"
#include "study/organisation.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using record::Collected;
using record::Finished;
using record::Group;
using simulate::SegmentMeasure;
using world::World;

/// What belongs to a difference alone: when an option has paid for itself, and how deep it goes before.
const std::vector<OutcomeMeasure> investment_measures = {
    {"payback", "years",
     "time until the cumulative difference in profit is above zero for good; none if it is not within the "
     "horizon"},
    {"paid_back", "share",
     "share of replications in which the option has paid for itself within the horizon"},
    {"j_curve_depth", "currency", "lowest cumulative difference in profit"},
    {"j_curve_trough", "years", "when it is reached"},
    {"roi", "share",
     "return on investment: present value of the difference over that of the option's own cost; none without "
     "a cost"},
};

/// Difference in the company's profit, period by period from date 0.
std::vector<double> profit_differences(const Collected& all, std::size_t option, std::size_t replication) {
  const World& world = all.worlds[0];
  std::vector<double> flows;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p)
    flows.push_back(base::to_units(all.runs[option][replication].company[p].profit() -
                                   all.runs[0][replication].company[p].profit()));
  return flows;
}

/// Present value of what the option itself costs.
double present_outlay(const World& world, const Finished& finished) {
  double outlay = 0;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p)
    outlay += base::to_units(finished.company[p].investment) * record::discount_factor(world, p);
  return outlay;
}

std::vector<double> investment_values(const World& world, const std::vector<double>& flows, double outlay) {
  const double years_a_period = base::to_days(world.calendar.report) / base::days_per_year;
  double present = 0;
  for (std::size_t p = 0; p < flows.size(); ++p)
    present += flows[p] * record::discount_factor(world, world.calendar.warm_up_periods + p);
  const auto back = payback(flows);
  const auto curve = j_curve(flows);
  return {back ? (*back > 0 ? *back + 1 : 0) * years_a_period : nothing, back ? 1.0 : 0.0,
          curve ? curve->depth : 0.0, curve ? (static_cast<double>(curve->trough) + 1) * years_a_period : 0.0,
          return_on_investment(present, outlay).value_or(nothing)};
}

std::vector<std::string> option_names(const Collected& all) {
  std::vector<std::string> names;
  for (std::size_t w = 1; w < all.worlds.size(); ++w) names.push_back(all.worlds[w].name);
  return names;
}

/// Mean over replications and its interval, point by point of a curve: the band of a J-curve.
void add_band(Group& group, const std::string& of, const std::string& unit, std::size_t replications,
              double confidence) {
  const std::vector<double> curves = std::get<std::vector<double>>(group.variable(of)->values);
  const std::size_t periods = group.axis("period")->size();
  const auto column = [&](const char* name, const char* doc, double base::Interval::*member) {
    auto& out = record::add_variable<double>(group, of + name, unit, doc, {"option", "period"});
    std::vector<double> at_once(replications);
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (std::size_t r = 0; r < replications; ++r)
        at_once[r] = curves[((i / periods) * replications + r) * periods + i % periods];
      out[i] = base::mean_interval(at_once, confidence).*member;
    }
  };
  column("_mean", "mean over replications", &base::Interval::mean);
  column("_low", "lower end of its confidence interval, at this point", &base::Interval::low);
  column("_high", "upper end", &base::Interval::high);
}

Group cumulative_group(const Collected& all, double confidence) {
  const World& world = all.worlds[0];
  Group group{
      "cumulative", "cumulative difference in the company's profit against the baseline (J-curve)", {}, {}};
  group.axes.push_back(record::labels("option", option_names(all), "option against the baseline"));
  group.axes.push_back(record::numbers("replication", all.replications(), "independent repetition"));
  std::vector<double> starts;
  for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p)
    starts.push_back(record::period_start(world, p));
  group.axes.push_back(
      record::days("period", starts, "start of the reporting period, from the end of the warm-up"));
  const std::vector<std::string> axes{"option", "replication", "period"};
  record::add_variable<double>(group, "difference", all.currency, "to the end of the period", axes);
  record::add_variable<double>(group, "discounted_difference", all.currency,
                               "to the end of the period, as present value", axes);
  auto& plain = std::get<std::vector<double>>(group.variables[0].values);
  auto& discounted = std::get<std::vector<double>>(group.variables[1].values);
  std::size_t at = 0;
  for (std::size_t w = 1; w < all.worlds.size(); ++w)
    for (std::size_t r = 0; r < all.replications(); ++r) {
      double sum = 0, present = 0;
      std::size_t p = world.calendar.warm_up_periods;
      for (const double flow : profit_differences(all, w, r)) {
        plain[at] = sum += flow;
        discounted[at++] = present += flow * record::discount_factor(world, p++);
      }
    }
  add_band(group, "difference", all.currency, all.replications(), confidence);
  add_band(group, "discounted_difference", all.currency, all.replications(), confidence);
  return group;
}

/// Calls visit(survey, figure) for every figure of each survey that the table has.
template <class Visit>
void each_survey_figure(const World& world, Visit visit) {
  for (std::size_t survey = 0; survey < world.surveys.size(); ++survey)
    for (const auto& figure : record::survey_figures())
      if (record::tells(world.surveys[survey], figure.name)) visit(survey, figure);
}

}  // namespace

std::string unit_of(const OutcomeMeasure& measure, const std::string& currency) {
  return measure.unit == "currency" ? currency : measure.unit;
}

const std::vector<OutcomeMeasure>& base_measures() {
  static const std::vector<OutcomeMeasure> measures = {
      {"customers", "people", "our customers at the end"},
      {"customers_mean", "people", "our customers, mean over time"},
      {"joined", "people", "joined us"},
      {"won_back", "people", "of them, had been our customers before"},
      {"lost", "people", "left us"},
      {"lost_switched", "people", "of them, to a rival"},
      {"churn", "1/year", "customers lost a year, as a share of the mean stock"},
      {"loyalty_voluntary", "share", "customers who stay of their own will, mean over time"},
      {"loyalty_forced", "share", "customers who stay only because of what is imposed, mean over time"},
      {"satisfaction", "-1..1", "mean reported satisfaction of encounters"},
      {"attitude", "1", "mean attitude of our customers at the end, in units of experience"},
      {"purchases", "times", "purchases from us"},
      {"repeat_purchases", "times", "of them, by people who had bought before"},
      {"journeys", "times", "journeys begun"},
      {"given_up", "share", "journeys given up"},
      {"revenue", "currency", "revenue"},
      {"cost", "currency", "all costs"},
      {"profit", "currency", "profit"},
      {"npv", "currency", "present value of profit"},
  };
  return measures;
}

std::vector<OutcomeMeasure> outcome_measures(const World& world) {
  std::vector<OutcomeMeasure> measures = base_measures();
  const auto more = organisation_measures(world);
  measures.insert(measures.end(), more.begin(), more.end());
  measures.push_back({"customer_equity", "currency",
                      "what customers bring, discounted: within the horizon, and for ours at its end after "
                      "it, as long as they stay if it goes on as in the last year"});
  if (world.recorded_customers > 0) {
    measures.push_back({"customer_value", "currency", "the same of one customer, mean of those recorded"});
    measures.push_back({"best_fifth", "share", "earned by the best fifth of the customers recorded"});
    measures.push_back({"largest_customer", "share", "revenue from the largest customer recorded"});
    if (world.providers.size() > 1)
      measures.push_back({"share_of_wallet", "share", "purchases of our customers recorded that we get"});
  }
  if (record::pays_to_listen(world))
    measures.push_back({"listening_cost", "currency", "surveys, and what listening policies spend"});
  each_survey_figure(world, [&](std::size_t survey, const record::SurveyFigure& figure) {
    measures.push_back({world.surveys[survey].name + '.' + figure.name, figure.unit, figure.doc});
  });
  return measures;
}

std::vector<double> outcome_values(const World& world, const Finished& finished) {
  const Totals t(world, finished, whole(world));
  using M = SegmentMeasure;
  const double customers = t.at_end(M::customers), mean_customers = t.mean_stock(M::customers);
  const double lost = t.lost();
  const double forced = ratio(t.mean_stock(M::forced), mean_customers);
  std::vector<double> values = {customers,
                                mean_customers,
                                t.flow(M::joined),
                                t.flow(M::won_back),
                                lost,
                                t.flow(M::lost_switched),
                                ratio(lost, mean_customers * t.years()),
                                1 - forced,
                                forced,
                                ratio(t.sum(M::satisfaction_total), t.flow(M::encounters)),
                                ratio(t.at_end(M::attitude_total) / simulate::sum_scale, customers),
                                t.flow(M::purchases),
                                t.flow(M::repeat_purchases),
                                t.flow(M::journeys),
                                ratio(t.flow(M::given_up), t.flow(M::journeys)),
                                t.revenue(),
                                t.cost(),
                                t.profit(),
                                t.present_value()};
  const auto more = organisation_values(world, finished);
  values.insert(values.end(), more.begin(), more.end());
  values.push_back(customer_equity(world, finished));
  if (world.recorded_customers > 0) {
    values.push_back(customer_value(world, finished));
    values.push_back(best_fifth(finished));
    values.push_back(largest_customer(finished));
    if (world.providers.size() > 1) values.push_back(share_of_wallet(world, finished));
  }
  if (record::pays_to_listen(world)) values.push_back(t.listening());
  each_survey_figure(world, [&](std::size_t survey, const record::SurveyFigure& figure) {
    values.push_back(t.survey(survey, figure));
  });
  return values;
}

Group measured_group(std::string name, std::string doc, record::Axis first,
                     const std::vector<OutcomeMeasure>& measures, const std::string& currency,
                     std::size_t replications, double confidence, const std::vector<double>& values) {
  Group group{std::move(name), std::move(doc), {}, {}};
  const std::string thing = first.name;
  const std::size_t rows = first.size() * measures.size();
  std::vector<std::string> names, units;
  for (const auto& measure : measures) {
    names.push_back(measure.name);
    units.push_back(unit_of(measure, currency));
  }
  group.axes.push_back(std::move(first));
  group.axes.push_back(record::labels("measure", names, "outcome, over the time after the warm-up"));
  group.axes.push_back(record::labels("unit", units, "unit of each measure, in their order"));
  group.axes.push_back(record::numbers("replication", replications, "independent repetition"));
  record::add_variable<double>(group, "value", "1", "each replication, in the unit of the measure",
                               {thing, "measure", "replication"}) = values;
  std::vector<base::Interval> intervals;
  for (std::size_t at = 0; at < rows; ++at) {
    std::vector<double> seen;
    for (std::size_t r = 0; r < replications; ++r)
      if (const double x = values[at * replications + r]; x == x) seen.push_back(x);
    intervals.push_back(base::mean_interval(seen, confidence));
  }
  const auto column = [&](const char* of, const char* meaning, double base::Interval::*member) {
    auto& out = record::add_variable<double>(group, of, "1", meaning, {thing, "measure"});
    for (std::size_t at = 0; at < out.size(); ++at) out[at] = intervals[at].*member;
  };
  column("mean", "mean over replications", &base::Interval::mean);
  column("low", "lower end of the confidence interval", &base::Interval::low);
  column("high", "upper end of the confidence interval", &base::Interval::high);
  return group;
}

Group summary_group(const Collected& all, double confidence) {
  std::vector<std::string> worlds;
  const std::vector<OutcomeMeasure> measures = outcome_measures(all.worlds.front());
  std::vector<double> values(all.worlds.size() * measures.size() * all.replications());
  for (std::size_t w = 0; w < all.worlds.size(); ++w) {
    worlds.push_back(all.worlds[w].name);
    for (std::size_t r = 0; r < all.replications(); ++r) {
      const auto measured = outcome_values(all.worlds[w], all.runs[w][r]);
      for (std::size_t m = 0; m < measured.size(); ++m)
        values[(w * measured.size() + m) * all.replications() + r] = measured[m];
    }
  }
  return measured_group("summary", "the outcome of each world",
                        record::labels("world", worlds, "the baseline and the options"), measures,
                        all.currency, all.replications(), confidence, values);
}

std::vector<Group> difference_groups(const Collected& all, double confidence) {
  std::vector<OutcomeMeasure> measures = outcome_measures(all.worlds.front());
  measures.insert(measures.end(), investment_measures.begin(), investment_measures.end());
  const std::size_t replications = all.replications(), options = all.worlds.size() - 1;
  std::vector<double> values(options * measures.size() * replications);
  for (std::size_t r = 0; r < replications; ++r) {
    const auto baseline = outcome_values(all.worlds[0], all.runs[0][r]);
    for (std::size_t w = 1; w < all.worlds.size(); ++w) {
      std::vector<double> row = outcome_values(all.worlds[w], all.runs[w][r]);
      for (std::size_t m = 0; m < row.size(); ++m) row[m] -= baseline[m];
      for (const double x : investment_values(all.worlds[w], profit_differences(all, w, r),
                                              present_outlay(all.worlds[w], all.runs[w][r])))
        row.push_back(x);
      for (std::size_t m = 0; m < row.size(); ++m)
        values[((w - 1) * row.size() + m) * replications + r] = row[m];
    }
  }
  return {measured_group("differences",
                         "each option minus the baseline, replication by replication with the same luck",
                         record::labels("option", option_names(all), "option against the baseline"), measures,
                         all.currency, replications, confidence, values),
          cumulative_group(all, confidence)};
}

}  // namespace polku::study
