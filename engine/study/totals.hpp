// Sums of one world's books over a stretch of time and the segments asked for: what outcome tables and
// studies are computed from. Internal to study. Thread safety: pure functions.
#pragma once

#include <limits>
#include <optional>

#include "record/collect.hpp"
#include "record/survey_figures.hpp"

namespace polku::study {

/// Where there is nothing to measure.
inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
inline double ratio(double a, double b) { return b != 0 ? a / b : nothing; }

/// Which periods and whose books count.
struct Window {
  std::size_t first = 0, end = 0;      // reporting periods [first, end)
  std::optional<std::size_t> segment;  // nothing: all
};

/// All periods after the warm-up.
Window whole(const world::World& world);
/// The periods that begin in [from, until). [days after the warm-up]
Window between(const world::World& world, double from, double until);

class Totals {
 public:
  Totals(const world::World& world, const record::Finished& finished, const Window& window)
      : world_(world), finished_(finished), window_(window) {}

  using Measure = simulate::SegmentMeasure;

  /// What happened within the window.
  double flow(Measure m) const;
  /// A sum of quantities in fixed point within the window.
  double sum(Measure m) const { return flow(m) / simulate::sum_scale; }
  /// A stock at the end of the window.
  double at_end(Measure m) const;
  /// Mean of a stock over the window, each period weighing as long as it lasts.
  double mean_stock(Measure m) const;
  double years() const;
  double lost() const;
  /// The company's revenue, cost and profit, or those of a segment's customers. [currency units]
  double revenue() const;
  double cost() const;
  double profit() const;
  /// Sum of the customers' own results: before acquisition, unused capacity, general costs and investment.
  double customers_result() const;
  /// What the company spends on surveys and on what they say. [currency units]
  double listening() const;
  /// Of profit, at date 0.
  double present_value() const;
  /// A figure of one survey.
  double survey(std::size_t survey, const record::SurveyFigure& figure) const;
  /// A measure of one step, attribute ... within the window, over all segments.
  template <class Thing>
  double flow_of(Thing measure, std::size_t thing) const {
    std::int64_t total = 0;
    for (std::size_t p = window_.first; p < window_.end; ++p)
      total += finished_.outcome->books.at(p, measure, thing);
    return static_cast<double>(total);
  }

 private:
  std::int64_t booked(std::size_t period, Measure m) const;
  base::Money profit_in(std::size_t period) const;
  base::Money customers_result_in(std::size_t period) const;
  template <class Get>
  double money(Get get) const {
    base::Money total = 0;
    for (std::size_t p = window_.first; p < window_.end; ++p) total += get(p);
    return base::to_units(total);
  }

  const world::World& world_;
  const record::Finished& finished_;
  Window window_;
};

}  // namespace polku::study
