// Surveys: who was there, who is asked, who answers and what they say, against closed forms.
#include <cmath>

#include "base/math.hpp"
#include "behaviour/survey.hpp"
#include "population/columns.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using M = simulate::SurveyMeasure;
using L = simulate::LeverMeasure;

namespace {

constexpr std::int64_t n = 20000;

scenario::Survey after(const std::string& step) {
  scenario::Survey survey;
  survey.after = step;
  return survey;
}
scenario::Survey at_intervals(double days) {
  scenario::Survey survey;
  survey.every = days;
  return survey;
}

/// Everybody visits once and feels exactly this quality, held against a norm of one half alone: an experience
/// of 4 (quality - .5) for a one-dimensional attribute, whatever the weight of losses.
SmallWorld visit(double quality) {
  SmallWorld small = small_world().customers(n).once().attribute("care", one_dimensional());
  small.journey({{"visit", delivering(encounter(to("end")), {{"care", {quality, 0.0}}})}});
  small.model().behaviour.reference_weight = 0.0;
  small.people().loss_weight = 1.0;
  return small;
}
/// What an experience of 1 is reported as.
const double pleased = std::tanh(1.0);

SmallWorld& ask(SmallWorld& small, const scenario::Survey& survey, const std::string& name = "survey") {
  small.model().measurement.surveys.emplace_back(name, survey);
  return small;
}

std::int64_t total(const Life& life, M m, std::size_t survey = 0) {
  std::int64_t sum = 0;
  for (std::size_t g = 0; g < life.world.segments.size(); ++g)
    sum += life.total(m, survey * life.world.segments.size() + g);
  return sum;
}

}  // namespace

TEST_CASE("ratings of one feeling are normal around it, rounded", "[simulate][survey]") {
  scenario::Survey survey = after("visit");
  survey.noise = 1.5;
  survey.neutral = 8.0 - 5.0 * pleased;  // so that the mean is 8
  SmallWorld small = visit(0.75);
  const Life life(ask(small, survey));

  CHECK(total(life, M::occasions) == n);
  CHECK(total(life, M::asked) == n);
  CHECK(total(life, M::answers) == n);
  CHECK_SHARE(total(life, M::promoters), n, 0.369441);
  CHECK_SHARE(total(life, M::detractors), n, 0.158655);
  CHECK_SHARE(total(life, M::satisfied), n, base::normal_cdf((8.0 - 6.5) / 1.5));
  // What is true has no noise: everybody feels like 8.
  CHECK(total(life, M::true_promoters) == 0);
  CHECK(total(life, M::true_detractors) == 0);
  CHECK(total(life, M::true_rating_total) == 8 * n);
}

TEST_CASE("who is asked is a share of the occasions, who answers depends on the feeling",
          "[simulate][survey]") {
  const double quality = GENERATE(0.75, 0.25);
  scenario::Survey survey = after("visit");
  survey.rate = 0.4;
  survey.response = {0.2, 0.7, 0.9, {}};
  SmallWorld small = visit(quality);
  const Life life(ask(small, survey));

  const double s = quality > 0.5 ? pleased : -pleased;
  const double chance = 1 / (1 + std::exp(-(std::log(0.25) + 0.7 * s + 0.9 * pleased)));
  CHECK(total(life, M::occasions) == n);
  CHECK_SHARE(total(life, M::asked), n, 0.4);
  CHECK_SHARE(total(life, M::answers), total(life, M::asked), chance);
}

TEST_CASE("segments that answer less are seen less, and weighting brings them back", "[simulate][survey]") {
  // Shares and response of Blockbuster's unsatisfied, indifferent and satisfied (Chen, Zheng & Ceran).
  const double shares[] = {0.3, 0.2, 0.5}, response[] = {0.06, 0.23, 0.32};
  const double observed[] = {0.080357, 0.205357, 0.714286};
  SmallWorld small = visit(0.75);
  const auto people = small.people();
  small.model().segments.clear();
  scenario::Survey survey = after("visit");
  for (const auto k : {0u, 1u, 2u}) {
    small.model().segments.emplace_back("kind_" + std::to_string(k), people);
    small.model().segments.back().second.share = shares[k];
    survey.response.by_segment.emplace_back("kind_" + std::to_string(k), response[k]);
  }
  const Life life(ask(small, survey));

  const std::int64_t answers = total(life, M::answers);
  CHECK_SHARE(answers, n, 0.224);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK_SHARE(life.total(M::answers, k), answers, observed[k]);
    // A sum of 1 / r over Bernoulli(r) has variance n (1 - r) / r.
    const double there = static_cast<double>(life.total(M::occasions, k));
    const double weight = static_cast<double>(life.total(M::weight_total, k)) / simulate::sum_scale;
    CHECK(std::fabs(weight - there) < 4.5 * std::sqrt(there * (1 - response[k]) / response[k]));
  }
}

