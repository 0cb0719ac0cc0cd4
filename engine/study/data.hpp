// The real data of a calibration, in two parts that never meet: the past, which is learned from, and the
// future, which is held out. The future is read only by read_future(), which asks for proof that the forecast
// is on the disk. In the flow: files -> targets, cohorts -> calibration -> forecast -> evidence. Thread
// safety: pure but for files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/curves.hpp"
#include "study/target.hpp"

namespace polku::study {

/// Which file belongs to which target of the scenario.
using DataFiles = std::map<std::string, std::string>;

/// One target's past, and what is known of its future: that there is one, and how far it goes.
struct PastData {
  std::string name, path;
  scenario::DataTarget what;
  std::size_t rows = 0, merged = 0, held_out = 0;  ///< of the file
  // Transactions:
  store::TransactionColumns columns;
  std::int32_t first_day = 0, cut_day = 0, end_day = 0;  ///< the past is [first, cut), the future [cut, end)
  Cohort cohort;
  // A panel:
  Panel panel;  ///< of the past
  // Curves:
  Curve past;                        ///< [days], values
  std::vector<double> future_times;  ///< [days]
};

struct Past {
  std::vector<PastData> data;
  Targets targets;
  bool holds_out() const;
};

/// Reads what may be learned from. Nothing after mistakes.
std::optional<Past> read_past(const scenario::Scenario& scenario, const DataFiles& files,
                              base::Diagnostics& diagnostics);

/// Proof that a forecast was written to the disk; only write_forecast() in forecast.hpp makes one.
class ForecastOnDisk {
 public:
  const std::string& file() const { return file_; }

 private:
  explicit ForecastOnDisk(std::string file) : file_(std::move(file)) {}
  std::string file_;
  friend class ForecastWriter;
};

/// What came of one target.
struct FutureData {
  Later later;                 ///< transactions
  Panel panel;                 ///< a panel
  std::vector<double> values;  ///< curves: at each of the future times
};
std::optional<std::vector<FutureData>> read_future(const scenario::Scenario& scenario, const Past& past,
                                                   const ForecastOnDisk& proof,
                                                   base::Diagnostics& diagnostics);

}  // namespace polku::study
