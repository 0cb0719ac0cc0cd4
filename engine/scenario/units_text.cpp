#include <array>
#include <cmath>
#include <utility>

#include "base/time.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"

namespace polku::scenario {

std::string write_number(double value, Unit unit, std::string_view currency) {
  switch (unit) {
    case Unit::plain:
    case Unit::measure:
    case Unit::share: return shortest(value);
    case Unit::days:
      return std::isinf(value) ? "forever" : say(shortest(value), value == 1.0 ? " day" : " days");
    case Unit::per_day: return say(shortest(value), "/day");
    case Unit::money: return say(shortest(value), " ", currency);
    case Unit::share_per_year: return say(shortest(value), "/year");
  }
  return "";
}

std::string write_quality(const Quality& quality) {
  return quality.spread == 0.0 ? shortest(quality.mean)
                               : say(shortest(quality.mean), " +- ", shortest(quality.spread));
}

std::string write_price(const Price& price, std::string_view currency) {
  const std::string amount = write_number(price.amount, Unit::money, currency);
  if (price.period == 0.0) return amount;
  constexpr std::array<std::pair<double, const char*>, 6> periods{{{base::days_per_year, "/year"},
                                                                   {base::days_per_month, "/month"},
                                                                   {base::days_per_week, "/week"},
                                                                   {1.0, "/day"},
                                                                   {1.0 / 24.0, "/hour"},
                                                                   {1.0 / 1440.0, "/minute"}}};
  for (const auto& [days, text] : periods)
    if (days == price.period) return amount + text;
  return say(write_number(price.amount / price.period, Unit::money, currency), "/day");
}

std::string write_duration(const Duration& duration) {
  if (!duration.knots.empty()) {
    std::string text;
    for (const WaitKnot& knot : duration.knots)
      text +=
          say(text.empty() ? "" : ", ", shortest(knot.share), " ", write_number(knot.days, Unit::days, ""));
    return text;
  }
  return (duration.exponential ? "exponential " : "") + write_number(duration.mean, Unit::days, "");
}

std::string expected_text(Unit unit, std::string_view currency) {
  switch (unit) {
    case Unit::plain: return "a plain number";
    case Unit::share: return "a share such as `40 %` or `0.4`";
    case Unit::days: return "a time such as `3 months`";
    case Unit::per_day: return "a rate such as `0.5/year`";
    case Unit::money: return say("an amount such as `39 ", currency, "`");
    case Unit::share_per_year: return "a yearly rate such as `8 %/year`";
    case Unit::measure: return say("an amount such as `50 k", currency, "`, or a plain number");
  }
  return "";
}

std::string range_text(const Field& field, std::string_view currency) {
  const auto bound = [&](double value) {
    if (field.unit == Unit::share || field.unit == Unit::share_per_year)
      return say(shortest(value * 100.0), field.unit == Unit::share ? " %" : " %/year");
    return value == 0.0 ? std::string("0") : write_number(value, field.unit, currency);
  };
  const bool open_below = std::isinf(field.low);
  const bool open_above = std::isinf(field.high);
  if (open_below && open_above) return "";
  if (open_above) return say("at least ", bound(field.low));
  if (open_below) return say("at most ", bound(field.high));
  return say(bound(field.low), " to ", bound(field.high));
}

}  // namespace polku::scenario
