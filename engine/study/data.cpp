#include "study/data.hpp"

#include <algorithm>
#include <cmath>

namespace polku::study {
namespace {

using base::Diagnostic;
using base::Severity;
using scenario::DataKind;

void mistake(base::Diagnostics& diagnostics, const char* code, base::Location at, std::string message,
             std::string why = "", std::string suggestion = "") {
  diagnostics.add(
      {Severity::error, code, std::move(at), std::move(message), std::move(why), std::move(suggestion)});
}

constexpr std::size_t least_customers = 50;  // fewer fill no table

bool enough(const PastData& data, std::size_t customers, base::Diagnostics& diagnostics) {
  if (customers >= least_customers) return true;
  mistake(diagnostics, "data-out-of-range", {data.path, 0, 0},
          "there " +
              std::string(customers == 1 ? "is 1 customer"
                                         : "are only " + std::to_string(customers) + " customers") +
              " to learn from",
          "at least " + std::to_string(least_customers) + " are needed");
  return false;
}

bool read_transactions(PastData& data, double per_real, Targets& targets, base::Diagnostics& diagnostics) {
  data.columns = {data.what.customer, data.what.date, data.what.amount, data.what.dates};
  const auto extent = store::extent_of(data.path, data.columns, diagnostics);
  if (!extent) return false;
  data.first_day = extent->first;
  data.end_day = extent->last + 1;
  const double learn = std::min(data.what.learn_until, static_cast<double>(data.end_day - data.first_day));
  data.cut_day = data.first_day + static_cast<std::int32_t>(std::floor(learn));
  const store::DayRange range{data.first_day, data.cut_day};
  const auto past = store::read_transactions(data.path, data.columns, range, diagnostics);
  if (!past) return false;
  data.rows = past->rows;
  data.merged = past->merged;
  data.held_out = past->outside;
  data.cohort = cohort_of(*past, range);
  if (!enough(data, data.cohort.customers.size(), diagnostics)) return false;
  // A cell must be known well from the simulation too: some forty simulated people make an error of 16 %.
  targets.push_back(purchases_target(data.name, data.cohort, std::clamp(40.0 / per_real, 2.5, 20.0)));
  return true;
}

bool read_panel(PastData& data, const scenario::Scenario& scenario, Targets& targets,
                base::Diagnostics& diagnostics) {
  data.columns = {data.what.customer, data.what.date, "", data.what.dates, data.what.name};
  const auto extent = store::extent_of(data.path, data.columns, diagnostics);
  if (!extent) return false;
  const std::int32_t grain = data.what.dates == scenario::DateFormat::week_number ? 7 : 1;
  data.first_day = extent->first;
  data.end_day = extent->last + grain;
  const double learn = std::min(data.what.learn_until, static_cast<double>(data.end_day - data.first_day));
  data.cut_day = data.first_day + static_cast<std::int32_t>(std::floor(learn));
  const auto past =
      store::read_transactions(data.path, data.columns, {data.first_day, data.cut_day}, diagnostics);
  if (!past) return false;
  data.rows = past->rows;
  data.merged = past->merged;
  data.held_out = past->outside;
  const auto households = static_cast<std::size_t>(data.what.customers);
  auto panel = panel_of(*past, data.path, scenario.model, households, diagnostics);
  if (!panel || !enough(data, past->customers.size(), diagnostics)) return false;
  panel->grain = grain;
  panel->days = data.cut_day - data.first_day;
  data.panel = std::move(*panel);
  targets.push_back(panel_target(data.name, data.panel));
  return true;
}

bool read_leaving(PastData& data, const scenario::Scenario& scenario, Targets& targets,
                  base::Diagnostics& diagnostics) {
  const auto rows = store::read_flagged_names(data.path, data.what.name, data.what.value, diagnostics);
  if (!rows) return false;
  std::vector<std::string> known;
  for (const auto& [name, segment] : scenario.model.segments) known.push_back(name);
  std::vector<SegmentLeavers> segments;
  bool sound = true;
  for (const auto& row : *rows) {
    data.rows += row.rows;
    if (scenario.model.segments.find(row.name) == nullptr) {
      const auto meant = base::closest(row.name, std::span<const std::string>(known));
      mistake(diagnostics, "data-unknown-name", {data.path, row.line, row.column},
              "the model has no segment `" + base::visible(row.name) + "`", "",
              meant ? "Did you mean `" + *meant + "`?" : "");
      sound = false;
      continue;
    }
    segments.push_back({scenario.model.segments.index(row.name), row.name, row.rows, row.flagged});
  }
  if (!sound || !enough(data, data.rows, diagnostics)) return false;
  targets.push_back(leaving_target(data.name, segments, data.what.unit));
  return true;
}

/// A survival curve falls from one.
bool is_survival(const std::string& path, const std::vector<store::TimedValue>& rows,
                 base::Diagnostics& diagnostics) {
  double before = 1.0;
  for (const auto& row : rows) {
    if (row.value > before + 1e-12) {
      mistake(diagnostics, "data-out-of-range", {path, row.line, 0}, "more customers are left than before",
              "a survival curve starts at 100 % and falls",
              before == 1.0 ? "Write shares such as `0.63` or `63 %`" : "");
      return false;
    }
    before = row.value;
  }
  return true;
}

bool read_curve(PastData& data, Targets& targets, base::Diagnostics& diagnostics) {
  const double unit = data.what.unit;
  const auto times = store::read_times(data.path, data.what.time, diagnostics);
  if (!times) return false;
  const double until = data.what.learn_until / unit + 1e-9;
  const auto past =
      store::read_timed_values(data.path, data.what.time, data.what.value, {0.0, until}, diagnostics);
  if (!past) return false;
  for (const double time : *times)
    if (time > until) data.future_times.push_back(time * unit);
  data.rows = times->size();
  data.held_out = data.future_times.size();
  if (past->rows.size() < 2) {
    mistake(diagnostics, "data-empty-file", {data.path, 0, 0}, "there are fewer than two times to learn from",
            "times count from 0, and `learn_until` ends them");
    return false;
  }
  for (const auto& row : past->rows) {
    data.past.times.push_back(row.time * unit);
    data.past.values.push_back(row.value);
  }
  if (data.what.kind == DataKind::series) {
    targets.push_back(series_target(data.name, data.past, unit, data.what));
    return true;
  }
  if (!is_survival(data.path, past->rows, diagnostics)) return false;
  targets.push_back(retention_target(data.name, data.past, static_cast<std::size_t>(data.what.customers)));
  return true;
}

bool read_shares(PastData& data, const scenario::Scenario& scenario, Targets& targets,
                 base::Diagnostics& diagnostics) {
  const auto rows = store::read_named_values(data.path, data.what.name, data.what.value, diagnostics);
  if (!rows) return false;
  std::vector<NamedShare> shares;
  double sum = 0.0;
  bool sound = true;
  for (const auto& row : *rows) {
    if (scenario.model.providers.find(row.name) == nullptr) {
      std::vector<std::string> known;
      for (const auto& [name, provider] : scenario.model.providers) known.push_back(name);
      const auto meant = base::closest(row.name, std::span<const std::string>(known));
      mistake(diagnostics, "data-unknown-name", {data.path, row.line, row.column},
              "the model has no provider `" + base::visible(row.name) + "`", "",
              meant ? "Did you mean `" + *meant + "`?" : "");
      sound = false;
    }
    shares.push_back({row.name, row.value});
    sum += row.value;
  }
  if (sound && !(sum > 0)) {
    mistake(diagnostics, "data-out-of-range", {data.path, 0, 0}, "all shares are 0");
    return false;
  }
  data.rows = rows->size();
  if (sound)
    targets.push_back(shares_target(data.name, scenario.model, shares,
                                    static_cast<std::size_t>(data.what.customers),
                                    scenario.model.time.horizon));
  return sound;
}

}  // namespace

bool Past::holds_out() const {
  return std::any_of(data.begin(), data.end(), [](const PastData& d) { return d.held_out > 0; });
}

std::optional<Past> read_past(const scenario::Scenario& scenario, const DataFiles& files,
                              base::Diagnostics& diagnostics) {
  Past past;
  bool sound = true;
  for (const auto& [name, what] : scenario.calibrate.targets) {
    PastData data;
    data.name = name;
    data.path = files.at(name);
    data.what = what;
    switch (what.kind) {
      case DataKind::transactions:
        sound = read_transactions(data, scenario.calibrate.customers_per_real, past.targets, diagnostics) &&
                sound;
        break;
      case DataKind::retention:
      case DataKind::series: sound = read_curve(data, past.targets, diagnostics) && sound; break;
      case DataKind::panel: sound = read_panel(data, scenario, past.targets, diagnostics) && sound; break;
      case DataKind::leaving: sound = read_leaving(data, scenario, past.targets, diagnostics) && sound; break;
      case DataKind::shares: sound = read_shares(data, scenario, past.targets, diagnostics) && sound; break;
    }
    past.data.push_back(std::move(data));
  }
  if (!sound) return std::nullopt;
  return past;
}

std::optional<std::vector<FutureData>> read_future(const scenario::Scenario& scenario, const Past& past,
                                                   const ForecastOnDisk&, base::Diagnostics& diagnostics) {
  std::vector<FutureData> all;
  for (const PastData& data : past.data) {
    FutureData& future = all.emplace_back();
    if (data.held_out == 0) continue;
    if (data.what.kind == DataKind::transactions) {
      const auto later =
          store::read_transactions(data.path, data.columns, {data.cut_day, data.end_day}, diagnostics);
      if (!later) return std::nullopt;
      future.later = later_purchases(data.cohort, *later, data.first_day);
    } else if (data.what.kind == DataKind::panel) {
      const auto later =
          store::read_transactions(data.path, data.columns, {data.cut_day, data.end_day}, diagnostics);
      auto panel =
          later ? panel_of(*later, data.path, scenario.model, data.panel.households.size(), diagnostics)
                : std::nullopt;
      if (!panel) return std::nullopt;
      future.panel = std::move(*panel);
    } else {
      const double unit = data.what.unit;
      const auto rows =
          store::read_timed_values(data.path, data.what.time, data.what.value,
                                   {data.what.learn_until / unit + 1e-9, scenario::infinite}, diagnostics);
      if (!rows) return std::nullopt;
      for (const auto& row : rows->rows) future.values.push_back(row.value);
    }
  }
  return all;
}

}  // namespace polku::study
