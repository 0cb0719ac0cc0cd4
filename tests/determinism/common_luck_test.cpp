// Common random numbers: what a change does not touch stays as it was, customer by customer, bit by bit (the
// market does not feed back here).
#include <algorithm>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

constexpr std::size_t n = 2000;

SmallWorld many() { return rich_world().customers(static_cast<std::int64_t>(n)); }

/// How many of those whom `who` names differ between two worlds.
template <class Who>
int differing(const Life& a, const Life& b, Who who) {
  int count = 0;
  for (std::size_t i = 0; i < n; ++i)
    count += who(i) && traces(a.outcome.customers[i]) != traces(b.outcome.customers[i]);
  return count;
}

/// Customers who ever came to a step.
std::vector<bool> visitors(const SmallWorld& small, const std::string& step) {
  Diary diary;
  auto settings = one_thread();
  settings.sink = &diary;
  const Life life(small, settings);
  std::vector<bool> came(n);
  for (const auto& event : diary.events)
    if (event.kind == simulate::EventKind::step && event.thing == life.step(step))
      came[event.customer] = true;
  return came;
}

constexpr auto everybody = [](std::size_t) { return true; };

}  // namespace

TEST_CASE("an option that changes nothing leaves everything as it was", "[determinism]") {
  const SmallWorld small = many().option(
      "same",
      {change(10.0, {scale("journey.call.gate.success", 1.0), add("providers.us.price", 0.0)}, 50.0)});

  CHECK(same_outcome(Life(small.build(0)).outcome, Life(small).outcome));
}

TEST_CASE("an option for one segment leaves the others' customers bit-identical", "[determinism]") {
  const SmallWorld small =
      many().option("dearer for people", {change(10.0, {set("segments.people.price_sensitivity", 0.2)})});
  const Life before(small), after(small.build(0));
  const auto of = [&](std::uint8_t segment) {
    return [&before, segment](std::size_t i) { return before.outcome.customers[i].segment == segment; };
  };

  CHECK(differing(before, after, of(1)) == 0);
  CHECK(differing(before, after, of(0)) > 20);
}

TEST_CASE("whoever never comes to a step is not touched by its improvement", "[determinism]") {
  const SmallWorld small =
      many().option("better calls", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  const auto came = visitors(small, "call");
  const Life before(small), after(small.build(0));

  CHECK(differing(before, after, [&](std::size_t i) { return !came[i]; }) == 0);
  CHECK(differing(before, after, [&](std::size_t i) { return came[i]; }) > 100);
}

TEST_CASE("a change changes nothing before its date", "[determinism]") {
  const SmallWorld small = many().option(
      "later", {change(140.0, {set("journey.call.gate.success", 0.2), add("providers.us.price", 9.0)})});
  const Life before(small), after(small.build(0));
  const std::size_t periods = before.world.calendar.warm_up_periods + 5, row = before.outcome.layout.row();

  const auto &a = before.outcome.books.values(), &b = after.outcome.books.values();
  CHECK(std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(periods * row), b.begin()));
  CHECK_FALSE(a == b);
}

TEST_CASE("a rival whom nobody knows changes nobody", "[determinism]") {
  SmallWorld small = many();
  const Life before(small);
  small.rival("unknown", 5.0, 0.0);
  const Life after(small);

  CHECK(differing(before, after, everybody) == 0);
}

TEST_CASE("a rival who is known changes some and leaves most as they were", "[determinism]") {
  SmallWorld small = many();
  const Life before(small);
  small.rival("newcomer", 0.0, 0.05);
  const Life after(small);
  const int changed = differing(before, after, everybody);

  CHECK(changed > 0);
  CHECK(changed < static_cast<int>(n) / 5);
}

TEST_CASE("an attribute that matters to nobody changes nobody", "[determinism]") {
  SmallWorld small = many();
  const Life before(small);
  small.attribute("scent", one_dimensional(), 0.0);
  small.at("use").delivers.emplace_back("scent", Quality{0.9, 0.1});
  const Life after(small);

  CHECK(differing(before, after, everybody) == 0);
}

TEST_CASE("a need that nobody has changes nobody", "[determinism]") {
  SmallWorld small = many();
  const Life before(small);
  scenario::Need need;
  need.starts = "use";
  small.model().needs.insert(small.model().needs.begin(), {"whim", need});
  const Life after(small);

  CHECK(differing(before, after, everybody) == 0);
}

TEST_CASE("a step that is hardly ever visited changes only its visitors", "[determinism]") {
  SmallWorld small = many();
  const Life before(small);
  small.model().journey.insert(small.model().journey.begin(), {"detour", wait(to("call"), 0.0)});
  small.at("online").next = {{"success", "end"}, {"failure", "call", 0.9}, {"failure", "detour", 0.1}};
  const Life after(small);
  const auto came = visitors(small, "online");

  CHECK(differing(before, after, [&](std::size_t i) { return !came[i]; }) == 0);
}

TEST_CASE("two worlds meet the same luck again at the next journey", "[determinism]") {
  // The need arrives on the same days in both worlds, whatever came of the journeys before.
  SmallWorld small = many().option("worse", {change(0.0, {set("journey.order.gate.success", 0.3)})});
  const auto arrivals = [](world::World world) {
    Diary diary;
    auto settings = one_thread();
    settings.sink = &diary;
    const Life life(std::move(world), settings);
    std::vector<std::pair<std::uint32_t, base::Tick>> times;
    for (const auto& event : diary.events)
      if ((event.kind == simulate::EventKind::need || event.kind == simulate::EventKind::need_dropped) &&
          event.thing == 0)
        times.emplace_back(event.customer, event.time);
    std::sort(times.begin(), times.end());
    return times;
  };

  CHECK(arrivals(small.build()) == arrivals(small.build(0)));
}
