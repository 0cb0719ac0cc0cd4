#include "record/collect.hpp"

#include <cmath>
#include <set>

#include "support/life.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using record::Group;

namespace {

/// Two worlds of a rich scenario, two replications each, collected as a study does.
record::Collected two_worlds() {
  SmallWorld small = rich_world().customers(400);
  small.model().behaviour.norm = scenario::NormSource::market;
  small.option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  record::Collected all;
  all.currency = "EUR";
  all.worlds.push_back(small.build());
  all.worlds.push_back(small.build(0));
  for (const auto& world : all.worlds) {
    auto& runs = all.runs.emplace_back();
    for (std::uint32_t r = 0; r < 2; ++r) {
      auto settings = one_thread();
      settings.replication = r;
      auto outcome = std::make_unique<simulate::Outcome>(world);
      simulate::run(world, settings, *outcome);
      auto company = record::company_account(world, *outcome);
      runs.push_back({std::move(outcome), std::move(company)});
    }
  }
  return all;
}

const Group& named(const std::vector<Group>& groups, const std::string& name) {
  for (const auto& group : groups)
    if (group.name == name) return group;
  FAIL("no group " << name);
  return groups.front();
}

template <class T>
const std::vector<T>& values(const Group& group, const std::string& variable) {
  const auto* found = group.variable(variable);
  if (!found) FAIL("no variable " << variable);
  return std::get<std::vector<T>>(found->values);
}

}  // namespace

TEST_CASE("every variable fills its axes, and every axis and variable says what it is", "[record]") {
  const auto groups = record::groups_of(two_worlds());
  std::set<std::string> names;

  for (const auto& group : groups) {
    CHECK(names.insert(group.name).second);
    for (const auto& axis : group.axes) CHECK_FALSE(axis.doc.empty());
    for (const auto& variable : group.variables) {
      std::size_t size = 1;
      for (const auto& axis : variable.axes) {
        REQUIRE(group.axis(axis) != nullptr);
        size *= group.axis(axis)->size();
      }
      INFO(group.name << "/" << variable.name);
      CHECK(variable.size() == size);
      CHECK_FALSE(variable.doc.empty());
    }
  }
  CHECK(names == std::set<std::string>{"periods", "company", "providers", "steps", "attributes", "activities",
                                       "alternatives", "purchases", "passages", "categories", "customers",
                                       "epochs"});
}

TEST_CASE("levels are stocks at the end of each period, flows what happened in it", "[record]") {
  const auto all = two_worlds();
  const auto groups = record::groups_of(all);
  const auto& customers = values<std::int64_t>(named(groups, "periods"), "customers");
  const auto& journeys = values<std::int64_t>(named(groups, "periods"), "journeys");
  std::size_t at = 0;

  for (std::size_t w = 0; w < 2; ++w)
    for (std::size_t r = 0; r < 2; ++r) {
      std::int64_t stock[2] = {};
      for (std::size_t p = 0; p < all.worlds[0].calendar.periods; ++p)
        for (std::size_t g = 0; g < 2; ++g, ++at) {
          const auto& books = all.runs[w][r].outcome->books;
          stock[g] += books.at(p, simulate::SegmentMeasure::customers, g);
          CHECK(customers[at] == stock[g]);
          CHECK(journeys[at] == books.at(p, simulate::SegmentMeasure::journeys, g));
        }
    }
  CHECK(at == customers.size());
}

TEST_CASE("money is in currency units and sums of reals are real again", "[record]") {
  const auto all = two_worlds();
  const auto groups = record::groups_of(all);
  const auto& books = all.runs[0][0].outcome->books;

  CHECK(values<double>(named(groups, "periods"), "revenue")[0] ==
        base::to_units(books.at(0, simulate::SegmentMeasure::revenue, 0)));
  CHECK(named(groups, "periods").variable("revenue")->unit == "EUR");
  CHECK(values<double>(named(groups, "attributes"), "felt_total")[0] ==
        static_cast<double>(books.at(0, simulate::AttributeMeasure::felt_total, 0)) / 1048576.0);
}

