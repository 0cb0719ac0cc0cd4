// What a change is worth as an investment: NPV, internal rate of return, payback, J-curve, ROI. Applied to
// the paired difference of cash flows with and without the change; fed by compare, shown by report. Pure
// functions of their arguments: safe from any thread. Cash flows in any one currency unit, outlays negative.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace polku::study {

/// Net present value of flows at t = 0, 1, 2, ...: sum of CF_t / (1 + i)^t, i > -1 per period. 0 without
/// flows.
double net_present_value(std::span<const double> cash_flows, double rate_per_period);

/// One flow at a date.
struct DatedFlow {
  double days;    ///< From the date to which all is discounted; a year has 365.25.
  double amount;  ///< [currency units]
};

/// Net present value of flows at any times: sum of CF (1 + i)^(-days / 365.25), i > -1 per year.
double net_present_value(std::span<const DatedFlow> cash_flows, double yearly_rate);

/// Rate per period at which the net present value is 0, where it is unique: above -100 % if the flows change
/// sign once, above 0 if their cumulative sum does (Norstrom 1972, from memory). Nothing if neither holds:
/// then there may be none or several.
std::optional<double> internal_rate_of_return(std::span<const double> cash_flows);

/// Periods until the cumulative flow is at least 0 and stays so, linear within a period; 0 if it is never
/// below. Nothing if it is below at the end.
std::optional<double> payback(std::span<const double> cash_flows);

/// First loss, then gain: how deep the cumulative flow falls and when.
struct JCurve {
  double depth;        ///< Lowest cumulative flow, < 0. [currency units]
  std::size_t trough;  ///< First period in which it is reached.
};

/// Nothing if the cumulative flow is never below 0: no loss, no J-curve.
std::optional<JCurve> j_curve(std::span<const double> cash_flows);

/// Return on investment: NPV / present value of the outlay (a positive amount). Nothing unless there is an
/// outlay.
std::optional<double> return_on_investment(double net_present_value, double present_outlay);

}  // namespace polku::study
