#include "study/panel.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace polku::study {

std::optional<Panel> panel_of(const store::Transactions& transactions, const std::string& path,
                              const scenario::Model& model, std::size_t households,
                              base::Diagnostics& diagnostics) {
  Panel panel;
  for (const auto& [name, provider] : model.providers) panel.providers.push_back(name);
  std::vector<std::size_t> places;
  bool sound = true;
  for (const store::FirstNamed& named : transactions.providers) {
    const auto place = std::find(panel.providers.begin(), panel.providers.end(), named.name);
    places.push_back(static_cast<std::size_t>(place - panel.providers.begin()));
    if (place != panel.providers.end()) continue;
    const auto meant = base::closest(named.name, std::span<const std::string>(panel.providers));
    diagnostics.add({base::Severity::error,
                     "data-unknown-name",
                     {path, named.line, named.column},
                     "the model has no provider `" + base::visible(named.name) + "`",
                     "",
                     meant ? "Did you mean `" + *meant + "`?" : ""});
    sound = false;
  }
  if (transactions.customers.size() > households) {
    diagnostics.add({base::Severity::error,
                     "data-out-of-range",
                     {path, 0, 0},
                     std::to_string(transactions.customers.size()) + " households bought, of " +
                         std::to_string(households) + " in the panel",
                     "`customers` says how many there are, also those who bought nothing",
                     ""});
    sound = false;
  }
  if (!sound) return std::nullopt;
  panel.households.assign(households, Basket(panel.providers.size()));
  for (const store::Purchase& purchase : transactions.purchases)
    ++panel.households[purchase.customer][places[purchase.provider]];
  return panel;
}

Basket basket_of(const Life& life, std::size_t providers, double from, double until, std::int32_t grain) {
  Basket basket(providers);
  std::set<std::pair<std::int64_t, std::uint8_t>> seen;  // who buys twice in a grain is seen once
  for (const Bought& bought : life.anywhere) {
    const double day = static_cast<double>(bought.time) / base::ticks_per_day;
    if (day < from || day >= until) continue;
    const auto at = static_cast<std::int64_t>((day - from) / grain);
    if (seen.insert({at, bought.provider}).second) ++basket[bought.provider];
  }
  return basket;
}

std::vector<MarketFigure> market_figures(const std::vector<std::string>& providers,
                                         const std::vector<Basket>& households) {
  const std::size_t n = std::min(providers.size(), std::size_t{255});  // as many as a model can have
  std::vector<double> buyers(n), own(n), all(n), by_number(n + 1);
  std::vector<std::vector<double>> both(n, std::vector<double>(n));
  double any = 0.0;
  for (const Basket& basket : households) {
    double sum = 0.0;
    std::size_t number = 0;
    for (const std::uint32_t count : basket) {
      sum += count;
      number += count > 0;
    }
    ++by_number[number];
    any += number > 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (basket[j] == 0) continue;
      ++buyers[j];
      own[j] += basket[j];
      all[j] += sum;
      for (std::size_t k = 0; k < n; ++k) both[j][k] += basket[k] > 0;
    }
  }
  const auto share = [](double part, double whole) {
    return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
  };
  const double people = static_cast<double>(households.size());
  std::vector<MarketFigure> found{{"bought at all", share(any, people)}};
  for (std::size_t j = 0; j < n; ++j) found.push_back({"bought " + providers[j], share(buyers[j], people)});
  for (std::size_t j = 0; j < n; ++j)
    found.push_back({"share of requirements " + providers[j], share(own[j], all[j])});
  for (std::size_t k = 1; k <= n; ++k)
    found.push_back({"bought from " + std::to_string(k), share(by_number[k], any)});
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < n; ++k)
      if (j != k)
        found.push_back(
            {"buyers of " + providers[j] + " who bought " + providers[k], share(both[j][k], buyers[j])});
  return found;
}

}  // namespace polku::study