TEST_CASE("leniency and begging move what is said, not what is true, and shoppers know neither",
          "[simulate][survey]") {
  scenario::Survey survey = after("visit");
  survey.noise = 0.0;
  survey.desirability = 0.5;
  survey.leniency = {{"people", 1.0}};
  scenario::Survey shoppers = after("visit");
  shoppers.noise = 0.0;
  shoppers.by = scenario::AskedBy::mystery_shoppers;
  shoppers.rate = 0.02;
  SmallWorld small = visit(0.5);  // nobody feels anything: a five
  const Life life(ask(ask(small, survey), shoppers, "shoppers"));

  CHECK(total(life, M::rating_total) == 7 * n);  // 6.5, and halves go up
  CHECK(total(life, M::true_rating_total) == 5 * n);
  CHECK_SHARE(total(life, M::answers, 1), n, 0.02);
  CHECK(total(life, M::answers, 1) == total(life, M::asked, 1));
  CHECK(total(life, M::rating_total, 1) == 5 * total(life, M::answers, 1));
}

TEST_CASE("first contact resolution is geometric in truth and misreported in answers", "[simulate][survey]") {
  SmallWorld small = small_world().customers(n).once().attribute("care", one_dimensional());
  Step call = delivering(gate(0.7, "end", "again"), {{"care", {0.5, 0.0}}});
  small.journey({{"call", call}, {"again", wait(to("call"), 0.001)}});
  scenario::Survey survey;
  survey.contact = "call";
  survey.sensitivity = 0.95;
  survey.specificity = 0.85;
  const Life life(ask(small, survey));

  CHECK(total(life, M::contacts) == n);
  CHECK_SHARE(total(life, M::resolved), n, 0.7);
  CHECK(total(life, M::contact_answers) == n);
  CHECK_SHARE(total(life, M::reported_resolved), n, 0.71);
  // Mean contacts 1 / f; a geometric number has variance (1 - f) / f^2.
  const auto contacts = static_cast<double>(life.visits("call"));
  CHECK(std::fabs(contacts - n / 0.7) < 4.5 * std::sqrt(n * 0.3) / 0.7);
}

TEST_CASE("who gave the journey up is asked only if the survey says so, but was there",
          "[simulate][survey]") {
  const bool lost = GENERATE(false, true);
  SmallWorld small = small_world().customers(n).once().attribute("care", one_dimensional());
  small.journey({{"visit", delivering(gate(0.6, "end", "give_up"), {{"care", {0.5, 0.0}}})}});
  scenario::Survey survey;
  survey.lost = lost;
  const Life life(ask(small, survey));

  CHECK(total(life, M::occasions) == n);
  if (lost)
    CHECK(total(life, M::asked) == n);
  else
    CHECK_SHARE(total(life, M::asked), n, 0.6);
}

TEST_CASE("a survey of one need's journeys leaves the others alone", "[simulate][survey]") {
  SmallWorld small = visit(0.5);
  small.days(10.0, 10.0);
  small.model().needs.emplace_back("other", small.model().needs[0].second);
  small.people().need_rates = {{"errand", every(2.0)}, {"other", every(3.3)}};
  scenario::Survey survey;
  survey.need = "other";
  const Life life(ask(small, survey));

  CHECK(total(life, M::occasions) == 3 * n);  // days 3.3, 6.6, 9.9
  CHECK(total(life, M::occasions) < life.total(SegmentMeasure::completed));
}

TEST_CASE("at intervals every customer is asked, each at a time of their own", "[simulate][survey]") {
  SmallWorld small = visit(0.75);
  small.rate(every(50.0)).days(364.0, 28.0).model().behaviour.attitude_floor = 1.0;
  scenario::Survey survey = at_intervals(91.0);
  survey.noise = 0.0;
  const Life life(ask(small, survey));

  CHECK(total(life, M::occasions) == 4 * n);
  CHECK(total(life, M::answers) == 4 * n);
  // Before day 50 nobody has met us, and about half of the first round has been asked by then.
  CHECK_SHARE(total(life, M::rating_total) - 5 * 4 * n, 4 * n * 4, (4.0 - 50.0 / 91.0) / 4.0);
}

