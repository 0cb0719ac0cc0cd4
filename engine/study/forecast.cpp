#include "study/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/draws.hpp"
#include "scenario/text.hpp"
#include "study/fit.hpp"
#include "study/twins.hpp"

namespace polku::study {
namespace {

using scenario::DataKind;
using scenario::shortest;

constexpr double ninety = 1.6448536269514722;  // of the standard normal, both sides
constexpr double week = 7.0;
constexpr std::size_t most_simulated = 200'000;  // customers of one world
constexpr std::size_t frequencies = 8;           // 0, 1 ... 6, and more

/// Mean and spread of a figure over worlds: what the numbers leave open, and what chance does with as many
/// people as there are.
struct Spread {
  double sum = 0, squares = 0, chance = 0;
  std::size_t n = 0;
  void add(double mean, double variance) {
    sum += mean;
    squares += mean * mean;
    chance += variance;
    ++n;
  }
  Expected at(double time) const {
    const double count = static_cast<double>(n), mean = sum / count;
    const double between = n > 1 ? std::max(0.0, (squares - sum * mean) / (count - 1)) : 0.0;
    const double half = ninety * std::sqrt(between + chance / count);
    return {time, mean, std::max(0.0, mean - half), mean + half};
  }
};

/// Cumulative repeat purchases of the cohort by week, in one world.
void add_weeks(const PastData& data, const std::vector<Life>& lives, std::vector<Spread>& weeks) {
  const std::size_t people = data.cohort.histories.size(), groups = lives.size() / people;
  std::vector<std::vector<double>> by_group(groups, std::vector<double>(weeks.size()));
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t i = 0; i < people; ++i) {
      const double start = data.cohort.first_days[i] - data.first_day;
      for (const base::Tick tick : lives[g * people + i].purchases) {
        // Watched until the last day of a week, as ages are counted.
        const double weeks_lived = (start + base::to_days(tick) + 1.0) / week;
        const auto at = static_cast<std::size_t>(std::max(0.0, std::ceil(weeks_lived) - 1.0));
        if (at < weeks.size()) by_group[g][at] += 1.0;
      }
    }
  for (auto& group : by_group)
    for (std::size_t w = 1; w < weeks.size(); ++w) group[w] += group[w - 1];
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    double sum = 0, squares = 0;
    for (const auto& group : by_group) {
      sum += group[w];
      squares += group[w] * group[w];
    }
    const double n = static_cast<double>(groups), mean = sum / n;
    weeks[w].add(mean, groups > 1 ? std::max(0.0, (squares - sum * mean) / (n - 1)) : 0.0);
  }
}

/// One target, while worlds come in.
struct Gathering {
  std::vector<Spread> steps;
  std::optional<Twins> twins;
};

double days_needed(const PastData& data) {
  if (data.what.kind == DataKind::transactions) return data.end_day - data.first_day;
  return data.future_times.empty() ? 0.0 : data.future_times.back() + 1.0;
}

void add_world(const PastData& data, const Universe& universe, Gathering& gathering) {
  if (data.what.kind == DataKind::transactions) {
    add_weeks(data, universe.lives->all(), gathering.steps);
    gathering.twins->add(universe.lives->all());
    return;
  }
  // The same statistics as were fitted, at all times: scale and survival belong to the whole curve.
  Curve whole = data.past;
  whole.times.insert(whole.times.end(), data.future_times.begin(), data.future_times.end());
  if (data.what.kind == DataKind::retention) {
    const auto& lives = universe.lives->all();
    for (std::size_t k = 0; k < data.future_times.size(); ++k) {
      const base::Tick time = base::to_ticks(data.future_times[k]);
      const auto left =
          std::count_if(lives.begin(), lives.end(), [&](const Life& life) { return life.left <= time; });
      const double share = 1.0 - static_cast<double>(left) / static_cast<double>(lives.size());
      gathering.steps[k].add(share, share * (1.0 - share) / static_cast<double>(data.what.customers));
    }
    return;
  }
  scenario::DataTarget what = data.what;
  what.scaled = false;
  whole.values.resize(whole.times.size(), 1.0);
  const auto values = series_target("", whole, data.what.unit, what)->moments(universe.view());
  const std::size_t past = data.past.times.size();
  const double scale =
      data.what.scaled ? best_scale({values.data(), past}, data.past.values, data.what.error) : 1.0;
  for (std::size_t k = 0; k < data.future_times.size(); ++k) {
    const double value = scale * values[past + k];
    gathering.steps[k].add(value, data.what.error * data.what.error * value * value);
  }
}

/// The particle at a share of the cumulative weights.
const Particle& drawn(const Posterior& sample, double share) {
  double sum = 0.0;
  for (const Particle& p : sample.particles)
    if ((sum += p.weight) >= share) return p;
  return sample.particles.back();
}

}  // namespace

