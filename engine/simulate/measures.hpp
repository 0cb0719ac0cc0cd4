// What is counted, as tables: name, kind, unit and meaning of every measure, per segment, provider, step,
// attribute, activity and alternative. The simulation adds integers under these names, the record turns them
// into the result's variables, and nothing else knows the list.
#pragma once

#include <cstddef>
#include <cstdint>

namespace polku::simulate {

/// flow: events in a period; level: a stock, booked as changes; sum: a real quantity in fixed point;
/// sum_level: such a quantity as a stock; money: millionths of the currency unit.
enum class MeasureKind : std::uint8_t { flow, level, sum, sum_level, money };

/// Fixed point of sums: 2^-20. A period's sum of values up to 100 fits for 10^10 customers.
inline constexpr double sum_scale = 1048576.0;

struct MeasureInfo {
  const char* name;
  MeasureKind kind;
  const char* meaning;
};

// clang-format off
#define POLKU_SEGMENT_MEASURES(MEASURE)                                                              \
  MEASURE(customers, level, "our customers at the end of the period")                                \
  MEASURE(forced, level, "of them, those who stay only because of what is imposed")                  \
  MEASURE(returned, level, "of our customers, those who had left us and come back")                  \
  MEASURE(gone, level, "people who left the market for good")                                        \
  MEASURE(attitude_total, sum_level, "sum of our customers' attitude towards us")                    \
  MEASURE(joined, flow, "people who became our customers")                                           \
  MEASURE(won_back, flow, "of them, those who had been our customers before")                        \
  MEASURE(lost_review, flow, "customers lost because a review ended the relationship")               \
  MEASURE(lost_switched, flow, "customers lost to a rival")                                          \
  MEASURE(lost_escaped, flow, "customers lost out of a running contract")                            \
  MEASURE(lost_disposal, flow, "customers lost because they had no more use for it")                 \
  MEASURE(lost_refused, flow, "customers whom we no longer accept")                                  \
  MEASURE(lost_returned, flow, "customers lost, for whatever reason, who had come back before")      \
  MEASURE(journeys, flow, "journeys begun")                                                          \
  MEASURE(completed, flow, "journeys that ended well")                                               \
  MEASURE(given_up, flow, "journeys given up")                                                       \
  MEASURE(faded, flow, "desires that faded before anything was done")                                \
  MEASURE(purchases, flow, "purchases from us")                                                      \
  MEASURE(repeat_purchases, flow, "of them, those by customers who had bought before")               \
  MEASURE(rewards, flow, "rewards of our club")                                                      \
  MEASURE(choices, flow, "free choices among alternatives")                                          \
  MEASURE(conflicted, flow, "of them, those against the feeling")                                    \
  MEASURE(reviews, flow, "reviews of the relationship with us")                                      \
  MEASURE(opened, flow, "of them, those that opened it")                                             \
  MEASURE(held_back, flow, "wishes to leave held back by a contract")                                \
  MEASURE(encounters, flow, "encounters with us")                                                    \
  MEASURE(incidents, flow, "critical encounters with us")                                            \
  MEASURE(satisfaction_total, sum, "sum over encounters of reported satisfaction, tanh of experience") \
  MEASURE(effort_total, sum, "effort spent on us")                                                   \
  MEASURE(complaints, flow, "complaints to us")                                                      \
  MEASURE(complaints_resolved, flow, "of them, those resolved at the first contact")                 \
  MEASURE(told_positive, sum, "good messages told about us")                                         \
  MEASURE(told_negative, sum, "bad messages told about us")                                          \
  MEASURE(revenue, money, "booked revenue")                                                          \
  MEASURE(product_cost, money, "cost of goods and of product activities")                            \
  MEASURE(goods_cost, money, "of product cost, goods as a share of the price")                       \
  MEASURE(order_cost, money, "activities of the order pool")                                         \
  MEASURE(service_cost, money, "activities of the service pool")                                     \
  MEASURE(sustaining_cost, money, "activities of the sustaining pool")                               \
  MEASURE(acquisition_cost, money, "activities for people who are not our customers")

#define POLKU_PROVIDER_MEASURES(MEASURE)                                         \
  MEASURE(provider_customers, level, "customers at the end of the period")      \
  MEASURE(provider_purchases, flow, "purchases")

#define POLKU_STEP_MEASURES(MEASURE)                                             \
  MEASURE(visits, flow, "times the step happened")                              \
  MEASURE(failures, flow, "times it failed for good")                           \
  MEASURE(recovered, flow, "times a failure was put right at once")             \
  MEASURE(handoff_failures, flow, "customers lost between functions")

#define POLKU_ATTRIBUTE_MEASURES(MEASURE)                                        \
  MEASURE(observations, flow, "times it was felt with us")                      \
  MEASURE(felt_total, sum, "sum of quality as felt: 1 - quality where less is better") \
  MEASURE(expectation_total, sum, "sum of what was expected afterwards")                   \
  MEASURE(gap_total, sum, "sum of quality felt minus reference")                \
  MEASURE(attribute_satisfaction_total, sum, "sum of satisfaction with it")

#define POLKU_ACTIVITY_MEASURES(MEASURE)                                         \
  MEASURE(bookings, sum, "times it was booked")                                 \
  MEASURE(activity_cost, money, "cost booked")

#define POLKU_ALTERNATIVE_MEASURES(MEASURE)                                      \
  MEASURE(chosen, flow, "free choices that fell on it")

// By survey and segment. Four of a kind stand together: promoters, detractors, satisfied, sum of ratings.
#define POLKU_SURVEY_MEASURES(MEASURE)                                           \
  MEASURE(occasions, flow, "times one of our customers was where the survey asks") \
  MEASURE(true_promoters, flow, "of them, those who felt like 9 or 10")          \
  MEASURE(true_detractors, flow, "of them, those who felt like 0 to 6")          \
  MEASURE(true_satisfied, flow, "of them, those who felt like 4 or 5 of 5")      \
  MEASURE(true_rating_total, flow, "sum of the ratings 0-10 that were felt")     \
  MEASURE(true_ease_total, flow, "sum of the ease 1-7 that was felt")            \
  MEASURE(true_turned, flow, "of them, promoters who felt like detractors the last time") \
  MEASURE(contacts, flow, "journeys that came to the step of first contact")     \
  MEASURE(resolved, flow, "of them, those that one contact solved")              \
  MEASURE(asked, flow, "times somebody was asked")                               \
  MEASURE(answers, flow, "of them, those who answered")                          \
  MEASURE(promoters, flow, "answers of 9 or 10")                                 \
  MEASURE(detractors, flow, "answers of 0 to 6")                                 \
  MEASURE(satisfied, flow, "answers that are 4 or 5 of 5")                       \
  MEASURE(rating_total, flow, "sum of the ratings answered")                     \
  MEASURE(ease_total, flow, "sum of the ease answered")                          \
  MEASURE(turned, flow, "answers by promoters who were detractors the last time") \
  MEASURE(contact_answers, flow, "answers about a first contact")                \
  MEASURE(reported_resolved, flow, "of them, those that report it solved")       \
  MEASURE(weight_total, sum, "sum over answers of 1 over the chance to answer")  \
  MEASURE(weight_of_promoters, sum, "of it, that of promoters")                  \
  MEASURE(weight_of_detractors, sum, "of it, that of detractors")

#define POLKU_LEVER_MEASURES(MEASURE)                                            \
  MEASURE(fell_short, flow, "times it was what fell short most, of all who were where a survey asks") \
  MEASURE(named, flow, "answers that name it as what fell short most")

#define POLKU_FUNCTION_MEASURES(MEASURE)                                         \
  MEASURE(contacts, flow, "contacts of customers that came")                     \
  MEASURE(served, flow, "contacts whose wait came to an end")                    \
  MEASURE(had_to_wait, flow, "of them, those that had waited")                   \
  MEASURE(abandoned, flow, "of them, those that gave up waiting")                \
  MEASURE(waiting_total, sum, "sum of their waits, in days")                     \
  MEASURE(function_incidents, flow, "critical encounters at its steps")
// clang-format on

#define POLKU_MEASURE_NAME(name, unit, meaning) name,
enum class SegmentMeasure : std::uint8_t { POLKU_SEGMENT_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class ProviderMeasure : std::uint8_t { POLKU_PROVIDER_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class StepMeasure : std::uint8_t { POLKU_STEP_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class AttributeMeasure : std::uint8_t { POLKU_ATTRIBUTE_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class ActivityMeasure : std::uint8_t { POLKU_ACTIVITY_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class AlternativeMeasure : std::uint8_t { POLKU_ALTERNATIVE_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class SurveyMeasure : std::uint8_t { POLKU_SURVEY_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class LeverMeasure : std::uint8_t { POLKU_LEVER_MEASURES(POLKU_MEASURE_NAME) count_ };
enum class FunctionMeasure : std::uint8_t { POLKU_FUNCTION_MEASURES(POLKU_MEASURE_NAME) count_ };
#undef POLKU_MEASURE_NAME

template <class Measure>
inline constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::count_);

}  // namespace polku::simulate
