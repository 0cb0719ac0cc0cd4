// Options against the baseline, replication by replication with the same luck.
#include <algorithm>
#include <atomic>
#include <cmath>

#include "base/statistics.hpp"
#include "study/investment.hpp"
#include "study/study.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using record::Group;
using record::Result;

namespace {

SmallWorld small_study() {
  SmallWorld small = rich_world().customers(400);
  small.model().run.replications = 4;
  return small;
}

scenario::OptionCost costs(double once, double a_month = 0.0) {
  scenario::OptionCost cost;
  cost.once = once;
  cost.running = {a_month, 30.4375};
  return cost;
}

/// value[thing, measure, replication] of `summary` or `differences`.
double value(const Result& result, const char* group_name, std::size_t thing, const std::string& measure,
             std::size_t replication) {
  const Group* group = result.group(group_name);
  const auto& names = std::get<std::vector<std::string>>(group->axis("measure")->coordinates);
  const auto m = static_cast<std::size_t>(std::find(names.begin(), names.end(), measure) - names.begin());
  REQUIRE(m < names.size());
  const std::size_t replications = group->axis("replication")->size();
  return std::get<std::vector<double>>(
      group->variable("value")->values)[(thing * names.size() + m) * replications + replication];
}

const std::vector<double>& column(const Result& result, const char* group, const char* variable) {
  return std::get<std::vector<double>>(result.group(group)->variable(variable)->values);
}

}  // namespace

TEST_CASE("an option that changes nothing differs by exactly nothing", "[study]") {
  const Result result = study::compare(
      small_study().option("same", {change(30.0, {scale("journey.call.gate.success", 1.0)})}).scenario());

  for (const double difference : column(result, "differences", "value")) {
    if (difference == difference) CHECK((difference == 0.0 || difference == 1.0));  // paid_back: at once
  }
  for (const double difference : column(result, "cumulative", "difference")) CHECK(difference == 0.0);
  CHECK(value(result, "differences", 0, "npv", 2) == 0.0);
}

TEST_CASE("differences are the option's outcomes minus the baseline's, replication by replication",
          "[study]") {
  const Result result = study::compare(
      small_study().option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})}).scenario());

  for (const char* measure : {"customers", "profit", "npv", "satisfaction", "churn"})
    for (std::size_t r = 0; r < 4; ++r)
      CHECK(value(result, "differences", 0, measure, r) ==
            value(result, "summary", 1, measure, r) - value(result, "summary", 0, measure, r));
  CHECK(value(result, "differences", 0, "profit", 0) != 0.0);
}

TEST_CASE("intervals are Student's over the replications", "[study]") {
  const Result result = study::compare(
      small_study().option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})}).scenario());
  std::vector<double> differences;
  for (std::size_t r = 0; r < 4; ++r) differences.push_back(value(result, "differences", 0, "customers", r));

  const auto interval = base::mean_interval(differences, 0.95);

  CHECK(column(result, "differences", "mean")[0] == interval.mean);
  CHECK(column(result, "differences", "low")[0] == interval.low);
  CHECK(column(result, "differences", "high")[0] == interval.high);
}

TEST_CASE("an option that only costs loses its cost, discounted from the middle of the period", "[study]") {
  SmallWorld small = small_study().option("useless", {change(0.0, {scale("journey.call.gate.success", 1.0)})},
                                          costs(1000.0));
  small.model().time.discount_rate = 0.1;
  const Result result = study::compare(small.scenario());

  for (std::size_t r = 0; r < 4; ++r) {
    CHECK(value(result, "differences", 0, "profit", r) == Approx(-1000.0));
    CHECK(value(result, "differences", 0, "npv", r) == Approx(-1000.0 * std::pow(1.1, -14.0 / 365.25)));
    CHECK(value(result, "differences", 0, "customers", r) == 0.0);
    CHECK(std::isnan(value(result, "differences", 0, "payback", r)));
    CHECK(value(result, "differences", 0, "paid_back", r) == 0.0);
    CHECK(value(result, "differences", 0, "j_curve_depth", r) == Approx(-1000.0));
    CHECK(value(result, "differences", 0, "j_curve_trough", r) == Approx(28.0 / 365.25));
  }
}

TEST_CASE("an investment pays back when the cumulative difference has made up for it", "[study]") {
  // 100 customers pay 1 EUR more every 28 days, from day 28 on: 1000 EUR are back after 10 more payments.
  SmallWorld small = small_world().customers(100).days(364.0, 28.0);
  small.us().price = {10.0, 28.0};
  small.option("dearer", {change(0.0, {add("providers.us.price", 1.0)})}, costs(1000.0));
  const Result result = study::compare(small.scenario());
  const auto& cumulative = column(result, "cumulative", "difference");

  REQUIRE(cumulative.size() == 13 * static_cast<std::size_t>(small.model().run.replications));
  for (std::size_t p = 0; p < 13; ++p)
    CHECK(cumulative[p] == Approx(-1000.0 + 100.0 * static_cast<double>(p + 1)).margin(1e-9));
  CHECK(value(result, "differences", 0, "payback", 0) == Approx(10 * 28.0 / 365.25));
  CHECK(value(result, "differences", 0, "paid_back", 0) == 1.0);
  CHECK(value(result, "differences", 0, "j_curve_depth", 0) == Approx(-900.0));
}

