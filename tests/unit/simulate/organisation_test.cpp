// Morale, support behind the front line, neglect and attention, epoch by epoch, against closed forms.
#include <cmath>

#include "support/chance.hpp"
#include "support/life.hpp"

using namespace polku;
using namespace polku::test;
using simulate::FunctionMeasure;

namespace {

double logit(double p) { return std::log(p / (1 - p)); }
double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// 240 contacts a day in every epoch but the first, the load `load`; a gate that lets through 80 %.
SmallWorld desk(double load) {
  SmallWorld small = small_world().customers(1680);
  scenario::Function front;
  front.capacity = 240 / load;
  small.model().functions = {{"front", front}};
  Step call = gate(0.8, "end", "give_up");
  call.owner = "front";
  return small.journey({{"call", call}});
}

scenario::Organisation& organisation(SmallWorld& small) { return small.model().organisation; }

std::int64_t later(const Life& life, StepMeasure measure, std::size_t from = 8) {
  std::int64_t sum = 0;
  for (std::size_t p = from; p < life.world.calendar.periods; ++p) sum += life.at(p, measure);
  return sum;
}

}  // namespace

TEST_CASE("load above the usual lowers the odds at the gates", "[simulate][organisation]") {
  SmallWorld small = desk(0.95);
  organisation(small).success.load = 4.0;
  const Life life(small);

  CHECK_SHARE(later(life, StepMeasure::failures), later(life, StepMeasure::visits),
              1 - logistic(logit(0.8) - 4.0 * 0.15));
}

TEST_CASE("the figures as written hold for the usual load", "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  organisation(small).success.load = 4.0;
  const Life life(small);

  CHECK_SHARE(later(life, StepMeasure::failures), later(life, StepMeasure::visits), 0.2);
}

TEST_CASE("morale moves half way to what load makes of it in its half-life", "[simulate][organisation]") {
  SmallWorld small = desk(0.9);
  organisation(small).morale.load = 2.0;
  organisation(small).morale.half_life = 28.0;
  organisation(small).success.morale = 5.0;
  const Life life(small);
  const auto& epochs = life.outcome.functions;

  // The second epoch knows the first, in which three of four weeks had contacts: load .675.
  const double first = 0.7 - 2.0 * (0.675 - 0.8);
  CHECK(epochs[0][0].morale == Approx(0.7));
  CHECK(epochs[1][0].morale == Approx(0.7 + (first - 0.7) / 2));
  CHECK(epochs.back()[0].morale == Approx(0.5).epsilon(1e-3));
  CHECK_SHARE(later(life, StepMeasure::failures, 11), later(life, StepMeasure::visits, 11),
              1 - logistic(logit(0.8) - 5.0 * 0.2));
}

TEST_CASE("morale that is raised on the first day rises from where it was", "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  organisation(small).morale.half_life = 28.0;
  organisation(small).success.morale = 5.0;
  small.option("praise", {change(0.0, {set("functions.front.morale", 0.9)})});
  const Life life(small.build(0));

  CHECK(life.outcome.functions[0][0].morale == Approx(0.7));
  CHECK(life.outcome.functions[1][0].morale == Approx(0.8));
  CHECK_SHARE(later(life, StepMeasure::failures, 11), later(life, StepMeasure::visits, 11),
              1 - logistic(logit(0.8) + 5.0 * 0.2));
}

TEST_CASE("morale that does nothing does nothing", "[simulate][organisation]") {
  SmallWorld small = desk(0.9);
  organisation(small).morale.load = 2.0;
  const Life low(small);
  organisation(small).morale.load = 0.0;
  const Life usual(small);

  CHECK(low.outcome.functions.back()[0].morale < 0.55);
  CHECK(same_customers(low.outcome, usual.outcome));
  CHECK(low.outcome.books.values() == usual.outcome.books.values());
}

