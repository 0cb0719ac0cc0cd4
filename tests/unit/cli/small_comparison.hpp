// A comparison made by hand, with figures that a reader can check: a scenario with options and a result that
// says of each measure what every replication gave. For the tests of what cli prints.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "base/statistics.hpp"
#include "record/result.hpp"
#include "scenario/model.hpp"

namespace polku::cli::testing {

/// One measure: its unit and `values[thing][replication]`, a thing being a world or an option.
struct Given {
  std::string name, unit;
  std::vector<std::vector<double>> values;
};

inline record::Group group_of(const std::string& name, const std::string& first_axis,
                              const std::vector<std::string>& things, const std::vector<Given>& measures) {
  const std::size_t replications = measures.front().values.front().size();
  std::vector<std::string> names, units;
  std::vector<std::int64_t> numbers;
  for (const Given& measure : measures) {
    names.push_back(measure.name);
    units.push_back(measure.unit);
  }
  for (std::size_t r = 0; r < replications; ++r) numbers.push_back(static_cast<std::int64_t>(r));
  std::vector<double> value, mean, low, high;
  for (std::size_t thing = 0; thing < things.size(); ++thing)
    for (const Given& measure : measures) {
      const std::vector<double>& seen = measure.values[thing];
      value.insert(value.end(), seen.begin(), seen.end());
      const base::Interval interval = base::mean_interval(seen);
      mean.push_back(interval.mean);
      low.push_back(interval.low);
      high.push_back(interval.high);
    }
  const std::vector<std::string> axes = {first_axis, "measure"};
  return {name,
          "",
          {{first_axis, "", "", things},
           {"measure", "", "", names},
           {"unit", "", "", units},
           {"replication", "1", "", numbers}},
          {{"value", "1", "", {first_axis, "measure", "replication"}, value},
           {"mean", "1", "", axes, mean},
           {"low", "1", "", axes, low},
           {"high", "1", "", axes, high}}};
}

/// Group `decision` of a contest with a fixed number of replications, in which the first option wins.
inline record::Group decision_of_first(const std::vector<std::string>& worlds, std::int64_t replications) {
  const std::size_t n = worlds.size();
  const auto column = [&](const char* name, double baseline, double first, double others) {
    std::vector<double> values(n, others);
    values[0] = baseline;
    values[1] = first;
    return record::Variable{name, "1", "", {"alternative"}, values};
  };
  const auto whole = [&](const char* name, std::int64_t value) {
    return record::Variable{name, "1", "", {"alternative"}, std::vector<std::int64_t>(n, value)};
  };
  const auto scalar = [](const char* name, std::int64_t value) {
    return record::Variable{name, "1", "", {}, std::vector<std::int64_t>{value}};
  };
  const double none = std::numeric_limits<double>::quiet_NaN();
  return {"decision",
          "",
          {{"alternative", "", "", worlds}},
          {whole("allowed", 1), whole("out_after", 0), column("chance_of_best", 0.004, 0.95, 0.046),
           column("expected_regret", 9000, 100, 5000), column("chance_of_loss", none, 0.02, 0.3),
           column("future_low", none, 1000, -2000), column("future_high", none, 9000, 4000),
           column("pairing_factor", none, 12.3, 4.5), scalar("sequential", 0), scalar("settled", 0),
           scalar("chosen", -1), scalar("most_replications", replications)}};
}

struct SmallComparison {
  scenario::Scenario scenario;
  record::Result result;
};

/// Options `gift`, `training`, ... whose net present value differs from the baseline by
/// `npv[option][replication]`.
inline SmallComparison compared(const std::vector<std::vector<double>>& npv) {
  SmallComparison made;
  scenario::Scenario& scenario = made.scenario;
  record::Result& result = made.result;
  const std::vector<std::string> known = {"gift", "training", "portal", "discount", "newsletter"};
  const std::vector<std::string> names(known.begin(),
                                       known.begin() + static_cast<std::ptrdiff_t>(npv.size()));
  scenario.question = "Which one?";
  scenario.model.name = "Small shop";
  scenario.model.run.replications = static_cast<std::int64_t>(npv.front().size());
  scenario.decide.indifference = 1000;
  for (const std::string& name : names) scenario.options.push_back({name, {"The " + name, {}, {}, {}}});

  const std::size_t replications = npv.front().size();
  const std::vector<double> customers(replications, 6800.0);
  std::vector<double> worth;
  for (std::size_t r = 0; r < replications; ++r) worth.push_back(400'000.0 + 1000.0 * static_cast<double>(r));
  const std::vector<double> won(replications, 12.0);
  const std::vector<std::vector<double>> won_by_all(npv.size(), won);
  result.kind = "compare";
  result.title = scenario.question;
  result.seed = scenario.model.run.seed;
  std::vector<std::string> worlds = {"baseline"};
  worlds.insert(worlds.end(), names.begin(), names.end());
  std::vector<std::vector<double>> all_customers(worlds.size(), customers), all_worth(worlds.size(), worth);
  result.groups.push_back(group_of("summary", "world", worlds,
                                   {{"customers", "people", all_customers}, {"npv", "EUR", all_worth}}));
  result.groups.push_back(
      group_of("differences", "option", names, {{"customers", "people", won_by_all}, {"npv", "EUR", npv}}));
  result.groups.push_back(decision_of_first(worlds, scenario.model.run.replications));
  return made;
}

}  // namespace polku::cli::testing
