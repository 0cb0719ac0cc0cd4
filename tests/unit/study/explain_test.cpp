// Why an option differs: ledger, merit, lives.
#include <algorithm>
#include <numeric>

#include "study/chain.hpp"
#include "study/ledger.hpp"
#include "study/lives.hpp"
#include "study/merit.hpp"
#include "study/reasons.hpp"
#include "study/replicate.hpp"
#include "study/study.hpp"
#include "study/summary.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using study::Deed;
using study::LedgerLine;

namespace {

scenario::Scenario improving() {
  SmallWorld small = rich_world().customers(600);
  small.model().run.replications = 3;
  small.option("better",
               {change(30.0, {set("journey.call.gate.success", 0.95), add("providers.us.price", 1.0)}, 60.0)},
               {500.0, {20.0, 30.4375}});
  small.option("cheap", {change(10.0, {add("providers.us.price", -2.0)})}, {100.0, {}});
  return small.scenario();
}

/// Calls with world and both runs of each replication.
template <class Body>
void for_each_pair(const scenario::Scenario& scenario, Body body) {
  const std::vector<world::World> worlds{world::build(scenario), world::build(scenario, 0)};
  study::replicate(worlds, 3, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
    body(worlds, finished);
  });
}

const std::vector<std::string>& labels_of(const record::Group& group, const char* axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

}  // namespace

TEST_CASE("the lines of a ledger sum to the difference, plain and as present value", "[study][explain]") {
  const auto scenario = improving();
  std::vector<study::Ledger> ledgers;
  double mean_npv = 0.0;
  for_each_pair(scenario, [&](const auto& worlds, const auto& finished) {
    for (const bool present : {false, true}) {
      const auto ledger = study::ledger_of(worlds[0], finished[0], finished[1], present);
      const auto before = study::outcome_values(worlds[0], finished[0]);
      const auto after = study::outcome_values(worlds[1], finished[1]);
      const std::size_t measure = present ? 18 : 17;  // npv, profit
      CHECK(ledger.total == Approx(after[measure] - before[measure]).margin(1e-6));
      CHECK(std::accumulate(ledger.lines.begin(), ledger.lines.end(), 0.0) ==
            Approx(ledger.total).margin(1e-6));
      CHECK(ledger.lines[static_cast<std::size_t>(LedgerLine::own_cost)] < -500.0 * 0.9);
      if (present) {
        ledgers.push_back(ledger);
        mean_npv += ledger.total / 3.0;
      }
    }
  });

  const auto cents = study::in_cents(ledgers);

  CHECK(std::accumulate(cents.lines.begin(), cents.lines.end(), std::int64_t{0}) == cents.total);
  CHECK(static_cast<double>(cents.total) == Approx(100.0 * mean_npv).margin(0.51));
}

TEST_CASE("a price that rises for everybody who stays is what each customer brings", "[study][explain]") {
  // A hundred customers for life who pay 1 EUR more, 13 times.
  SmallWorld small = small_world().customers(100).days(364.0, 28.0);
  small.us().price = {10.0, 28.0};
  small.option("dearer", {change(0.0, {add("providers.us.price", 1.0)})}, {250.0, {}});
  const auto scenario = small.scenario();
  const std::vector<world::World> worlds{world::build(scenario), world::build(scenario, 0)};
  study::replicate(worlds, 1, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
    const auto ledger = study::ledger_of(worlds[0], finished[0], finished[1], false);
    const auto line = [&](LedgerLine l) { return ledger.lines[static_cast<std::size_t>(l)]; };
    CHECK(line(LedgerLine::brings) == Approx(1300.0));
    CHECK(line(LedgerLine::own_cost) == Approx(-250.0));
    CHECK(line(LedgerLine::stayed) == 0.0);
    CHECK(line(LedgerLine::came) == 0.0);
    CHECK(ledger.total == Approx(1050.0));
  });
}

TEST_CASE("two options at once are both options, with both costs", "[study][explain]") {
  const auto scenario = improving();
  scenario::Scenario one = scenario;
  auto& merged = one.options[0].second;
  for (const auto& more : one.options[1].second.changes) merged.changes.push_back(more);
  const std::vector<world::World> worlds{world::build(scenario, {0, 1}, "both"), world::build(one, 0)};

  study::replicate(worlds, 1, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
    const auto both = study::outcome_values(worlds[0], finished[0]);
    const auto by_hand = study::outcome_values(worlds[1], finished[1]);
    CHECK(both[0] == by_hand[0]);    // customers
    CHECK(both[15] == by_hand[15]);  // revenue
    // By hand both start on day 10: 20 EUR a month are paid for 20 days more.
    CHECK(both[17] == Approx(by_hand[17] - 100.0 + 20.0 * 20.0 / 30.4375));
  });
  CHECK(worlds[0].investments.size() == 2);
}

