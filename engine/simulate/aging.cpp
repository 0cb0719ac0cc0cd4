#include "simulate/aging.hpp"

#include <algorithm>

#include "simulate/measures.hpp"

namespace polku::simulate {
namespace {

using base::Tick;
using world::World;

void add_to(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& more) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

}  // namespace

AgeSums::AgeSums(const World& world)
    : people(world.ages ? world.segments.size() : 0),
      attributes_(world.attributes.size()),
      contacts_(people.size() * attributes_),
      chances_(world.ages ? world.providers.size() * attributes_ : 0),
      quality_(chances_.size()) {}

void AgeSums::operator+=(const AgeSums& other) {
  add_to(people, other.people);
  add_to(contacts_, other.contacts_);
  add_to(chances_, other.chances_);
  add_to(quality_, other.quality_);
}

void AgeSums::clear() {
  for (auto* sums : {&contacts_, &chances_, &quality_}) std::fill(sums->begin(), sums->end(), 0);
}

Aging::Aging(const World& world)
    : world_(world),
      known_(world.segments.size() * world.attributes.size()),
      pace_(known_.size()),
      offered_(world.providers.size() * world.attributes.size()),
      diffusion_(world.attributes.size()) {}

double Aging::counted_days(Tick start, Tick until) const {
  const Tick from = std::max(start, world_.calendar.warm_up);
  return until > from ? base::to_days(until - from) : 0.0;
}

/// What was gained is known when an epoch is over. Within the next one the age goes on at the pace of the
/// last and makes up for what it was behind or ahead, so that it neither jumps nor falls and lags by no whole
/// epoch.
void Aging::latch(Tick start, Tick until) {
  const double days = counted_days(start, until);
  Epoch epoch;
  for (std::size_t cell = 0; cell < known_.size(); ++cell) {
    const double level =
        epochs_.empty() ? 0.0
                        : epochs_.back().level[cell] +
                              epochs_.back().rate[cell] * counted_days(start - world_.calendar.epoch, start);
    epoch.level.push_back(level);
    epoch.rate.push_back(days > 0.0 ? std::max(0.0, (known_[cell] + pace_[cell] * days - level) / days)
                                    : 0.0);
  }
  epochs_.push_back(std::move(epoch));
  AgeRecord record{{}, diffusion_};
  for (std::size_t g = 0; g < world_.segments.size(); ++g)
    for (std::size_t k = 0; k < world_.attributes.size(); ++k) {
      const auto& attribute = world_.attributes[k];
      Tick since = world_.calendar.warm_up;
      for (int n = 1; attribute.renews; ++n) {
        const Tick again = renewal(world_, attribute, n, 0.5);
        if (again > start) break;
        since = again;
      }
      const bool grows = attribute.drift.trajectory != scenario::Trajectory::stable && start > since;
      record.age.push_back(grows ? age_of(world_, this, g, k, since, start) : 0.0);
    }
  records_.push_back(std::move(record));
}

void Aging::learn(const AgeSums& sums, const std::vector<std::int64_t>& customers, Tick start, Tick until) {
  const std::size_t attributes = world_.attributes.size();
  const double days = base::to_days(until - start);
  for (std::size_t k = 0; k < attributes; ++k) {
    diffusion_[k] = 0.0;
    for (std::size_t j = 0; j < world_.providers.size(); ++j) {
      double& offered = offered_[j * attributes + k];
      if (sums.chances(j, k) > 0)
        offered =
            static_cast<double>(sums.quality(j, k)) / sum_scale / static_cast<double>(sums.chances(j, k));
      diffusion_[k] += offered * static_cast<double>(customers[j]) / static_cast<double>(world_.customers);
    }
    diffusion_[k] = std::clamp(diffusion_[k], 0.0, 1.0);
    const scenario::Drift& drift = world_.attributes[k].drift;
    for (std::size_t g = 0; g < world_.segments.size(); ++g) {
      const double contacts = sums.people[g] > 0 ? static_cast<double>(sums.contacts(g, k)) /
                                                       static_cast<double>(sums.people[g]) / days
                                                 : 0.0;
      const std::size_t cell = place(g, k);
      pace_[cell] = drift.per_contact * contacts + drift.per_diffusion * diffusion_[k] / base::days_per_year;
      known_[cell] += pace_[cell] * counted_days(start, until);
    }
  }
}

double Aging::gained(std::size_t segment, std::size_t attribute, Tick time) const {
  const std::size_t e = std::min<std::size_t>(time / world_.calendar.epoch, epochs_.size() - 1);
  const Tick start = static_cast<Tick>(e) * world_.calendar.epoch;
  const std::size_t cell = place(segment, attribute);
  return epochs_[e].level[cell] + epochs_[e].rate[cell] * counted_days(start, time);
}

Tick renewal(const World& world, const world::Attribute& attribute, int n, double luck) {
  return world.parameters.first_reaching(attribute.renewed, world.calendar.warm_up, n - luck);
}

double age_of(const World& world, const Aging* aging, std::size_t segment, std::size_t attribute, Tick since,
              Tick time) {
  const double by_time =
      world.attributes[attribute].drift.per_year * base::to_days(time - since) / base::days_per_year;
  return aging
             ? by_time + (aging->gained(segment, attribute, time) - aging->gained(segment, attribute, since))
             : by_time;
}

}  // namespace polku::simulate
