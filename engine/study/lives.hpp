// The same people in two worlds: who was saved, who was lost, who never noticed; and where a life parts from
// its twin. In the flow: `polku explain`. Thread safety: as study.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulate/events.hpp"
#include "study/study.hpp"
#include "world/world.hpp"

namespace polku::study {

enum class Fate {
  untouched,  ///< nothing that is kept of the person differs
  touched,    ///< something differs, not whose customer the person is in the end
  saved,      ///< ours in the end, and not in the baseline
  lost,       ///< the other way round
};
inline constexpr std::size_t fates = 4;

/// Where two lives part.
struct Parting {
  std::size_t first = 0;                         ///< event of the baseline's life at which anything differs
  std::size_t first_other = 0;                   ///< and of the other life
  std::size_t decision = 0, decision_other = 0;  ///< events at which the first decision that differs stands
  std::optional<std::uint8_t> step;              ///< at which the difference was first felt
  std::optional<std::uint8_t> attribute;         ///< of which, if it was a quality and not an outcome
};

/// Both lives of one person.
struct Twin {
  std::uint32_t customer = 0;
  Fate fate{};
  std::uint8_t segment = 0;
  simulate::Cause cause{};  ///< why the relationship ended, in the world in which it did
  std::vector<simulate::Event> baseline, option;
  Parting parting;
};

struct Lives {
  std::size_t people = 0;                             ///< compared
  std::vector<std::array<std::size_t, fates>> count;  ///< by segment
  std::vector<Twin> twins;                            ///< of the saved and the lost, as many as were followed
  bool complete = true;
};

/// Compares everybody (at most `most_people`) in one replication, and follows up to `most_followed` of the
/// saved and the lost, evenly spread over their numbers, event by event.
Lives lives_of(const world::World& baseline, const world::World& option, std::uint32_t replication,
               const Settings& settings, std::size_t most_people = 1'000'000,
               std::size_t most_followed = 2000);

/// Where the lives part; nothing if they do not.
std::optional<Parting> parting_of(const std::vector<simulate::Event>& baseline,
                                  const std::vector<simulate::Event>& option);

}  // namespace polku::study
