#include "record/surveys.hpp"

#include "record/arrays.hpp"
#include "record/survey_figures.hpp"

namespace polku::record {
namespace {

using simulate::MeasureInfo;
using simulate::MeasureKind;
using world::World;

#define POLKU_INFO(name, kind, meaning) MeasureInfo{#name, MeasureKind::kind, meaning},
constexpr MeasureInfo survey_measures[] = {POLKU_SURVEY_MEASURES(POLKU_INFO)};
#undef POLKU_INFO

template <class Thing>
std::vector<std::string> names(const std::vector<Thing>& things) {
  std::vector<std::string> result;
  for (const auto& thing : things) result.push_back(thing.name);
  return result;
}

std::vector<std::string> lever_names(const World& world) {
  std::vector<std::string> result;
  for (const auto& lever : world.levers)
    result.push_back(world.steps[lever.step].name + '.' + world.attributes[lever.attribute].name);
  return result;
}

class SurveyGroups {
 public:
  explicit SurveyGroups(const Collected& collected) : all_(collected), first_(collected.worlds.front()) {}

  Group surveys() const {
    Group result = group("surveys", "what surveys ask and hear, and what is true, by reporting period");
    add_periods(result);
    result.axes.push_back(labels("survey", names(first_.surveys), "survey"));
    result.axes.push_back(labels("segment", names(first_.segments), "segment"));
    const std::vector<std::string> axes{"world", "replication", "period", "survey", "segment"};
    for (std::size_t m = 0; m < std::size(survey_measures); ++m) {
      const auto& info = survey_measures[m];
      const auto booked = [&](const simulate::Books& books, std::size_t p, std::size_t thing) {
        return books.at(p, static_cast<simulate::SurveyMeasure>(m), thing);
      };
      if (info.kind == MeasureKind::sum)
        each_cell(add_variable<double>(result, info.name, "1", info.meaning, axes),
                  [&](const auto& books, std::size_t p, std::size_t thing) {
                    return static_cast<double>(booked(books, p, thing)) / simulate::sum_scale;
                  });
      else
        each_cell(add_variable<std::int64_t>(result, info.name, "1", info.meaning, axes), booked);
    }
    for (const SurveyFigure& figure : survey_figures()) {
      if (result.variable(figure.name)) continue;
      each_cell(add_variable<double>(result, figure.name, "1", figure.doc, axes),
                [&](const simulate::Books& books, std::size_t p, std::size_t thing) {
                  SurveyCounts counts;
                  counts.add(books, p, thing);
                  return figure.of(counts);
                });
    }
    return result;
  }

  Group complaints() const {
    Group result = group("complaints", "what fell short most where surveys ask, after the warm-up");
    result.axes.push_back(labels("lever", lever_names(first_), "step.attribute"));
    const std::vector<std::string> axes{"world", "replication", "lever"};
    const auto total = [&](const char* name, const char* doc, simulate::LeverMeasure m) {
      auto& values = add_variable<std::int64_t>(result, name, "1", doc, axes);
      std::size_t at = 0;
      for (const auto& runs : all_.runs)
        for (const auto& run : runs)
          for (std::size_t lever = 0; lever < first_.levers.size(); ++lever, ++at)
            for (std::size_t p = first_.calendar.warm_up_periods; p < first_.calendar.periods; ++p)
              values[at] += run.outcome->books.at(p, m, lever);
    };
    total("fell_short", "times it was what fell short most, of all who were where a survey asks",
          simulate::LeverMeasure::fell_short);
    total("named", "answers that name it as what fell short most", simulate::LeverMeasure::named);
    if (first_.policies.empty()) return result;
    auto& lift = add_variable<double>(result, "lift", "1",
                                      "log odds of good quality gained by listening, at the end", axes);
    std::size_t at = 0;
    for (const auto& runs : all_.runs)
      for (const auto& run : runs)
        for (std::size_t lever = 0; lever < first_.levers.size(); ++lever, ++at)
          if (lever < run.outcome->lifts.quality.size())
            lift[at] = static_cast<double>(run.outcome->lifts.quality[lever]);
    return result;
  }

  Group listening() const {
    Group result = group("listening", "what listening policies spent, by reporting period");
    add_periods(result);
    result.axes.push_back(labels("policy", names(first_.policies), "listening policy"));
    auto& spent = add_variable<double>(result, "spent", all_.currency, "spent on what was heard",
                                       {"world", "replication", "period", "policy"});
    const std::size_t policies = first_.policies.size(), periods = first_.calendar.periods;
    std::size_t run_at = 0;
    for (const auto& runs : all_.runs)
      for (const auto& run : runs) {
        for (const auto& round : run.outcome->rounds)
          spent[(run_at * periods + run.outcome->layout.period(round.time)) * policies + round.policy] +=
              base::to_units(round.spent);
        ++run_at;
      }
    return result;
  }

 private:
  Group group(std::string name, std::string doc) const {
    Group result{std::move(name), std::move(doc), {}, {}};
    result.axes.push_back(labels("world", names(all_.worlds), "the baseline and the options"));
    result.axes.push_back(numbers("replication", all_.replications(), "independent repetition"));
    return result;
  }
  void add_periods(Group& group) const {
    std::vector<double> starts;
    for (std::size_t p = 0; p < first_.calendar.periods; ++p) starts.push_back(period_start(first_, p));
    group.axes.push_back(
        days("period", std::move(starts), "start of the reporting period, from the end of the warm-up"));
  }
  /// values[world, replication, period, survey, segment] = get(books, period, survey x segments + segment).
  template <class T, class Get>
  void each_cell(std::vector<T>& values, Get get) const {
    const std::size_t things = first_.surveys.size() * first_.segments.size();
    std::size_t at = 0;
    for (const auto& runs : all_.runs)
      for (const auto& run : runs)
        for (std::size_t p = 0; p < first_.calendar.periods; ++p)
          for (std::size_t thing = 0; thing < things; ++thing)
            values[at++] = get(run.outcome->books, p, thing);
  }

  const Collected& all_;
  const World& first_;
};

}  // namespace

std::vector<Group> survey_groups(const Collected& collected) {
  const World& world = collected.worlds.front();
  if (world.surveys.empty()) return {};
  const SurveyGroups groups(collected);
  std::vector<Group> result{groups.surveys(), groups.complaints()};
  if (!world.policies.empty()) result.push_back(groups.listening());
  return result;
}

}  // namespace polku::record
