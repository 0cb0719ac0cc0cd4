// How much of what an option promises must come about: on leads that are straight lines, and on a business
// whose answer is known.
#include "study/break_even.hpp"

#include <cmath>

#include "study/assumptions.hpp"
#include "support/small_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

base::Interval lead(double mean, double half_width, std::size_t n) {
  return {mean, mean - half_width, mean + half_width, half_width, half_width / 2.0, n};
}

/// A lead of 80 - 100 (1 - share), known to +-10; remembers where it was looked at.
struct Line {
  std::vector<double> shares;
  study::LeadAt at = [this](double share, std::size_t replications) {
    shares.push_back(share);
    return lead(80.0 - 100.0 * (1.0 - share), replications == 1 ? INFINITY : 10.0, replications);
  };
};

/// A hundred customers for life who pay 13 times: 1300 for every euro of the price. `dear` costs 400 once and
/// 2 a day: 728 in 52 weeks. It brings 1300 * 2 = 2600, so that profit rises by 1472; `cheap` brings 130.
scenario::Scenario priced() {
  SmallWorld small = small_world().customers(100).days(364.0, 28.0);
  small.us().price = {10.0, 28.0};
  small.model().run.replications = 3;
  small.option("dear", {change(0.0, {add("providers.us.price", 2.0)})}, {400.0, {2.0, 1.0}});
  small.option("cheap", {change(0.0, {add("providers.us.price", 0.1)})});
  scenario::Scenario scenario = small.scenario();
  scenario.decide.by = scenario::Measure::profit;
  return scenario;
}

study::BreakEvens asked(const scenario::Scenario& scenario) {
  return study::break_evens_of(scenario, study::compare(scenario), {});
}

const study::BreakEven& of(const study::BreakEvens& found, std::size_t option, study::PremiseOf what) {
  for (const auto& x : found.all)
    if (x.premise.option == option && x.premise.what == what) return x;
  FAIL("not asked");
  return found.all.front();
}

}  // namespace

TEST_CASE("a straight lead is lost where it crosses zero, give or take its noise over its slope",
          "[study][break-even]") {
  Line line;
  const auto found = study::crossing_of({lead(80.0, 10.0, 5), 1.5, 3}, line.at);

  REQUIRE(found.crossing);
  CHECK(found.crossing->share == Approx(0.2));
  CHECK(found.crossing->low == Approx(0.1));
  CHECK(found.crossing->high == Approx(0.3));
  CHECK(found.crossing->replications == 3);
}

TEST_CASE("a lead that no share turns is looked at once at either end", "[study][break-even]") {
  std::vector<std::size_t> looks;
  const auto flat = [&](double, std::size_t replications) {
    looks.push_back(replications);
    return lead(80.0, INFINITY, replications);
  };
  const auto found = study::crossing_of({lead(80.0, 10.0, 5), 1.5, 3}, flat);

  CHECK_FALSE(found.crossing);
  CHECK(found.complete);
  CHECK(looks == std::vector<std::size_t>{1, 1});
}

TEST_CASE("one look near zero is not believed", "[study][break-even]") {
  // Noise of one replication: 10 sqrt(5) = 22. At 0 the lead is 12 and does not turn, which one look cannot
  // tell.
  std::vector<std::size_t> looks;
  const auto slow = [&](double share, std::size_t replications) {
    looks.push_back(replications);
    return lead(12.0 + 68.0 * share, replications == 1 ? INFINITY : 5.0, replications);
  };
  CHECK_FALSE(study::crossing_of({lead(80.0, 10.0, 5), 1.5, 3}, slow).crossing);
  CHECK(looks == std::vector<std::size_t>{1, 3, 1});
}

TEST_CASE("an option that is behind is asked for more first", "[study][break-even]") {
  Line line;
  const auto behind = [&](double share, std::size_t replications) {
    auto x = line.at(share, replications);
    x->mean -= 120.0;  // -40 as written, 0 at 1.4
    return x;
  };
  const auto found = study::crossing_of({lead(-40.0, 10.0, 5), 1.5, 3}, behind);

  REQUIRE(found.crossing);
  CHECK(found.crossing->share == Approx(1.4));
  CHECK(line.shares.front() == 1.5);
}

TEST_CASE("a bent lead is closed in on", "[study][break-even]") {
  // 80 at 1, 0 at 0.5, -26.7 at 0: a straight line from the ends would say 0.25.
  const auto bent = [](double share, std::size_t n) {
    return lead(320.0 / 3.0 * (share * share - 0.25), n == 1 ? INFINITY : 1.0, n);
  };
  const auto found = study::crossing_of({lead(80.0, 1.0, 5), 1.5, 3}, bent);

  REQUIRE(found.crossing);
  CHECK(found.crossing->share == Approx(0.5).margin(0.01));
}

TEST_CASE("one replication finds a break-even and knows nothing of chance", "[study][break-even]") {
  Line line;
  const auto found = study::crossing_of({lead(80.0, INFINITY, 1), 1.5, 1}, line.at);

  REQUIRE(found.crossing);
  CHECK(found.crossing->share == Approx(0.2));
  CHECK(std::isinf(found.crossing->high));
}

