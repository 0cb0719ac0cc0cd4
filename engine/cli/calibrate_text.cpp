#include "cli/calibrate_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/figures.hpp"
#include "cli/json.hpp"
#include "scenario/edit.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"
#include "store/dates.hpp"

namespace polku::cli {
namespace {

using scenario::DataKind;

constexpr double few = 100.0;  // independent points of a sample: five lie beyond each end of an interval

/// A number of the model with three digits, in a unit for people.
std::string value_text(scenario::Model& model, const std::string& path, double value) {
  const auto number = scenario::locate(model, scenario::matching_paths(model, path).front());
  const auto rounded = [](double x) { return scenario::parse_decimal(fmt::format("{:.3g}", x)); };
  using scenario::Unit;
  if (number->price) return scenario::write_price({rounded(value), number->price->period}, model.currency);
  if (number->field.unit == Unit::share) return fmt::format("{:.3g} %", 100 * value);
  if (number->field.unit == Unit::per_day) return fmt::format("{:.3g}/week", 7 * value);
  if (number->field.unit == Unit::days) return fmt::format("{:.3g} days", value);
  return scenario::write_number(rounded(value), number->field.unit, model.currency);
}

std::string data_text(const study::PastData& data) {
  const std::string file = base::visible(data.path);
  const auto count = [](std::size_t n) { return thousands(static_cast<std::int64_t>(n)); };
  const auto day = [&](std::int32_t when) {
    const auto written = data.what.dates;
    const char* unit = written == scenario::DateFormat::week_number  ? "week "
                       : written == scenario::DateFormat::day_number ? "day "
                                                                     : "";
    return unit + store::write_date(when, written);
  };
  // Whoever has a date far from the others sees it here.
  const auto dated = [&](const std::string& what, const char* same) {
    return fmt::format(
        "{}: {}; {} from {} on until {}; {} rows of the same {} merged; {} later rows held out\n", data.name,
        file, what, day(data.first_day), day(data.cut_day - 1), count(data.merged), same,
        count(data.held_out));
  };
  if (data.what.kind == DataKind::transactions)
    return dated(count(data.cohort.customers.size()) + " customers, " +
                     count(data.cohort.repeat_days.size()) + " repeat purchases",
                 "customer and day");
  if (data.what.kind == DataKind::panel)
    return dated(count(data.panel.households.size()) + " households, " +
                     count(data.rows - data.held_out - data.merged) + " purchases",
                 "household, date and provider");
  return fmt::format("{}: {}; {} rows, {} of them held out\n", data.name, file, data.rows, data.held_out);
}

std::size_t found_again(const study::Calibration& c, std::size_t i) {
  std::size_t count = 0;
  for (const auto& r : c.recoveries) count += r.found(i);
  return count;
}

std::string numbers_text(const Told& told, const Style& style) {
  scenario::Model model = told.scenario.model;
  const study::Space space(told.scenario);
  const auto found = study::answers(told.scenario, told.calibration);
  Table table({{"", Align::left, 44},
               {"found"},
               {"90 % of the sample"},
               {"profile"},
               {"of its range open"},
               {"found again"}});
  for (std::size_t i = 0; i < found.size(); ++i) {
    const study::Profile& p = told.calibration.profiles[i];
    const auto text = [&](double value) { return value_text(model, found[i].path, value); };
    const std::string low = p.open_below ? "?" : text(space.value(i, p.low)),
                      high = p.open_above ? "?" : text(space.value(i, p.high));
    table.row(
        {{found[i].path},
         {text(found[i].value)},
         {text(found[i].low) + " to " + text(found[i].high)},
         {low + " to " + high},
         {fmt::format("{:.0f} %{}", 100 * std::min(1.0, found[i].left_open), found[i].identified ? "" : " !"),
          found[i].identified ? Emphasis::none : Emphasis::bad},
         {fmt::format("{} of {}", found_again(told.calibration, i), told.calibration.recoveries.size())}});
  }
  return table.text(style);
}

std::string identifiability_text(const Told& told, std::size_t width) {
  const auto found = study::answers(told.scenario, told.calibration);
  std::string names;
  for (const auto& answer : found)
    if (!answer.identified) names += (names.empty() ? "" : ", ") + answer.path;
  std::string text;
  if (names.empty())
    text += "Every number is identified by these data.\n";
  else
    text += wrapped(
        "! Not identified by these data: " + names + ". What they are taken to be is your assumption.",
        width);
  for (const study::Sloppy& sloppy : told.calibration.sloppy) {
    std::string together;
    for (std::size_t i = 0; i < sloppy.weights.size(); ++i)
      if (std::fabs(sloppy.weights[i]) > 0.3)
        together +=
            fmt::format("{}{} ({:+.1f})", together.empty() ? "" : ", ", found[i].path, sloppy.weights[i]);
    if (together.find(',') != std::string::npos)
      text += wrapped("! These can move together without the data noticing: " + together, width);
  }
  return text;
}

std::string forecast_text(const study::PastData& data, const study::Forecast& forecast,
                          const study::Evidence& evidence, const Style& style) {
  std::string text =
      "\n" +
      style(fmt::format("Forecast of {}, held against what was held out", data.name), Emphasis::strong) +
      "\n";
  const bool transactions = data.what.kind == DataKind::transactions;
  if (transactions) {
    text += fmt::format("{} expected {:.0f}, were {:.0f} ({:+.1f} %); correlation by customer {:.3f}\n",
                        "Purchases of these customers, given what each did before:", forecast.total,
                        evidence.total, 100 * (forecast.total / evidence.total - 1), evidence.correlation);
    if (evidence.strangers > 0)
      text += fmt::format("{} customers who first bought later are not in it.\n",
                          thousands(static_cast<std::int64_t>(evidence.strangers)));
    Table by({{"repeats before", Align::left}, {"customers"}, {"expected"}, {"were"}});
    for (std::size_t f = 0; f < evidence.by_frequency.size(); ++f)
      by.row({{f + 1 < evidence.by_frequency.size() ? std::to_string(f) : std::to_string(f) + " or more"},
              {std::to_string(evidence.customers_by_frequency[f])},
              {fmt::format("{:.3f}", evidence.expected_by_frequency[f])},
              {fmt::format("{:.3f}", evidence.by_frequency[f])}});
    text += by.text(style) + fmt::format("mean absolute difference {:.3f}\n\n", evidence.mean_error);
  }
  const bool panel = !forecast.names.empty();
  Table steps({{transactions ? "until week"
                : panel      ? "share of"
                             : "at day",
                panel ? Align::left : Align::right},
               {"expected"},
               {"90 % interval"},
               {"was"},
               {"off by"}});
  for (std::size_t k = 0; k < forecast.steps.size(); ++k) {
    const study::Expected& x = forecast.steps[k];
    const bool held = !transactions || x.time > data.cut_day - data.first_day;
    if (transactions && (k + 1) % 13 != 0 && k + 1 != forecast.steps.size()) continue;
    const int digits = x.value < 10 ? 4 : x.value < 1000 ? 1 : 0;
    const auto number = [&](double value) { return fmt::format("{:.{}f}", value, digits); };
    steps.row({{transactions ? fmt::format("{}{}", k + 1, held ? "" : " (learned)")
                : panel      ? forecast.names[k]
                             : fmt::format("{:g}", x.time)},
               {number(x.value)},
               {number(x.low) + " to " + number(x.high)},
               {number(evidence.actual[k])},
               {fmt::format("{:+.1f} %", 100 * (x.value / evidence.actual[k] - 1))}});
  }
  return text + steps.text(style);
}

}  // namespace

std::string calibrate_text(const Told& told, const Style& style, std::size_t width) {
  const study::Fit& fit = told.calibration.fit;
  const study::Posterior& posterior = told.calibration.posterior;
  std::string text;
  for (const study::PastData& data : told.past.data) text += wrapped(data_text(data), width);
  text += '\n' + numbers_text(told, style) + '\n' + identifiability_text(told, width);
  const bool guessed = std::all_of(told.past.data.begin(), told.past.data.end(), [](const auto& data) {
    return data.what.errors == scenario::SeriesErrors::alike;
  });
  if (guessed)
    text += wrapped(
        "How large the errors are is taken from the misfit, so it does not tell whether the model is right.",
        width);
  else
    text +=
        wrapped(fmt::format("Misfit {:.1f} with {} degrees of freedom: {} if the model were true.",
                            fit.misfit, fit.degrees,
                            fit.by_chance < 0.001 ? "less than one in a thousand"
                                                  : fmt::format("{:.1f} % by chance", 100 * fit.by_chance)),
                width);
  text += wrapped(
      fmt::format("{} points simulated; as many as {} customers stand behind each number. {} points of the "
                  "posterior weighed, as good as {} independent ones.",
                  fit.evaluations, thousands(static_cast<std::int64_t>(fit.customers)),
                  thousands(static_cast<std::int64_t>(posterior.particles.size())),
                  thousands(static_cast<std::int64_t>(posterior.effective()))),
      width);
  if (posterior.effective() < few)
    text += wrapped(
        "! That is too few: the intervals and the forecast are not to be relied on. Narrower ranges in "
        "`search`, or `priors`, may help.",
        width);
  for (std::size_t d = 0; d < told.evidence.size(); ++d)
    if (told.past.data[d].held_out > 0)
      text += forecast_text(told.past.data[d], told.calibration.forecasts[d], told.evidence[d], style);
  return text + "\nwritten to " + base::visible(told.overlay) + '\n';
}

std::string calibrate_answer(const Told& told, const base::Diagnostics& diagnostics) {
  const study::Calibration& c = told.calibration;
  const study::Space space(told.scenario);
  const auto found = study::answers(told.scenario, c);
  Json numbers = Json::array();
  for (std::size_t i = 0; i < found.size(); ++i) {
    Json grid = Json::array();
    for (std::size_t k = 0; k < c.profiles[i].at.size(); ++k)
      grid.push_back({{"value", space.value(i, c.profiles[i].at[k])}, {"rise", c.profiles[i].rise[k]}});
    Json again = Json::array();
    for (const auto& r : c.recoveries)
      again.push_back({{"value", space.value(i, r.at[i])}, {"within", r.found(i)}});
    const auto limit = [&](bool open, double at) { return open ? Json() : Json(space.value(i, at)); };
    numbers.push_back({{"path", found[i].path},
                       {"value", found[i].value},
                       {"low", found[i].low},
                       {"high", found[i].high},
                       {"left_open", found[i].left_open},
                       {"identified", found[i].identified},
                       {"profile",
                        {{"low", limit(c.profiles[i].open_below, c.profiles[i].low)},
                         {"high", limit(c.profiles[i].open_above, c.profiles[i].high)},
                         {"points", grid}}},
                       {"recovery", {{"truth", space.value(i, c.recovery_truth[i])}, {"found", again}}}});
  }
  Json targets = Json::array();
  for (std::size_t d = 0; d < told.past.data.size(); ++d) {
    const study::PastData& data = told.past.data[d];
    Json one = {{"name", data.name},
                {"kind", scenario::word(data.what.kind)},
                {"file", data.path},
                {"rows", data.rows},
                {"merged", data.merged},
                {"held_out", data.held_out},
                {"customers", data.cohort.customers.size()}};
    one["forecast"] = nullptr;
    if (data.held_out > 0 && d < told.evidence.size()) {
      const study::Forecast& f = c.forecasts[d];
      const study::Evidence& e = told.evidence[d];
      Json steps = Json::array();
      for (std::size_t k = 0; k < f.steps.size(); ++k)
        steps.push_back({{"figure", f.names.empty() ? Json() : Json(f.names[k])},
                         {"day", f.steps[k].time},
                         {"expected", f.steps[k].value},
                         {"low", f.steps[k].low},
                         {"high", f.steps[k].high},
                         {"actual", e.actual[k]}});
      one["forecast"] = {{"steps", steps}};
      if (data.what.kind == DataKind::transactions) {
        one["forecast"]["expected"] = f.total;
        one["forecast"]["actual"] = e.total;
        one["forecast"]["correlation"] = e.correlation;
        one["forecast"]["mean_error_by_frequency"] = e.mean_error;
        one["forecast"]["expected_by_frequency"] = e.expected_by_frequency;
        one["forecast"]["actual_by_frequency"] = e.by_frequency;
        one["forecast"]["customers_by_frequency"] = e.customers_by_frequency;
      }
    }
    targets.push_back(std::move(one));
  }
  return to_line({{"kind", "calibrate"},
                  {"name", told.scenario.model.name},
                  {"seed", told.scenario.model.run.seed},
                  {"file", told.overlay},
                  {"misfit", c.fit.misfit},
                  {"degrees", c.fit.degrees},
                  {"by_chance", c.fit.by_chance},
                  {"numbers", numbers},
                  {"posterior",
                   {{"particles", c.posterior.particles.size()},
                    {"effective", c.posterior.effective()},
                    {"rounds", c.posterior.rounds}}},
                  {"targets", targets},
                  {"diagnostics", diagnostics_json(diagnostics)}});
}

}  // namespace polku::cli
