#include "cli/trace_portrait.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <vector>

#include "base/diagnostic.hpp"
#include "behaviour/kano.hpp"
#include "cli/figures.hpp"

namespace polku::cli {
namespace {

std::string rate_in_words(double per_day) {
  const double per_year = per_day * base::days_per_year;
  return per_year >= 1.0 ? fmt::format("about {:.1f} times a year", per_year)
                         : fmt::format("about every {:.1f} years", 1.0 / per_year);
}

/// Every line two columns in, the ones after the first four.
std::string indented(std::string lines) {
  for (std::size_t at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 1))
    lines.insert(at + 1, "    ");
  return "  " + lines;
}

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string needs_in_words(const Story& story) {
  const world::World& world = story.world;
  std::vector<std::string> needs;
  for (std::size_t n = 0; n < world.needs.size(); ++n) {
    const world::NeedRate& rate = world.segments[story.portrait.segment].need_rates[n];
    const auto own = static_cast<double>(story.portrait.need_rates[n]);
    const std::string& name = world.needs[n].name;
    if (rate.always)
      needs.push_back(name + " always");
    else if (rate.every > 0)
      needs.push_back(name + " every " + days_in_words(base::to_days(rate.every)));
    else if (own > 0)
      needs.push_back(name + " " + rate_in_words(own));
  }
  return needs.empty() ? "" : "needs " + listed(needs);
}

}  // namespace

std::string portrait_text(const Story& story) {
  const Portrait& x = story.portrait;
  const world::World& world = story.world;
  std::string relation = x.provider == world::no_provider
                             ? "starts without a provider"
                             : "starts as a customer of " + world.providers[x.provider].name;
  if (x.contract_until != base::never)
    relation += fmt::format(", bound for {:.0f} days", std::ceil(base::to_days(x.contract_until)));
  std::vector<std::string> facts = {
      fmt::format("seeks {}; {}", world.segments[x.segment].name, relation),
      fmt::format("feels a shortfall {:.2f} times as much as a surplus", x.loss_weight),
      fmt::format("opens the relationship at a review with chance {:.1f} %, before attitude",
                  100.0f * x.review_chance),
      needs_in_words(story)};
  constexpr std::array<const char*, behaviour::kano_category_count> opinions = {
      "is delighted by", "wants more of", "takes for granted", "does not care about",
      "would rather not have"};
  for (std::size_t category = 0; category < opinions.size(); ++category) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < x.categories.size(); ++k)
      if (x.categories[k] == category) names.push_back(world.attributes[k].name);
    if (!names.empty()) facts.push_back(fmt::format("{} {}", opinions[category], listed(names)));
  }
  std::string text;
  for (const std::string& fact : facts)
    if (!fact.empty()) text += indented(wrapped(fact, 96));
  return text;
}

std::string money_text(const Story& story, const scenario::Model& model, const Style& style) {
  const simulate::MoneyLines& x = story.money;
  const std::array<base::Money, 5> amounts = {x.revenue, -x.product_cost, -x.order_cost, -x.service_cost,
                                              -x.sustaining_cost};
  const std::array<const char*, 5> names = {"revenue", "goods", "orders", "service", "care for customers"};
  const std::vector<std::int64_t> cents = base::to_cents(amounts);
  const Figure figure{100.0, 2, model.currency};
  Table table({{"", Align::left}, {base::visible(model.currency)}});
  std::int64_t total = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    table.row({{names[i]}, {number(static_cast<double>(cents[i]), figure)}});
    total += cents[i];
  }
  table.row({{"result", Emphasis::strong}, {number(static_cast<double>(total), figure), Emphasis::strong}});
  return fmt::format("\nMoney with {}{}\n", story.world.providers[story.world.own].name,
                     story.world.calendar.warm_up > 0 ? ", warm-up included" : "") +
         table.text(style);
}

}  // namespace polku::cli