std::vector<Forecast> forecast(const Simulator& simulator, const Past& past, const Posterior& sample,
                               std::size_t worlds, std::uint64_t luck, const FitSettings& settings) {
  std::vector<Gathering> gathered(past.data.size());
  How how;
  how.threads = settings.threads;
  how.stop = settings.stop;
  how.customers = static_cast<std::size_t>(simulator.scenario().model.population.customers);
  for (std::size_t d = 0; d < past.data.size(); ++d) {
    const PastData& data = past.data[d];
    how.days = std::max(how.days, days_needed(data));
    if (data.held_out == 0) continue;
    if (data.what.kind == DataKind::transactions) {
      gathered[d].steps.resize(static_cast<std::size_t>((data.end_day - data.first_day) / 7));
      gathered[d].twins.emplace(data.cohort.histories, static_cast<double>(data.end_day - data.cut_day));
    } else {
      gathered[d].steps.resize(data.future_times.size());
    }
  }
  if (simulator.people() > 0)
    how.customers = simulator.people() * std::max<std::size_t>(1, most_simulated / simulator.people());
  for (std::size_t w = 0; w < worlds; ++w) {
    const double share = (static_cast<double>(w) + 0.5) / static_cast<double>(worlds);
    how.luck = luck + w + 1;
    const Universe universe = simulator.universe(drawn(sample, share).at, how);
    for (std::size_t d = 0; d < past.data.size(); ++d)
      if (past.data[d].held_out > 0) add_world(past.data[d], universe, gathered[d]);
    if (settings.progress) settings.progress(static_cast<double>(w + 1) / static_cast<double>(worlds));
  }
  std::vector<Forecast> all;
  for (std::size_t d = 0; d < past.data.size(); ++d) {
    Forecast& one = all.emplace_back();
    const bool transactions = past.data[d].what.kind == DataKind::transactions;
    for (std::size_t k = 0; k < gathered[d].steps.size(); ++k)
      one.steps.push_back(gathered[d].steps[k].at(transactions ? week * static_cast<double>(k + 1)
                                                               : past.data[d].future_times[k]));
    if (!gathered[d].twins) continue;
    one.customers = gathered[d].twins->expected();
    one.twins = gathered[d].twins->found();
    for (const double expected : one.customers) one.total += expected;
  }
  return all;
}

std::vector<std::string> ForecastWriter::files(const scenario::Scenario& scenario, const std::string& stem) {
  std::vector<std::string> all{stem + ".forecast.csv"};
  for (const auto& [name, target] : scenario.calibrate.targets)
    if (target.kind == DataKind::transactions) all.push_back(stem + "." + name + ".customers.csv");
  return all;
}

ForecastOnDisk ForecastWriter::write(const Past& past, const std::vector<Forecast>& forecasts,
                                     const std::string& stem, store::Overwrite overwrite) {
  std::string steps = "target,day,expected,low,high\n";
  for (std::size_t d = 0; d < forecasts.size(); ++d)
    for (const Expected& x : forecasts[d].steps)
      steps += past.data[d].name + "," + shortest(x.time) + "," + shortest(x.value) + "," + shortest(x.low) +
               "," + shortest(x.high) + "\n";
  for (std::size_t d = 0; d < forecasts.size(); ++d) {
    if (forecasts[d].customers.empty()) continue;
    std::string text = "customer,repeats,last_day,age_days,expected,twins\n";
    for (std::size_t i = 0; i < forecasts[d].customers.size(); ++i) {
      const History& h = past.data[d].cohort.histories[i];
      std::string name;
      for (const char c : past.data[d].cohort.customers[i])
        name += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += "\"" + name + "\"," + std::to_string(h.repeats) + "," + shortest(h.last) + "," +
              shortest(h.age) + "," + shortest(forecasts[d].customers[i]) + "," +
              shortest(std::floor(forecasts[d].twins[i])) + "\n";
    }
    store::OutputFile file(stem + "." + past.data[d].name + ".customers.csv", overwrite);
    file.write(text);
    file.commit();
  }
  // Last, so that this one stands for all of them.
  store::OutputFile file(stem + ".forecast.csv", overwrite);
  file.write(steps);
  file.commit();
  return ForecastOnDisk(stem + ".forecast.csv");
}

std::vector<Evidence> evidence(const Past& past, const std::vector<Forecast>& forecasts,
                               const std::vector<FutureData>& future) {
  std::vector<Evidence> all;
  for (std::size_t d = 0; d < forecasts.size(); ++d) {
    const PastData& data = past.data[d];
    Evidence& found = all.emplace_back();
    if (data.held_out == 0) continue;
    if (data.what.kind != DataKind::transactions) {
      found.actual = future[d].values;
      continue;
    }
    const Later& later = future[d].later;
    found.strangers = later.strangers;
    for (const Expected& x : forecasts[d].steps) {
      const auto before = [&](const std::vector<double>& days) {
        return static_cast<double>(std::lower_bound(days.begin(), days.end(), x.time) - days.begin());
      };
      found.actual.push_back(before(data.cohort.repeat_days) + before(later.days));
    }
    std::vector<double> actual(frequencies), expected(frequencies);
    found.customers_by_frequency.resize(frequencies);
    double n = 0, se = 0, sa = 0, see = 0, saa = 0, sea = 0;
    for (std::size_t i = 0; i < later.purchases.size(); ++i) {
      const double a = later.purchases[i], e = forecasts[d].customers[i];
      const std::size_t f = std::min<std::size_t>(data.cohort.histories[i].repeats, frequencies - 1);
      actual[f] += a;
      expected[f] += e;
      ++found.customers_by_frequency[f];
      found.total += a;
      n += 1, se += e, sa += a, see += e * e, saa += a * a, sea += e * a;
    }
    found.correlation = (sea - se * sa / n) / std::sqrt((see - se * se / n) * (saa - sa * sa / n));
    double groups = 0;
    for (std::size_t f = 0; f < frequencies; ++f) {
      const double count = static_cast<double>(found.customers_by_frequency[f]);
      found.by_frequency.push_back(count > 0 ? actual[f] / count : std::numeric_limits<double>::quiet_NaN());
      found.expected_by_frequency.push_back(count > 0 ? expected[f] / count
                                                      : std::numeric_limits<double>::quiet_NaN());
      if (count > 0) {
        found.mean_error += std::fabs(actual[f] - expected[f]) / count;
        ++groups;
      }
    }
    found.mean_error /= groups;
  }
  return all;
}

}  // namespace polku::study
