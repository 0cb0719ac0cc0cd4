// Waiting for a function with a capacity. Customers come on the same day of every week, so the load of an
// epoch is exact and nothing but the customers' own luck stands between the figures and Erlang's: 67,000
// contacts, standard error .2 % of a share and .6 % of a mean wait.
#include <cmath>

#include "behaviour/queueing.hpp"
#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::FunctionMeasure;

namespace {

constexpr double hour = 1.0 / 24, minute = hour / 60;
constexpr std::size_t settled = 3;  // periods until the load of an epoch is that of the one before

/// 10 contacts an hour for four people who take 20 minutes each.
SmallWorld call_centre(std::int64_t customers = 1680) {
  SmallWorld small = small_world().customers(customers);
  scenario::Function support;
  support.servers = 4;
  support.handling = 20 * minute;
  small.model().functions = {{"support", support}};
  Step call = encounter(to("end"));
  call.owner = "support";
  return small.journey({{"call", call}});
}

scenario::Function& support(SmallWorld& small) { return small.model().functions[0].second; }

std::int64_t after_settling(const Life& life, FunctionMeasure measure) {
  std::int64_t sum = 0;
  for (std::size_t p = settled; p < life.world.calendar.periods; ++p) sum += life.at(p, measure);
  return sum;
}

double mean_wait_in_minutes(const Life& life) {
  return static_cast<double>(after_settling(life, FunctionMeasure::waiting_total)) / simulate::sum_scale /
         static_cast<double>(after_settling(life, FunctionMeasure::served)) / minute;
}

}  // namespace

TEST_CASE("a stationary load waits as Erlang says", "[simulate][service]") {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(call_centre(), settings);

  const std::int64_t served = after_settling(life, FunctionMeasure::served);
  CHECK(served == 10 * 4 * 1680);
  CHECK_SHARE(after_settling(life, FunctionMeasure::had_to_wait), served, 0.657722);
  CHECK(mean_wait_in_minutes(life) == Approx(19.7316).epsilon(0.025));
  CHECK(life.outcome.functions.back()[0].waiting / minute == Approx(19.7316).epsilon(1e-5));
  CHECK(life.outcome.functions.back()[0].load == Approx(10.0 / 12));
  CHECK(after_settling(life, FunctionMeasure::abandoned) == 0);

  std::int64_t long_waits = 0, calls = 0;
  for (const auto& event : diary.events) {
    if (event.kind != simulate::EventKind::step || event.time < base::to_ticks(84.0)) continue;
    ++calls;
    // All come at the same instant of every week.
    long_waits += base::to_days(event.time) - 7 * std::floor(base::to_days(event.time) / 7) > 10 * minute;
  }
  CHECK_SHARE(long_waits, calls, 0.471278);
}

TEST_CASE("one more person shortens the wait to a fifth", "[simulate][service]") {
  SmallWorld small = call_centre();
  support(small).servers = 5;

  CHECK(mean_wait_in_minutes(Life(small)) == Approx(3.92).epsilon(0.04));
}

TEST_CASE("who has little patience gives up as in the model of Erlang, Palm and Garnett",
          "[simulate][service]") {
  SmallWorld small = call_centre();
  support(small).patience = 30 * minute;
  small.at("call").next = {{"success", "end"}, {"failure", "give_up"}};
  const auto exact = behaviour::erlang({4, 1.0 / 3, 0.5, 1}, 10.0 / 3);  // hours
  const Life life(small);

  const std::int64_t served = after_settling(life, FunctionMeasure::served);
  CHECK_SHARE(after_settling(life, FunctionMeasure::had_to_wait), served, exact.chance);
  CHECK_SHARE(after_settling(life, FunctionMeasure::abandoned), served, exact.abandoned());
  CHECK(mean_wait_in_minutes(life) == Approx(60 * exact.mean()).epsilon(0.025));
  CHECK(life.total(SegmentMeasure::given_up) == life.total(FunctionMeasure::abandoned));
}

TEST_CASE("contacts that fail come back and lengthen everybody's wait", "[simulate][service]") {
  // 7 first contacts an hour; epochs of a year keep the luck of who comes back below 2 % of a wait.
  const auto wait = [](double solved) {
    SmallWorld small = call_centre(1176).days(20 * 364.0, 364.0);
    small.model().time.epoch = 364.0;
    Step call = gate(solved, "end", "again");
    call.owner = "support";
    small.journey({{"call", call}, {"again", test::wait(to("call"), hour)}});
    return mean_wait_in_minutes(Life(small));
  };

  CHECK(wait(0.7) == Approx(19.73).epsilon(0.03));
  CHECK(wait(0.8) == Approx(8.7692).epsilon(0.03));
}

