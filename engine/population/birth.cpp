#include "population/birth.hpp"

#include <algorithm>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "behaviour/need.hpp"

namespace polku::population {
namespace {

using base::Purpose;
using world::World;

/// Draw blocks of slot 1 belong to arrivals after the first; their counter holds the tick of the last
/// arrival.
constexpr std::uint32_t arrivals_slot = 1;

/// The next arrival of a Poisson process; no two arrivals share a tick, because the tick is what the draw is
/// keyed by.
POLKU_INLINE Tick later(Tick now, std::uint32_t word, float rate) {
  const float days = behaviour::next_arrival(base::unit_float(word), rate);
  const float ticks = days * static_cast<float>(base::ticks_per_day);
  const float room = static_cast<float>(base::never - now);
  // Through int, which vectorises. Waits beyond 2^31 ticks (89 years) count as never.
  const float bounded = ticks < 0x1p31f ? ticks : 0x1p31f - 256.0f;
  const auto wait = static_cast<Tick>(static_cast<std::int32_t>(bounded));
  const bool fits = ticks < 0x1p31f && ticks < room;
  return fits ? now + (wait > 1 ? wait : 1) : base::never;
}

struct Birth {
  const World& world;
  base::DrawKey key;
  std::uint32_t replication;

  base::PhiloxBlock words(std::uint32_t customer, Purpose purpose, std::uint32_t name_hash) const {
    return base::draw(key, {customer, replication, 0, base::purpose_word(purpose, name_hash), 0, 0});
  }

  void relationship(Columns& b, std::size_t i, const base::PhiloxBlock& w) const {
    const float u = base::unit_float(w[0]);
    const auto start = std::upper_bound(world.start.begin(), world.start.end(), u);
    b.provider[i] = start == world.start.end() ? world::no_provider
                                               : static_cast<std::uint8_t>(start - world.start.begin());
    b.lapse[i] = base::never;
    if (b.provider[i] == world::no_provider) return;
    b.flags[i] |= Flag::ever_bought;
    const auto& provider = world.providers[b.provider[i]];
    const double position = world.tenure == scenario::Tenure::spread ? base::unit_double(w[3]) : 1.0;
    // Customers at the start are somewhere inside their contract; payments recur from the same point.
    if (provider.contract > 0)
      b.lapse[i] =
          provider.contract == base::never
              ? contract_end(0, provider.contract)
              : std::max<Tick>(1, static_cast<Tick>(position * static_cast<double>(provider.contract)));
    if (world.tenure == scenario::Tenure::spread) {
      b.anchor[i] = w[3];
      b.flags[i] |= Flag::underway;
    }
    if (b.provider[i] == world.own) b.purchases[i] = 1;
    // Who has been coming for long is somewhere between two rewards.
    if (world.clubs && world.tenure == scenario::Tenure::spread)
      b.collected[i] = static_cast<std::uint16_t>((std::uint64_t{w[3]} * provider.club_after) >> 32);
  }

  void traits(Columns& b, std::size_t i, const world::Segment& segment, const base::PhiloxBlock& w) const {
    const double open =
        segment.leave_beta < 0
            ? base::log1p(-std::min(1.0, segment.leave_chance))
            : world.betas[static_cast<std::size_t>(segment.leave_beta)].log_of_complement_at(w[1]);
    b.log_stay[i] = static_cast<float>(open);
    b.loss_weight[i] =
        segment.loss_gamma < 0
            ? segment.loss_weight
            : static_cast<float>(segment.loss_scale *
                                 world.gammas[static_cast<std::size_t>(segment.loss_gamma)].at(w[2]));
  }

  /// [1/day]
  double own_rate(const world::NeedRate& rate, std::uint32_t word) const {
    if (rate.gamma >= 0) return rate.scale * world.gammas[static_cast<std::size_t>(rate.gamma)].at(word);
    if (rate.log_spread > 0)
      return rate.scale * base::exp(rate.log_spread * base::normal_quantile(base::unit_double(word)));
    return rate.mean;
  }

  void needs(Columns& b, std::size_t i, const world::Segment& segment) const {
    const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
    for (std::size_t n = 0; n < world.needs.size(); ++n) {
      const auto& rate = segment.need_rates[n];
      const auto w = words(customer, Purpose::need, world.needs[n].name_hash);
      const double own = own_rate(rate, w[0]);
      b.need_rate[b.at(n, i)] = static_cast<float>(own);
      b.need_due[b.at(n, i)] = first_arrival(world, key, replication, customer, static_cast<std::uint8_t>(n),
                                             rate, static_cast<float>(own));
    }
  }

