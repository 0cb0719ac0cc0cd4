#include "record/collect.hpp"

#include <algorithm>
#include <limits>

#include "record/arrays.hpp"
#include "record/event_log.hpp"
#include "record/organisation.hpp"
#include "record/sample.hpp"
#include "record/surveys.hpp"

namespace polku::record {
namespace {

using base::Tick;
using simulate::MeasureInfo;
using simulate::MeasureKind;
using world::World;

#define POLKU_INFO(name, kind, meaning) MeasureInfo{#name, MeasureKind::kind, meaning},
constexpr MeasureInfo segment_measures[] = {POLKU_SEGMENT_MEASURES(POLKU_INFO)};
constexpr MeasureInfo provider_measures[] = {POLKU_PROVIDER_MEASURES(POLKU_INFO)};
constexpr MeasureInfo step_measures[] = {POLKU_STEP_MEASURES(POLKU_INFO)};
constexpr MeasureInfo attribute_measures[] = {POLKU_ATTRIBUTE_MEASURES(POLKU_INFO)};
constexpr MeasureInfo activity_measures[] = {POLKU_ACTIVITY_MEASURES(POLKU_INFO)};
constexpr MeasureInfo alternative_measures[] = {POLKU_ALTERNATIVE_MEASURES(POLKU_INFO)};
constexpr MeasureInfo function_measures[] = {POLKU_FUNCTION_MEASURES(POLKU_INFO)};
#undef POLKU_INFO

template <class Thing>
std::vector<std::string> names(const std::vector<Thing>& things) {
  std::vector<std::string> result;
  for (const auto& thing : things) result.push_back(thing.name);
  return result;
}

class Collector {
 public:
  explicit Collector(const Collected& collected) : all_(collected), first_(collected.worlds.front()) {}

  std::vector<Group> groups() {
    std::vector<Group> result;
    std::vector<std::string> alternatives = names(first_.providers);
    alternatives.insert(alternatives.end(), {"nothing", "repair"});
    result.push_back(family<simulate::SegmentMeasure>("periods", "measures by reporting period and segment",
                                                      segment_measures, "segment", names(first_.segments)));
    means(result.back());
    result.push_back(company());
    result.push_back(
        family<simulate::ProviderMeasure>("providers", "measures by reporting period and provider",
                                          provider_measures, "provider", names(first_.providers)));
    result.push_back(steps());
    if (!first_.attributes.empty())
      result.push_back(
          family<simulate::AttributeMeasure>("attributes", "what was felt of each attribute with us",
                                             attribute_measures, "attribute", names(first_.attributes)));
    if (!first_.activities.empty())
      result.push_back(family<simulate::ActivityMeasure>("activities", "activities booked", activity_measures,
                                                         "activity", names(first_.activities)));
    result.push_back(family<simulate::AlternativeMeasure>("alternatives", "free choices",
                                                          alternative_measures, "alternative", alternatives));
    result.push_back(purchases());
    result.push_back(customers());
    if (first_.recorded_customers > 0) {
      result.push_back(passages_group(all_));
      if (!first_.attributes.empty()) result.push_back(categories_group(all_));
    }
    if (first_.recorded_events > 0) result.push_back(log_group(all_));
    if (first_.feedback) result.push_back(epochs());
    for (auto& asked : survey_groups(all_)) result.push_back(std::move(asked));
    if (first_.organises) {
      result.push_back(family<simulate::FunctionMeasure>(
          "functions", "contacts of our functions", function_measures, "function", names(first_.functions)));
      result.push_back(organisation_group(all_));
    }
    return result;
  }

 private:
  std::size_t worlds() const { return all_.worlds.size(); }
  std::size_t replications() const { return all_.replications(); }
  std::size_t periods() const { return first_.calendar.periods; }
  const simulate::Outcome& outcome(std::size_t w, std::size_t r) const { return *all_.runs[w][r].outcome; }