TEST_CASE("the present value of the difference ends the discounted J-curve", "[study]") {
  SmallWorld small = small_study().option(
      "better", {change(20.0, {set("journey.call.gate.success", 0.95)}, 60.0)}, costs(500.0, 20.0));
  const Result result = study::compare(small.scenario());
  const std::size_t periods = result.group("cumulative")->axis("period")->size();

  for (std::size_t r = 0; r < 4; ++r) {
    CHECK(column(result, "cumulative", "discounted_difference")[(r + 1) * periods - 1] ==
          Approx(value(result, "differences", 0, "npv", r)).margin(1e-6));
    CHECK(column(result, "cumulative", "difference")[(r + 1) * periods - 1] ==
          Approx(value(result, "differences", 0, "profit", r)).margin(1e-6));
  }
}

TEST_CASE("an option differs by the same whether others stand beside it", "[study]") {
  const auto better = change(0.0, {set("journey.call.gate.success", 0.95)});
  const auto dearer = change(0.0, {add("providers.us.price", 2.0)});
  const Result alone = study::compare(small_study().option("better", {better}).scenario());
  const Result beside =
      study::compare(small_study().option("dearer", {dearer}).option("better", {better}).scenario());

  for (const char* measure : {"customers", "profit", "satisfaction"})
    for (std::size_t r = 0; r < 4; ++r)
      CHECK(value(alone, "differences", 0, measure, r) == value(beside, "differences", 1, measure, r));
}

TEST_CASE("a run is the baseline of the comparison", "[study]") {
  const SmallWorld small =
      small_study().option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  const Result run = study::run(small.scenario());
  const Result comparison = study::compare(small.scenario());

  CHECK(run.kind == "run");
  CHECK(comparison.kind == "compare");
  CHECK(run.group("differences") == nullptr);
  for (const char* measure : {"customers", "profit", "npv"})
    for (std::size_t r = 0; r < 4; ++r)
      CHECK(value(run, "summary", 0, measure, r) == value(comparison, "summary", 0, measure, r));
}

TEST_CASE("an interrupted study keeps the replications that are finished in all worlds", "[study]") {
  std::atomic<bool> stop{false};
  study::Settings settings;
  settings.threads = 1;
  settings.stop = &stop;
  settings.block_size = 64;
  // Stopped in the middle of the second replication of the second world.
  settings.progress = [&](const study::Progress& progress) { stop = progress.share > 3.5 / 8; };
  const SmallWorld small =
      small_study().option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});

  const Result stopped = study::compare(small.scenario(), settings);
  const Result whole = study::compare(small.scenario());

  CHECK_FALSE(stopped.complete);
  CHECK(whole.complete);
  REQUIRE(stopped.group("summary") != nullptr);
  CHECK(stopped.group("summary")->axis("replication")->size() == 1);
  CHECK(value(stopped, "differences", 0, "profit", 0) == value(whole, "differences", 0, "profit", 0));
}

TEST_CASE("a study that is stopped at once holds nothing", "[study]") {
  const std::atomic<bool> stop{true};
  study::Settings settings;
  settings.stop = &stop;

  const Result result = study::run(small_study().scenario(), settings);

  CHECK_FALSE(result.complete);
  CHECK(result.groups.empty());
}

TEST_CASE("an estimate counts the customers it was not asked to simulate", "[study]") {
  const auto small = study::estimate(rich_world().customers(2000).scenario(), false, 1);
  const auto large = study::estimate(rich_world().customers(200000).scenario(), false, 1);

  CHECK(large.events / small.events == Approx(100.0).epsilon(0.05));
  CHECK(large.bytes_per_customer == small.bytes_per_customer);
  CHECK(large.bytes > small.bytes);
}

TEST_CASE("an estimate says the least and the most that a comparison takes", "[study]") {
  SmallWorld small =
      rich_world().customers(2000).option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  small.model().run.replications = 5;
  scenario::Scenario scenario = small.scenario();
  scenario.decide.most_replications = 40;
  const auto [run, compare] = study::estimates(scenario, 1);

  CHECK(run.least_seconds == run.seconds);
  // Two worlds, 5 replications and two looks against 40 and at most 14.
  CHECK(compare.seconds / compare.least_seconds == Approx((2 * 40 + 14.0) / (2 * 5 + 2.0)));
}
