#include "simulate/encounter.hpp"

#include <algorithm>
#include <array>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/loyalty.hpp"
#include "behaviour/memory.hpp"
#include "population/columns.hpp"
#include "simulate/batch.hpp"
#include "simulate/experience.hpp"
#include "simulate/reference.hpp"
#include "simulate/service.hpp"
#include "simulate/survey.hpp"
#include "simulate/wear.hpp"

namespace polku::simulate {
namespace {

using base::Purpose;
using population::Flag;

constexpr std::uint32_t first_attribute_slot = 2;  // attributes beyond the third
constexpr std::uint32_t notice_slot = 0;

/// The word that decides attribute d of this visit: words 1-3 of the step's block, then blocks of four.
const std::uint32_t* attribute_words(const Context& context, Scratch& x, const world::Step& step,
                                     std::size_t d, std::size_t n) {
  std::uint32_t* const first[] = {x.w1, x.w2, x.w3};
  if (d < 3) return first[d];
  std::uint32_t* const further[] = {x.x0, x.x1, x.x2, x.x3};
  const auto word = static_cast<std::uint32_t>((d - 3) % 4);
  if (word == 0) {
    const auto slot = first_attribute_slot + static_cast<std::uint32_t>((d - 3) / 4);
    base::philox_batch(n, x.customer, base::replication_word(context.replication, slot),
                       base::purpose_word(Purpose::step, step.name_hash), x.visit_word,
                       context.key.philox_key(), x.x0, x.x1, x.x2, x.x3);
  }
  return further[word];
}

POLKU_MULTIVERSION void weigh_segments(std::size_t n, const std::uint8_t* __restrict segment,
                                       const std::uint8_t* __restrict deals, const float* __restrict weights,
                                       float* __restrict weight) {
  for (std::size_t j = 0; j < n; ++j) {
    const float own = weights[segment[j]];  // apart: a load under a condition would not vectorise
    weight[j] = deals[j] != 0 ? own : -1.0f;
  }
}

/// The category that everybody sees in an attribute at all times; -1: they differ.
std::int32_t everybodys_category(const world::Attribute& attribute) {
  if (attribute.drift.trajectory != scenario::Trajectory::stable) return -1;
  const auto& shares = attribute.category_cumulative;
  const auto first = std::find_if(shares.begin(), shares.end(), [](float share) { return share > 0.0f; });
  return first != shares.end() && *first >= 1.0f ? static_cast<std::int32_t>(first - shares.begin()) : -1;
}

/// Weight of the attribute for each customer; -1 where nothing is felt, so that expectation stays as it is.
void weigh(const Context& context, Scratch& x, const world::Delivery& delivery, std::size_t n) {
  const World& world = context.world;
  std::array<float, world::max_segments> weights{};
  for (std::size_t g = 0; g < world.segments.size(); ++g)
    weights[g] = static_cast<float>(world.behaviour.gain) * world.segments[g].importance[delivery.attribute];
  weigh_segments(n, x.segment, x.deals, weights.data(), x.weight);
  if (delivery.always_noticed) return;
  // Who notices an attribute of a provider always does: one lasting draw, compared with the share of the day.
  for (std::size_t j = 0; j < n; ++j) {
    const std::uint32_t name =
        world.attributes[delivery.attribute].name_hash ^ world.providers[x.provider[j]].name_hash;
    const auto words =
        context.draw(x.customer[j], notice_slot, base::purpose_word(Purpose::experience, name), 0);
    if (base::unit_double(words[0]) >= world.parameters.at(delivery.noticed + x.provider[j], x.now[j]))
      x.weight[j] = -1.0f;
  }
}

/// What listening has improved at our own steps: better odds of working, or of more quality.
void raise(const Context& context, Scratch& x, std::size_t lever, std::size_t n) {
  const float odds = context.lifts->quality[lever];
  if (odds == 0.0f) return;
  for (std::size_t j = 0; j < n; ++j) {
    if (x.provider[j] != context.world.own) continue;
    x.mean[j] = behaviour::shifted_chance(x.mean[j], odds);
    x.location[j] += odds;
  }
}

/// Fixed point of a quantity of an encounter, of which none leaves -1000..1000.
POLKU_INLINE std::int32_t fixed_point(float value) {
  return static_cast<std::int32_t>(value * static_cast<float>(sum_scale) + (value < 0.0f ? -0.5f : 0.5f));
}

POLKU_MULTIVERSION void quantise(std::size_t n, const float* value, std::int32_t* fixed) {
  for (std::size_t j = 0; j < n; ++j) fixed[j] = fixed_point(value[j]);
}

/// What is summed of one felt attribute, side by side as the books hold it.
constexpr std::size_t sums_per_attribute = 4;
POLKU_MULTIVERSION void quantise_attribute(std::size_t n, const float* __restrict felt,
                                           const float* __restrict expectation, const float* __restrict gap,
                                           const float* __restrict satisfaction,
                                           std::int32_t* __restrict fixed) {
  for (std::size_t j = 0; j < n; ++j) {
    fixed[sums_per_attribute * j] = fixed_point(felt[j]);
    fixed[sums_per_attribute * j + 1] = fixed_point(expectation[j]);
    fixed[sums_per_attribute * j + 2] = fixed_point(gap[j]);
    fixed[sums_per_attribute * j + 3] = fixed_point(satisfaction[j]);
  }
}

/// The same where the period is everybody's: what adds to one cell would wait for itself.
POLKU_MULTIVERSION void add_at_once(std::size_t n, const std::uint8_t* counts,
                                    const std::int32_t* __restrict fixed, std::int64_t* __restrict cells) {
  std::int64_t count = 0, sums[sums_per_attribute] = {};
  for (std::size_t j = 0; j < n; ++j) {
    count += counts[j];
    const std::int32_t mask = -static_cast<std::int32_t>(counts[j]);
    for (std::size_t m = 0; m < sums_per_attribute; ++m) sums[m] += fixed[sums_per_attribute * j + m] & mask;
  }
  cells[0] += count;
  for (std::size_t m = 0; m < sums_per_attribute; ++m) cells[1 + m] += sums[m];
}

/// Adds every customer's sums to the cells of its period: one wide addition each.
POLKU_MULTIVERSION void add_to_books(std::size_t n, const std::uint32_t* period, const std::uint8_t* counts,
                                     const std::int32_t* __restrict fixed, std::size_t row_length,
                                     std::int64_t* __restrict books) {
  // What does not count goes where nobody looks: a branch would be guessed wrong too often.
  std::int64_t nowhere[1 + sums_per_attribute] = {};
  for (std::size_t j = 0; j < n; ++j) {
    std::int64_t* const cells = counts[j] != 0 ? books + period[j] * row_length : nowhere;
    ++cells[0];
    for (std::size_t m = 0; m < sums_per_attribute; ++m) cells[1 + m] += fixed[sums_per_attribute * j + m];
  }
}

POLKU_MULTIVERSION void who_counts(std::size_t n, const float* __restrict weight,
                                   const std::uint8_t* __restrict provider, std::uint8_t own,
                                   std::uint8_t* __restrict counts) {
  for (std::size_t j = 0; j < n; ++j) {
    const std::uint8_t felt = weight[j] >= 0.0f ? 1 : 0, ours = provider[j] == own ? 1 : 0;
    counts[j] = felt & ours;
  }
}

void teach_market(MarketSums& market, Scratch& x, std::size_t attribute, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    if (x.weight[j] < 0.0f) continue;
    // What is felt of a reverse attribute is its absence; the market teaches quality itself.
    const bool reverse = x.category[j] == static_cast<std::int32_t>(behaviour::KanoCategory::reverse);
    market.quality[attribute] +=
        reverse ? static_cast<std::int32_t>(sum_scale) - x.fixed_attribute[sums_per_attribute * j]
                : x.fixed_attribute[sums_per_attribute * j];
    ++market.count[attribute];
  }
}

/// How often people met it, and what of it each provider delivered where it may: nothing where it was not
/// felt.
void teach_ages(AgeSums& ages, Scratch& x, std::size_t attribute, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    if (!x.deals[j]) continue;
    const std::int64_t felt = x.fixed_attribute[sums_per_attribute * j];
    const bool reverse = x.category[j] == static_cast<std::int32_t>(behaviour::KanoCategory::reverse);
    ages.meet(x.segment[j], x.provider[j], attribute, x.weight[j] >= 0.0f,
              reverse ? static_cast<std::int64_t>(sum_scale) - felt : felt);
  }
}

