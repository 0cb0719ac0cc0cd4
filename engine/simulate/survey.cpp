#include "simulate/survey.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "behaviour/survey.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;

constexpr std::uint32_t answer_slot = 0;      // words: asked, answers, rating, ease
constexpr std::uint32_t resolution_slot = 1;  // word 0: whether the first contact is reported as it was
constexpr std::uint32_t phase_slot = 2;       // word 0: when in the interval a customer is asked
/// The same spread on seven points as on eleven.
constexpr float ease_per_rating = 0.6f;

/// One customer and one survey, at the time when it would ask.
struct Occasion {
  std::size_t survey, i;
  Tick time;
  std::uint32_t keyed_by;  // what tells this occasion of the customer from all others
  float satisfaction;
  float effort = 0.0f;
  std::uint16_t complaint = 0;  // lever + 1; 0: none
  bool contacted = false, resolved = false;
  bool there = true;      // counts among those whom the survey is about
  bool reachable = true;  // can be asked
};

/// Adds to what is counted of one survey in one segment and period.
class Counter {
 public:
  Counter(const Context& context, const Occasion& x, std::size_t segment)
      : cells_(context.books.row(context.layout.period(x.time)) +
               context.layout.place(SurveyMeasure{}, x.survey * context.world.segments.size() + segment)) {}
  void add(SurveyMeasure measure, std::int64_t amount = 1) {
    cells_[static_cast<std::size_t>(measure)] += amount;
  }
  void rating(SurveyMeasure promoters, float y) {
    const auto first = static_cast<std::size_t>(promoters);
    cells_[first] += behaviour::promotes(y);
    cells_[first + 1] += behaviour::detracts(y);
    cells_[first + 2] += behaviour::satisfied(y);
    cells_[first + 3] += static_cast<std::int64_t>(y);
  }

 private:
  static_assert(static_cast<int>(SurveyMeasure::true_rating_total) ==
                static_cast<int>(SurveyMeasure::true_promoters) + 3);
  static_assert(static_cast<int>(SurveyMeasure::rating_total) ==
                static_cast<int>(SurveyMeasure::promoters) + 3);
  std::int64_t* cells_;
};

void count_complaint(const Context& context, const Occasion& x, LeverMeasure measure) {
  if (x.complaint > 0) context.books.add(x.time, measure, x.complaint - std::size_t{1});
}

/// Remembers a rating, plus 1. Returns whether a detractor has become a promoter.
bool turns(std::uint8_t& before, float y) {
  const bool turned =
      before > 0 && behaviour::detracts(static_cast<float>(before - 1)) && behaviour::promotes(y);
  before = static_cast<std::uint8_t>(y + 1.0f);
  return turned;
}

/// What is true of everybody who is there: the rating that they feel, without leniency and noise.
void count_truth(const Context& context, Columns& b, const world::Survey& survey, const Occasion& x,
                 Counter& counter) {
  const float y = behaviour::rating(x.satisfaction, survey.neutral, 0.0f, 0.0f);
  counter.add(SurveyMeasure::occasions);
  counter.rating(SurveyMeasure::true_promoters, y);
  counter.add(SurveyMeasure::true_ease_total,
              static_cast<std::int64_t>(behaviour::ease(x.effort, survey.effort_of_four, 0.0f)));
  counter.add(SurveyMeasure::true_turned, turns(b.felt_rating[b.at(x.survey, x.i)], y));
  counter.add(SurveyMeasure::contacts, x.contacted);
  counter.add(SurveyMeasure::resolved, x.contacted && x.resolved);
  count_complaint(context, x, LeverMeasure::fell_short);
}

void report(const Context& context, std::uint32_t customer, const Occasion& x, std::uint8_t outcome) {
  if (context.watches(customer))
    context.sink->on({x.time, customer, EventKind::asked, static_cast<std::uint8_t>(x.survey), outcome,
                      x.satisfaction, static_cast<float>(x.complaint)});
}

void ask(const Context& context, Columns& b, const Occasion& x) {
  const world::Survey& survey = context.world.surveys[x.survey];
  const std::size_t segment = b.segment[x.i];
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(x.i);
  const std::uint32_t purpose = base::purpose_word(Purpose::survey, survey.name_hash);
  Counter counter(context, x, segment);
  if (x.there) count_truth(context, b, survey, x, counter);
  if (!x.reachable) return;
  const auto words = context.draw(customer, answer_slot, purpose, x.keyed_by);
  if (base::unit_double(words[0]) >= context.world.parameters.at(survey.rate, x.time)) return;
  counter.add(SurveyMeasure::asked);
  const float chance = survey.shoppers ? 1.0f
                                       : behaviour::response_chance(x.satisfaction, survey.answers[segment],
                                                                    survey.tilt, survey.polarity);
  if (base::unit_double(words[1]) >= static_cast<double>(chance))
    return report(context, customer, x, no_answer);
  const auto noise = [&](std::uint32_t word) {
    return survey.noise * base::normal_quantile(base::unit_float(word));
  };
  const float bias = survey.shoppers ? 0.0f : survey.bias[segment];
  const float y = behaviour::rating(x.satisfaction, survey.neutral, bias, noise(words[2]));
  counter.add(SurveyMeasure::answers);
  counter.rating(SurveyMeasure::promoters, y);
  counter.add(SurveyMeasure::ease_total,
              static_cast<std::int64_t>(
                  behaviour::ease(x.effort, survey.effort_of_four, ease_per_rating * noise(words[3]))));
  // A draw below the chance means that the chance is no less than 2^-33, so the weight fits.
  const std::int64_t weight = quantised(1.0f / chance);
  counter.add(SurveyMeasure::weight_total, weight);
  if (behaviour::promotes(y)) counter.add(SurveyMeasure::weight_of_promoters, weight);
  if (behaviour::detracts(y)) counter.add(SurveyMeasure::weight_of_detractors, weight);
  counter.add(SurveyMeasure::turned, turns(b.rated[b.at(x.survey, x.i)], y));
  count_complaint(context, x, LeverMeasure::named);
  if (x.contacted) {
    const float u = base::unit_float(context.draw(customer, resolution_slot, purpose, x.keyed_by)[0]);
    counter.add(SurveyMeasure::contact_answers);
    counter.add(SurveyMeasure::reported_resolved,
                x.resolved ? u < survey.sensitivity : u >= survey.specificity);
  }
  report(context, customer, x, static_cast<std::uint8_t>(y));
}

}  // namespace

