// The one seam to a thread library: TBB, or std::thread with POLKU_ONE_THREAD_LIBRARY (ThreadSanitizer
// reports false races inside TBB), or a plain loop in WebAssembly. Callers cut work into blocks whose size
// never depends on the thread count and merge per-worker sums of integers, so results cannot depend on
// threads either.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace polku::base {

/// Threads this process may use, at least 1.
std::size_t hardware_threads();

/// How many distinct `worker` numbers for_blocks() can hand out: `threads`, or all of the hardware's for 0.
std::size_t worker_count(std::size_t threads);

/// Calls body(block, worker) once for every block in [0, count), in no particular order. `worker` lies in
/// [0, worker_count(threads)) and no two calls run with the same worker at once: keep scratch per worker.
/// The first exception thrown by the body ends the loop and is rethrown here; blocks not yet started are
/// skipped. So are they once `*stop` is true. May be nested. Safe to call from several threads.
void for_blocks(std::size_t count, std::size_t threads,
                const std::function<void(std::size_t block, std::size_t worker)>& body,
                const std::atomic<bool>* stop = nullptr);

}  // namespace polku::base