void count_attribute(const Context& context, Scratch& x, std::size_t attribute, std::size_t n) {
  static_assert(static_cast<std::size_t>(AttributeMeasure::observations) == 0 &&
                static_cast<std::size_t>(AttributeMeasure::felt_total) == 1 &&
                static_cast<std::size_t>(AttributeMeasure::expectation_total) == 2 &&
                static_cast<std::size_t>(AttributeMeasure::gap_total) == 3 &&
                static_cast<std::size_t>(AttributeMeasure::attribute_satisfaction_total) == 4);
  quantise_attribute(n, x.felt, x.expectation, x.gap, x.satisfaction, x.fixed_attribute);
  if (context.market) teach_market(*context.market, x, attribute, n);
  if (context.ages) teach_ages(*context.ages, x, attribute, n);
  who_counts(n, x.weight, x.provider, context.world.own, x.counts);
  const std::size_t place = context.layout.place(AttributeMeasure{}, attribute);
  if (n > 0 && all_alike(n, x.period))
    add_at_once(n, x.counts, x.fixed_attribute, context.books.row(x.period[0]) + place);
  else
    add_to_books(n, x.period, x.counts, x.fixed_attribute, context.layout.row(),
                 context.books.row(0) + place);
}

void report_attribute(const Context& context, Scratch& x, std::size_t attribute, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j)
    if (x.weight[j] >= 0.0f && context.watches(x.customer[j]))
      context.sink->on({x.now[j], x.customer[j], EventKind::felt, static_cast<std::uint8_t>(attribute),
                        static_cast<std::uint8_t>(x.category[j]), x.felt[j], x.felt[j] - x.gap[j],
                        x.satisfaction[j]});
}