TEST_CASE("means are totals over counts, and not a number where nothing was counted", "[record]") {
  const auto groups = record::groups_of(two_worlds());
  const Group& periods = named(groups, "periods");
  const auto& total = values<double>(periods, "satisfaction_total");
  const auto& count = values<std::int64_t>(periods, "encounters");
  const auto& mean = values<double>(periods, "satisfaction");

  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (count[i] > 0) {
      CHECK(mean[i] == total[i] / static_cast<double>(count[i]));
      CHECK(std::fabs(mean[i]) <= 1.0);
    } else {
      CHECK(std::isnan(mean[i]));
    }
  }
}

TEST_CASE("steps count what happened after the warm-up", "[record]") {
  const auto all = two_worlds();
  const auto groups = record::groups_of(all);
  const auto& calendar = all.worlds[0].calendar;
  const auto& visits = values<std::int64_t>(named(groups, "steps"), "visits");

  for (std::size_t s = 0; s < all.worlds[0].steps.size(); ++s) {
    std::int64_t expected = 0;
    for (std::size_t p = calendar.warm_up_periods; p < calendar.periods; ++p)
      expected += all.runs[0][0].outcome->books.at(p, simulate::StepMeasure::visits, s);
    CHECK(visits[s] == expected);
  }
}

TEST_CASE("the periods' axis counts days from the end of the warm-up", "[record]") {
  const auto groups = record::groups_of(two_worlds());
  const auto& starts = std::get<std::vector<double>>(named(groups, "periods").axis("period")->coordinates);

  CHECK(starts[0] == -45.0);
  CHECK(starts[1] == -28.0);
  CHECK(starts[2] == 0.0);
  CHECK(starts[3] == 28.0);
}

TEST_CASE("company lines hold together in the result as they do in the account", "[record]") {
  const auto groups = record::groups_of(two_worlds());
  const Group& company = named(groups, "company");
  const auto& profit = values<double>(company, "profit");

  for (std::size_t i = 0; i < profit.size(); ++i) {
    const double result = values<double>(company, "revenue")[i] - values<double>(company, "product_cost")[i] -
                          values<double>(company, "order_cost")[i] -
                          values<double>(company, "service_cost")[i] -
                          values<double>(company, "sustaining_cost")[i];
    const double unallocated =
        values<double>(company, "acquisition_cost")[i] + values<double>(company, "unused_capacity")[i] +
        values<double>(company, "general")[i] + values<double>(company, "investment")[i];
    CHECK(values<double>(company, "customers_result")[i] == Approx(result).margin(1e-6));
    CHECK(profit[i] == Approx(result - unallocated).margin(1e-6));
  }
}

TEST_CASE("single customers are those of the first replication, dates counted from date 0", "[record]") {
  const auto all = two_worlds();
  const auto groups = record::groups_of(all);
  const Group& customers = named(groups, "customers");
  const auto& rows = all.runs[1][0].outcome->customers;  // the option's world

  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t at = rows.size() + i;
    CHECK(values<std::int64_t>(customers, "provider")[at] ==
          (rows[i].provider == world::no_provider ? -1 : rows[i].provider));
    CHECK(values<std::int64_t>(customers, "segment")[at] == rows[i].segment);
    CHECK(values<double>(customers, "result")[at] == base::to_units(rows[i].money.result()));
    const double left = values<double>(customers, "left")[at];
    if (rows[i].left == base::never)
      CHECK(std::isnan(left));
    else
      CHECK(left == base::to_days(rows[i].left) - 45.0);
  }
}

TEST_CASE("people by number of purchases are everybody", "[record]") {
  const auto groups = record::groups_of(two_worlds());
  const auto& people = values<std::int64_t>(named(groups, "purchases"), "people");
  std::int64_t sum = 0;

  for (const auto count : people) sum += count;

  CHECK(sum == 4 * 400);
}

TEST_CASE("norms are kept for every epoch only where the market feeds back", "[record]") {
  const auto all = two_worlds();
  const auto groups = record::groups_of(all);
  const Group& epochs = named(groups, "epochs");

  CHECK(epochs.axis("epoch")->size() == 13);  // 345 days of 28
  CHECK(values<double>(epochs, "norm")[0] == 0.5);
  CHECK(values<double>(epochs, "norm")[12 * 5] != 0.5);
}

TEST_CASE("collecting twice gives the same", "[record]") {
  record::Result first, second;
  first.groups = record::groups_of(two_worlds());
  second.groups = record::groups_of(two_worlds());

  CHECK(record::digest(first) == record::digest(second));
}
