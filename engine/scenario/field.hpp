// What the field table says of one key: documentation, unit, range, whether it may change while customers
// live, and what a name must be the name of. Thread safety: constants.
#pragma once

#include "scenario/model.hpp"

namespace polku::scenario {

/// `measure`: in the unit of whatever is measured, an amount of money or a plain number.
enum class Unit { plain, share, days, per_day, money, share_per_year, measure };
enum class Presence { optional, required };
/// Whether a dated change may alter the number while customers live.
enum class Dated { no, yes };
/// What a name must be the name of.
enum class Refers {
  anything,
  attribute,
  attribute_or_step_attribute,
  attribute_or_segment_attribute,
  provider,
  provider_or_none,
  need,
  function,
  readiness_stage,
  step,
  activity,
  channel,
  segment,
  survey,
  delivery,  // step.attribute of a step that delivers it
  world      // an option, or `baseline`
};

struct Field {
  const char* doc;
  Unit unit = Unit::plain;
  double low = -infinite;
  double high = infinite;
  Dated dated = Dated::no;
  Presence presence = Presence::optional;
};

// Shorthands, so that the table below reads as a table.
constexpr Field share(const char* doc, Dated dated = Dated::no) { return {doc, Unit::share, 0, 1, dated}; }
/// The clock of a customer ends after 2^16 days (179 years).
inline constexpr double longest_days = 65535.0;
constexpr Field days(const char* doc, double low = 0, Dated dated = Dated::no) {
  return {doc, Unit::days, low, longest_days, dated};
}
constexpr Field days_or_forever(const char* doc, double low = 0) { return {doc, Unit::days, low}; }
constexpr Field rate(const char* doc, Dated dated = Dated::no) {
  return {doc, Unit::per_day, 0, infinite, dated};
}
constexpr Field money(const char* doc, double low = -infinite, Dated dated = Dated::no) {
  return {doc, Unit::money, low, infinite, dated};
}
constexpr Field plain(const char* doc, double low = -infinite, double high = infinite,
                      Dated dated = Dated::no) {
  return {doc, Unit::plain, low, high, dated};
}
constexpr Field words(const char* doc) { return {doc}; }
constexpr Field required(Field field) {
  field.presence = Presence::required;
  return field;
}
inline constexpr Dated dated = Dated::yes;

}  // namespace polku::scenario
