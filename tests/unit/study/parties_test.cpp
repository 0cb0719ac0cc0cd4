// What each of the five parties gets, against the books that the result also holds.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "study/study.hpp"
#include "support/rich_world.hpp"

using namespace polku;
using namespace polku::test;
using record::Group;
using record::Result;

namespace {

const std::vector<std::string>& labels(const Group& group, const char* axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

std::size_t place(const Group& group, const std::string& measure) {
  const auto& names = labels(group, "measure");
  const auto found = std::find(names.begin(), names.end(), measure);
  REQUIRE(found != names.end());
  return static_cast<std::size_t>(found - names.begin());
}

double mean(const Group& group, std::size_t thing, const std::string& measure) {
  const std::size_t at = thing * labels(group, "measure").size() + place(group, measure);
  return std::get<std::vector<double>>(group.variable("mean")->values)[at];
}

SmallWorld small_study() {
  SmallWorld small = rich_world().customers(300);
  small.model().run.replications = 2;
  small.model().functions[1].second.servers = 2;
  small.model().functions[1].second.handling = 0.01;
  small.model().journey[small.model().journey.index("use")].second.owner = "support";
  small.model().functions.emplace_back("office", scenario::Function{});
  scenario::Change dear;
  dear.at = 30.0;
  dear.edits = {{scenario::EditKind::set, "providers.us.price", 49.0}};
  return small.option("dear", {dear});
}

/// Of the baseline, all replications: a variable of a group over world, replication and more.
double sum_of(const Result& result, const char* group, const char* variable) {
  const auto& of = *result.group(group)->variable(variable);
  const std::size_t worlds = result.group(group)->axis("world")->size(), all = of.size() / worlds;
  double total = 0.0;
  std::visit(
      [&](const auto& values) {
        for (std::size_t i = 0; i < all; ++i) total += static_cast<double>(values[i]);
      },
      of.values);
  return total;
}

}  // namespace

TEST_CASE("every party has its rows, as today and as what an option changes", "[study]") {
  const Result result = study::compare(small_study().scenario());
  const Group &today = *result.group("parties"), &changes = *result.group("party_differences");

  for (const char* party : {"customers", "front_line", "support", "company", "owners"}) {
    CHECK(std::count(labels(today, "party").begin(), labels(today, "party").end(), party) > 0);
    CHECK(std::is_sorted(labels(changes, "party").begin(), labels(changes, "party").end(),
                         [](const std::string& a, const std::string& b) {
                           const std::string order = "customers front_line support company owners";
                           return order.find(a) < order.find(b);
                         }));
  }
  for (const std::string& measure : labels(today, "measure"))
    if (const double change = mean(today, 1, measure) - mean(today, 0, measure); std::isfinite(change))
      CHECK(mean(changes, 0, measure) == Approx(change).margin(1e-9));
  CHECK(mean(changes, 0, "profit") == mean(*result.group("differences"), 0, "profit"));
}

TEST_CASE("what only a party asks for comes from the books", "[study]") {
  const Result result = study::run(small_study().scenario());
  const Group& today = *result.group("parties");
  const Group& providers = *result.group("providers");

  CHECK(mean(today, 0, "market_share") > 0.2);
  CHECK(mean(today, 0, "market_share") < 0.9);
  CHECK(
      mean(today, 0, "critical_encounters") ==
      Approx(sum_of(result, "periods", "incidents") / sum_of(result, "periods", "encounters")).epsilon(0.05));
  CHECK(mean(today, 0, "effort") ==
        Approx(sum_of(result, "periods", "effort_total") / sum_of(result, "periods", "journeys"))
            .epsilon(0.05));
  CHECK(providers.variable("provider_customers") != nullptr);
  CHECK(labels(today, "note")[place(today, "functions.support.load")] == "support");
  CHECK_FALSE(result.group("party_differences"));
}

TEST_CASE("what an option risks is a row of its owners", "[study]") {
  const Result result = study::compare(small_study().scenario());
  const Group& changes = *result.group("party_differences");
  const auto& chance =
      std::get<std::vector<double>>(result.group("decision")->variable("chance_of_loss")->values);

  CHECK(mean(changes, 0, "chance_of_loss") == chance[1]);
}
