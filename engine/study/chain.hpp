// From a change in the process to what customers do, link by link: failures at steps, qualities felt against
// expectation, satisfaction, attitude, who leaves and why, who comes. In the flow: `polku explain`. Thread
// safety: pure function.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "record/collect.hpp"

namespace polku::study {

enum class Stage { process, performance, satisfaction, behaviour };
inline constexpr std::size_t stages = 4;
inline constexpr std::array<std::string_view, stages> stage_names = {"process", "performance", "satisfaction",
                                                                     "behaviour"};

/// One figure in both worlds.
struct Link {
  Stage stage{};
  std::string what;  ///< "failures at install", "welcome_gift felt"
  std::string unit;  ///< as in results: "times", "people", "1"
  double baseline = 0.0, option = 0.0;
};

/// All links of one replication, after the warm-up, in a fixed order.
std::vector<Link> chain_of(const world::World& world, const record::Finished& baseline,
                           const record::Finished& option);

}  // namespace polku::study
