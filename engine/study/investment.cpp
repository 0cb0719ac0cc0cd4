// Investment figures from cash flows. The internal rate is found by bisection on ln(1 + i), where it cannot
// miss.
#include "study/investment.hpp"

#include <cmath>

#include "base/math.hpp"
#include "base/time.hpp"

namespace polku::study {
namespace {

/// Number of sign changes in a sequence, zeros skipped, and its last value.
struct SignCount {
  int changes = 0;
  double last_nonzero = 0;
  double last = 0;

  void add(double value) {
    if (value != 0) {
      if (last_nonzero != 0 && (value > 0) != (last_nonzero > 0)) ++changes;
      last_nonzero = value;
    }
    last = value;
  }
};

/// A positive multiple of the net present value at the rate e^log_growth - 1: powers of at most 1 only, so
/// that far-off rates do not overflow.
double scaled_value(std::span<const double> cash_flows, double log_growth) {
  const double factor = base::exp(-std::fabs(log_growth));
  const std::size_t n = cash_flows.size();
  double value = 0;
  for (std::size_t t = 0; t < n; ++t) {
    value = value * factor + (log_growth >= 0 ? cash_flows[n - 1 - t] : cash_flows[t]);
  }
  return value;
}

}  // namespace

double net_present_value(std::span<const double> cash_flows, double rate_per_period) {
  double value = 0;
  for (std::size_t t = cash_flows.size(); t-- > 0;) value = value / (1 + rate_per_period) + cash_flows[t];
  return value;
}

double net_present_value(std::span<const DatedFlow> cash_flows, double yearly_rate) {
  const double daily_log_growth = base::log1p(yearly_rate) / base::days_per_year;
  double value = 0;
  for (const DatedFlow& flow : cash_flows) value += flow.amount * base::exp(-daily_log_growth * flow.days);
  return value;
}

std::optional<double> internal_rate_of_return(std::span<const double> cash_flows) {
  // Empty periods at either end shift the sum by a power of the rate, which has no root of its own.
  while (!cash_flows.empty() && cash_flows.front() == 0) cash_flows = cash_flows.subspan(1);
  while (!cash_flows.empty() && cash_flows.back() == 0) cash_flows = cash_flows.first(cash_flows.size() - 1);

  SignCount flows, cumulative;
  double sum = 0;
  for (const double flow : cash_flows) {
    flows.add(flow);
    cumulative.add(sum += flow);
  }
  const bool unique = flows.changes == 1;
  const bool unique_above_zero = cumulative.changes == 1 && cumulative.last != 0;
  if (!std::isfinite(sum) || (!unique && !unique_above_zero)) return std::nullopt;

  // At a rate without bound only the first flow counts, at the lower end the last one or the sum.
  double low = unique ? -1 : 0;
  double high = 1;
  const bool positive_at_end = unique ? flows.last_nonzero > 0 : cumulative.last > 0;
  const auto above_root = [&](double log_growth) {
    return (scaled_value(cash_flows, log_growth) > 0) != positive_at_end;
  };
  constexpr double all_discounted = 1024;  // e^-1024 is 0, so the sign at the end is reached before
  while (high < all_discounted && !above_root(high)) high *= 2;
  while (low > -all_discounted && unique && above_root(low)) low *= 2;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (above_root(middle) ? high : low) = middle;
  }
  return base::expm1((low + high) / 2);
}

std::optional<double> payback(std::span<const double> cash_flows) {
  double sum = 0;
  double paid_back = 0;
  for (std::size_t t = 0; t < cash_flows.size(); ++t) {
    const double before = sum;
    sum += cash_flows[t];
    if (before < 0 && sum >= 0) paid_back = static_cast<double>(t) - 1 + before / (before - sum);
  }
  if (sum < 0) return std::nullopt;
  return paid_back;
}

std::optional<JCurve> j_curve(std::span<const double> cash_flows) {
  JCurve curve{0, 0};
  double sum = 0;
  for (std::size_t t = 0; t < cash_flows.size(); ++t) {
    sum += cash_flows[t];
    if (sum < curve.depth) curve = {sum, t};
  }
  if (!(curve.depth < 0)) return std::nullopt;
  return curve;
}

std::optional<double> return_on_investment(double net_present_value, double present_outlay) {
  if (!(present_outlay > 0)) return std::nullopt;
  return net_present_value / present_outlay;
}

}  // namespace polku::study
