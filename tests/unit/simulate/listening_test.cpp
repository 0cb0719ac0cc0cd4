// Policies that act on what surveys say: what they choose, when it has an effect, what it costs, and what
// they cannot hear.
#include <cmath>

#include "record/company.hpp"
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using A = simulate::AttributeMeasure;
using scenario::Basis;
using scenario::ListeningPolicy;
using scenario::Reads;

namespace {

/// Two attributes at two steps, visited every day by everybody; quality without spread, so that what is felt
/// is the quality itself. A survey after each step, without noise.
SmallWorld shop(double care, double order) {
  SmallWorld small = small_world().customers(200).days(168.0, 28.0).rate(every(1.0));
  small.attribute("care", one_dimensional()).attribute("order", one_dimensional());
  small.journey({{"come", delivering(encounter(to("leave")), {{"care", {care, 0.0}}})},
                 {"leave", delivering(encounter(to("end")), {{"order", {order, 0.0}}})}});
  for (const char* step : {"come", "leave"}) {
    scenario::Survey survey;
    survey.after = step;
    survey.noise = 0.0;
    survey.neutral = 8.0;
    small.model().measurement.surveys.emplace_back(std::string("at_") + step, survey);
  }
  small.model().behaviour.reference_weight = 0.0;
  return small;
}

/// A round a month that doubles the odds of good quality at one place.
ListeningPolicy monthly(Reads reads = Reads::touchpoints) {
  ListeningPolicy policy;
  policy.budget = 1000.0;
  policy.per_doubling = 1000.0;
  policy.every = 28.0;
  policy.reads = reads;
  return policy;
}

Life live(SmallWorld small, const ListeningPolicy& policy) {
  small.model().listening = {{"policy", policy}};
  return Life(small);
}

double felt(const Life& life, std::size_t period, std::size_t attribute) {
  return static_cast<double>(life.at(period, A::felt_total, attribute)) / simulate::sum_scale /
         static_cast<double>(life.at(period, A::observations, attribute));
}

std::vector<std::int32_t> choices(const Life& life) {
  std::vector<std::int32_t> levers;
  for (const auto& round : life.outcome.rounds) levers.push_back(round.lever);
  return levers;
}

}  // namespace

TEST_CASE("each round doubles the odds of good quality where the score is lowest", "[simulate][listening]") {
  ListeningPolicy policy = monthly();
  const Life life = live(shop(0.2, 0.5), policy);

  // Odds 1/4 in the first month, then 1/2; at even odds nothing falls short of the norm any more.
  CHECK(felt(life, 0, 0) == Approx(0.2).epsilon(1e-4));
  CHECK(felt(life, 1, 0) == Approx(1.0 / 3).epsilon(1e-4));
  CHECK(felt(life, 2, 0) == Approx(0.5).epsilon(1e-4));
  CHECK(felt(life, 5, 1) == Approx(0.5).epsilon(1e-4));
  REQUIRE(life.outcome.rounds.size() >= 2);
  CHECK(life.outcome.rounds[0].time == base::to_ticks(28.0));
  CHECK(life.outcome.rounds[0].lever == 0);
  CHECK(life.outcome.rounds[0].figure == -100.0);
  CHECK(life.outcome.rounds[1].lever == 0);
}

TEST_CASE("the effect comes after the delay, the bill at once", "[simulate][listening]") {
  ListeningPolicy policy = monthly();
  policy.delay = 56.0;
  const Life life = live(shop(0.2, 0.5), policy);

  CHECK(felt(life, 2, 0) == Approx(0.2).epsilon(1e-4));
  CHECK(felt(life, 3, 0) == Approx(1.0 / 3).epsilon(1e-4));
  const auto account = record::company_account(life.world, life.outcome);
  CHECK(account[0].listening == 0);
  CHECK(account[1].listening == base::to_money(1000.0));
  CHECK(account[1].profit() == account[0].profit() - base::to_money(1000.0));
}

TEST_CASE("asking costs what is asked times its cost", "[simulate][listening]") {
  SmallWorld small = shop(0.5, 0.5);
  small.model().measurement.surveys[0].second.cost = 0.25;
  const Life life(small);
  const auto account = record::company_account(life.world, life.outcome);
  // Every day from the first on but at the very start.
  CHECK(account[1].listening == base::to_money(0.25) * 200 * 28);
}

TEST_CASE("answers mislead a policy that the truth would not", "[simulate][listening]") {
  SmallWorld small = shop(0.3, 0.4);
  small.model().measurement.surveys[0].second.desirability = 6.0;  // begged for, so all is well at `come`
  ListeningPolicy policy = monthly();
  policy.every = 84.0;

  CHECK(choices(live(small, policy)) == std::vector<std::int32_t>{1});
  policy.basis = Basis::truth;
  CHECK(choices(live(small, policy)) == std::vector<std::int32_t>{0});
}

TEST_CASE("what fell short most is improved first, wherever it is", "[simulate][listening]") {
  SmallWorld small = shop(0.45, 0.3);
  ListeningPolicy policy = monthly(Reads::complaints);
  policy.every = 84.0;
  small.model().measurement.surveys.clear();
  small.model().measurement.surveys.emplace_back("whole", scenario::Survey{});
  CHECK(choices(live(small, policy)) == std::vector<std::int32_t>{1});
}

