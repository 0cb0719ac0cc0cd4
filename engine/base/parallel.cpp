#include "base/parallel.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#if !defined(__EMSCRIPTEN__) && !defined(POLKU_ONE_THREAD_LIBRARY)
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace polku::base {

namespace {

using Body = std::function<void(std::size_t, std::size_t)>;

bool stopped(const std::atomic<bool>* stop) { return stop && stop->load(std::memory_order_relaxed); }

void run_serial(std::size_t count, const Body& body, const std::atomic<bool>* stop) {
  for (std::size_t block = 0; block < count && !stopped(stop); ++block) body(block, 0);
}

#if defined(__EMSCRIPTEN__)

void run_parallel(std::size_t count, std::size_t, const Body& body, const std::atomic<bool>* stop) {
  run_serial(count, body, stop);
}

#elif defined(POLKU_ONE_THREAD_LIBRARY)

void run_parallel(std::size_t count, std::size_t workers, const Body& body, const std::atomic<bool>* stop) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr failure;
  const auto work = [&](std::size_t worker) {
    while (!failed.load(std::memory_order_relaxed) && !stopped(stop)) {
      const std::size_t block = next.fetch_add(1, std::memory_order_relaxed);
      if (block >= count) return;
      try {
        body(block, worker);
      } catch (...) {
        if (!failed.exchange(true)) failure = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < std::min(workers, count); ++worker)
      others.emplace_back(work, worker);
    work(0);
  }
  if (failure) std::rethrow_exception(failure);
}

#else

void run_parallel(std::size_t count, std::size_t workers, const Body& body, const std::atomic<bool>* stop) {
  // TBB caps its threads at the hardware's; whoever asks for seven on two cores (to test that it changes
  // nothing) gets seven.
  std::unique_ptr<tbb::global_control> more_threads;
  if (workers > hardware_threads()) {
    more_threads =
        std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, workers);
  }
  tbb::task_arena arena(static_cast<int>(workers));
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, count, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          const auto worker = static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
          for (std::size_t block = range.begin(); block != range.end() && !stopped(stop); ++block)
            body(block, worker);
        },
        tbb::simple_partitioner());
  });
}

#endif

}  // namespace

std::size_t hardware_threads() { return std::max<std::size_t>(1, std::thread::hardware_concurrency()); }

std::size_t worker_count(std::size_t threads) { return threads == 0 ? hardware_threads() : threads; }

void for_blocks(std::size_t count, std::size_t threads, const Body& body, const std::atomic<bool>* stop) {
  const std::size_t workers = worker_count(threads);
  if (workers == 1 || count <= 1) return run_serial(count, body, stop);
  run_parallel(count, workers, body, stop);
}

}  // namespace polku::base