  void minds(Columns& b, std::size_t i, const world::Segment& segment) const {
    const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
    for (std::size_t j = 0; j < world.providers.size(); ++j) {
      const std::int32_t table = segment.taste[j];
      b.taste[b.at(j, i)] = table < 0
                                ? 0.0f
                                : static_cast<float>(world.gammas[static_cast<std::size_t>(table)].log_at(
                                      words(customer, Purpose::birth, world.providers[j].name_hash)[0]));
    }
    for (std::size_t k = 0; k < world.attributes.size(); ++k) {
      const auto& attribute = world.attributes[k];
      const float u = base::unit_float(words(customer, Purpose::birth, attribute.name_hash)[0]);
      std::uint8_t category = 0;
      while (u >= attribute.category_cumulative[category]) ++category;
      b.category[b.at(k, i)] = category;
      if (world.satiates) b.delighted[b.at(k, i)] = base::never;
      // Without a promise people expect what they take as normal.
      const auto kind = static_cast<behaviour::KanoCategory>(category);
      const float promised =
          attribute.promised && b.provider[i] != world::no_provider
              ? static_cast<float>(world.parameters.initial(attribute.promise + b.provider[i]))
              : -1.0f;
      b.expectation[b.at(k, i)] =
          promised >= 0.0f
              ? behaviour::felt_quality(kind, promised)
              : behaviour::category_norm(kind, behaviour::felt_quality(kind, attribute.norm), 0.0f);
    }
  }
};

}  // namespace

std::uint8_t segment_of(const World& world, std::uint32_t customer) {
  constexpr std::uint32_t golden = 0x9E3779B9u;  // 2^32 over the golden ratio
  const double u = base::unit_double(customer * golden + golden / 2);
  double cumulative = 0;
  for (std::size_t g = 0; g + 1 < world.segments.size(); ++g)
    if (u < (cumulative += world.segments[g].share)) return static_cast<std::uint8_t>(g);
  return static_cast<std::uint8_t>(world.segments.size() - 1);
}

Tick first_arrival(const World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t customer,
                   std::uint8_t need, const world::NeedRate& rate, float own_rate) {
  if (rate.every > 0) return rate.every;
  if (world.needs[need].thinned) return thinned_arrival(world, key, replication, customer, need, own_rate, 0);
  const auto words = base::draw(
      key, {customer, replication, 0, base::purpose_word(Purpose::need, world.needs[need].name_hash), 0, 0});
  return later(0, words[1], own_rate * static_cast<float>(world.needs[need].most));
}

Tick thinned_arrival(const World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t customer,
                     std::uint8_t need, float own_rate, Tick after) {
  const auto& x = world.needs[need];
  const double start = base::to_days(world.calendar.warm_up);
  for (Tick time = after;;) {
    const std::uint32_t slot = time == 0 ? 0 : arrivals_slot;
    const auto words = base::philox({customer, base::replication_word(replication, slot),
                                     base::purpose_word(Purpose::need, x.name_hash), time},
                                    key.philox_key());
    const Tick next = later(time, words[1], own_rate * static_cast<float>(x.most));
    if (next == base::never || next >= world.calendar.end) return next;
    // The peak is a quarter of a year after the sine's zero.
    const double days = base::to_days(next) - start - x.season.peak + base::days_per_year / 4;
    const double factor = behaviour::season_factor(x.season.swing, base::days_per_year, days);
    if (base::unit_double(words[2]) * x.most < factor * world.parameters.at(x.intensity, next)) return next;
    time = next;
  }
}

namespace {

POLKU_MULTIVERSION void add_waits(std::size_t n, const Tick* now, const std::uint32_t* word,
                                  const float* rate, Tick* next) {
  for (std::size_t k = 0; k < n; ++k) next[k] = later(now[k], word[k], rate[k]);
}

}  // namespace

void next_arrivals(const World& world, base::DrawKey key, std::uint32_t replication, std::uint8_t need,
                   std::size_t n, const Arrivals& x) {
  base::philox_batch(n, x.customer, base::replication_word(replication, arrivals_slot),
                     base::purpose_word(Purpose::need, world.needs[need].name_hash), x.now, key.philox_key(),
                     x.unused0, x.word, x.unused1, x.unused2);
  add_waits(n, x.now, x.word, x.rate, x.next);
}

void bear(const World& world, base::DrawKey key, std::uint32_t replication, std::uint32_t first,
          std::size_t count, Columns& b) {
  const Birth birth{world, key, replication};
  b.first = first;
  b.count = count;
#define POLKU_ZERO(type, name, per, meaning) \
  std::fill_n(b.name, values_per_customer(world, Per::per) * b.capacity, type{});
  POLKU_CUSTOMER_FIELDS(POLKU_ZERO)
#undef POLKU_ZERO
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t customer = first + static_cast<std::uint32_t>(i);
    b.segment[i] = segment_of(world, customer);
    const auto& segment = world.segments[b.segment[i]];
    const auto words = birth.words(customer, Purpose::birth, 0);
    b.step_due[i] = b.clock_due[i] = b.wish[i] = b.review_due[i] = b.left[i] = b.last_purchase[i] =
        base::never;
    b.need[i] = b.waiting_need[i] = world::no_need;
    b.target[i] = world::no_provider;
    birth.relationship(b, i, words);
    birth.traits(b, i, segment, words);
    birth.needs(b, i, segment);
    birth.minds(b, i, segment);
  }
}

}  // namespace polku::population