/// Memory of the journey and reported satisfaction, from the whole encounter.
void absorb(const Context& context, Columns& b, Scratch& x, std::uint8_t s, const std::uint16_t* list,
            std::size_t n) {
  const World& world = context.world;
  const auto& step = world.steps[s];
  const float critical = static_cast<float>(-world.review.incident);
  static_assert(static_cast<int>(SegmentMeasure::incidents) ==
                    static_cast<int>(SegmentMeasure::encounters) + 1 &&
                static_cast<int>(SegmentMeasure::satisfaction_total) ==
                    static_cast<int>(SegmentMeasure::encounters) + 2);
  const std::size_t row_length = context.layout.row();
  std::int64_t* const first_row = context.books.row(0);
  // By value: the compiler must assume that a store of bytes could change what a pointer points to.
  const Columns c = b;
  const float* const experiences = x.experience;
  for (std::size_t j = 0; j < n; ++j) {
    if (!x.deals[j]) continue;
    const std::size_t i = list[j];
    const float experience = experiences[j];
    behaviour::JourneyMemory<float> memory{c.peak[i], c.end[i], c.sum[i], 0.0f};
    memory.absorb(experience);
    c.peak[i] = memory.peak;
    c.end[i] = memory.end;
    c.sum[i] = memory.sum;
    // Beyond what the counter holds, older encounters give way, so that the mean stays a mean.
    if (c.encounters[i] == 0xFFFF)
      c.sum[i] *= 65535.0f / 65536.0f;
    else
      ++c.encounters[i];
    const bool incident = experience < critical;
    c.flags[i] = static_cast<std::uint16_t>(c.flags[i] | (incident ? Flag::incident : 0));
    if (x.provider[j] == world.own) {
      std::int64_t* const row = first_row + x.period[j] * row_length;
      std::int64_t* const cells = row + context.layout.place(SegmentMeasure::encounters, x.segment[j]);
      ++cells[0];
      cells[1] += incident ? 1 : 0;
      cells[2] += x.fixed_satisfaction[j];
      if (step.organised) {
        row[context.layout.place(FunctionMeasure::function_incidents, step.owner)] += incident;
        context.market->functions.incidents[step.owner] += incident;
      }
    }
    if (context.watches(x.customer[j]))
      context.sink->on({x.now[j], x.customer[j], EventKind::encounter, s, 0, experience});
  }
}

