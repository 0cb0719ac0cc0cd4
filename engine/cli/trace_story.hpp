// The life of one customer as the simulation tells it: who it is, what happens, what it brings and costs.
// In the flow: between simulate and the words (trace_words) or JSON (trace_answer) of `polku trace`.
// Thread safety: one thread; the simulation behind it may use several.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "scenario/model.hpp"
#include "simulate/events.hpp"
#include "simulate/run.hpp"
#include "world/world.hpp"

namespace polku::cli {

/// What a customer is born with.
struct Portrait {
  std::uint8_t segment = 0;
  std::uint8_t provider = world::no_provider;  ///< whose customer it is at the start
  base::Tick contract_until = base::never;
  float loss_weight = 1.0f;
  float review_chance = 0.0f;            ///< to open the relationship at a review, before attitude
  std::vector<float> need_rates;         ///< own rate of each need [1/day]
  std::vector<std::uint8_t> categories;  ///< Kano category of each attribute
};

struct Story {
  world::World world;
  std::uint32_t customer = 0;
  std::uint32_t replication = 0;  ///< counts from 0
  Portrait portrait;
  std::vector<simulate::Event> events;
  simulate::MoneyLines money;  ///< with our company, over all of simulated time
  bool complete = true;        ///< false: stopped
};

/// What the customer of a story (its world, customer and replication) is born with.
Portrait portrait_of(const Story& story);

/// Simulates the customer; nobody else, unless customers feel what the market did. `option`: nothing is the
/// baseline.
Story tell_story(const scenario::Scenario& scenario, std::optional<std::size_t> option,
                 std::uint32_t customer, std::uint32_t replication, std::size_t threads,
                 const std::atomic<bool>* stop = nullptr);

/// The stories of several customers of one world. With feedback the market lives once for all of them.
std::vector<Story> tell_stories(const scenario::Scenario& scenario, std::optional<std::size_t> option,
                                const std::vector<std::uint32_t>& customers, std::uint32_t replication,
                                std::size_t threads, const std::atomic<bool>* stop = nullptr);

}  // namespace polku::cli
