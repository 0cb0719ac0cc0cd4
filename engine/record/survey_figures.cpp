#include "record/survey_figures.hpp"

#include <algorithm>
#include <limits>

#include "behaviour/survey.hpp"

namespace polku::record {
namespace {

using M = simulate::SurveyMeasure;

double ratio(const SurveyCounts& x, M part, M whole) {
  return x(whole) > 0 ? x(part) / x(whole) : std::numeric_limits<double>::quiet_NaN();
}
double score(const SurveyCounts& x, M promoters, M detractors, M all) {
  return behaviour::nps(ratio(x, promoters, all), ratio(x, detractors, all));
}

constexpr SurveyFigure figures[] = {
    {"nps", "-100..100", "net promoter score of those who answered",
     [](const SurveyCounts& x) { return score(x, M::promoters, M::detractors, M::answers); }},
    {"nps_true", "-100..100", "net promoter score by what everybody who was there felt",
     [](const SurveyCounts& x) { return score(x, M::true_promoters, M::true_detractors, M::occasions); }},
    {"nps_weighted", "-100..100", "net promoter score, each answer weighed by 1 over its chance to come",
     [](const SurveyCounts& x) {
       return score(x, M::weight_of_promoters, M::weight_of_detractors, M::weight_total);
     }},
    {"csat", "share", "satisfied (4 or 5 of 5) of those who answered",
     [](const SurveyCounts& x) { return ratio(x, M::satisfied, M::answers); }},
    {"csat_true", "share", "satisfied by what everybody who was there felt",
     [](const SurveyCounts& x) { return ratio(x, M::true_satisfied, M::occasions); }},
    {"ces", "1..7", "how easy it was, mean of those who answered",
     [](const SurveyCounts& x) { return ratio(x, M::ease_total, M::answers); }},
    {"ces_true", "1..7", "how easy it was, mean of everybody who was there",
     [](const SurveyCounts& x) { return ratio(x, M::true_ease_total, M::occasions); }},
    {"fcr", "share", "first contacts that answers report as enough",
     [](const SurveyCounts& x) { return ratio(x, M::reported_resolved, M::contact_answers); }},
    {"fcr_true", "share", "first contacts that were enough",
     [](const SurveyCounts& x) { return ratio(x, M::resolved, M::contacts); }},
    {"response", "share", "those who answer of those asked",
     [](const SurveyCounts& x) { return ratio(x, M::answers, M::asked); }},
    {"turned", "times", "answers by promoters who were detractors the last time",
     [](const SurveyCounts& x) { return x(M::turned); }},
    {"turned_true", "times", "times that somebody felt like a promoter after feeling like a detractor",
     [](const SurveyCounts& x) { return x(M::true_turned); }},
};

}  // namespace

void SurveyCounts::add(const simulate::Books& books, std::size_t period, std::size_t survey_segment) {
  for (std::size_t m = 0; m < sums_.size(); ++m)
    sums_[m] += books.at(period, static_cast<M>(m), survey_segment);
}

std::span<const SurveyFigure> survey_figures() { return figures; }

const SurveyFigure* survey_figure(std::string_view name) {
  const auto* found = std::find_if(std::begin(figures), std::end(figures),
                                   [&](const SurveyFigure& figure) { return figure.name == name; });
  return found == std::end(figures) ? nullptr : found;
}

bool tells(const world::Survey& survey, std::string_view figure) {
  if (figure.starts_with("ces")) return survey.after != world::no_step || survey.every == 0;
  if (figure.starts_with("fcr")) return survey.contact != world::no_step;
  return figure != "nps_weighted" && figure != "turned_true";
}

}  // namespace polku::record
