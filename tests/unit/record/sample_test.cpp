// What is counted of the customers whose rows are kept, held against the books of everybody where that is
// everybody, and against the closed form of growing old.
#include "record/sample.hpp"

#include <cmath>
#include <cstdlib>

#include "behaviour/kano_drift.hpp"
#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;

namespace {

record::Collected collected(const SmallWorld& small, std::size_t threads = 1, std::size_t block_size = 4096) {
  record::Collected all;
  all.currency = "EUR";
  all.worlds.push_back(small.build());
  simulate::RunSettings settings;
  settings.threads = threads;
  settings.block_size = block_size;
  auto outcome = std::make_unique<simulate::Outcome>(all.worlds[0]);
  simulate::run(all.worlds[0], settings, *outcome);
  auto company = record::company_account(all.worlds[0], *outcome);
  all.runs.emplace_back();
  all.runs[0].push_back({std::move(outcome), std::move(company)});
  return all;
}

SmallWorld recorded(SmallWorld small, std::int64_t customers) {
  small.model().record.customers = customers;
  return small;
}

const std::vector<std::int64_t>& counts(const record::Group& group) {
  return std::get<std::vector<std::int64_t>>(group.variables.front().values);
}

}  // namespace

TEST_CASE("whoever comes to a step leaves it, and failures go where failures go", "[record][sample]") {
  const auto all = collected(recorded(rich_world().customers(500), 500));
  const auto& outcome = *all.runs[0][0].outcome;
  const world::World& world = all.worlds[0];
  const auto after_warm_up = [&](simulate::StepMeasure measure, std::size_t step) {
    std::int64_t total = 0;
    for (std::size_t p = world.calendar.warm_up_periods; p < world.calendar.periods; ++p)
      total += outcome.books.at(p, measure, step);
    return total;
  };

  const record::Group group = record::passages_group(all);
  const auto& from = std::get<std::vector<std::string>>(group.axis("from")->coordinates);
  const auto& to = std::get<std::vector<std::string>>(group.axis("to")->coordinates);
  std::vector<std::int64_t> left(world.steps.size());
  std::int64_t failed = 0;
  for (std::size_t w = 0; w < from.size(); ++w)
    for (std::size_t with = 0; with < simulate::with_count; ++with) {
      const std::int64_t count = counts(group)[w * simulate::with_count + with];
      for (std::size_t s = 0; s < world.steps.size(); ++s)
        left[s] += world.steps[s].name == from[w] ? count : 0;
      if (from[w] == "online" && to[w] == "call") failed += count;
    }

  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    INFO(world.steps[s].name);
    CHECK(left[s] > 0);
    CHECK(left[s] == after_warm_up(simulate::StepMeasure::visits, s));
  }
  CHECK(failed == after_warm_up(simulate::StepMeasure::failures, 7));  // online
}

TEST_CASE("the ways of a sample do not depend on blocks and threads", "[record][sample]") {
  const SmallWorld small = recorded(rich_world().customers(600), 250);
  const record::Group one = record::passages_group(collected(small));

  CHECK(counts(record::passages_group(collected(small, 3, 64))) == counts(one));
  CHECK(counts(record::passages_group(collected(small, 2, 100))) == counts(one));
}

TEST_CASE("where no rows are kept, no ways are counted and nothing is recorded of them", "[record][sample]") {
  const auto all = collected(recorded(rich_world().customers(100), 0));

  CHECK(all.runs[0][0].outcome->passages.empty());
  for (const auto& group : record::groups_of(all)) {
    CHECK(group.name != "passages");
    CHECK(group.name != "categories");
  }
}

// Closed form: behaviour::drift_shares. N = 4,000 people; 4.5 standard errors, two-sided 7e-6.
TEST_CASE("categories grow old as the closed form says", "[record][sample]") {
  SmallWorld small = recorded(small_world().customers(4000).days(4 * 365.25, 365.25), 4000);
  small.attribute("gift", mixed(1, 0, 0, 0, 0)).attribute("line", mixed(0, 0, 1, 0, 0));
  auto& drift = small.model().attributes[0].second.drift;
  drift.trajectory = scenario::Trajectory::progressive;
  drift.per_year = 0.5;
  drift.leaves_attractive = 1.0;
  drift.leaves_one_dimensional = 0.4;
  drift.per_contact = drift.per_diffusion = 0.0;

  const record::Group group = record::categories_group(collected(small));

  const auto& people = counts(group);
  REQUIRE(group.axis("moment")->size() == 5);
  for (std::size_t year = 0; year < 5; ++year) {
    const auto share = behaviour::drift_shares(0.5 * static_cast<double>(year), 1.0, 0.4);
    const double expected[] = {share.attractive, share.one_dimensional, share.must_be};
    for (std::size_t category = 0; category < 3; ++category) {
      const double error = std::sqrt(expected[category] * (1 - expected[category]) / 4000);
      const double found = static_cast<double>(people[(year * 2) * 5 + category]) / 4000;
      INFO("year " << year << ", category " << category << ": " << found << " for " << expected[category]);
      CHECK(std::fabs(found - expected[category]) <= 4.5 * error + 1e-12);
    }
    CHECK(people[(year * 2 + 1) * 5 + 2] == 4000);  // the line is stable
  }
}

// Age a year: half of the market's mean quality. The same closed form at that age, also at moments long past
// when lives are counted.
TEST_CASE("what the market offers makes categories old, and the record shows by how much",
          "[record][sample]") {
  SmallWorld small = recorded(small_world().customers(4000).days(2 * 365.25, 365.25), 4000);
  small.attribute("gift", mixed(1, 0, 0, 0, 0));
  small.at("visit").delivers = {{"gift", {0.8, 0.0}}};
  small.model().behaviour.must_be = scenario::MustBe::graded;
  auto& drift = small.model().attributes[0].second.drift;
  drift = {scenario::Trajectory::progressive, 0.0, 1.0, 0.4, 0.0, 0.5, 0.0};
  const auto all = collected(small);

  const record::Group categories = record::categories_group(all);
  for (std::size_t year = 0; year <= 2; ++year) {
    const auto share = behaviour::drift_shares(0.4 * static_cast<double>(year), 1.0, 0.4);
    const double found = static_cast<double>(counts(categories)[year * 5]) / 4000;
    const double error = std::sqrt(share.attractive * (1 - share.attractive) / 4000);
    INFO("year " << year << ": " << found << " for " << share.attractive);
    CHECK(std::fabs(found - share.attractive) <= 4.5 * error + 1e-12);
  }
  for (const record::Group& group : record::groups_of(all)) {
    if (group.name != "epochs") continue;
    const auto& ages = std::get<std::vector<double>>(group.variable("age")->values);
    const auto& diffusion = std::get<std::vector<double>>(group.variable("diffusion")->values);
    const auto& starts = std::get<std::vector<double>>(group.axis("epoch")->coordinates);
    REQUIRE(ages.size() == starts.size());
    CHECK(ages.back() == Approx(0.4 * starts.back() / 365.25).epsilon(1e-5));
    CHECK(diffusion.front() == 0.0);
    CHECK(diffusion.back() == Approx(0.8).epsilon(1e-5));
    return;
  }
  FAIL("a market that makes attributes old has no epochs");
}
