#include "study/written.hpp"

#include <algorithm>

#include "base/statistics.hpp"
#include "study/exploration.hpp"

namespace polku::study {

Values as_written(const scenario::Scenario& scenario, const record::Result& result,
                  std::size_t replications) {
  const record::Group& summary = *result.group("summary");
  const auto& all = std::get<std::vector<double>>(summary.variable("value")->values);
  const std::size_t measures = summary.axis("measure")->size(), held = summary.axis("replication")->size();
  Values values(scenario.options.size() + 1);
  for (std::size_t a = 0; a < values.size(); ++a)
    for (std::size_t r = 0; r < std::min(replications, held); ++r)
      values[a].push_back(all[(a * measures + deciding_measure(scenario)) * held + r]);
  return values;
}

bool allowed(const scenario::Scenario& scenario, std::size_t alternative) {
  return alternative == 0 || scenario::once(scenario.options[alternative - 1].second) <= scenario.budget;
}

std::size_t best_beside(const scenario::Scenario& scenario, const Values& values, std::size_t one) {
  std::size_t best = one == 0 ? values.size() : 0;
  double most = best == 0 ? base::mean_interval(values[0]).mean : 0.0;
  for (std::size_t a = 1; a < values.size(); ++a) {
    if (a == one || !allowed(scenario, a)) continue;
    const double mean = base::mean_interval(values[a]).mean;
    if (best < values.size() && !(mean > most)) continue;
    most = mean;
    best = a;
  }
  return best;
}

std::size_t best_of(const scenario::Scenario& scenario, const Values& values) {
  return best_beside(scenario, values, values.size());
}

}  // namespace polku::study
