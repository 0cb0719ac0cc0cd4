// Whose customers people are at the start, and how far into their contracts and bills.
#include "newborns.hpp"
#include "support/chance.hpp"

using namespace polku;
using namespace polku::test;

namespace {

SmallWorld subscribers(double contract_days) {
  SmallWorld small = small_world().customers(20000);
  small.us().contract = contract_days;
  small.us().price = {39.0, 30.0};
  return small;
}

}  // namespace

TEST_CASE("people start with the providers by the stated shares", "[population]") {
  SmallWorld small = small_world().customers(20000).rival("them");
  small.model().population.start = {{"them", 0.5}, {"us", 0.2}, {"none", 0.3}};
  const Newborns born(small);
  std::int64_t us = 0, them = 0, none = 0;

  for (std::size_t i = 0; i < born.count(); ++i) {
    us += born.columns().provider[i] == 0;
    them += born.columns().provider[i] == 1;
    none += born.columns().provider[i] == world::no_provider;
  }

  CHECK_SHARE(us, 20000, 0.2);
  CHECK_SHARE(them, 20000, 0.5);
  CHECK_SHARE(none, 20000, 0.3);
}

TEST_CASE("without shares of the start nobody has a provider", "[population]") {
  const Newborns born(small_world().nobody_has_a_provider());

  for (std::size_t i = 0; i < born.count(); ++i) {
    CHECK(born.columns().provider[i] == world::no_provider);
    CHECK(born.columns().purchases[i] == 0);
  }
}

TEST_CASE("our customers of the start have bought once", "[population]") {
  const Newborns born(small_world());

  for (std::size_t i = 0; i < born.count(); ++i) CHECK(born.columns().purchases[i] == 1);
}

TEST_CASE("with a fresh tenure contracts and bills begin at the start", "[population]") {
  const Newborns born(subscribers(365.0));

  for (std::size_t i = 0; i < born.count(); ++i) {
    CHECK(born.columns().lapse[i] == base::to_ticks(365.0));
    CHECK(born.columns().anchor[i] == 0);
  }
}

TEST_CASE("with a spread tenure contracts and bills are evenly under way", "[population]") {
  SmallWorld small = subscribers(365.0);
  small.model().population.tenure = scenario::Tenure::spread;
  const Newborns born(small);
  Sample lapse, anchor;

  for (std::size_t i = 0; i < born.count(); ++i) {
    lapse.add(base::to_days(born.columns().lapse[i]));
    anchor.add(born.columns().anchor[i] * 0x1p-32);
    CHECK(born.columns().lapse[i] > 0);
    CHECK(born.columns().lapse[i] <= base::to_ticks(365.0));
    CHECK((born.columns().flags[i] & population::Flag::underway) !=
          0);  // then the anchor is a share of each period
  }

  CHECK_MEAN(lapse, 182.5);
  CHECK_MEAN(anchor, 0.5);
}

TEST_CASE("a contract for ever has no end, however long it has been under way", "[population]") {
  SmallWorld small = subscribers(scenario::infinite);
  small.model().population.tenure = scenario::Tenure::spread;
  const Newborns born(small);
  int ending = 0;

  for (std::size_t i = 0; i < born.count(); ++i)
    ending += born.columns().lapse[i] < base::to_ticks(100 * base::days_per_year);

  CHECK(ending == 0);
}
