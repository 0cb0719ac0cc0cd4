#include "cli/outcome_text.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "small_comparison.hpp"

namespace polku::cli {
namespace {

using testing::compared;
using testing::SmallComparison;

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, columns_of(line));
  return widest;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::vector<double> good = {90'000, 91'000, 92'000}, bad = {-30'000, -31'000, -29'500},
                          open = {-3000, 9000, 2000};

}  // namespace

TEST_CASE("the outcome of a run shows mean, interval and unit", "[cli]") {
  const SmallComparison one = compared({good});

  const std::string text = outcome_text(one.scenario, one.result, {});

  CHECK(has(text, "95 % interval"));
  CHECK(has(text, "ours at the end"));
  CHECK(has(text, "6,800 to 6,800"));
  CHECK(has(text, "401.0  398.5 to 403.5  kEUR"));
}

TEST_CASE("one replication shows no interval and says why", "[cli]") {
  const SmallComparison one = compared({{90'000}});

  const std::string text = outcome_text(one.scenario, one.result, {});

  CHECK_FALSE(has(text, " to 4"));
  CHECK_FALSE(has(text, "∞"));
  CHECK(has(text, "One replication"));
}

TEST_CASE("a comparison says who wins, by how much and how sure that is", "[cli]") {
  const SmallComparison two = compared({bad, good});

  const std::string text = comparison_text(two.scenario, two.result, {}, 100);

  CHECK(has(text, "+91.0 ± 2.5 kEUR") == false);  // half widths are padded in columns, not in the ranking
  CHECK(has(text, "+91.0 ±2.5 kEUR  clearly better"));
  CHECK(has(text, "clearly worse"));
  CHECK(has(text, "training is clearly better than the baseline and clearly ahead of gift"));
}

TEST_CASE("where nothing is clear, more replications are advised", "[cli]") {
  const SmallComparison two = compared({open, bad});

  const std::string text = comparison_text(two.scenario, two.result, {}, 100);

  CHECK(has(text, "too close to call"));
  CHECK(has(text, "No option is clearly better than the baseline; gift comes first."));
  CHECK(has(text, "--replications 12"));
}

TEST_CASE("an option over budget is marked", "[cli]") {
  SmallComparison two = compared({good, open});
  two.scenario.budget = 10;
  two.scenario.options[0].second.cost.once = 11;

  const std::string text = comparison_text(two.scenario, two.result, {}, 100);

  CHECK(has(text, "clearly better, over budget"));
  CHECK_FALSE(has(text, "gift is clearly better"));
}

TEST_CASE("five options with long hostile titles still fit the width", "[cli]") {
  SmallComparison five = compared({good, bad, open, good, bad});
  for (auto& [name, option] : five.scenario.options) {
    name += "_with_a_name_of_many_letters_that_nobody_reads";
    option.title = "\x1b]0;owned\x07 a title that goes on and on and on and on and on, 顧客満足度";
  }
  const std::size_t width = GENERATE(80u, 100u, 200u);

  const std::string text = comparison_text(five.scenario, five.result, {}, width);

  CHECK(widest_line(text) <= width);
  CHECK(text.find_first_of("\x1b\x07") == std::string::npos);
}

TEST_CASE("the headline says how much was simulated", "[cli]") {
  SmallComparison one = compared({good});
  one.scenario.model.population.customers = 20000;

  CHECK(headline(one.scenario, one.result, 100) ==
        "Which one?\nSmall shop\n20,000 customers over 5 years, 3 replications, seed 20260101\n");
  one.scenario.model.run.replications = 8;
  one.result.complete = false;
  CHECK(has(headline(one.scenario, one.result, 100), "3 of 8 replications"));
}

TEST_CASE("below the ranking stands how sure it is", "[cli]") {
  const SmallComparison two = compared({{4000, 5000, 6000}, {1000, 2000, 3000}});
  const std::string text = comparison_text(two.scenario, two.result, {}, 100);

  CHECK(has(text, "How sure is that?"));
  CHECK(has(text, "95 %"));
  CHECK(has(text, "< 1 %"));  // never 0
  CHECK(has(text, "one replication tells as much about gift as 12 with"));
  CHECK_FALSE(has(text, "ettled"));
}

TEST_CASE("a contest says whether it was settled", "[cli]") {
  SmallComparison two = compared({{4000, 5000, 6000}, {1000, 2000, 3000}});
  const auto put = [&](const char* name, std::int64_t value) {
    for (auto& variable : two.result.groups.back().variables)
      if (variable.name == name) std::get<std::vector<std::int64_t>>(variable.values)[0] = value;
  };
  put("sequential", 1);
  put("chosen", 1);
  put("most_replications", 40);
  CHECK(has(comparison_text(two.scenario, two.result, {}, 200),
            "NOT settled: 3 of at most 40 replications leave baseline, gift and training in the running"));

  put("settled", 1);
  CHECK(has(comparison_text(two.scenario, two.result, {}, 200),
            "Settled after 3 of at most 40 replications: gift."));
}

}  // namespace polku::cli
