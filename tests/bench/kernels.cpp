// How fast the inner loops are by themselves: random words, elementary functions, one felt attribute, one
// choice. Items are what one customer needs once; arrays fit the caches, as the blocks of a run do.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/isa.hpp"
#include "base/math.hpp"
#include "base/philox.hpp"
#include "behaviour/choice.hpp"
#include "simulate/experience.hpp"

namespace {

using namespace polku;

constexpr std::size_t lanes = 2048;

/// Random words, the same in every run.
std::vector<std::uint32_t> words(std::uint32_t purpose) {
  std::vector<std::uint32_t> all(lanes);
  for (std::uint32_t i = 0; i < lanes; ++i) all[i] = base::philox({i, 0, purpose, 0}, {1, 2})[0];
  return all;
}

/// Uniform numbers between `low` and `high`.
std::vector<float> uniforms(std::uint32_t purpose, float low, float high) {
  std::vector<float> all(lanes);
  const auto drawn = words(purpose);
  for (std::size_t i = 0; i < lanes; ++i) all[i] = low + (high - low) * base::unit_float(drawn[i]);
  return all;
}

void count_items(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(lanes));
}

// Elementary functions are inlined into kernels that exist once per instruction set; here they are such
// kernels alone.
POLKU_MULTIVERSION void exp_of(const float* x, float* y) {
  for (std::size_t i = 0; i < lanes; ++i) y[i] = base::exp(x[i]);
}
POLKU_MULTIVERSION void log_of(const float* x, float* y) {
  for (std::size_t i = 0; i < lanes; ++i) y[i] = base::log(x[i]);
}
POLKU_MULTIVERSION void normal_quantile_of(const float* x, float* y) {
  for (std::size_t i = 0; i < lanes; ++i) y[i] = base::normal_quantile(x[i]);
}

void philox_batch(benchmark::State& state) {
  const auto customer = words(1), visit = words(2);
  std::vector<std::uint32_t> w0(lanes), w1(lanes), w2(lanes), w3(lanes);
  for (auto _ : state) {
    base::philox_batch(lanes, customer.data(), 0, 7, visit.data(), {1, 2}, w0.data(), w1.data(), w2.data(),
                       w3.data());
    benchmark::DoNotOptimize(w3.data());
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK(philox_batch);

void elementary(benchmark::State& state, void (*function)(const float*, float*), float low, float high) {
  const auto x = uniforms(3, low, high);
  std::vector<float> y(lanes);
  for (auto _ : state) {
    function(x.data(), y.data());
    benchmark::DoNotOptimize(y.data());
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK_CAPTURE(elementary, exp, exp_of, -10.0f, 10.0f);
BENCHMARK_CAPTURE(elementary, log, log_of, 0.0f, 10.0f);
BENCHMARK_CAPTURE(elementary, normal_quantile, normal_quantile_of, 0.0f, 1.0f);

/// One attribute of one encounter: quality drawn, held against the reference, felt, expectation moved.
void feel(benchmark::State& state) {
  const auto word = words(4);
  const auto mean = uniforms(5, 0.5f, 0.9f), location = uniforms(6, -1.0f, 2.0f),
             weight = uniforms(7, 0.2f, 1.0f);
  const std::vector<float> scale(lanes, 0.8f), loss_weight(lanes, 1.955f), fresh(lanes, 1.0f);
  std::vector<std::int32_t> category(lanes);
  for (std::size_t i = 0; i < lanes; ++i) category[i] = static_cast<std::int32_t>(word[i] % 3);
  std::vector<float> expectation = uniforms(8, 0.4f, 0.8f), felt(lanes), gap(lanes), satisfaction(lanes),
                     sum(lanes);
  const simulate::ExperienceLanes all{
      word.data(),        mean.data(),         location.data(), scale.data(),       category.data(),
      loss_weight.data(), fresh.data(),        weight.data(),   expectation.data(), felt.data(),
      gap.data(),         satisfaction.data(), sum.data()};
  for (auto _ : state) {
    simulate::feel(lanes, {}, all);
    benchmark::DoNotOptimize(sum.data());
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK(feel);

/// The best of four alternatives by random utility.
void choice(benchmark::State& state) {
  const auto u = uniforms(9, 0.0f, 1.0f);
  for (auto _ : state) {
    std::size_t chosen = 0;
    for (std::size_t i = 0; i + 4 <= lanes; i += 4) {
      std::array<float, 4> utility{0.5f, 0.2f, 0.0f, -0.3f};
      for (std::size_t j = 0; j < 4; ++j) utility[j] += behaviour::gumbel(u[i + j], 1.0f);
      chosen += behaviour::best_alternative<float>(utility);
    }
    benchmark::DoNotOptimize(chosen);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(lanes / 4));
}
BENCHMARK(choice);

}  // namespace