TEST_CASE("what exceeds capacity is carried over and delays everybody", "[simulate][service]") {
  constexpr std::int64_t n = 4800;
  SmallWorld small = call_centre(n).days(112.0, 28.0).rate(every(28.0));
  support(small) = {};
  support(small).capacity = 4000.0 / 28;
  const Life life(small);
  const auto& epochs = life.outcome.functions;

  // Nobody comes in the first epoch; 800 too many in the second, as many more in the third.
  CHECK(epochs[1][0].queue == 0.0);
  CHECK(epochs[2][0].queue == Approx(800.0 + 400.0).epsilon(0.01));
  CHECK(epochs[3][0].queue == Approx(1600.0 + 400.0).epsilon(0.01));
  CHECK(epochs[2][0].waiting == Approx(1200.0 / support(small).capacity).epsilon(0.01));
  CHECK(life.at(1, FunctionMeasure::served) == n);
  CHECK_SHARE(life.at(2, FunctionMeasure::served), n, 1 - std::exp(-28.0 / epochs[2][0].waiting));
}

TEST_CASE("the wait is felt as a worse quality", "[simulate][service]") {
  SmallWorld small = call_centre();
  small.attribute("promptness", one_dimensional());
  small.at("call").delivers = {{"promptness", {0.8, 0.0}}};
  support(small).waiting = {"promptness", 15 * minute};
  const Life life(small);
  const auto state = behaviour::erlang({4, 20 * minute, scenario::infinite, 1}, 10.0 / 3);
  double felt = (1 - state.chance) * 0.8;
  const int steps = 100000;
  for (int i = 0; i < steps; ++i) {
    const double waited = -std::log((i + 0.5) / steps) * state.wait;
    const double odds = 4 * std::pow(0.5, waited / (15 * minute));
    felt += state.chance * odds / (1 + odds) / steps;
  }
  std::int64_t sum = 0, count = 0;
  for (std::size_t p = settled; p < life.world.calendar.periods; ++p) {
    sum += life.at(p, simulate::AttributeMeasure::felt_total);
    count += life.at(p, simulate::AttributeMeasure::observations);
  }

  CHECK(static_cast<double>(sum) / simulate::sum_scale / static_cast<double>(count) ==
        Approx(felt).margin(4.5 * 0.25 / std::sqrt(67200.0)));
}

TEST_CASE("who gives up feels the wait and nothing else, and costs nothing", "[simulate][service]") {
  SmallWorld small = call_centre();
  small.attribute("promptness", one_dimensional()).attribute("courtesy", one_dimensional());
  small.at("call").delivers = {{"promptness", {0.8, 0.0}}, {"courtesy", {0.7, 0.0}}};
  small.at("call").next = {{"success", "end"}, {"failure", "give_up"}};
  small.at("call").books = {{"contact", 1.0}};
  scenario::Activity contact;
  contact.cost = {5.0, 0.0};
  small.model().activities = {{"contact", contact}};
  support(small).waiting = {"promptness", 15 * minute};
  support(small).patience = 10 * minute;
  const Life life(small);

  const std::int64_t served = life.total(FunctionMeasure::served),
                     abandoned = life.total(FunctionMeasure::abandoned);
  REQUIRE(abandoned > 1000);
  CHECK(life.total(simulate::AttributeMeasure::observations, 0) == served);
  CHECK(life.total(simulate::AttributeMeasure::observations, 1) == served - abandoned);
  CHECK(life.money(SegmentMeasure::service_cost) == 5.0 * static_cast<double>(served - abandoned));
}

TEST_CASE("a night lies between two days of work", "[simulate][service]") {
  // One contact a day for somebody who needs a third of a day and works a third of the day: always busy.
  SmallWorld small = call_centre();
  const auto calendar_wait = [&](double open) {
    support(small).open = open;
    support(small).handling = 20 * minute * open;
    return mean_wait_in_minutes(Life(small));
  };
  const double always = calendar_wait(1.0), third = calendar_wait(1.0 / 3);

  // Minutes of waiting fit into a working day, so the same load means a third of the wait in working time.
  CHECK(third == Approx(always / 3).epsilon(0.03));
}

TEST_CASE("functions that never keep anybody waiting change nobody's life", "[simulate][service]") {
  SmallWorld small = call_centre();
  small.attribute("courtesy", one_dimensional());
  Step call = delivering(gate(0.8, "end", "give_up"), {{"courtesy", {0.6, 0.2}}});
  call.owner = "support";
  small.journey({{"call", call}});
  support(small).servers = 5000;
  const Life ample(small);
  support(small) = {};
  const Life unlimited(small);

  CHECK(ample.world.organises);
  CHECK_FALSE(unlimited.world.organises);
  CHECK(same_customers(ample.outcome, unlimited.outcome));
  CHECK(ample.total(SegmentMeasure::satisfaction_total) ==
        unlimited.total(SegmentMeasure::satisfaction_total));
  CHECK(unlimited.outcome.functions.empty());
}

TEST_CASE("rivals have no function of ours", "[simulate][service]") {
  SmallWorld small = call_centre().rival("them");
  small.model().population.start = {{"them", 1.0}};
  const Life life(small);

  CHECK(life.total(FunctionMeasure::contacts) == 0);
  CHECK(life.outcome.functions.back()[0].load == 0.0);
}
