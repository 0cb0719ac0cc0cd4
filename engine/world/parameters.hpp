// Every number of the world that a dated change may alter, in one flat array. A constant costs one load; a
// number that changes is a piecewise linear track over time, known before the run starts, so that its value
// depends on the time of an event alone and never on the epoch. In the flow: filled by world::build, read by
// simulate. Immutable while customers live: safe from any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.hpp"

namespace polku::world {

/// Place of a number in the array. A quantity per provider takes consecutive places.
using ParameterId = std::uint32_t;
inline constexpr ParameterId no_parameter = 0xFFFFFFFF;

/// Values at knots, linear between them; two knots at one time are a jump, and the later one holds from then
/// on.
struct Track {
  std::vector<base::Tick> times;
  std::vector<double> values;
  double at(base::Tick time) const;
  /// When the integral from `from` on reaches `sum` [value x days]; `never` if it does not. Values are not
  /// negative.
  base::Tick when_summed(base::Tick from, double sum) const;
  base::Tick first_reaching(base::Tick from, double level) const;
};

class Parameters {
 public:
  Parameters() = default;
  /// `snapshots[k]` holds every number at `times[k]`; equal neighbouring times are the two sides of a jump.
  Parameters(std::vector<base::Tick> times, std::vector<std::vector<double>> snapshots);

  std::size_t size() const { return constants_.size(); }
  bool varies(ParameterId id) const { return track_of_[id] >= 0; }
  bool varies(ParameterId first, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i)
      if (track_of_[first + i] >= 0) return true;
    return false;
  }
  /// Value at a time. [the parameter's own unit]
  double at(ParameterId id, base::Tick time) const {
    const std::int32_t track = track_of_[id];
    return track < 0 ? constants_[id] : tracks_[static_cast<std::size_t>(track)].at(time);
  }
  /// The same as a float, which most formulas take.
  float float_at(ParameterId id, base::Tick time) const {
    const std::int32_t track = track_of_[id];
    return track < 0 ? floats_[id] : static_cast<float>(tracks_[static_cast<std::size_t>(track)].at(time));
  }
  /// First time from `from` on at which the number is at least `level`; `never` if it does not get there.
  base::Tick first_reaching(ParameterId id, base::Tick from, double level) const;
  /// When a rate [1/day], summed over time from `from` on, reaches `sum`: with sum = -ln(uniform) the next
  /// event of a Poisson process whose rate changes, the same event as without the change if it comes before
  /// it.
  base::Tick when_summed(ParameterId id, base::Tick from, double sum) const;
  /// Value before any change.
  double initial(ParameterId id) const { return constants_[id]; }
  const float* initial_floats() const { return floats_.data(); }
  /// Least and greatest value over all times.
  std::pair<double, double> range(ParameterId id) const;
  /// Whether two worlds agree on this number at all times.
  bool same(ParameterId id, const Parameters& other) const;

  /// out[i] = the number at first + offset[i] (offset null: first) at time[i], for i < n.
  void fill(ParameterId first, std::size_t count, const std::uint8_t* offset, const base::Tick* time,
            std::size_t n, float* out) const;

 private:
  std::vector<double> constants_;
  std::vector<float> floats_;
  std::vector<std::int32_t> track_of_;
  std::vector<Track> tracks_;
};

}  // namespace polku::world