TEST_CASE("those who support get a part of the work, and hold up whom they support",
          "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  scenario::Function back;
  back.capacity = 60;
  small.model().functions.emplace_back("back", back);
  small.model().functions[0].second.supported_by = {{"back", {0.5, 0.3}}};
  organisation(small).success.load = 2.0;
  const Life life(small);

  CHECK(life.outcome.functions.back()[1].load == Approx(0.3 * 240 / 60));
  CHECK(life.outcome.functions.back()[0].load == Approx(0.8));
  CHECK_SHARE(later(life, StepMeasure::failures), later(life, StepMeasure::visits),
              1 - logistic(logit(0.8) - 0.5 * 2.0 * (1.2 - 0.8)));
}

TEST_CASE("hand-offs fail more often between functions under load", "[simulate][organisation]") {
  SmallWorld small = desk(0.9);
  small.at("call").gate = {1.0, 0.0};
  small.at("call").handoff = {"next", 0.1};
  small.model().functions.emplace_back("next", scenario::Function{});
  organisation(small).handoffs.load = 10.0;
  const Life life(small);

  // One of the two is above the usual by a tenth, the other has no capacity.
  CHECK_SHARE(later(life, StepMeasure::handoff_failures), later(life, StepMeasure::visits),
              logistic(logit(0.1) + 0.5));
}

TEST_CASE("what nobody attends to decays, what somebody attends to does not", "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  small.model().functions[0].second = {};
  small.model().functions[0].second.decay = 0.01;
  const auto neglect = [&] { return Life(small).outcome.functions.back()[0].neglect; };

  CHECK(neglect() == Approx(-0.01 * 12 * 28));
  organisation(small).attention.always = 0.25;
  organisation(small).attention.half_life = 1e9;
  CHECK(neglect() == Approx(-0.0075 * 12 * 28));
  organisation(small).attention.always = 1.0;
  CHECK(neglect() == 0.0);
  const Life attended(small);
  CHECK_SHARE(later(attended, StepMeasure::failures), later(attended, StepMeasure::visits), 0.2);
}

TEST_CASE("neglect lowers the odds of success", "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  small.model().functions[0].second = {};
  small.model().functions[0].second.decay = 0.002;
  const Life life(small);

  for (const std::size_t period : {5u, 12u})
    CHECK_SHARE(life.at(period, StepMeasure::failures), life.at(period, StepMeasure::visits),
                1 - logistic(logit(0.8) - 0.002 * 28 * static_cast<double>(period)));
}

TEST_CASE("attention repairs in its half-life what decayed before", "[simulate][organisation]") {
  SmallWorld small = desk(0.8);
  small.model().functions[0].second = {};
  small.model().functions[0].second.decay = 0.01;
  organisation(small).attention.half_life = 28.0;
  small.option("listen", {change(140.0, {set("organisation.attention.always", 1.0)})});
  const Life life(small.build(0));
  const auto& epochs = life.outcome.functions;

  CHECK(epochs[5][0].neglect == Approx(-0.01 * 140));
  CHECK(epochs[8][0].neglect == Approx(-0.01 * 140 / 8));
}

TEST_CASE("losing customers makes the company attend, if it looks at that", "[simulate][organisation]") {
  SmallWorld small = desk(0.8).rival("them");
  small.model().functions[0].second = {};
  small.model().functions[0].second.decay = 0.01;
  small.people().leave = {0.05, 0.0};
  small.model().review.clock = 1.0 / 28;
  small.model().review.outcome = scenario::ReviewOutcome::leave;
  small.model().behaviour.attitude_on_leaving = 0.0;
  const double deaf = Life(small).outcome.functions.back()[0].neglect;
  organisation(small).attention.exit = 1.0;
  const Life life(small);

  CHECK(deaf == Approx(-0.01 * 12 * 28));
  // 5 % of the customers leave in 28 days, 65 % a year.
  CHECK(life.outcome.functions.back()[0].neglect > -0.01 * 0.5 * 12 * 28);
}
