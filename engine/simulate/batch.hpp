// Plain loops over a batch, each compiled for several instruction sets. Arrays of n values; nothing else is
// touched.
#pragma once

#include <cstddef>
#include <cstdint>

#include "simulate/books.hpp"
#include "simulate/events.hpp"
#include "world/world.hpp"

namespace polku::simulate {

/// out[k] = the column's value for the k-th customer listed.
template <class T>
void pick(std::size_t n, const std::uint16_t* list, const T* column, T* __restrict out) {
  for (std::size_t k = 0; k < n; ++k) out[k] = column[list[k]];
}

/// The column's value for the k-th customer listed = in[k].
template <class T>
void put(std::size_t n, const std::uint16_t* list, const T* in, T* __restrict column) {
  for (std::size_t k = 0; k < n; ++k) column[list[k]] = in[k];
}

/// Asks for what a loop will need of a customer some turns later. Where the market is fed back, blocks come
/// from memory, and long code for one customer leaves the processor no view of the next.
constexpr std::size_t turns_ahead = 8;
template <class... T>
void fetch(std::size_t i, const T*... columns) {
  (__builtin_prefetch(columns + i), ...);
}

/// Lists the places of those for whom something is due before `until`. Returns how many; `slack` places more
/// may be written to.
constexpr std::size_t slack = 8;
std::size_t who_is_due(std::size_t n, const Tick* due, Tick until, std::uint16_t* places);

/// Numbers of the customers listed, in a block whose first is `first`.
void numbers(std::size_t n, const std::uint16_t* list, std::uint32_t first, std::uint32_t* customer);

/// From the provider of the journey, if there is one, to whose figures hold and whether there is somebody to
/// feel.
void whom(std::size_t n, std::uint8_t own, std::uint8_t* provider, std::uint8_t* deals);

/// Reporting period of each time.
void periods(std::size_t n, Layout layout, const Tick* now, std::uint32_t* period);

void uniforms(std::size_t n, const std::uint32_t* word, float* uniform);

/// Geometric: P(rounds >= m) = chance^m, but never more than `most` rounds.
void count_rounds(std::size_t n, const std::uint32_t* word, float one_over_log_chance, float most,
                  std::uint32_t* rounds);

/// What becomes of a step. At a gate whoever draws above the chance fails; a failure may be put right at
/// once; and whoever has not failed may be lost between two functions.
void stop_at_gate(std::size_t n, const std::uint32_t* word, const float* chance, std::uint8_t* outcome);
void try_again(std::size_t n, const std::uint32_t* word, const float* chance, std::uint8_t* outcome);
void lose_between(std::size_t n, const std::uint32_t* word, const float* chance, std::uint8_t* outcome);
/// Those who failed go where failures go.
void where_failed(std::size_t n, const std::uint8_t* outcome, const std::uint8_t* to_failed,
                  std::uint8_t* to);

/// Exponential waits: due[k] = now[k] plus days[k] times a draw of mean 1, `never` where that does not fit.
void wait_exponentially(std::size_t n, const std::uint32_t* word, const double* days, const Tick* now,
                        Tick* due);

/// Chance that a review opens a relationship; see behaviour::review_chance().
void review_chances(std::size_t n, const float* log_stay, const float* weight, const float* attitude,
                    const float* conflict, const float* criticality, float* chance);

/// Adds one to the choice of everyone whose draw is not below the bound.
void pass(std::size_t n, const float* uniform, float bound, std::uint32_t* choice);

/// out[k] = table[index[k]].
void look_up(std::size_t n, const std::uint8_t* index, const std::uint32_t* table, std::uint32_t* out);

/// Who enters which step, how long that takes, and which clock is the customer's earliest.
struct Entering {
  std::size_t n;
  Tick until;
  std::uint8_t nobody;
  const std::uint8_t *to, *clock_node;
  const Tick *now, *takes, *clock;
};
constexpr std::uint8_t elsewhere = 0xFF;
/// When the step happens, when the next thing happens, step or clock, and which list that belongs to:
/// `nobody`'s from `until` on, `elsewhere` where takes is `never` or clock 0, which need thought.
void schedule(const Entering& entering, Tick* due, Tick* next, std::uint8_t* lists);

/// Bit l is set where lists[k] == l for some k. 0 if a list other than `elsewhere` is above 63.
std::uint64_t lists_used(std::size_t n, const std::uint8_t* lists);

/// Whether n values are all the same.
bool all_alike(std::size_t n, const std::uint32_t* values);

/// Appends the places whose list it is. Returns the new end; `slack` places more may be written to.
std::uint16_t* pick_list(std::size_t n, const std::uint16_t* places, const std::uint8_t* lists,
                         std::uint8_t list, std::uint16_t* end);

}  // namespace polku::simulate
