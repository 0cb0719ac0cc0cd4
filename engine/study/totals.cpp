#include "study/totals.hpp"

#include "base/time.hpp"

namespace polku::study {

using M = simulate::SegmentMeasure;

Window whole(const world::World& world) {
  return {world.calendar.warm_up_periods, world.calendar.periods, std::nullopt};
}

Window between(const world::World& world, double from, double until) {
  Window window = whole(world);
  while (window.first < window.end && record::period_start(world, window.first) < from) ++window.first;
  while (window.end > window.first && record::period_start(world, window.end - 1) >= until) --window.end;
  return window;
}

std::int64_t Totals::booked(std::size_t period, Measure m) const {
  const auto& books = finished_.outcome->books;
  if (window_.segment) return books.at(period, m, *window_.segment);
  std::int64_t total = 0;
  for (std::size_t g = 0; g < world_.segments.size(); ++g) total += books.at(period, m, g);
  return total;
}

double Totals::flow(Measure m) const {
  std::int64_t total = 0;
  for (std::size_t p = window_.first; p < window_.end; ++p) total += booked(p, m);
  return static_cast<double>(total);
}

double Totals::at_end(Measure m) const {
  std::int64_t total = 0;
  for (std::size_t p = 0; p < window_.end; ++p) total += booked(p, m);
  return static_cast<double>(total);
}

double Totals::mean_stock(Measure m) const {
  std::int64_t stock = 0;
  double sum = 0, days = 0;
  for (std::size_t p = 0; p < window_.end; ++p) {
    // Nobody is counted before the first period but those who were there when the clock started.
    const bool opening = p == 0 && m == M::customers && !window_.segment;
    const std::int64_t before = opening ? finished_.outcome->opening_customers : stock;
    stock += booked(p, m);
    if (p < window_.first) continue;
    const double length = record::period_length(world_, p);
    sum += length * (static_cast<double>(before) + static_cast<double>(stock)) / 2;
    days += length;
  }
  return ratio(sum, days);
}

double Totals::years() const {
  double days = 0;
  for (std::size_t p = window_.first; p < window_.end; ++p) days += record::period_length(world_, p);
  return days / base::days_per_year;
}

double Totals::lost() const {
  return flow(M::lost_review) + flow(M::lost_switched) + flow(M::lost_escaped) + flow(M::lost_disposal) +
         flow(M::lost_refused);
}

base::Money Totals::profit_in(std::size_t period) const {
  if (!window_.segment) return finished_.company[period].profit();
  return customers_result_in(period) - booked(period, M::acquisition_cost);
}

base::Money Totals::customers_result_in(std::size_t period) const {
  return booked(period, M::revenue) - booked(period, M::product_cost) - booked(period, M::order_cost) -
         booked(period, M::service_cost) - booked(period, M::sustaining_cost);
}

double Totals::customers_result() const {
  return money([&](std::size_t p) { return customers_result_in(p); });
}

double Totals::revenue() const {
  return money(
      [&](std::size_t p) { return window_.segment ? booked(p, M::revenue) : finished_.company[p].revenue; });
}

double Totals::profit() const {
  return money([&](std::size_t p) { return profit_in(p); });
}

double Totals::cost() const {
  return money([&](std::size_t p) {
    return window_.segment ? booked(p, M::revenue) - profit_in(p) : finished_.company[p].cost();
  });
}

double Totals::listening() const {
  return money([&](std::size_t p) { return finished_.company[p].listening; });
}

double Totals::survey(std::size_t survey, const record::SurveyFigure& figure) const {
  record::SurveyCounts counts;
  const std::size_t segments = world_.segments.size();
  for (std::size_t p = window_.first; p < window_.end; ++p)
    for (std::size_t g = 0; g < segments; ++g)
      if (!window_.segment || *window_.segment == g)
        counts.add(finished_.outcome->books, p, survey * segments + g);
  return figure.of(counts);
}

double Totals::present_value() const {
  double total = 0;
  for (std::size_t p = window_.first; p < window_.end; ++p)
    total += base::to_units(profit_in(p)) * record::discount_factor(world_, p);
  return total;
}

}  // namespace polku::study