void expect_no_complaint(Scratch& x, std::size_t n) {
  std::fill_n(x.shortfall.data(), n, 0.0f);
  std::fill_n(x.complaint.data(), n, std::uint16_t{0});
}

void note_shortfall(const Context& context, Scratch& x, std::size_t lever, std::size_t n) {
  const auto name = static_cast<std::uint16_t>(lever + 1);
  for (std::size_t j = 0; j < n; ++j) {
    if (x.weight[j] < 0.0f || x.provider[j] != context.world.own) continue;
    const float felt = x.weight[j] * x.satisfaction[j];
    if (felt >= x.shortfall[j]) continue;
    x.shortfall[j] = felt;
    x.complaint[j] = name;
  }
}

void note_complaint(Columns& b, Scratch& x, const std::uint16_t* list, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    if (x.shortfall[j] >= b.shortfall[list[j]]) continue;
    b.shortfall[list[j]] = x.shortfall[j];
    b.journey_complaint[list[j]] = x.complaint[j];
  }
}

void forget_complaint(const Context& context, Columns& b, std::size_t i) {
  b.shortfall[i] = 0.0f;
  b.journey_complaint[i] = 0;
  for (const std::uint8_t survey : context.world.journey_surveys)
    if (context.world.surveys[survey].contact != world::no_step) b.contacts[b.at(survey, i)] = 0;
}

void ask_after_step(const Context& context, Columns& b, Scratch& x, std::uint8_t s, const std::uint16_t* list,
                    std::size_t n) {
  const auto& step = context.world.steps[s];
  const std::uint8_t own = context.world.own;
  for (const std::uint8_t survey : step.contact_of)
    for (std::size_t j = 0; j < n; ++j) {
      std::uint8_t& contacts = b.contacts[b.at(survey, list[j])];
      if (b.target[list[j]] == own && contacts < 0xFF) ++contacts;
    }
  for (const std::uint8_t survey : step.surveys)
    for (std::size_t j = 0; j < n; ++j) {
      const std::size_t i = list[j];
      if (b.target[i] != own) continue;
      Occasion occasion{survey, i, x.now[j], b.visit_word[i], x.satisfaction[j], b.effort[i]};
      occasion.complaint = x.complaint[j];
      ask(context, b, occasion);
    }
}

void ask_about_journey(const Context& context, Columns& b, std::size_t i, Tick time, float remembered,
                       bool completed) {
  for (const std::uint8_t place : context.world.journey_surveys) {
    const world::Survey& survey = context.world.surveys[place];
    if (survey.need != world::no_need && survey.need != b.need[i]) continue;
    Occasion occasion{place, i, time, b.visit_word[i], base::tanh(remembered), b.effort[i]};
    occasion.complaint = b.journey_complaint[i];
    const std::uint8_t contacts = survey.contact == world::no_step ? 0 : b.contacts[b.at(place, i)];
    occasion.contacted = contacts > 0;
    occasion.resolved = completed && contacts == 1;
    occasion.reachable = completed || survey.lost;
    ask(context, b, occasion);
  }
}

void ask_about_relationship(const Context& context, Columns& b, std::size_t i, Tick until) {
  const Tick from = b.surveyed[i];
  if (from >= until) return;
  b.surveyed[i] = until;
  const bool ours = b.provider[i] == context.world.own;
  if (!ours && b.left[i] == base::never) return;
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  for (const std::uint8_t place : context.world.relationship_surveys) {
    const world::Survey& survey = context.world.surveys[place];
    if (!ours && !survey.lost) continue;
    const auto words =
        context.draw(customer, phase_slot, base::purpose_word(Purpose::survey, survey.name_hash), 0);
    const std::uint64_t every = survey.every;
    const std::uint64_t phase = (std::uint64_t{words[0]} * every) >> 32;
    const std::uint64_t held = from > phase ? (from - phase + every - 1) / every : 0;
    for (std::uint64_t time = phase + held * every; time < until; time += every) {
      // Whoever left is asked once.
      if (!ours && time > std::uint64_t{b.left[i]} + every) break;
      const auto now = static_cast<Tick>(time);
      Occasion occasion{place, i, now, now, base::tanh(b.attitude[b.at(context.world.own, i)])};
      occasion.complaint = b.last_complaint[i];
      occasion.there = ours;
      ask(context, b, occasion);
    }
  }
}

}  // namespace polku::simulate
