// What the fitted model expects of the time that is held out, and how right it was. In the flow: posterior ->
// forecast -> disk -> evidence. Thread safety: functions of their arguments.
#pragma once

#include "store/output_file.hpp"
#include "study/data.hpp"
#include "study/fit.hpp"
#include "study/posterior.hpp"
#include "study/simulator.hpp"

namespace polku::study {

/// A figure to come, with the interval that holds it nine times in ten if the model is right.
struct Expected {
  double time = 0.0;  ///< [days since the data begin]
  double value = 0.0, low = 0.0, high = 0.0;
};

/// Of one target.
struct Forecast {
  /// Transactions: cumulative repeat purchases at the end of each week. A panel: the figures of the market in
  /// the time held out. Else the future times.
  std::vector<Expected> steps;
  std::vector<std::string> names;  ///< of a panel's figures
  std::vector<double> customers;   ///< transactions: expected purchases of each in the time held out
  std::vector<double> twins;       ///< and how many twins that rests on
  double total = 0.0;              ///< their sum
};

/// Simulates `worlds` worlds drawn from the posterior: their mean is what is expected, their spread and
/// chance make the intervals. Throws Simulator::Stopped.
std::vector<Forecast> forecast(const Simulator& simulator, const Past& past, const Posterior& sample,
                               std::size_t worlds, std::uint64_t luck, const FitSettings& settings);

/// `FILE.forecast.csv` and, for transactions, `FILE.NAME.customers.csv`. Throws base::EnvironmentError.
class ForecastWriter {
 public:
  static ForecastOnDisk write(const Past& past, const std::vector<Forecast>& forecasts,
                              const std::string& stem, store::Overwrite overwrite);
  static std::vector<std::string> files(const scenario::Scenario& scenario, const std::string& stem);
};

/// A forecast held against what happened.
struct Evidence {
  std::vector<double> actual;  ///< at each step of the forecast
  // Transactions:
  double total = 0.0;                ///< purchases of the cohort in the time held out
  std::vector<double> by_frequency;  ///< mean by repeat purchases before, 0 to 6 and more; NaN: nobody
  std::vector<double> expected_by_frequency;
  std::vector<std::size_t> customers_by_frequency;
  double correlation = 0.0;  ///< between customers' expected and actual purchases
  double mean_error = 0.0;   ///< mean absolute difference of the two by frequency
  std::size_t strangers = 0;
};
std::vector<Evidence> evidence(const Past& past, const std::vector<Forecast>& forecasts,
                               const std::vector<FutureData>& future);

}  // namespace polku::study
