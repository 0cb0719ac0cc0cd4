#include "simulate/experience.hpp"

#include "base/isa.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"
#include "behaviour/expectation.hpp"
#include "behaviour/kano.hpp"

namespace polku::simulate {
namespace {

using behaviour::KanoCategory;

POLKU_INLINE bool is(std::int32_t category, KanoCategory kind) {
  return category == static_cast<std::int32_t>(kind);
}

/// What a gap counts: less within the zone of tolerance around the reference.
POLKU_INLINE float tolerated(float gap, float zone, float slope) {
  const float size = gap < 0.0f ? -gap : gap;
  const float within = size < zone ? size : zone;
  const float counts = size - (1.0f - slope) * within;
  return gap < 0.0f ? -counts : counts;
}

/// One attribute felt by one customer. Strengths by category are those of behaviour::kano_strengths, written
/// as selections: comparisons vectorise and a table does not (a test holds one against the other).
/// `everybodys`: the category that all of them see in it, or -1.
template <bool works_or_fails, bool relative, bool differs, std::int32_t everybodys>
POLKU_INLINE void feel_one(std::size_t j, const ExperienceSettings& settings, const ExperienceLanes& lanes) {
  constexpr float one_over_bend = 0.58197671f;  // 1 / (e - 1), the scale of a curve with shape 1
  const std::int32_t category = everybodys >= 0 ? everybodys : lanes.category[j];
  const float u = base::unit_float(lanes.word[j]);
  const float graded = base::sigmoid(lanes.location[j] + lanes.scale[j] * base::normal_quantile(u));
  const float works = u < lanes.mean[j] ? 1.0f : 0.0f;
  const float basic = works_or_fails ? works : graded;
  const float quality = is(category, KanoCategory::must_be) ? basic : graded;
  const float felt = is(category, KanoCategory::reverse) ? 1.0f - quality : quality;
  const float market = differs ? lanes.norm[j] : settings.norm;
  const float usual = is(category, KanoCategory::reverse) ? 1.0f - market : market;
  const float at_least = is(category, KanoCategory::attractive) ? 0.0f : usual;
  const float norm = is(category, KanoCategory::must_be) ? 1.0f : at_least;
  const float expected = lanes.expectation[j];
  const float reference = behaviour::reference_level(settings.reference_weight, norm, expected);
  const float gap = felt - reference;
  const float whole = relative ? behaviour::relative_gap(gap, reference) : gap;
  const float measured = differs ? tolerated(whole, lanes.tolerance[j], settings.tolerance_slope) : whole;
  const float size = measured < 0.0f ? -measured : measured;
  const float bent = base::expm1(size) * one_over_bend;
  // Of two categories at most one holds, so `differs` is `or`, and branches on neither.
  const bool curved = is(category, KanoCategory::attractive) != is(category, KanoCategory::must_be);
  const float curve = curved ? bent : size;
  const bool no_gain = is(category, KanoCategory::must_be) != is(category, KanoCategory::indifferent);
  const bool no_loss = is(category, KanoCategory::attractive) != is(category, KanoCategory::indifferent);
  const float fresh = lanes.fresh[j];  // apart: a load under a condition would not vectorise
  const float gain = no_gain ? 0.0f : fresh;
  const float loss = no_loss ? 0.0f : -lanes.loss_weight[j];
  const float satisfaction = (measured >= 0.0f ? gain : loss) * curve;
  const float weight = lanes.weight[j];
  const float moved = behaviour::updated_expectation(expected, felt, differs ? lanes.up[j] : settings.up,
                                                     differs ? lanes.down[j] : settings.down);
  lanes.felt[j] = felt;
  lanes.gap[j] = gap;
  lanes.satisfaction[j] = satisfaction;
  lanes.experience[j] += (weight >= 0.0f ? weight : 0.0f) * satisfaction;
  lanes.expectation[j] = weight >= 0.0f ? moved : expected;
}

// The lanes never overlap; said aloud, it spares a check of eleven arrays against each other.
#if defined(__clang__)
#define POLKU_NO_OVERLAP  // has no such hint that it would not warn about
#else
#define POLKU_NO_OVERLAP _Pragma("GCC ivdep")
#endif

// One function for each combination of settings, so that the loop holds no branch.
#define POLKU_FEEL(name, works_or_fails, relative, differs, everybodys)                             \
  POLKU_MULTIVERSION void name(std::size_t n, ExperienceSettings settings, ExperienceLanes lanes) { \
    POLKU_NO_OVERLAP for (std::size_t j = 0; j < n; ++j)                                            \
        feel_one<works_or_fails, relative, differs, everybodys>(j, settings, lanes);                \
  }
POLKU_FEEL(feel_works_absolute, true, false, false, -1)
POLKU_FEEL(feel_works_relative, true, true, false, -1)
POLKU_FEEL(feel_graded_absolute, false, false, false, -1)
POLKU_FEEL(feel_graded_relative, false, true, false, -1)
POLKU_FEEL(feel_works_absolute_own, true, false, true, -1)
POLKU_FEEL(feel_works_relative_own, true, true, true, -1)
POLKU_FEEL(feel_graded_absolute_own, false, false, true, -1)
POLKU_FEEL(feel_graded_relative_own, false, true, true, -1)
// The commonest, for one category each: half of them can leave out half of the arithmetic.
POLKU_FEEL(feel_attractive, false, false, false, 0)
POLKU_FEEL(feel_one_dimensional, false, false, false, 1)
POLKU_FEEL(feel_must_be_graded, false, false, false, 2)
POLKU_FEEL(feel_must_be_works, true, false, false, 2)
POLKU_FEEL(feel_indifferent, false, false, false, 3)
POLKU_FEEL(feel_reverse, false, false, false, 4)
#undef POLKU_FEEL
static_assert(static_cast<int>(KanoCategory::attractive) == 0 &&
              static_cast<int>(KanoCategory::one_dimensional) == 1 &&
              static_cast<int>(KanoCategory::must_be) == 2 &&
              static_cast<int>(KanoCategory::indifferent) == 3 &&
              static_cast<int>(KanoCategory::reverse) == 4);

using Feel = void (*)(std::size_t, ExperienceSettings, ExperienceLanes);
// By own norms, tolerance and learning; works or fails; relative gaps.
constexpr Feel feels[2][2][2] = {
    {{feel_graded_absolute, feel_graded_relative}, {feel_works_absolute, feel_works_relative}},
    {{feel_graded_absolute_own, feel_graded_relative_own},
     {feel_works_absolute_own, feel_works_relative_own}}};
// By whether must-be attributes work or fail, and category.
constexpr Feel feels_alike[2][behaviour::kano_category_count] = {
    {feel_attractive, feel_one_dimensional, feel_must_be_graded, feel_indifferent, feel_reverse},
    {feel_attractive, feel_one_dimensional, feel_must_be_works, feel_indifferent, feel_reverse}};

}  // namespace

void feel(std::size_t n, const ExperienceSettings& settings, const ExperienceLanes& lanes) {
  if (settings.category >= 0 && lanes.norm == nullptr && !settings.relative_gap)
    return feels_alike[settings.works_or_fails][settings.category](n, settings, lanes);
  feels[lanes.norm != nullptr][settings.works_or_fails][settings.relative_gap](n, settings, lanes);
}

}  // namespace polku::simulate
