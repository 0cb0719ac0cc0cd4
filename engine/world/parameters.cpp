#include "world/parameters.hpp"

#include <cmath>

namespace polku::world {

double Track::at(base::Tick time) const {
  const auto next = std::upper_bound(times.begin(), times.end(), time);
  if (next == times.begin()) return values.front();
  const auto k = static_cast<std::size_t>(next - times.begin()) - 1;
  if (next == times.end()) return values[k];
  const double share = static_cast<double>(time - times[k]) / static_cast<double>(times[k + 1] - times[k]);
  const double step = values[k + 1] - values[k];
  // The log-odds of a quality of exactly 0 or 1 are infinite: from there nothing leads but a jump at the
  // knot.
  return std::isfinite(step) ? values[k] + share * step : values[k];
}

namespace {

base::Tick after(base::Tick from, double days) {
  return days < base::to_days(base::never) ? base::saturating_add(from, base::to_ticks(days)) : base::never;
}

}  // namespace

base::Tick Track::when_summed(base::Tick from, double sum) const {
  double left = sum;
  auto k = static_cast<std::size_t>(std::upper_bound(times.begin(), times.end(), from) - times.begin());
  for (base::Tick start = from; k < times.size(); ++k) {
    const double days = base::to_days(times[k] - start), low = at(start), high = values[k];
    const double area = days * (low + high) / 2;
    if (area >= left && area > 0) {
      // low x + slope x^2 / 2 = left, solved without cancellation for slopes of either sign.
      const double slope = (high - low) / days;
      return after(start, 2 * left / (low + std::sqrt(std::max(0.0, low * low + 2 * slope * left))));
    }
    left -= area;
    start = times[k];
  }
  const base::Tick last = std::max(from, times.back());
  return values.back() > 0 ? after(last, left / values.back()) : base::never;
}

base::Tick Track::first_reaching(base::Tick from, double level) const {
  double before = at(from);
  if (before >= level) return from;
  auto k = static_cast<std::size_t>(std::upper_bound(times.begin(), times.end(), from) - times.begin());
  for (base::Tick start = from; k < times.size(); ++k) {
    if (values[k] >= level) {
      // Linear from `before` to the knot; two knots at one time are a jump.
      const double share = (level - before) / (values[k] - before);
      return start + static_cast<base::Tick>(std::ceil(share * static_cast<double>(times[k] - start)));
    }
    start = times[k];
    before = values[k];
  }
  return base::never;
}

base::Tick Parameters::first_reaching(ParameterId id, base::Tick from, double level) const {
  const std::int32_t track = track_of_[id];
  if (track >= 0) return tracks_[static_cast<std::size_t>(track)].first_reaching(from, level);
  return constants_[id] >= level ? from : base::never;
}

base::Tick Parameters::when_summed(ParameterId id, base::Tick from, double sum) const {
  const std::int32_t track = track_of_[id];
  if (track >= 0) return tracks_[static_cast<std::size_t>(track)].when_summed(from, sum);
  return constants_[id] > 0 ? after(from, sum / constants_[id]) : base::never;
}

Parameters::Parameters(std::vector<base::Tick> times, std::vector<std::vector<double>> snapshots)
    : constants_(snapshots.front()), track_of_(constants_.size(), -1) {
  for (std::size_t p = 0; p < constants_.size(); ++p) {
    const bool varies = std::any_of(snapshots.begin(), snapshots.end(),
                                    [&](const auto& snapshot) { return snapshot[p] != constants_[p]; });
    if (!varies) continue;
    Track track;
    track.times = times;
    for (const auto& snapshot : snapshots) track.values.push_back(snapshot[p]);
    track_of_[p] = static_cast<std::int32_t>(tracks_.size());
    tracks_.push_back(std::move(track));
  }
  floats_.assign(constants_.begin(), constants_.end());
}

std::pair<double, double> Parameters::range(ParameterId id) const {
  if (!varies(id)) return {constants_[id], constants_[id]};
  const auto& values = tracks_[static_cast<std::size_t>(track_of_[id])].values;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high};
}

bool Parameters::same(ParameterId id, const Parameters& other) const {
  if (!varies(id) && !other.varies(id)) return constants_[id] == other.constants_[id];
  if (varies(id) != other.varies(id)) return false;
  const auto& a = tracks_[static_cast<std::size_t>(track_of_[id])];
  const auto& b = other.tracks_[static_cast<std::size_t>(other.track_of_[id])];
  return a.times == b.times && a.values == b.values;
}

void Parameters::fill(ParameterId first, std::size_t count, const std::uint8_t* offset,
                      const base::Tick* time, std::size_t n, float* out) const {
  if (varies(first, count)) {
    for (std::size_t i = 0; i < n; ++i)
      out[i] = static_cast<float>(at(first + (offset ? offset[i] : 0u), time[i]));
  } else if (count == 1 || offset == nullptr) {
    std::fill_n(out, n, floats_[first]);
  } else {
    const float* values = floats_.data() + first;
    for (std::size_t i = 0; i < n; ++i) out[i] = values[offset[i]];
  }
}

}  // namespace polku::world