TEST_CASE("nobody complains of a delight that is not offered", "[simulate][listening]") {
  SmallWorld small = shop(0.6, 0.6);
  small.attribute("gift", mixed(1, 0, 0, 0, 0), 5.0);
  small.at("come").delivers.emplace_back("gift", Quality{0.0, 0.0});
  for (const Reads reads : {Reads::complaints, Reads::touchpoints}) {
    const Life life = live(small, monthly(reads));
    CHECK(life.outcome.rounds.size() == 5);
    for (const auto& round : life.outcome.rounds) CHECK(round.spent == 0);
  }
}

TEST_CASE("a score alone says that something is wrong, so money is spread", "[simulate][listening]") {
  SmallWorld small = shop(0.5, 0.5);
  ListeningPolicy policy = monthly(Reads::nps);
  policy.survey = "at_come";
  policy.every = 84.0;
  CHECK(felt(live(small, policy), 5, 0) == Approx(std::sqrt(2.0) / (1 + std::sqrt(2.0))).epsilon(1e-4));
  policy.plan = {{"leave.order", 3.0}};
  const Life planned = live(small, policy);
  CHECK(felt(planned, 5, 0) == Approx(0.5).epsilon(1e-4));
  CHECK(felt(planned, 5, 1) == Approx(2.0 / 3).epsilon(1e-4));
}

TEST_CASE("a policy may wait until its score falls", "[simulate][listening]") {
  SmallWorld small = shop(0.8, 0.5);
  small.option("worse", {change(70.0, {set("journey.come.delivers.care", 0.3)})});
  ListeningPolicy policy = monthly(Reads::nps);
  policy.survey = "at_come";
  policy.only_when_falling = true;
  small.model().listening = {{"policy", policy}};

  for (const auto& round : Life(small).outcome.rounds) CHECK(round.spent == 0);
  const Life worse(small.build(0));
  // Day 84 sees a month that was bad for its second half.
  REQUIRE(worse.outcome.rounds.size() == 5);
  CHECK(worse.outcome.rounds[1].spent == 0);
  CHECK(worse.outcome.rounds[2].spent == base::to_money(1000.0));
  CHECK(worse.outcome.rounds[2].figure == Approx(0.0).margin(1e-9));
}

TEST_CASE("too few answers are not read", "[simulate][listening]") {
  ListeningPolicy policy = monthly();
  policy.least_answers = 200 * 28 + 1;
  for (const auto& round : live(shop(0.2, 0.5), policy).outcome.rounds) {
    CHECK(std::isnan(round.figure));
    CHECK(round.spent == 0);
  }
}

TEST_CASE("ease alone lowers effort and leaves quality", "[simulate][listening]") {
  SmallWorld small = shop(0.2, 0.2);
  small.at("come").effort = 1.0;
  small.at("leave").effort = 4.0;
  ListeningPolicy policy = monthly(Reads::ces);
  policy.every = 84.0;
  const Life life = live(small, policy);

  const auto effort = [&](std::size_t period) {
    return static_cast<double>(life.at(period, SegmentMeasure::effort_total)) / simulate::sum_scale /
           static_cast<double>(life.at(period, simulate::StepMeasure::visits, 0));
  };
  CHECK(effort(0) == Approx(5.0));
  CHECK(effort(3) == Approx(3.0));
  CHECK(life.outcome.rounds.front().step == 1);
  CHECK(felt(life, 5, 0) == Approx(0.2).epsilon(1e-4));
}

TEST_CASE("a policy without a budget is none", "[simulate][listening]") {
  const SmallWorld small = shop(0.2, 0.5);
  ListeningPolicy policy = monthly();
  policy.budget = 0.0;
  CHECK(same_outcome(live(small, policy).outcome, Life(small).outcome));
}

TEST_CASE("rivals are not improved by what our customers say", "[simulate][listening]") {
  SmallWorld small = shop(0.2, 0.5);
  small.rival("them");
  small.model().population.start = {{"us", 0.5}, {"them", 0.5}};
  small.model().behaviour.norm = scenario::NormSource::market;
  const Life with = live(small, monthly()), without(small);
  // The market's mean moves by our half alone.
  const auto odds = [](double q) { return q / (1 - q); };
  const double ours = odds(0.2) * 2 / (1 + odds(0.2) * 2);
  CHECK(with.outcome.norms[2][0] - without.outcome.norms[2][0] > 0.0f);
  CHECK(static_cast<double>(with.outcome.norms[5][0]) < (ours + 0.8) / 2);
  CHECK(same_outcome(with.outcome, live(small, monthly()).outcome));
}

TEST_CASE("listening does not depend on blocks or threads", "[simulate][listening]") {
  SmallWorld small = rich_world().customers(1500);
  scenario::Survey survey;
  survey.after = "use";
  survey.rate = 0.5;
  small.model().measurement.surveys.emplace_back("step", survey);
  survey = {};
  survey.every = 60.0;
  survey.lost = true;
  small.model().measurement.surveys.emplace_back("relationship", survey);
  small.model().listening = {{"steps", monthly()}, {"all", monthly(Reads::complaints)}};
  auto blocks = one_thread();
  blocks.block_size = 77;
  auto threads = one_thread();
  threads.threads = 3;
  const Life life(small);
  bool spent = false;
  for (const auto& round : life.outcome.rounds) spent = spent || round.spent > 0;
  CHECK(spent);
  CHECK(same_outcome(Life(small, blocks).outcome, life.outcome));
  CHECK(same_outcome(Life(small, threads).outcome, life.outcome));
}
