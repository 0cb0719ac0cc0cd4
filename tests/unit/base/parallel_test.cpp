#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/parallel.hpp"

using namespace polku::base;

TEST_CASE("every block runs exactly once, with a worker that exists", "[base][parallel]") {
  for (const std::size_t threads : {0u, 1u, 2u, 7u}) {
    for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
      std::vector<std::atomic<int>> runs(count);
      std::atomic<bool> worker_exists{true};

      for_blocks(count, threads, [&](std::size_t block, std::size_t worker) {
        ++runs[block];
        if (worker >= worker_count(threads)) worker_exists = false;
      });

      CHECK(std::all_of(runs.begin(), runs.end(), [](const auto& n) { return n == 1; }));
      CHECK(worker_exists);
    }
  }
}

TEST_CASE("no two blocks run with the same worker at once, also when nested", "[base][parallel]") {
  constexpr std::size_t threads = 4;
  std::vector<std::atomic<int>> busy(threads);
  std::atomic<int> clashes{0}, inner_runs{0};

  for_blocks(200, threads, [&](std::size_t, std::size_t worker) {
    if (++busy[worker] != 1) ++clashes;
    for_blocks(10, 2, [&](std::size_t, std::size_t) { ++inner_runs; });
    --busy[worker];
  });

  CHECK(clashes == 0);
  CHECK(inner_runs == 2000);
}

TEST_CASE("asking for seven threads gives seven on any machine", "[base][parallel]") {
  std::atomic<int> arrived{0};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);

  for_blocks(7, 7, [&](std::size_t, std::size_t) {
    ++arrived;
    while (arrived < 7 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  });

  CHECK(std::chrono::steady_clock::now() < deadline);
}

TEST_CASE("an exception in a block reaches the caller and ends the loop", "[base][parallel]") {
  for (const std::size_t threads : {1u, 3u}) {
    std::atomic<int> runs{0};
    const auto failing = [&](std::size_t block, std::size_t) {
      ++runs;
      if (block == 5) throw std::runtime_error("block 5");
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    };

    CHECK_THROWS_WITH(for_blocks(5000, threads, failing), "block 5");
    CHECK(runs < 5000);
  }
}

TEST_CASE("a stopped loop starts no further block", "[base][parallel]") {
  for (const std::size_t threads : {1u, 3u}) {
    std::atomic<bool> stop{false};
    std::atomic<int> runs{0};

    for_blocks(
        100000, threads,
        [&](std::size_t, std::size_t) {
          if (++runs == 10) stop = true;
        },
        &stop);

    CHECK(runs >= 10);
    CHECK(runs < 20);
  }
}

TEST_CASE("there is at least one thread", "[base][parallel]") {
  CHECK(hardware_threads() >= 1);
  CHECK(worker_count(0) == hardware_threads());
  CHECK(worker_count(3) == 3);
}
