// Households that buy from several providers, as tables of a market see them: who buys at all, how many each
// provider reaches, how much of its buyers' buying it gets, from how many they buy, and who shares buyers
// with whom. Made alike from a real panel and from simulated lives. In the flow: store's transactions ->
// panel -> targets and forecasts. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/model.hpp"
#include "store/transactions.hpp"
#include "study/customer_log.hpp"

namespace polku::study {

/// How often a household bought from each provider.
using Basket = std::vector<std::uint32_t>;

/// Of a stretch of time.
struct Panel {
  std::vector<std::string> providers;  ///< of the model, in its order
  std::vector<Basket> households;      ///< also those that bought nothing
  double days = 0.0;                   ///< watched
  std::int32_t grain = 1;              ///< purchases of as many days are one, as in the data [days]
};

/// Names that the model does not have are told by line. `households`: of the whole panel; more that bought
/// are a mistake.
std::optional<Panel> panel_of(const store::Transactions& transactions, const std::string& path,
                              const scenario::Model& model, std::size_t households,
                              base::Diagnostics& diagnostics);

/// What one simulated life bought at ages in [from, until), `grain` days at a time.
Basket basket_of(const Life& life, std::size_t providers, double from, double until, std::int32_t grain);

/// What a table of the market says, each with its name: share of households that bought at all and from each
/// provider; each provider's share of its buyers' purchases; share of buyers by number of providers; and for
/// each two providers the share of one's buyers that also bought from the other. NaN: nobody.
struct MarketFigure {
  std::string name;
  double value = 0.0;
};
std::vector<MarketFigure> market_figures(const std::vector<std::string>& providers,
                                         const std::vector<Basket>& households);

}  // namespace polku::study