TEST_CASE("a search that is stopped says so", "[study][break-even]") {
  const auto stopped = [](double, std::size_t) -> std::optional<base::Interval> { return std::nullopt; };
  CHECK_FALSE(study::crossing_of({lead(80.0, 10.0, 5), 1.5, 3}, stopped).complete);
}

TEST_CASE("effects and costs break even where arithmetic says", "[study][break-even]") {
  const auto found = asked(priced());

  REQUIRE(found.complete);
  // dear: 2600 s - 400 - 728 against cheap's 130.
  const auto& effect = of(found, 0, study::PremiseOf::change);
  CHECK(effect.against == 2);
  CHECK(effect.lead.mean == Approx(1342.0));
  CHECK(effect.crossing->share == Approx((130.0 + 400.0 + 728.0) / 2600.0));
  CHECK(effect.crossing->high - effect.crossing->low == Approx(0.0).margin(1e-9));
  const auto& once = of(found, 0, study::PremiseOf::once);
  CHECK(once.amount == 400.0);
  CHECK(once.crossing->share * once.amount == Approx(400.0 + 1342.0));
  CHECK(once.exact);
  const auto& running = of(found, 0, study::PremiseOf::running);
  CHECK(running.crossing->share * running.amount == Approx(2.0 * (728.0 + 1342.0) / 728.0));
  // Of cheap, which is behind, nothing is hoped: we set the price.
  CHECK(found.all.size() == 3);
}

TEST_CASE("a cost breaks even as present value where that decides", "[study][break-even]") {
  scenario::Scenario scenario = priced();
  scenario.decide.by = scenario::Measure::npv;
  const auto found = asked(scenario);
  const auto& once = of(found, 0, study::PremiseOf::once);
  // Simulated at that cost, the lead is gone.
  scenario.options[0].second.cost.once *= once.crossing->share;
  const auto there = asked(scenario);
  CHECK(of(there, 0, study::PremiseOf::once).lead.mean == Approx(0.0).margin(1e-6));
}

TEST_CASE("the budget may end before the lead does", "[study][break-even]") {
  scenario::Scenario scenario = priced();
  scenario.budget = 1000.0;
  const auto found = asked(scenario);
  const auto& once = of(found, 0, study::PremiseOf::once);
  CHECK(once.by_budget);
  CHECK(once.crossing->share == Approx(1000.0 / 400.0));
}

TEST_CASE("what is beyond the budget is asked for its cost alone", "[study][break-even]") {
  scenario::Scenario scenario = priced();
  scenario.budget = 300.0;
  const auto found = asked(scenario);
  std::size_t of_dear = 0;
  for (const auto& x : found.all) of_dear += x.premise.option == 0 ? 1 : 0;
  CHECK(of_dear == 1);
  const auto& once = of(found, 0, study::PremiseOf::once);
  CHECK(once.by_budget);
  CHECK(once.crossing->share == Approx(0.75));
}

TEST_CASE("where money does not decide, no cost turns it", "[study][break-even]") {
  scenario::Scenario scenario = priced();
  scenario.decide.by = scenario::Measure::customers;
  for (const auto& x : asked(scenario).all) CHECK(x.premise.what != study::PremiseOf::once);
}

TEST_CASE("half of a change goes half of the way, also from birth on and through a pattern",
          "[study][break-even]") {
  scenario::Scenario scenario = priced();
  scenario::Option& option = scenario.options[1].second;
  option.instead.push_back({"segments.*.loss_weight", {4.0}});
  scenario.model.segments.front().second.loss_weight = 2.0;
  const auto premises = study::premises_of(scenario, 1);

  const auto half = study::with_premise_at(scenario, premises.front(), 0.5);

  REQUIRE(premises.front().path == "segments.*.loss_weight");
  CHECK(half.options[1].second.instead.front().path == "segments.people.loss_weight");
  CHECK(half.options[1].second.instead.front().values.front() == Approx(3.0));
  CHECK(half.options[1].second.changes[0].edits[0].delivered == 1.0);
}

TEST_CASE("prices, bookings and budgets are ours to set and not hoped for", "[study][break-even]") {
  CHECK(study::set_by_us("providers.us.price"));
  CHECK(study::set_by_us("journey.first_use.books.gift"));
  CHECK(study::set_by_us("activities.support_contact.budget"));
  CHECK(study::set_by_us("costs.general"));
  CHECK_FALSE(study::set_by_us("journey.solve_problem.gate.success"));
  CHECK_FALSE(study::set_by_us("providers.us.reputation.welcome_gift"));
}

TEST_CASE("no more is asked of a change than is possible", "[study][break-even]") {
  SmallWorld small = small_world().customers(20).days(56.0, 28.0);
  small.us().awareness = 0.5;
  small.option("known", {change(0.0, {set("providers.us.awareness", 0.9)})});
  const auto scenario = small.scenario();
  const auto premises = study::premises_of(scenario, 0);
  // 0.5 + 0.4 s reaches 1 at 1.25.
  CHECK(study::largest_share(scenario, premises.front()) == Approx(1.25).margin(0.01));
  CHECK(study::value_of(scenario, premises.front(), 0.5) == Approx(0.7));
}