TEST_CASE("the merits of an option's changes sum to the whole, to the cent", "[study][explain]") {
  auto scenario = improving();
  scenario.decide.by = scenario::Measure::profit;
  for (const std::vector<std::size_t>& options : {std::vector<std::size_t>{0}, {0, 1}})
    for (const std::size_t most_exact : {6u, 1u}) {
      const auto merit = study::merit_of(scenario, options, 2, {}, most_exact, 3);
      CHECK(merit.exact == (most_exact == 6));
      CHECK(merit.deeds.size() == options.size() + 1);
      CHECK(std::accumulate(merit.cents.begin(), merit.cents.end(), std::int64_t{0}) == merit.total_cents);
      CHECK(merit.own_cost < 0.0);
      double whole = 0.0;
      const std::vector<world::World> worlds{world::build(scenario), world::build(scenario, options, "x")};
      study::replicate(worlds, 2, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
        whole += (study::outcome_values(worlds[1], finished[1])[17] -
                  study::outcome_values(worlds[0], finished[0])[17]) /
                 2.0;
      });
      CHECK(static_cast<double>(merit.total_cents) / 100.0 + merit.own_cost == Approx(whole).margin(0.01));
    }
}

TEST_CASE("without its deeds an option does nothing and costs nothing", "[study][explain]") {
  const auto scenario = improving();
  const auto deeds = study::deeds_of(scenario, {0});
  REQUIRE(deeds.size() == 2);
  CHECK(deeds[1].path == "providers.us.price");
  const auto nothing = study::doing_only(scenario, deeds, 0), second = study::doing_only(scenario, deeds, 2);
  CHECK(nothing.options[0].second.changes[0].edits.empty());
  CHECK(nothing.options[0].second.cost.once == 0.0);
  CHECK(second.options[0].second.changes[0].edits.front().path == "providers.us.price");
  CHECK(second.options[1].second.cost.once == 100.0);  // not explained, not touched
}

TEST_CASE("everybody has one fate, and the saved less the lost are the customers gained",
          "[study][explain]") {
  const auto scenario = improving();
  const auto baseline = world::build(scenario), option = world::build(scenario, 0);
  const auto lives = study::lives_of(baseline, option, 0, {});

  std::array<std::size_t, study::fates> all{};
  for (const auto& segment : lives.count)
    for (std::size_t f = 0; f < study::fates; ++f) all[f] += segment[f];
  CHECK(std::accumulate(all.begin(), all.end(), std::size_t{0}) == 600);
  double gained = 0.0;
  study::replicate(
      {baseline, option}, 1, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
        gained =
            study::outcome_values(option, finished[1])[0] - study::outcome_values(baseline, finished[0])[0];
      });
  CHECK(static_cast<double>(all[static_cast<std::size_t>(study::Fate::saved)]) -
            static_cast<double>(all[static_cast<std::size_t>(study::Fate::lost)]) ==
        gained);
  for (const auto& twin : lives.twins) {
    CHECK((twin.fate == study::Fate::saved || twin.fate == study::Fate::lost));
    CHECK((twin.parting.first < twin.baseline.size() || twin.parting.first < twin.option.size()));
  }
}

TEST_CASE("under a change of nothing nobody is touched", "[study][explain]") {
  SmallWorld small = rich_world().customers(300);
  small.option("same", {change(30.0, {scale("journey.call.gate.success", 1.0)})});
  const auto scenario = small.scenario();
  const auto lives = study::lives_of(world::build(scenario), world::build(scenario, 0), 0, {});
  for (const auto& segment : lives.count) {
    CHECK(segment[static_cast<std::size_t>(study::Fate::touched)] == 0);
    CHECK(segment[static_cast<std::size_t>(study::Fate::saved)] == 0);
  }
  CHECK(lives.twins.empty());
}

