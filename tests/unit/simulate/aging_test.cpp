// What makes an attribute old besides time: meeting it, and everybody offering it. And what makes it new.
// Closed forms: behaviour::drift_shares at the age that follows from contacts and diffusion. N = 4,000
// people; 4.5 standard errors, two-sided 7e-6.
#include "simulate/aging.hpp"

#include <cmath>

#include "behaviour/kano_drift.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using scenario::Drift;
using scenario::Trajectory;
using simulate::EventKind;

namespace {

constexpr std::int64_t n = 4000;

scenario::Attribute growing_old(Drift drift, scenario::KanoMix first = {1.0}) {
  scenario::Attribute x;
  x.kano = first;
  x.drift = drift;
  return x;
}

/// Everybody meets one attribute of constant quality at us, every so many days.
SmallWorld guests(scenario::Attribute attribute, double quality = 0.8, double every_days = 10.0) {
  SmallWorld small = small_world().customers(n).days(401.0, 401.0).rate(every(every_days));
  small.model().time.epoch = 20.0;
  small.model().behaviour.must_be = scenario::MustBe::graded;  // else it works or fails, by luck
  small.attribute("warmth", attribute);
  small.journey({{"visit", delivering(encounter(to("end")), {{"warmth", {quality, 0.0}}})}});
  return small;
}

Drift by_contacts(double per_contact) {
  return {Trajectory::progressive, 0.0, 1.0, 0.5, per_contact, 0.0, 0.0};
}
Drift by_diffusion(double per_year) { return {Trajectory::progressive, 0.0, 1.0, 0.5, 0.0, per_year, 0.0}; }
Drift by_time(double per_year, double leaves = 0.3, double on = 0.2) {
  return {Trajectory::progressive, per_year, leaves, on, 0.0, 0.0, 0.0};
}

/// Age at the start of the last epoch, and when that is.
struct Last {
  double age, days, diffusion;
};
Last last_of(const Life& life, std::size_t segment = 0) {
  const auto& records = life.outcome.ages;
  REQUIRE(records.size() > 2);
  return {records.back().age[segment], 20.0 * static_cast<double>(records.size() - 1),
          records.back().diffusion[0]};
}

/// How everybody sees the attribute at the last encounter before a day.
struct Seen {
  std::array<std::int64_t, behaviour::kano_category_count> people{};
};
Seen seen_at(const SmallWorld& small, double day) {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  Seen seen;
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt && event.time == base::to_ticks(day)) ++seen.people[event.outcome];
  return seen;
}

void check_shares(const Seen& seen, behaviour::DriftShares<double> exact) {
  CHECK_SHARE(seen.people[0], n, exact.attractive);
  CHECK_SHARE(seen.people[1], n, exact.one_dimensional);
  CHECK_SHARE(seen.people[2], n, exact.must_be);
}

}  // namespace

TEST_CASE("the defaults make a quarter of a market full of it a requirement in five years", "[simulate]") {
  const Drift usual;
  const double age = 5 * (usual.per_year + usual.per_diffusion);
  CHECK(behaviour::drift_shares(age, usual.leaves_attractive, usual.leaves_one_dimensional).must_be ==
        Approx(0.264).margin(0.001));
}

TEST_CASE("each contact makes an attribute older", "[simulate]") {
  const SmallWorld small = guests(growing_old(by_contacts(0.05)));
  // Two contacts an epoch of 20 days; those of its first day belong to the epoch before.
  const Last last = last_of(Life(small));
  CHECK(last.age == Approx(0.05 * last.days / 10.0).epsilon(0.03));
  check_shares(seen_at(small, 390.0), behaviour::drift_shares(0.05 * 38.5, 1.0, 0.5));
}

TEST_CASE("who meets it more often sees it grow old faster", "[simulate]") {
  SmallWorld small = guests(growing_old(by_contacts(0.02)));
  scenario::Segment rare = small.people();
  rare.share = 0.5;
  rare.need_rates = {{"errand", every(40.0)}};
  small.people().share = 0.5;
  small.model().segments.emplace_back("rare", rare);
  const Life life(small);
  CHECK(last_of(life, 0).age == Approx(4 * life.outcome.ages.back().age[1]).epsilon(0.06));
}

TEST_CASE("what is not delivered, or not noticed, is no contact and no diffusion", "[simulate]") {
  SmallWorld small = guests(growing_old({Trajectory::progressive, 0.0, 1.0, 0.5, 0.05, 1.0, 0.0}));
  small.at("visit").often = {{"warmth", 0.0}};
  CHECK(last_of(Life(small)).age == 0.0);
  small.at("visit").often = {};
  small.us().noticed = {{"warmth", 0.0}};
  CHECK(last_of(Life(small)).age == 0.0);
  small.us().noticed = {{"warmth", 0.5}};
  CHECK(last_of(Life(small)).diffusion == Approx(0.4).epsilon(0.05));
}