TEST_CASE("a spread of times makes the number asked in a period a matter of chance", "[simulate][survey]") {
  SmallWorld small = visit(0.75);
  small.days(364.0, 28.0);
  const Life life(ask(small, at_intervals(91.0)));
  CHECK_SHARE(life.at(0, M::asked), n, 28.0 / 91.0);
}

TEST_CASE("whoever left is asked once, if asked at all", "[simulate][survey]") {
  SmallWorld small = visit(0.25).days(364.0, 28.0).rate(every(30.0));
  small.people().leave = {1.0, 0.0};  // at the first review: after the repeat purchase
  small.at("visit").effect = Effect::purchase;
  small.model().review.after = {scenario::ReviewAt::repeat_purchase};
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  scenario::Survey survey = at_intervals(91.0);
  SmallWorld quiet = small;
  const Life without(ask(quiet, survey));
  survey.lost = true;
  const Life with(ask(small, survey));

  const std::int64_t lost = with.total(SegmentMeasure::lost_review);
  CHECK(lost == n);
  CHECK(total(with, M::asked) - total(without, M::asked) == lost);
  CHECK(total(with, M::occasions) == total(without, M::occasions));
}

TEST_CASE("a detractor who becomes a promoter is counted once, in truth and in answers",
          "[simulate][survey]") {
  SmallWorld small = visit(0.1).days(364.0, 28.0).rate(every(28.5));
  small.option("better", {change(100.0, {set("journey.visit.delivers.care", 0.95)})});
  scenario::Survey survey = after("visit");
  survey.noise = 0.0;
  ask(small, survey);
  const Life baseline(small), better(small.build(0));

  CHECK(total(baseline, M::true_turned) == 0);
  CHECK(total(baseline, M::turned) == 0);
  CHECK(total(better, M::true_turned) == n);
  CHECK(total(better, M::turned) == n);
}

TEST_CASE("answers name what fell short most, and never what merely does not delight", "[simulate][survey]") {
  SmallWorld small = small_world().customers(1000).once();
  small.attribute("care", one_dimensional(), 1.0).attribute("order", one_dimensional(), 1.0);
  small.attribute("gift", mixed(1, 0, 0, 0, 0), 5.0);
  small.journey({{"visit", delivering(encounter(to("leave")), {{"care", {0.3, 0.0}}, {"gift", {0.0, 0.0}}})},
                 {"leave", delivering(encounter(to("end")), {{"order", {0.2, 0.0}}, {"gift", {0.0, 0.0}}})}});
  ask(small, after("visit"), "first");
  ask(small, {}, "whole");
  const Life life(small);

  REQUIRE(life.world.levers.size() == 4);
  CHECK(life.total(L::named, 0) == 1000);  // care at the visit
  CHECK(life.total(L::named, 2) == 1000);  // order is worse in the journey as a whole
  CHECK(life.total(L::named, 1) + life.total(L::named, 3) == 0);
  CHECK(life.total(L::fell_short, 0) == 1000);
}

TEST_CASE("asking changes nothing but what surveys count", "[simulate][survey]") {
  const SmallWorld silent = rich_world().customers(1200);
  SmallWorld asked = silent;
  scenario::Survey survey = after("use");
  survey.rate = 0.3;
  ask(asked, survey, "step");
  survey = {};
  survey.contact = "call";
  survey.lost = true;
  ask(asked, survey, "journey");
  survey = at_intervals(60.0);
  survey.lost = true;
  ask(asked, survey, "relationship");
  const Life a(silent), b(asked);

  CHECK(total(b, M::answers, 0) > 0);
  CHECK(total(b, M::contacts, 1) > 0);
  CHECK(total(b, M::answers, 2) > 0);
  CHECK(a.outcome.events == b.outcome.events);
  CHECK(same_customers(a.outcome, b.outcome));
  const std::size_t row = a.outcome.layout.row();
  REQUIRE(b.outcome.layout.surveys_begin() == row);
  std::size_t different = 0;
  for (std::size_t p = 0; p < a.world.calendar.periods; ++p)
    for (std::size_t k = 0; k < row; ++k)
      different +=
          a.outcome.books.values()[p * row + k] != b.outcome.books.values()[p * b.outcome.layout.row() + k];
  CHECK(different == 0);
  CHECK(population::bytes_per_customer(a.world) < population::bytes_per_customer(b.world));
}
