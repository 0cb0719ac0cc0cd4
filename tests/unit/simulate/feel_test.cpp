// The arithmetic of an encounter, in single precision and without branches, against the functions of
// behaviour in double precision.
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "base/draws.hpp"
#include "base/math.hpp"
#include "behaviour/expectation.hpp"
#include "behaviour/kano.hpp"
#include "behaviour/quality.hpp"
#include "simulate/experience.hpp"
#include "support/chance.hpp"

using namespace polku;
using behaviour::KanoCategory;

namespace {

/// A batch of customers who feel one attribute, in arrays of their own.
struct Batch {
  explicit Batch(std::size_t n)
      : word(n),
        category(n),
        mean(n),
        location(n),
        scale(n),
        loss_weight(n, 2.0f),
        fresh(n, 1.0f),
        weight(n, 1.0f),
        expectation(n),
        felt(n),
        gap(n),
        satisfaction(n),
        experience(n) {}
  std::size_t size() const { return word.size(); }
  void feel(const simulate::ExperienceSettings& settings) {
    simulate::feel(size(), settings,
                   {word.data(), mean.data(), location.data(), scale.data(), category.data(),
                    loss_weight.data(), fresh.data(), weight.data(), expectation.data(), felt.data(),
                    gap.data(), satisfaction.data(), experience.data()});
  }

  std::vector<std::uint32_t> word;
  std::vector<std::int32_t> category;
  std::vector<float> mean, location, scale, loss_weight, fresh, weight, expectation, felt, gap, satisfaction,
      experience;
};

/// Draws from everything that can happen, categories in turn; some attributes are not felt at all.
Batch anything(std::size_t n) {
  std::mt19937 random(7);
  const auto uniform = [&] { return static_cast<float>(random() >> 8) * 0x1p-24f; };
  Batch x(n);
  for (std::size_t j = 0; j < n; ++j) {
    x.word[j] = static_cast<std::uint32_t>(random());
    x.category[j] = static_cast<std::int32_t>(j % behaviour::kano_category_count);
    x.mean[j] = uniform();
    x.location[j] = 6 * uniform() - 3;
    x.scale[j] = 2 * uniform();
    x.loss_weight[j] = 3 * uniform();
    x.weight[j] = j % 7 == 0 ? -1.0f : 4 * uniform();
    x.expectation[j] = uniform();
    x.experience[j] = uniform();
  }
  return x;
}

}  // namespace

TEST_CASE("what is felt is what the behaviour functions say, in every category and mode", "[simulate]") {
  for (const bool works_or_fails : {true, false})
    for (const bool relative : {true, false})
      for (const double omega : {0.0, 0.5, 1.0}) {
        const simulate::ExperienceSettings settings{
            0.6f, static_cast<float>(omega), 0.3f, 0.1f, works_or_fails, relative};
        const Batch before = anything(5000);
        Batch after = before;
        after.feel(settings);
        double worst = 0;

        for (std::size_t j = 0; j < before.size(); ++j) {
          const auto kind = static_cast<KanoCategory>(before.category[j]);
          const double u = static_cast<double>(base::unit_float(before.word[j]));
          const double graded =
              behaviour::draw<double>({before.location[j], before.scale[j]}, base::normal_quantile(u));
          const double works = u < static_cast<double>(before.mean[j]) ? 1.0 : 0.0;
          const double quality = kind == KanoCategory::must_be && works_or_fails ? works : graded;
          const double felt = behaviour::felt_quality(kind, quality);
          const double norm = behaviour::category_norm(
              kind, behaviour::felt_quality(kind, static_cast<double>(settings.norm)), 0.0);
          const double expected = static_cast<double>(before.expectation[j]);
          const double reference = behaviour::reference_level(omega, norm, expected);
          const double gap =
              relative ? behaviour::relative_gap(felt - reference, reference) : felt - reference;
          const auto strength = behaviour::strength_of<double>(kind);
          const double satisfaction = behaviour::satisfaction_from_gap(
              gap, strength.gain, strength.loss, strength.shape, static_cast<double>(before.loss_weight[j]));
          const double weight = static_cast<double>(before.weight[j]);
          const bool counts = weight >= 0;
          const double moved =
              counts ? behaviour::updated_expectation(expected, felt, static_cast<double>(settings.up),
                                                      static_cast<double>(settings.down))
                     : expected;
          const double total =
              static_cast<double>(before.experience[j]) + (counts ? weight * satisfaction : 0.0);

          // Near a reference of 0 or 1 a relative gap magnifies the rounding of single precision.
          const double room = relative ? std::max(1e-3, gap >= 0 ? 1 - reference : reference) : 1.0;
          const auto differs = [&](float single, double exact, double scale) {
            worst = std::max(worst, std::fabs(static_cast<double>(single) - exact) * scale);
          };
          differs(after.felt[j], felt, 1);
          differs(after.gap[j], felt - reference, 1);
          differs(after.satisfaction[j], satisfaction, room / 6);
          differs(after.expectation[j], moved, 1);
          differs(after.experience[j], total, room / 24);
        }

        INFO("works or fails " << works_or_fails << ", relative " << relative << ", omega " << omega);
        CHECK(worst < 2e-6);
      }
}

