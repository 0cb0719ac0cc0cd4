#include "cli/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "base/diagnostic.hpp"
#include "base/time.hpp"
#include "cli/figures.hpp"
#include "cli/value_text.hpp"
#include "scenario/units.hpp"
#include "study/premises.hpp"

namespace polku::cli {
namespace {

constexpr std::size_t widest_path = 44;

/// "/year" after an amount of running cost.
std::string per_period(const scenario::Scenario& scenario, const Condition& condition) {
  if (condition.what != "running") return "";
  const auto& running = scenario.options.find(condition.option)->cost.running;
  const std::string price = scenario::write_price({1.0, running.period}, scenario.model.currency);
  return price.substr(std::min(price.find('/'), price.size()));
}

/// "123 ±18 kEUR": an amount of money with half of its interval.
std::string money_text(const scenario::Scenario& scenario, double amount, double half) {
  const Figure figure = figure_for(scenario.model.currency, std::span(&amount, 1), std::span(&half, 1));
  const bool known = std::isfinite(half) && half > 0.0;
  return number(amount, figure) + (known ? " ±" + number(half, figure) : "") + " " + figure.unit;
}

std::string amount_text(const scenario::Scenario& scenario, const Condition& condition, double share,
                        double half) {
  const double amount = share * condition.amount;
  std::string text = money_text(scenario, amount, half * condition.amount);
  if (half == 0.0) {  // as written, or the budget: whole numbers stay whole
    const Figure figure = figure_for(scenario.model.currency, std::span(&amount, 1), {});
    const double shown = amount / figure.divisor;
    text = (shown == std::floor(shown) ? number(amount, {figure.divisor, 0, figure.unit})
                                       : fmt::format("{:.6g}", shown)) +
           " " + figure.unit;
  }
  return text + per_period(scenario, condition);
}

/// "47 ±11 %".
std::string share_text(double share, double half) {
  const bool known = std::isfinite(half) && half > 0.0;
  return fmt::format("{:.0f}{} %", 100.0 * share,
                     known ? fmt::format(" ±{:.0f}", std::max(1.0, 100.0 * half)) : "");
}

study::Premise premise_of(const scenario::Scenario& scenario, const Condition& condition) {
  return {scenario.options.index(condition.option), study::PremiseOf::change, condition.path,
          condition.largest};
}

std::string value_at(const scenario::Scenario& scenario, const Condition& condition, double share) {
  if (condition.what != "change") return "";
  const auto value = study::value_of(scenario, premise_of(scenario, condition), share);
  // Where a lead turns is not known to more than three digits.
  const auto rounded = [](double x) { return scenario::parse_decimal(fmt::format("{:.3g}", x)); };
  return value ? value_text(scenario, condition.path, rounded(*value)) : "";
}

std::string name_of(const std::string& alternative) {
  return alternative == "baseline" ? "the baseline" : base::visible(alternative);
}

}  // namespace

std::vector<Condition> conditions_of(const record::Result& result) {
  const record::Group* group = result.group("break_even");
  if (!group) return {};
  const auto words = [&](const char* axis, std::size_t i) {
    return std::get<std::vector<std::string>>(group->axis(axis)->coordinates)[i];
  };
  const auto real = [&](const char* name, std::size_t i) {
    return std::get<std::vector<double>>(group->variable(name)->values)[i];
  };
  const auto whole = [&](const char* name, std::size_t i) {
    return std::get<std::vector<std::int64_t>>(group->variable(name)->values)[i];
  };
  std::vector<Condition> conditions;
  for (std::size_t i = 0; i < group->axis("premise")->size(); ++i)
    conditions.push_back({words("option", i), words("what", i), words("path", i), words("against", i),
                          real("share", i), real("share_low", i), real("share_high", i), real("largest", i),
                          real("amount", i), real("lead", i), real("lead_low", i), real("lead_high", i),
                          whole("by_budget", i) != 0, whole("exact", i) != 0, whole("replications", i)});
  return conditions;
}

std::string premise_in_words(const Condition& condition) {
  if (condition.what == "effects") return "everything it is hoped to do";
  if (condition.what == "once") return "its cost at the start";
  return condition.what == "running" ? "its running cost" : condition.path;
}

std::string plan_in_words(const scenario::Scenario& scenario, const Condition& condition) {
  if (condition.is_cost()) return amount_text(scenario, condition, 1.0, 0.0);
  const std::string today = value_at(scenario, condition, 0.0), then = value_at(scenario, condition, 1.0);
  return then.empty() ? "100 %" : today + " to " + then;
}

std::string condition_in_words(const scenario::Scenario& scenario, const Condition& condition) {
  if (std::isnan(condition.share)) {
    if (condition.is_cost()) return "not even for nothing";
    if (condition.leads())
      return fmt::format("whatever comes of it, 0 to {:.0f} %", 100.0 * condition.largest);
    return fmt::format("at no share, 0 to {:.0f} %", 100.0 * condition.largest);
  }
  const double half = (condition.high - condition.low) / 2.0;
  if (condition.is_cost())
    return "at most " + amount_text(scenario, condition, condition.share, half) +
           (condition.by_budget ? ", where the budget ends" : "");
  const std::string value = value_at(scenario, condition, condition.share);
  return (condition.at_least() ? "at least " : "at most ") + share_text(condition.share, half) +
         (value.empty() ? " of it" : ", to " + value);
}

std::string conditions_text(const scenario::Scenario& scenario, const record::Result& result,
                            const Style& style, std::size_t width) {
  const auto conditions = conditions_of(result);
  if (conditions.empty()) return "";
  Table table(
      {{"", Align::left, widest_path}, {"it leads with", Align::left}, {"as written", Align::left, 30}});
  const Condition* before = nullptr;
  for (const Condition& condition : conditions) {
    if (!before || before->option != condition.option)
      table.section(base::visible(condition.option) + (condition.leads() ? ", ahead of " : ", behind ") +
                    name_of(condition.against));
    before = &condition;
    table.row({{premise_in_words(condition)},
               {condition_in_words(scenario, condition)},
               {plan_in_words(scenario, condition), Emphasis::faint}});
  }
  return '\n' + style("What would have to be true", Emphasis::strong) + '\n' + table.text(style) +
         wrapped(
             "Each alone, all else as written. Shares are of what was written; costs are computed, the "
             "rest is simulated again.",
             width);
}

}  // namespace polku::cli
