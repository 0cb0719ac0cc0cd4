// Word of mouth: what is told, what is in mind, what it does to choices.
#include <cmath>

#include "behaviour/word_of_mouth.hpp"
#include "simulate/talk.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using base::to_ticks;

namespace {

constexpr std::int64_t one = static_cast<std::int64_t>(simulate::sum_scale);

/// Seven people in communities of three: the last one is alone.
world::World seven(double half_life, double leak) {
  SmallWorld small = small_world().customers(7).rival("them");
  auto& talk = small.model().word_of_mouth;
  talk.talk = 1.0;
  talk.community = 3;
  talk.half_life = half_life;
  talk.leak = leak;
  return small.build();
}

/// Half of the people visit us every week and are pleased; the others, who do not know us, look for somebody
/// on day 100, half way through the fifteenth week.
SmallWorld fans_and_strangers(double reach, double talk) {
  SmallWorld small = small_world().customers(20000).days(104.0, 104.0);
  Model& m = small.model();
  m.time.epoch = 7.0;
  m.population.start = {{"us", 0.5}, {"none", 0.5}};
  m.needs = {{"visit", {}}, {"look", {}}};
  m.needs[0].second.starts = "visit";
  m.needs[0].second.who = Who::customers;
  m.needs[1].second.starts = "look";
  m.needs[1].second.who = Who::non_customers;
  small.people().need_rates = {{"visit", every(7.0)}, {"look", every(100.0)}};
  m.journey = {{"visit", delivering(encounter(to("end")), {{"warmth", {0.9, 0.0}}})},
               {"look", decision({{"us", "join"}, {"nothing", "give_up"}}, Asks::everyone)},
               {"join", purchase(to("end"))}};
  small.attribute("warmth", one_dimensional());
  m.behaviour.reference_weight = 0.0;
  m.nothing.appeal = -50.0;
  small.us().awareness = 0.0;
  m.word_of_mouth.talk = talk;
  if (talk > 0.0) {
    m.word_of_mouth.half_life = scenario::infinite;
    m.word_of_mouth.community = 20000;
    m.word_of_mouth.reach = reach;
  }
  return small;
}

}  // namespace

TEST_CASE("what is told is in the mind of the community, a head, and of nobody else", "[simulate]") {
  simulate::Talk talk(seven(scenario::infinite, 0.0));
  talk.tell(0, 1, true, 3 * one);
  talk.tell(2, 1, false, 6 * one);
  talk.tell(6, 0, true, one);
  talk.latch(0, to_ticks(7), to_ticks(7));  // no next epoch, so nothing more is to come

  CHECK(talk.heard(1, 1).positive == Approx(1.0));
  CHECK(talk.heard(1, 1).negative == Approx(2.0));
  CHECK(talk.heard(1, 0).positive == 0.0f);
  CHECK(talk.heard(3, 1).positive == 0.0f);
  CHECK(talk.heard(6, 0).positive == Approx(1.0));  // a community of one
}

TEST_CASE("a leak mixes what everybody says, and all of it is one market", "[simulate]") {
  for (const double leak : {0.25, 1.0}) {
    simulate::Talk talk(seven(scenario::infinite, leak));
    talk.tell(0, 1, true, 7 * one);
    talk.latch(0, to_ticks(7), to_ticks(7));

    CHECK(talk.heard(5, 1).positive == Approx(leak));
    CHECK(talk.heard(0, 1).positive == Approx((1 - leak) * 7.0 / 3.0 + leak));
  }
}

TEST_CASE("half of what was heard is forgotten in a half-life", "[simulate]") {
  simulate::Talk talk(seven(14.0, 0.0));
  talk.tell(0, 1, true, 3 * one);
  talk.latch(0, to_ticks(7), to_ticks(7));
  const float fresh = talk.heard(0, 1).positive;
  talk.latch(to_ticks(7), to_ticks(21), to_ticks(21));

  CHECK(fresh == Approx(std::exp2(-3.5 / 14.0)).epsilon(1e-5));  // told half a week ago on average
  CHECK(talk.heard(0, 1).positive == Approx(fresh / 2).epsilon(1e-5));
}

TEST_CASE("strangers learn of a provider as often as messages a head say", "[simulate]") {
  const Life life(fans_and_strangers(0.5, 0.1));
  const double fans = static_cast<double>(life.outcome.opening_customers) / 20000;
  // One encounter of quality .9 against a norm of .5, times the gain of 4. Thirteen visits by the start of
  // the epoch of day 100, and half of that epoch's.
  const double a_visit = behaviour::messages_told(std::tanh(4 * 0.4), 0.1, 1.0, 1.2);
  const double heard = fans * a_visit * 13.5;
  const auto strangers = 20000 - life.outcome.opening_customers;

  CHECK_SHARE(life.total(SegmentMeasure::joined), strangers, 1.0 - std::exp(-0.5 * heard));
  CHECK(life.total(SegmentMeasure::told_negative) == 0);
}

TEST_CASE("where nobody talks, strangers stay strangers", "[simulate]") {
  CHECK(Life(fans_and_strangers(0.5, 0.0)).total(SegmentMeasure::joined) == 0);
  CHECK(Life(fans_and_strangers(0.0, 0.1)).total(SegmentMeasure::joined) == 0);
}
