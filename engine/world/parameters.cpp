#include "world/parameters.hpp"

namespace polku::world {

double Track::at(base::Tick time) const {
  const auto next = std::upper_bound(times.begin(), times.end(), time);
  if (next == times.begin()) return values.front();
  const auto k = static_cast<std::size_t>(next - times.begin()) - 1;
  if (next == times.end()) return values[k];
  const double share = static_cast<double>(time - times[k]) / static_cast<double>(times[k + 1] - times[k]);
  return values[k] + share * (values[k + 1] - values[k]);
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
