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
// Customers of one world: together they are enough twins for everybody.
constexpr std::size_t least_simulated = 7'500, most_simulated = 40'000, lives_per_real = 15;
constexpr std::size_t fewest_worlds = 24;
constexpr std::size_t frequencies = 8;  // 0, 1 ... 6, and more

/// Of one world: what is expected, how far chance moves it with as many people as there are, and (variance)
/// what the luck of this world adds to the first.
struct Figure {
  double mean = 0, variance = 0, luck = 0;
};

/// A figure over worlds drawn from the posterior: what the numbers leave open, and what chance does with as
/// many people as there are.
struct Spread {
  double sum = 0, squares = 0, chance = 0, n = 0;
  void add(const Figure& x) {
    sum += x.mean;
    squares += x.mean * x.mean - x.luck;
    chance += x.variance;
    ++n;
  }
  Expected at(double time) const {
    const double mean = sum / n, between = std::max(0.0, squares / n - mean * mean);
    const double half = ninety * std::sqrt(between + chance / n);
    return {time, mean, std::max(0.0, mean - half), mean + half};
  }
};

/// Cumulative repeat purchases of the cohort by week, in one world.
std::vector<Figure> weeks_of(const PastData& data, const Days& lives, std::size_t count) {
  std::vector<Figure> weeks(count);
  const std::size_t people = data.cohort.histories.size(), groups = lives.size() / people;
  std::vector<std::vector<double>> by_group(groups, std::vector<double>(weeks.size()));
  for (std::size_t g = 0; g < groups; ++g)
    for (std::size_t i = 0; i < people; ++i) {
      const double start = data.cohort.first_days[i] - data.first_day;
      for (const std::int32_t day : lives[g * people + i]) {
        const auto at = static_cast<std::size_t>((start + day) / week);
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
    // One group alone does not show what is chance; then all of it is in how worlds differ.
    const double variance = groups > 1 ? std::max(0.0, (squares - sum * mean) / (n - 1)) : 0.0;
    weeks[w] = {mean, variance, variance / n};
  }
  return weeks;
}

/// One target, while worlds come in.
struct Gathering {
  std::vector<Spread> steps;
  std::optional<Twins> twins;
};

double days_needed(const PastData& data) {
  if (data.what.kind == DataKind::transactions || data.what.kind == DataKind::panel)
    return data.end_day - data.first_day;
  return data.future_times.empty() ? 0.0 : data.future_times.back() + 1.0;
}

std::vector<Figure> curve_of(const PastData& data, const Universe& universe) {
  std::vector<Figure> found;
  if (data.what.kind == DataKind::retention) {
    const auto& lives = universe.lives->all();
    for (const double day : data.future_times) {
      const base::Tick time = base::to_ticks(day);
      const auto left =
          std::count_if(lives.begin(), lives.end(), [&](const Life& life) { return life.left <= time; });
      const double simulated = static_cast<double>(lives.size());
      const double share = 1.0 - static_cast<double>(left) / simulated, variance = share * (1.0 - share);
      found.push_back({share, variance / static_cast<double>(data.what.customers), variance / simulated});
    }
    return found;
  }
  // The same statistics as were fitted, at all times: the scale belongs to the whole curve.
  Curve whole = data.past;
  whole.times.insert(whole.times.end(), data.future_times.begin(), data.future_times.end());
  scenario::DataTarget what = data.what;
  what.scaled = false;
  whole.values.resize(whole.times.size(), 1.0);
  const auto values = series_target("", whole, data.what.unit, what)->moments(universe.view());
  const std::size_t past = data.past.times.size();
  const double scale =
      data.what.scaled ? best_scale({values.data(), past}, data.past.values, data.what) : 1.0;
  const bool alike = data.what.errors == scenario::SeriesErrors::alike;
  double squares = 0.0;
  for (std::size_t k = 0; k < past; ++k) {
    const double off = scale * values[k] - data.past.values[k];
    squares += off * off;
  }
  // The mean of what the error's variance may be, given these numbers (an inverse gamma distribution).
  const double free = static_cast<double>(past) - (data.what.scaled ? 3.0 : 2.0);
  for (std::size_t k = 0; k < data.future_times.size(); ++k) {
    const double value = scale * values[past + k];
    found.push_back(
        {value, alike ? squares / std::max(1.0, free) : data.what.error * data.what.error * value * value});
  }
  return found;
}

/// The market in the time held out, and how far chance moves it in a panel of as many households.
std::vector<Figure> market_of(const PastData& data, const Universe& universe) {
  const auto& lives = universe.lives->all();
  const std::size_t people = data.panel.households.size(), groups = lives.size() / people;
  const double from = data.cut_day - data.first_day, until = data.end_day - data.first_day;
  std::vector<Figure> found;
  std::vector<std::size_t> known;
  for (std::size_t g = 0; g < groups; ++g) {
    std::vector<Basket> baskets;
    for (std::size_t i = 0; i < people; ++i)
      baskets.push_back(
          basket_of(lives[g * people + i], data.panel.providers.size(), from, until, data.panel.grain));
    const auto figures = market_figures(data.panel.providers, baskets);
    found.resize(figures.size());
    known.resize(figures.size());
    for (std::size_t k = 0; k < figures.size(); ++k) {
      if (std::isnan(figures[k].value)) continue;
      found[k].mean += figures[k].value;
      found[k].variance += figures[k].value * figures[k].value;
      ++known[k];
    }
  }
  for (std::size_t k = 0; k < found.size(); ++k) {
    const double n = static_cast<double>(std::max<std::size_t>(1, known[k]));
    found[k].mean /= n;
    found[k].variance =
        n > 1 ? std::max(0.0, (found[k].variance - n * found[k].mean * found[k].mean) / (n - 1)) : 0.0;
    found[k].luck = found[k].variance / n;
  }
  return found;
}

void add_world(const PastData& data, const Universe& universe, std::size_t threads, Gathering& gathering) {
  std::vector<Figure> figures;
  if (data.what.kind == DataKind::transactions) {
    const Days days(universe.lives->all());
    figures = weeks_of(data, days, gathering.steps.size());
    gathering.twins->add(days, threads);
  } else if (data.what.kind == DataKind::panel) {
    figures = market_of(data, universe);
  } else {
    figures = curve_of(data, universe);
  }
  for (std::size_t k = 0; k < figures.size(); ++k) gathering.steps[k].add(figures[k]);
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
    } else if (data.what.kind == DataKind::panel) {
      gathered[d].steps.resize(market_figures(data.panel.providers, data.panel.households).size());
    } else {
      gathered[d].steps.resize(data.future_times.size());
    }
  }
  if (simulator.people() > 0)
    how.customers = simulator.people() *
                    std::max<std::size_t>(
                        1, std::clamp(lives_per_real * simulator.people(), least_simulated, most_simulated) /
                               simulator.people());
  // Large worlds, of as many people as the data have, may be fewer.
  worlds = std::clamp(worlds * most_simulated / how.customers, std::min(worlds, fewest_worlds), worlds);
  const std::vector<Point> points = sample.spread(worlds);
  for (std::size_t w = 0; w < worlds; ++w) {
    how.luck = (luck << 12) + w + 1;  // neighbouring seeds share none
    const Universe universe = simulator.universe(points[w], how);
    for (std::size_t d = 0; d < past.data.size(); ++d)
      if (past.data[d].held_out > 0) add_world(past.data[d], universe, settings.threads, gathered[d]);
    if (settings.progress) settings.progress(static_cast<double>(w + 1) / static_cast<double>(worlds));
  }
  std::vector<Forecast> all;
  for (std::size_t d = 0; d < past.data.size(); ++d) {
    Forecast& one = all.emplace_back();
    const PastData& data = past.data[d];
    const auto time_of = [&](std::size_t k) {
      if (data.what.kind == DataKind::transactions) return week * static_cast<double>(k + 1);
      if (data.what.kind == DataKind::panel) return static_cast<double>(data.end_day - data.first_day);
      return data.future_times[k];
    };
    for (std::size_t k = 0; k < gathered[d].steps.size(); ++k)
      one.steps.push_back(gathered[d].steps[k].at(time_of(k)));
    if (data.what.kind == DataKind::panel && data.held_out > 0)
      for (const MarketFigure& figure : market_figures(data.panel.providers, data.panel.households))
        one.names.push_back(figure.name);
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
  std::string steps = "target,figure,day,expected,low,high\n";
  for (std::size_t d = 0; d < forecasts.size(); ++d)
    for (std::size_t k = 0; k < forecasts[d].steps.size(); ++k) {
      const Expected& x = forecasts[d].steps[k];
      const std::string figure = forecasts[d].names.empty() ? "" : '"' + forecasts[d].names[k] + '"';
      steps += past.data[d].name + "," + figure + "," + shortest(x.time) + "," + shortest(x.value) + "," +
               shortest(x.low) + "," + shortest(x.high) + "\n";
    }
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
    if (data.what.kind == DataKind::panel) {
      for (const MarketFigure& figure : market_figures(future[d].panel.providers, future[d].panel.households))
        found.actual.push_back(figure.value);
      continue;
    }
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