  Group group(std::string name, std::string doc) const {
    return {std::move(name),
            std::move(doc),
            {labels("world", names(all_.worlds), "the baseline and the options")},
            {}};
  }
  void add_replications(Group& group) const {
    group.axes.push_back(numbers("replication", replications(), "independent repetition"));
  }
  void add_periods(Group& group) const {
    std::vector<double> starts;
    for (std::size_t p = 0; p < periods(); ++p) starts.push_back(period_start(first_, p));
    group.axes.push_back(
        days("period", std::move(starts), "start of the reporting period, from the end of the warm-up"));
  }

  std::string unit(MeasureKind kind) const { return kind == MeasureKind::money ? all_.currency : "1"; }

  /// Flows as they are, levels summed up to the end of the period, fixed point and money as real numbers.
  template <class Measure>
  void measure(Group& group, const MeasureInfo& info, Measure m, std::size_t things,
               const std::string& axis) const {
    const bool integer = info.kind == MeasureKind::flow || info.kind == MeasureKind::level;
    const bool level = info.kind == MeasureKind::level || info.kind == MeasureKind::sum_level;
    const double scale = info.kind == MeasureKind::money ? 1e6 : simulate::sum_scale;
    const std::vector<std::string> axes{"world", "replication", "period", axis};
    const auto fill = [&](auto& values, auto convert) {
      std::size_t at = 0;
      for (std::size_t w = 0; w < worlds(); ++w)
        for (std::size_t r = 0; r < replications(); ++r) {
          std::vector<std::int64_t> stock(things, 0);
          for (std::size_t p = 0; p < periods(); ++p)
            for (std::size_t thing = 0; thing < things; ++thing) {
              const std::int64_t booked = outcome(w, r).books.at(p, m, thing);
              stock[thing] = level ? stock[thing] + booked : booked;
              values[at++] = convert(stock[thing]);
            }
        }
    };
    if (integer)
      fill(add_variable<std::int64_t>(group, info.name, "1", info.meaning, axes),
           [](std::int64_t x) { return x; });
    else
      fill(add_variable<double>(group, info.name, unit(info.kind), info.meaning, axes),
           [&](std::int64_t x) { return static_cast<double>(x) / scale; });
  }

  template <class Measure, std::size_t count>
  Group family(std::string name, std::string doc, const MeasureInfo (&infos)[count], const std::string& axis,
               const std::vector<std::string>& things) const {
    Group result = group(std::move(name), std::move(doc));
    add_replications(result);
    add_periods(result);
    result.axes.push_back(labels(axis, things, axis));
    for (std::size_t m = 0; m < count; ++m)
      measure(result, infos[m], static_cast<Measure>(m), things.size(), axis);
    return result;
  }

  /// Means that readers want, beside the totals that sum: NaN where there was nothing to take the mean of.
  void means(Group& periods_group) const {
    const auto mean = [&](const char* name, const char* doc, const char* total, const char* count) {
      const auto sums = std::get<std::vector<double>>(periods_group.variable(total)->values);
      const auto counts = std::get<std::vector<std::int64_t>>(periods_group.variable(count)->values);
      auto& values = add_variable<double>(periods_group, name, "1", doc, periods_group.variable(total)->axes);
      for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = counts[i] > 0 ? sums[i] / static_cast<double>(counts[i])
                                  : std::numeric_limits<double>::quiet_NaN();
    };
    mean("satisfaction", "mean reported satisfaction of encounters, -1..1", "satisfaction_total",
         "encounters");
    mean("attitude", "mean attitude of our customers towards us, in units of experience", "attitude_total",
         "customers");
  }