POLKU_MULTIVERSION void reported_satisfaction(std::size_t n, const float* experience, float* satisfaction) {
  for (std::size_t j = 0; j < n; ++j) satisfaction[j] = base::tanh(experience[j]);
}

}  // namespace

void meet(const Context& context, Columns& b, Scratch& x, std::uint8_t s, const std::uint16_t* list,
          std::size_t n) {
  const World& world = context.world;
  const auto& step = world.steps[s];
  const std::size_t providers = world.providers.size();
  std::fill_n(x.experience.data(), n, 0.0f);
  pick(n, list, b.loss_weight, x.loss_weight.data());
  const bool surveyed = !world.surveys.empty();
  if (surveyed) expect_no_complaint(x, n);
  ExperienceSettings settings;
  settings.reference_weight = static_cast<float>(world.behaviour.reference_weight);
  settings.up = static_cast<float>(world.behaviour.expectation_up);
  settings.down = static_cast<float>(world.behaviour.expectation_down);
  settings.works_or_fails = world.behaviour.must_be == scenario::MustBe::works_or_fails;
  settings.relative_gap = world.behaviour.gap == scenario::Gap::relative;
  settings.tolerance_slope = static_cast<float>(world.behaviour.tolerance_slope);
  const bool differ = references_differ(world);
  for (std::size_t d = 0; d < step.delivers.size(); ++d) {
    const auto& delivery = step.delivers[d];
    const std::uint32_t* words = attribute_words(context, x, step, d, n);
    world.parameters.fill(delivery.mean, providers, x.provider, x.now, n, x.mean);
    world.parameters.fill(delivery.location, providers, x.provider, x.now, n, x.location);
    world.parameters.fill(delivery.scale, providers, x.provider, x.now, n, x.scale);
    if (context.lifts) raise(context, x, step.first_lever + d, n);
    const std::size_t column = b.at(delivery.attribute, 0);
    settings.category = everybodys_category(world.attributes[delivery.attribute]);
    pick(n, list, b.expectation + column, x.expectation.data());
    if (settings.category >= 0)
      std::fill_n(x.category.data(), n, settings.category);
    else
      for (std::size_t j = 0; j < n; ++j) x.category[j] = b.category[column + list[j]];
    settings.norm = context.norms[delivery.attribute];
    grow_old(context, x, delivery.attribute, n);
    weigh(context, x, delivery, n);
    if (!delivery.always_delivered) leave_out(context, x, step, d, n);
    if (step.organised) spoil(context, x, step, delivery, n);
    wear_off(context, b, x, delivery.attribute, list, n);
    ExperienceLanes lanes{words,         x.mean,         x.location,  x.scale,       x.category,
                          x.loss_weight, x.fresh,        x.weight,    x.expectation, x.felt,
                          x.gap,         x.satisfaction, x.experience};
    if (differ) own_references(context, b, x, delivery.attribute, settings, list, n, lanes);
    feel(n, settings, lanes);
    if (differ) observe(context, b, x, delivery.attribute, list, n);
    remember_feeling(context, b, x, delivery.attribute, list, n);
    if (surveyed) note_shortfall(context, x, step.first_lever + d, n);
    put(n, list, x.expectation.data(), b.expectation + column);
    count_attribute(context, x, delivery.attribute, n);
    if (context.sink) report_attribute(context, x, delivery.attribute, n);
  }
  if (surveyed) note_complaint(b, x, list, n);
  reported_satisfaction(n, x.experience, x.satisfaction);
  quantise(n, x.satisfaction, x.fixed_satisfaction);
  absorb(context, b, x, s, list, n);
}

}  // namespace polku::simulate