TEST_CASE("diffusion is what people's providers deliver, none where they deliver none", "[simulate]") {
  const auto diffusion = [](double us, double them, double none, double quality_of_them) {
    SmallWorld small = guests(growing_old(by_diffusion(1.0)));
    small.rival("them");
    small.model().providers[1].second.performance = {{"warmth", {quality_of_them, 0.0}}};
    small.model().population.start = {{"us", us}, {"them", them}, {"none", none}};
    small.at("visit").next = to("end");
    small.journey(
        {{"choose",
          decision({{"us", "visit"}, {"rival", "visit"}, {"present", "visit"}, {"nothing", "give_up"}})},
         {"visit", small.at("visit")}});
    small.model().nothing.appeal = 100.0;  // nobody without a provider takes one
    return last_of(Life(small)).diffusion;
  };
  CHECK(diffusion(1.0, 0.0, 0.0, 0.4) == Approx(0.8).epsilon(1e-5));
  // Who begins with whom is drawn: .5 within 4.5 standard errors, .036.
  CHECK(diffusion(0.5, 0.5, 0.0, 0.4) == Approx(0.6).margin(0.4 * 0.036));
  CHECK(diffusion(0.5, 0.5, 0.0, 0.0) == Approx(0.4).margin(0.8 * 0.036));
  CHECK(diffusion(0.5, 0.0, 0.5, 0.4) == Approx(0.4).margin(0.8 * 0.036));
}

TEST_CASE("an attribute grows old by the market's mean quality", "[simulate]") {
  const SmallWorld small = guests(growing_old(by_diffusion(2.0)));
  const Last last = last_of(Life(small));
  CHECK(last.age == Approx(2.0 * 0.8 * last.days / base::days_per_year).epsilon(1e-5));
  check_shares(seen_at(small, 390.0), behaviour::drift_shares(1.6 * 390.0 / base::days_per_year, 1.0, 0.5));
}

TEST_CASE("a warm-up teaches the pace, but the age begins at its end", "[simulate]") {
  SmallWorld small = guests(growing_old(by_diffusion(2.0))).warm_up(50.0);
  const Life life(small);
  const auto& ages = life.outcome.ages;
  const double a_day = 2.0 * 0.8 / base::days_per_year;
  for (const std::size_t epoch : {0u, 1u, 2u}) CHECK(ages[epoch].age[0] == 0.0);
  for (const std::size_t epoch : {3u, 4u, 10u})
    CHECK(ages[epoch].age[0] == Approx(a_day * (20.0 * static_cast<double>(epoch) - 50.0)).epsilon(1e-5));
}

TEST_CASE("age never falls, whatever the market does", "[simulate]") {
  SmallWorld small = guests(growing_old({Trajectory::progressive, 0.0, 1.0, 0.5, 0.02, 2.0, 0.0}));
  small.rate(poisson(0.05));
  small.option("worse", {change(100.0, {set("journey.visit.delivers.warmth.mean", 0.0)})});
  const Life life(small.build(0));
  for (std::size_t e = 1; e < life.outcome.ages.size(); ++e)
    CHECK(life.outcome.ages[e].age[0] >= life.outcome.ages[e - 1].age[0]);
}

TEST_CASE("what does not count changes nothing", "[simulate]") {
  const SmallWorld small = guests(growing_old(by_time(1.0)));
  world::World without = small.build(), with = small.build();
  with.ages = with.feedback = true;  // as in a scenario with an option in which contacts count
  const Life a(without), b(with);
  CHECK(a.outcome.books.values() == b.outcome.books.values());
  CHECK(same_customers(a.outcome, b.outcome));
}

TEST_CASE("what is made new begins again as something attractive", "[simulate]") {
  const auto renewed = GENERATE(false, true);
  // Attractive or one-dimensional at first; by day 195 nobody sees it so any more, but those it was made new
  // to.
  SmallWorld small = guests(growing_old(by_time(36.525, 0.9, 0.8), {0.6, 0.4}), 0.8, 195.0);
  if (renewed) small.option("again", {change(370.0, {add("attributes.warmth.drift.renewed", 1.0)})});
  if (!renewed) small.option("again", {change(370.0, {add("journey.visit.effort", 1.0)})});
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small.build(0), settings);
  Seen seen;
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt && event.time == base::to_ticks(390.0)) ++seen.people[event.outcome];
  if (renewed)
    check_shares(seen, behaviour::drift_shares(2.0, 0.9, 0.8));  // 20 days at .1 a day
  else
    CHECK(seen.people[2] == n);
}

TEST_CASE("a ramp makes it new to more and more people", "[simulate]") {
  // Before, all see a requirement. Made new between days 380 and 400, evenly: at day 390 to half of them, and
  // to these for 5 days on average. Closed form: mean of exp(-a) over ages a evenly in 0..10 days.
  SmallWorld small = guests(growing_old(by_time(36.525, 1.0, 1.0)), 0.8, 195.0);
  small.option("again", {change(380.0, {add("attributes.warmth.drift.renewed", 1.0)}, 20.0)});
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small.build(0), settings);
  std::int64_t attractive = 0;
  for (const auto& event : diary.events)
    if (event.kind == EventKind::felt && event.time == base::to_ticks(390.0))
      attractive += event.outcome == 0;
  CHECK_SHARE(attractive, n, 0.5 * (1.0 - std::exp(-1.0)));
}

TEST_CASE("a market that offers it makes what is new old again", "[simulate]") {
  SmallWorld small = guests(growing_old(by_diffusion(20.0)), 0.8);
  small.option("again", {change(200.0, {add("attributes.warmth.drift.renewed", 1.0)}),
                         change(300.0, {add("attributes.warmth.drift.renewed", 1.0)})});
  const Life life(small.build(0));
  const double a_day = 20.0 * 0.8 / base::days_per_year;
  CHECK(life.outcome.ages[10].age[0] == 0.0);  // the epoch that starts at day 200
  CHECK(life.outcome.ages[14].age[0] == Approx(a_day * 80.0).epsilon(1e-5));
  CHECK(life.outcome.ages[18].age[0] == Approx(a_day * 60.0).epsilon(1e-5));
}