  Group company() const {
    Group result = group("company", "the company's account by reporting period");
    add_replications(result);
    add_periods(result);
    const auto line = [&](const char* name, const char* doc, auto get) {
      auto& values =
          add_variable<double>(result, name, all_.currency, doc, {"world", "replication", "period"});
      std::size_t at = 0;
      for (const auto& runs : all_.runs)
        for (const auto& run : runs)
          for (const auto& period : run.company) values[at++] = base::to_units(get(period));
    };
    line("revenue", "booked revenue", [](const CompanyPeriod& x) { return x.revenue; });
    line("product_cost", "cost of goods and product activities",
         [](const CompanyPeriod& x) { return x.product_cost; });
    line("order_cost", "activities of the order pool", [](const CompanyPeriod& x) { return x.order_cost; });
    line("service_cost", "activities of the service pool",
         [](const CompanyPeriod& x) { return x.service_cost; });
    line("sustaining_cost", "activities of the sustaining pool",
         [](const CompanyPeriod& x) { return x.sustaining_cost; });
    line("customers_result", "revenue minus all that is charged to customers",
         [](const CompanyPeriod& x) { return x.customers(); });
    line("acquisition_cost", "spent on people who were not customers",
         [](const CompanyPeriod& x) { return x.acquisition_cost; });
    line("unused_capacity", "budgets paid for and not used",
         [](const CompanyPeriod& x) { return x.unused_capacity; });
    line("general", "costs that belong to no customer", [](const CompanyPeriod& x) { return x.general; });
    line("investment", "the option's own cost", [](const CompanyPeriod& x) { return x.investment; });
    if (pays_to_listen(first_))
      line("listening", "surveys, and what listening policies spend",
           [](const CompanyPeriod& x) { return x.listening; });
    line("profit", "customers' results minus what is unallocated",
         [](const CompanyPeriod& x) { return x.profit(); });
    return result;
  }

  Group steps() const {
    Group result = group("steps", "what happened at each step of the journey, after the warm-up");
    add_replications(result);
    result.axes.push_back(labels("step", names(first_.steps), "step of the journey"));
    for (std::size_t m = 0; m < std::size(step_measures); ++m) {
      auto& values = add_variable<std::int64_t>(result, step_measures[m].name, "1", step_measures[m].meaning,
                                                {"world", "replication", "step"});
      std::size_t at = 0;
      for (std::size_t w = 0; w < worlds(); ++w)
        for (std::size_t r = 0; r < replications(); ++r)
          for (std::size_t s = 0; s < first_.steps.size(); ++s, ++at)
            for (std::size_t p = first_.calendar.warm_up_periods; p < periods(); ++p)
              values[at] += outcome(w, r).books.at(p, static_cast<simulate::StepMeasure>(m), s);
    }
    return result;
  }

  Group purchases() const {
    Group result =
        group("purchases",
              "customers by number of purchases from us since the start, those of the start counted as one");
    add_replications(result);
    const std::size_t counts = outcome(0, 0).purchase_counts.size();
    result.axes.push_back(numbers("count", counts, "purchases; the last counts that many and more"));
    auto& values =
        add_variable<std::int64_t>(result, "people", "1", "people with that many purchases at the end",
                                   {"world", "replication", "count"});
    std::size_t at = 0;
    for (std::size_t w = 0; w < worlds(); ++w)
      for (std::size_t r = 0; r < replications(); ++r)
        for (const std::int64_t people : outcome(w, r).purchase_counts) values[at++] = people;
    return result;
  }

