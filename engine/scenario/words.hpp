// The words of every enumeration of the model, in the order of its values. Reading, echo, schema and
// reference page share them. Thread safety: constants.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "behaviour/kano_questionnaire.hpp"
#include "scenario/model.hpp"

namespace polku::scenario {

// One overload an enumeration: words_of(E{})[i] is the word of the i-th value.
inline auto words_of(Dimension) {
  return std::to_array<std::string_view>({"functional", "economic", "emotional", "social"});
}
inline auto words_of(behaviour::KanoTable) {
  return std::to_array<std::string_view>({"standard", "pouliot"});
}
inline auto words_of(Trajectory) { return std::to_array<std::string_view>({"stable", "progressive", "fad"}); }
inline auto words_of(Side) { return std::to_array<std::string_view>({"benefit", "sacrifice"}); }
inline auto words_of(Stage) {
  return std::to_array<std::string_view>({"need", "search", "choice", "purchase", "use", "disposal"});
}
inline auto words_of(StepKind) {
  return std::to_array<std::string_view>({"wait", "ripen", "encounter", "decision"});
}
inline auto words_of(DecisionBy) { return std::to_array<std::string_view>({"utility", "channel"}); }
inline auto words_of(Asks) { return std::to_array<std::string_view>({"opened", "everyone"}); }
inline auto words_of(Tenure) { return std::to_array<std::string_view>({"fresh", "spread"}); }
inline auto words_of(Rates) { return std::to_array<std::string_view>({"gamma", "lognormal"}); }
inline auto words_of(Effect) { return std::to_array<std::string_view>({"none", "purchase", "leave"}); }
inline auto words_of(NeedType) { return std::to_array<std::string_view>({"plain", "negative", "positive"}); }
inline auto words_of(Who) {
  return std::to_array<std::string_view>({"everyone", "customers", "non_customers"});
}
inline auto words_of(DuringJourney) { return std::to_array<std::string_view>({"drop", "wait"}); }
inline auto words_of(Pool) {
  return std::to_array<std::string_view>({"product", "order", "service", "sustaining", "acquisition"});
}
inline auto words_of(ReviewOutcome) { return std::to_array<std::string_view>({"choose_again", "leave"}); }
inline auto words_of(ReviewAt) {
  return std::to_array<std::string_view>(
      {"repeat_purchase", "renewal", "incident", "first_purchase", "price_rise"});
}
inline auto words_of(NormSource) { return std::to_array<std::string_view>({"fixed", "market"}); }
inline auto words_of(Gap) { return std::to_array<std::string_view>({"absolute", "relative"}); }
inline auto words_of(Learning) { return std::to_array<std::string_view>({"adaptive", "bayesian"}); }
inline auto words_of(MustBe) { return std::to_array<std::string_view>({"works_or_fails", "graded"}); }
inline auto words_of(AskedBy) { return std::to_array<std::string_view>({"customers", "mystery_shoppers"}); }
inline auto words_of(Reads) {
  return std::to_array<std::string_view>({"touchpoints", "complaints", "nps", "ces"});
}
inline auto words_of(AllocationKey) {
  return std::to_array<std::string_view>({"none", "revenue", "customers", "purchases"});
}
inline auto words_of(Basis) { return std::to_array<std::string_view>({"answers", "truth"}); }
inline auto words_of(Measure) {
  return std::to_array<std::string_view>(
      {"npv", "profit", "customers", "loyalty", "satisfaction", "revenue"});
}
inline auto words_of(Figure) {
  return std::to_array<std::string_view>({"npv",
                                          "profit",
                                          "revenue",
                                          "cost",
                                          "customers",
                                          "customers_mean",
                                          "joined",
                                          "won_back",
                                          "lost",
                                          "lost_switched",
                                          "lost_escaped",
                                          "churn",
                                          "churn_first",
                                          "churn_returned",
                                          "loyalty_voluntary",
                                          "loyalty_forced",
                                          "satisfaction",
                                          "attitude",
                                          "purchases",
                                          "repeat_purchases",
                                          "journeys",
                                          "given_up",
                                          "conflicted",
                                          "reviews",
                                          "opened",
                                          "visits",
                                          "failures",
                                          "handoff_failures",
                                          "waiting",
                                          "abandoned",
                                          "load",
                                          "readiness",
                                          "morale",
                                          "felt",
                                          "expectation",
                                          "attribute_satisfaction",
                                          "best_fifth",
                                          "share_of_purchases",
                                          "smallest_leak",
                                          "customers_result",
                                          "unallocated",
                                          "nps",
                                          "nps_true",
                                          "nps_weighted",
                                          "csat",
                                          "csat_true",
                                          "ces",
                                          "ces_true",
                                          "fcr",
                                          "fcr_true",
                                          "response",
                                          "turned",
                                          "turned_true",
                                          "rating_and_staying",
                                          "listening_cost",
                                          "customer_value",
                                          "customer_equity",
                                          "concentration",
                                          "largest_customer",
                                          "share_of_wallet",
                                          "volume",
                                          "efficiency",
                                          "duration"});
}
inline auto words_of(DateFormat) {
  return std::to_array<std::string_view>(
      {"iso", "day_month_year", "month_day_year", "day_number", "week_number"});
}
inline auto words_of(DataKind) {
  return std::to_array<std::string_view>(
      {"transactions", "retention", "series", "shares", "panel", "leaving"});
}
inline auto words_of(SeriesErrors) { return std::to_array<std::string_view>({"stated", "alike"}); }
inline auto words_of(EditKind) { return std::to_array<std::string_view>({"set", "add", "scale"}); }

/// The word that stands for a value in the YAML.
template <class E>
std::string_view word(E value) {
  return words_of(value)[static_cast<std::size_t>(value)];
}

template <class E>
std::vector<std::string_view> all_words() {
  const auto words = words_of(E{});
  return {words.begin(), words.end()};
}

/// Kano's categories with their shares in a mix.
inline constexpr std::array<std::pair<std::string_view, double KanoMix::*>, 5> kano_categories{
    {{"attractive", &KanoMix::attractive},
     {"one_dimensional", &KanoMix::one_dimensional},
     {"must_be", &KanoMix::must_be},
     {"indifferent", &KanoMix::indifferent},
     {"reverse", &KanoMix::reverse}}};

}  // namespace polku::scenario
