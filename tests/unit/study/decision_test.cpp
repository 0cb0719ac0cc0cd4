// A comparison that goes on until the best is settled.
#include "study/decision.hpp"

#include "base/statistics.hpp"
#include "study/study.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using record::Result;

namespace {

/// Two options on the small business; what a customer is worth differs far more between replications than
/// between options in the same luck.
scenario::Scenario contest_of(std::int64_t most, double indifference) {
  SmallWorld small = rich_world().customers(300);
  small.model().run.replications = 3;
  small.option("better", {change(0.0, {set("journey.call.gate.success", 0.95)})});
  small.option("dearer", {change(0.0, {add("providers.us.price", 2.0)})});
  scenario::Scenario scenario = small.scenario();
  scenario.decide.by = scenario::Measure::profit;
  scenario.decide.indifference = indifference;
  scenario.decide.most_replications = most;
  return scenario;
}

template <class T>
T of(const Result& result, const char* variable, std::size_t place = 0) {
  return std::get<std::vector<T>>(result.group("decision")->variable(variable)->values)[place];
}

std::size_t replications(const Result& result) {
  return result.group("summary")->axis("replication")->size();
}

}  // namespace

TEST_CASE("a comparison stops as soon as the best is settled", "[study][decision]") {
  const Result result = study::compare(contest_of(200, 500.0));

  CHECK(of<std::int64_t>(result, "sequential") == 1);
  CHECK(of<std::int64_t>(result, "settled") == 1);
  CHECK(replications(result) < 200);
  CHECK(result.complete);
}

TEST_CASE("a comparison that cannot be settled stops at its maximum and says so", "[study][decision]") {
  const Result result = study::compare(contest_of(6, 1e-6));

  CHECK(replications(result) == 6);
  CHECK(of<std::int64_t>(result, "settled") == 0);
}

TEST_CASE("a replication is the same whenever the comparison stops", "[study][decision]") {
  const Result sequential = study::compare(contest_of(200, 500.0));
  scenario::Scenario fixed = contest_of(0, 500.0);
  fixed.model.run.replications = static_cast<std::int64_t>(replications(sequential));

  const Result plain = study::compare(fixed);

  CHECK(of<std::int64_t>(plain, "sequential") == 0);
  for (const char* group : {"summary", "differences"})
    for (const char* variable : {"value", "low"}) {
      const auto values = [&](const Result& result) {
        return std::get<std::vector<double>>(result.group(group)->variable(variable)->values);
      };
      const auto a = values(sequential), b = values(plain);
      REQUIRE(a.size() == b.size());
      for (std::size_t i = 0; i < a.size(); ++i) CHECK((a[i] == b[i] || (a[i] != a[i] && b[i] != b[i])));
    }
}

TEST_CASE("when a comparison stops does not depend on threads", "[study][decision]") {
  study::Settings one, three;
  one.threads = 1;
  three.threads = 3;
  three.block_size = 37;
  CHECK(record::digest(study::compare(contest_of(60, 50.0), one)) ==
        record::digest(study::compare(contest_of(60, 50.0), three)));
}

TEST_CASE("the same luck is worth many replications with independent seeds", "[study][decision]") {
  CHECK(of<double>(study::compare(contest_of(200, 500.0)), "pairing_factor", 1) > 2.0);
}

TEST_CASE("an option beyond the budget neither competes nor has a chance", "[study][decision]") {
  scenario::Scenario scenario = contest_of(0, 500.0);
  scenario.options[1].second.cost.once = 1000.0;
  scenario.budget = 999.0;

  const Result result = study::compare(scenario);

  CHECK(of<std::int64_t>(result, "allowed", 2) == 0);
  CHECK(std::isnan(of<double>(result, "chance_of_best", 2)));
  CHECK(of<double>(result, "chance_of_best", 0) + of<double>(result, "chance_of_best", 1) == Approx(1.0));
  CHECK(of<double>(result, "chance_of_loss", 2) >= 0.0);
}

TEST_CASE("the band of a J-curve ends where the interval of the difference lies", "[study][decision]") {
  const Result result = study::compare(contest_of(0, 500.0));
  const auto& cumulative = *result.group("cumulative");
  const std::size_t periods = cumulative.axis("period")->size();
  const auto& curves = std::get<std::vector<double>>(cumulative.variable("difference")->values);
  std::vector<double> ends;
  for (std::size_t r = 0; r < 3; ++r) ends.push_back(curves[(r + 1) * periods - 1]);
  const auto interval = base::mean_interval(ends, 0.95);
  const auto at_the_end = [&](const char* variable) {
    return std::get<std::vector<double>>(cumulative.variable(variable)->values)[periods - 1];
  };

  CHECK(at_the_end("difference_mean") == interval.mean);
  CHECK(at_the_end("difference_low") == interval.low);
  CHECK(at_the_end("difference_high") == interval.high);
}