TEST_CASE("lives part at the first event that differs, and at the first decision that does",
          "[study][explain]") {
  using simulate::Event;
  using simulate::EventKind;
  const auto event = [](base::Tick time, EventKind kind, std::uint8_t thing, std::uint8_t outcome = 0,
                        float value = 0.0f) {
    return Event{time, 1, kind, thing, outcome, value, 0.0f, 0.0f};
  };
  const std::vector<Event> baseline{event(5, EventKind::chosen, 0), event(9, EventKind::step, 3),
                                    event(9, EventKind::felt, 2, 0, 0.4f), event(20, EventKind::review, 0, 1),
                                    event(21, EventKind::left, 0)};
  std::vector<Event> other = baseline;
  other[2].value = 0.8f;
  other[3].outcome = 0;
  other.pop_back();

  const auto parting = study::parting_of(baseline, other);

  REQUIRE(parting);
  CHECK(parting->first == 2);
  CHECK(parting->step == 3);
  CHECK(parting->attribute == 2);
  CHECK(parting->decision == 3);
  CHECK(parting->decision_other == 3);
  CHECK_FALSE(study::parting_of(baseline, baseline));
}

TEST_CASE("the chain counts failures and what is felt in both worlds", "[study][explain]") {
  const auto scenario = improving();
  for_each_pair(scenario, [&](const auto& worlds, const auto& finished) {
    bool failures_seen = false;
    for (const auto& link : study::chain_of(worlds[0], finished[0], finished[1]))
      if (link.what == "failures at call") {
        failures_seen = true;
        CHECK(link.option < link.baseline);
      }
    CHECK(failures_seen);
  });
}

TEST_CASE("a comparison keeps its reasons: ledgers that sum to the differences, and what moved",
          "[study][explain]") {
  auto scenario = improving();
  scenario.decide.by = scenario::Measure::npv;
  const record::Result result = study::compare(scenario, {});
  const auto of = [&](const char* group, const char* name) {
    return std::get<std::vector<double>>(result.group(group)->variable(name)->values);
  };
  const auto amount = of("ledger", "amount"), value = of("differences", "value");
  const auto& measures = labels_of(*result.group("differences"), "measure");
  const std::size_t npv =
      static_cast<std::size_t>(std::find(measures.begin(), measures.end(), "npv") - measures.begin());
  for (std::size_t o = 0; o < 2; ++o)
    for (std::size_t r = 0; r < 3; ++r) {
      double sum = 0.0;
      for (std::size_t l = 0; l < study::ledger_lines; ++l)
        sum += amount[(o * study::ledger_lines + l) * 3 + r];
      CHECK(sum == Approx(value[(o * measures.size() + npv) * 3 + r]).margin(1e-6));
    }
  const auto& links = labels_of(*result.group("chain"), "link");
  const std::size_t failures =
      static_cast<std::size_t>(std::find(links.begin(), links.end(), "failures at call") - links.begin());
  REQUIRE(failures < links.size());
  const auto difference = of("chain", "difference"), baseline = of("chain", "baseline");
  for (std::size_t r = 0; r < 3; ++r) {
    CHECK(difference[failures * 3 + r] < 0.0);  // the gate succeeds more often
    CHECK(baseline[failures * 3 + r] > 0.0);
  }
}

TEST_CASE("what a result holds of an option's reasons is what they were when it was simulated",
          "[study][explain]") {
  auto scenario = improving();
  scenario.decide.by = scenario::Measure::npv;
  const record::Result result = study::compare(scenario, {});

  const auto held = study::reasons_of(result, 1);

  REQUIRE(held);
  std::size_t r = 0;
  const std::vector<world::World> worlds{world::build(scenario), world::build(scenario, 1)};
  study::replicate(worlds, 3, {}, {}, [&](std::size_t, const std::vector<record::Finished>& finished) {
    const auto ledger = study::ledger_of(worlds[0], finished[0], finished[1], true);
    const auto chain = study::chain_of(worlds[0], finished[0], finished[1]);
    CHECK(held->ledgers[r].lines == ledger.lines);
    CHECK(held->ledgers[r].total == Approx(ledger.total).margin(1e-6));
    REQUIRE(held->chains[r].size() == chain.size());
    for (std::size_t l = 0; l < chain.size(); ++l) {
      CHECK(held->chains[r][l].what == chain[l].what);
      CHECK(held->chains[r][l].stage == chain[l].stage);
      if (chain[l].option == chain[l].option) CHECK(held->chains[r][l].option == Approx(chain[l].option));
    }
    ++r;
  });
  CHECK(r == 3);
  CHECK_FALSE(study::reasons_of(study::run(scenario), 0));
}
