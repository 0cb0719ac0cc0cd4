#include "simulate/experience.hpp"

#include "base/isa.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"
#include "behaviour/expectation.hpp"
#include "behaviour/kano.hpp"
#include "behaviour/quality.hpp"

namespace polku::simulate {

using behaviour::KanoCategory;

namespace {

/// What a category is, as lanes: arithmetic instead of a table, because gathers cost more than these comparisons.
POLKU_INLINE bool is(std::uint8_t category, KanoCategory kind) { return category == static_cast<std::uint8_t>(kind); }

/// Strengths by category, as behaviour::kano_strengths has them (a test holds one against the other).
POLKU_INLINE float gain_of(std::uint8_t c) { return is(c, KanoCategory::must_be) || is(c, KanoCategory::indifferent) ? 0.0f : 1.0f; }
POLKU_INLINE float loss_of(std::uint8_t c) { return is(c, KanoCategory::attractive) || is(c, KanoCategory::indifferent) ? 0.0f : 1.0f; }
POLKU_INLINE bool bent(std::uint8_t c) { return is(c, KanoCategory::attractive) || is(c, KanoCategory::must_be); }

}  // namespace

POLKU_MULTIVERSION void feel(std::size_t n, const ExperienceSettings& settings, const ExperienceLanes& lanes) {
  const float norm = settings.norm, omega = settings.reference_weight, up = settings.up, down = settings.down;
  const bool works_or_fails = settings.works_or_fails, relative = settings.relative_gap;
  constexpr float one_over_bend = 0.58197671f;  // 1 / (e - 1), the scale of a curve with shape 1
  for (std::size_t j = 0; j < n; ++j) {
    const std::uint8_t category = lanes.category[j];
    const float u = base::unit_float(lanes.word[j]);
    const float graded = base::sigmoid(lanes.location[j] + lanes.scale[j] * base::normal_quantile(u));
    const float works = u < lanes.mean[j] ? 1.0f : 0.0f;
    const float quality = is(category, KanoCategory::must_be) && works_or_fails ? works : graded;
    const bool reverse = is(category, KanoCategory::reverse);
    const float felt = reverse ? 1.0f - quality : quality;
    const float usual = reverse ? 1.0f - norm : norm;
    const float normal = is(category, KanoCategory::attractive) ? 0.0f : is(category, KanoCategory::must_be) ? 1.0f : usual;
    const float expected = lanes.expectation[j];
    const float reference = behaviour::reference_level(omega, normal, expected);
    const float gap = felt - reference;
    const float measured = relative ? behaviour::relative_gap(gap, reference) : gap;
    const float size = measured < 0.0f ? -measured : measured;
    const float curve = bent(category) ? base::expm1(size) * one_over_bend : size;
    const float strength = measured >= 0.0f ? gain_of(category) : -lanes.loss_weight[j] * loss_of(category);
    const float satisfaction = strength * curve;
    const float weight = lanes.weight[j];
    lanes.felt[j] = felt;
    lanes.gap[j] = gap;
    lanes.satisfaction[j] = satisfaction;
    lanes.experience[j] += (weight >= 0.0f ? weight : 0.0f) * satisfaction;
    lanes.expectation[j] = weight >= 0.0f ? behaviour::updated_expectation(expected, felt, up, down) : expected;
  }
}

}  // namespace polku::simulate