TEST_CASE("an attribute that is the same to everybody is felt to the last bit as among others",
          "[simulate]") {
  for (const bool works_or_fails : {true, false})
    for (std::size_t category = 0; category < behaviour::kano_category_count; ++category) {
      simulate::ExperienceSettings settings{0.6f, 0.5f, 0.3f, 0.1f, works_or_fails, false};
      Batch among = anything(1000);
      among.category.assign(among.size(), static_cast<std::int32_t>(category));
      Batch alike = among;
      among.feel(settings);
      settings.category = static_cast<std::int32_t>(category);
      alike.feel(settings);

      INFO("works or fails " << works_or_fails << ", category " << category);
      CHECK(alike.felt == among.felt);
      CHECK(alike.gap == among.gap);
      CHECK(alike.satisfaction == among.satisfaction);
      CHECK(alike.expectation == among.expectation);
      CHECK(alike.experience == among.experience);
    }
}

TEST_CASE("judged by the norm alone, relative gaps give Kano's static curves", "[simulate]") {
  struct Curve {
    KanoCategory category;
    double better, worse, shape;
  };
  for (const Curve& curve :
       {Curve{KanoCategory::attractive, 1, 0, 1}, Curve{KanoCategory::one_dimensional, 1, -1, 0},
        Curve{KanoCategory::must_be, 0, -1, -1}, Curve{KanoCategory::indifferent, 0, 0, 0}}) {
    Batch x(99);
    for (std::size_t j = 0; j < x.size(); ++j) {
      x.category[j] = static_cast<std::int32_t>(curve.category);
      x.location[j] = static_cast<float>(base::logit(0.01 * static_cast<double>(j + 1)));
      x.loss_weight[j] = 1.0f;
      x.word[j] = 0x80000000u;
    }
    x.feel({0.5f, 0.0f, 0.1f, 0.1f, false, true});

    for (std::size_t j = 0; j < x.size(); ++j) {
      const double fulfilment = 0.01 * static_cast<double>(j + 1);
      CHECK(static_cast<double>(x.satisfaction[j]) ==
            Approx(behaviour::static_satisfaction(fulfilment, curve.better, curve.worse, curve.shape))
                .margin(2e-6)
                .epsilon(0));
    }
  }
}

TEST_CASE("a mixture of Kano types has the mean curve of its types", "[simulate]") {
  // Test 1c: .4 x .377541 + .3 x 0 + .2 x (-1 + .622459) = .075508 at half fulfilment.
  Batch x(4);
  for (std::size_t j = 0; j < 4; ++j) {
    x.category[j] = static_cast<std::int32_t>(j);
    x.loss_weight[j] = 1.0f;
    x.word[j] = 0x80000000u;
  }
  x.feel({0.5f, 0.0f, 0.1f, 0.1f, false, true});

  const double shares[] = {0.4, 0.3, 0.2, 0.1};
  double mean = 0;
  for (std::size_t j = 0; j < 4; ++j) mean += shares[j] * static_cast<double>(x.satisfaction[j]);
  CHECK(mean == Approx(0.075508).margin(1e-6));
}

TEST_CASE("expectations inflate: unbiased quality disappoints in the long run", "[simulate]") {
  // Test 3c in units of quality: x = mu +- s equally likely, so E = mu + s (up - down) / (up + down).
  constexpr double mu = 0.7, s = 0.1, up = 0.3, down = 0.1;
  Batch x(500);
  std::fill(x.category.begin(), x.category.end(), static_cast<std::int32_t>(KanoCategory::one_dimensional));
  std::fill(x.expectation.begin(), x.expectation.end(), static_cast<float>(mu));
  polku::test::Sample expected, surprise;

  for (std::uint32_t encounter = 0; encounter < 400; ++encounter) {
    for (std::size_t j = 0; j < x.size(); ++j) {
      const auto words = base::philox({static_cast<std::uint32_t>(j), encounter, 1, 1}, {1, 1});
      x.location[j] = static_cast<float>(base::logit(words[0] >> 31 ? mu + s : mu - s));
    }
    const auto before = x.expectation;
    x.feel({0.5f, 0.5f, static_cast<float>(up), static_cast<float>(down), true, false});
    // Far from the start, and far enough apart to be as good as independent.
    if (encounter >= 60 && encounter % 20 == 0)
      for (std::size_t j = 0; j < x.size(); ++j) {
        expected.add(static_cast<double>(before[j]));
        surprise.add(static_cast<double>(x.felt[j] - before[j]));
      }
  }

  const double inflated = mu + s * (up - down) / (up + down);
  CHECK(inflated == Approx(0.75));
  CHECK_MEAN(expected, inflated);
  CHECK_MEAN(surprise, mu - inflated);
}