  Group customers() const {
    Group result = group("customers", "single customers of the first replication at the end");
    const std::size_t rows = outcome(0, 0).customers.size();
    result.axes.push_back(
        numbers("customer", rows, "number of the customer, the same person in every world"));
    const auto column = [&](auto zero, const char* name, std::string unit_name, const char* doc, auto get) {
      auto& values =
          add_variable<decltype(zero)>(result, name, std::move(unit_name), doc, {"world", "customer"});
      std::size_t at = 0;
      for (std::size_t w = 0; w < worlds(); ++w)
        for (const auto& row : outcome(w, 0).customers) values[at++] = get(row);
    };
    using Row = simulate::CustomerRow;
    const double warm_up = base::to_days(first_.calendar.warm_up);
    const auto date = [warm_up](Tick time) {
      return time == base::never ? std::numeric_limits<double>::quiet_NaN() : base::to_days(time) - warm_up;
    };
    column(std::int64_t{}, "segment", "1", "place of the segment in the model",
           [](const Row& x) { return std::int64_t{x.segment}; });
    column(std::int64_t{}, "provider", "1", "place of the present provider in the model, -1 none",
           [](const Row& x) {
             return x.provider == world::no_provider ? std::int64_t{-1} : std::int64_t{x.provider};
           });
    column(std::int64_t{}, "gone", "1", "1 if the customer left the market for good",
           [](const Row& x) { return std::int64_t{x.gone}; });
    column(std::int64_t{}, "cause", "1",
           "why we lost the customer last: 0 not, 1 review, 2 switched, 3 escaped a contract, 4 disposal, 5 "
           "not accepted",
           [](const Row& x) { return std::int64_t{x.cause}; });
    column(double{}, "left", "days", "when we lost the customer last, from date 0",
           [&](const Row& x) { return date(x.left); });
    column(std::int64_t{}, "purchases", "1", "purchases from us; customers of the start have one",
           [](const Row& x) { return std::int64_t{x.purchases}; });
    column(double{}, "last_purchase", "days", "last purchase from us, from date 0",
           [&](const Row& x) { return date(x.last_purchase); });
    column(double{}, "attitude", "1", "attitude towards us, in units of experience",
           [](const Row& x) { return double{x.attitude}; });
    column(double{}, "own_chance", "1", "own chance to open the relationship at a review",
           [](const Row& x) { return double{x.own_chance}; });
    column(double{}, "revenue", all_.currency, "lifetime revenue",
           [](const Row& x) { return base::to_units(x.money.revenue); });
    column(double{}, "product_cost", all_.currency, "lifetime cost of goods and product activities",
           [](const Row& x) { return base::to_units(x.money.product_cost); });
    column(double{}, "order_cost", all_.currency, "lifetime cost of orders",
           [](const Row& x) { return base::to_units(x.money.order_cost); });
    column(double{}, "service_cost", all_.currency, "lifetime cost of service",
           [](const Row& x) { return base::to_units(x.money.service_cost); });
    column(double{}, "sustaining_cost", all_.currency, "lifetime cost of sustaining",
           [](const Row& x) { return base::to_units(x.money.sustaining_cost); });
    column(double{}, "result", all_.currency, "lifetime result",
           [](const Row& x) { return base::to_units(x.money.result()); });
    return result;
  }

  Group epochs() const {
    Group result = group("epochs", "what the market has taught, epoch by epoch");
    add_replications(result);
    const std::size_t count = outcome(0, 0).norms.size();
    std::vector<double> starts;
    for (std::size_t e = 0; e < count; ++e)
      starts.push_back(base::to_days(first_.calendar.epoch) * static_cast<double>(e) -
                       base::to_days(first_.calendar.warm_up));
    result.axes.push_back(days("epoch", std::move(starts), "start of the epoch, from date 0"));
    result.axes.push_back(labels("attribute", names(first_.attributes), "attribute"));
    auto& values = add_variable<double>(result, "norm", "1", "quality taken as normal",
                                        {"world", "replication", "epoch", "attribute"});
    std::size_t at = 0;
    for (std::size_t w = 0; w < worlds(); ++w)
      for (std::size_t r = 0; r < replications(); ++r)
        for (const auto& norms : outcome(w, r).norms)
          for (const float norm : norms) values[at++] = static_cast<double>(norm);
    if (first_.ages) ages(result);
    return result;
  }

  void ages(Group& epochs_group) const {
    epochs_group.axes.push_back(labels("segment", names(first_.segments), "segment"));
    const auto column = [&](const char* name, const char* doc, std::vector<std::string> axes, auto member) {
      auto& values = add_variable<double>(epochs_group, name, "1", doc, std::move(axes));
      std::size_t at = 0;
      for (std::size_t w = 0; w < worlds(); ++w)
        for (std::size_t r = 0; r < replications(); ++r)
          for (const auto& record : outcome(w, r).ages)
            for (const double value : record.*member) values[at++] = value;
    };
    column("age", "age of the attribute to the segment; where it is renewed by and by, to half of the people",
           {"world", "replication", "epoch", "segment", "attribute"}, &simulate::AgeRecord::age);
    column(
        "diffusion",
        "quality that people's providers deliver, mean over everybody: none where it is not delivered, and "
        "none without a provider",
        {"world", "replication", "epoch", "attribute"}, &simulate::AgeRecord::diffusion);
  }

  const Collected& all_;
  const World& first_;
};

}  // namespace

std::vector<Group> groups_of(const Collected& collected) { return Collector(collected).groups(); }

}  // namespace polku::record
