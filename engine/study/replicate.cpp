#include "study/replicate.hpp"

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/parallel.hpp"
#include "record/event_log.hpp"

namespace polku::study {
namespace {

// Worlds of no more customers than this have too few blocks to keep threads busy: they run side by side.
constexpr std::size_t few_customers = 8 * simulate::default_block_size;
constexpr std::size_t worlds_per_thread = 2;  // at once, so that none waits long for the last

/// Tells how far all the work has come; blocks and worlds report from many threads.
class Meter {
 public:
  Meter(const Settings& settings, const Part& part, std::size_t runs)
      : settings_(settings), part_(part), shares_(runs) {}
  void operator()(std::size_t run, double share, const std::string& doing) {
    if (!settings_.progress) return;
    const std::lock_guard lock(mutex_);
    done_ += share - shares_[run];
    shares_[run] = share;
    const double done = done_ / static_cast<double>(shares_.size());
    settings_.progress({(static_cast<double>(part_.index) + done) / static_cast<double>(part_.of), doing});
  }

 private:
  const Settings& settings_;
  const Part& part_;
  std::mutex mutex_;
  std::vector<double> shares_;  // of each run
  double done_ = 0.0;           // their sum
};

bool small(const std::vector<world::World>& worlds) {
  return std::all_of(worlds.begin(), worlds.end(),
                     [](const world::World& world) { return world.customers <= few_customers; });
}

/// One world to its end; nothing if stopped.
std::optional<record::Finished> finish(const world::World& world, simulate::RunSettings settings,
                                       bool logged) {
  auto outcome = std::make_unique<simulate::Outcome>(world);
  std::optional<record::EventLog> log;
  if (logged && world.recorded_events > 0)
    settings.sink = &log.emplace(static_cast<std::uint32_t>(world.recorded_events));
  simulate::run(world, settings, *outcome);
  if (!outcome->complete) return std::nullopt;
  auto company = record::company_account(world, *outcome);
  return record::Finished{std::move(outcome), std::move(company), log ? log->take() : record::Events()};
}

}  // namespace

bool replicate(const std::vector<world::World>& worlds, std::size_t replications, const Settings& settings,
               const Part& part, const std::function<void(std::size_t, std::vector<record::Finished>)>& each,
               const std::function<bool()>& enough) {
  const std::size_t threads = base::worker_count(settings.threads);
  const bool beside = small(worlds);
  // What may be enough after any replication is not begun before that is known.
  const std::size_t of = worlds.size();
  const std::size_t at_once = beside && !enough && of > 0 ? (worlds_per_thread * threads + of - 1) / of : 1;
  Meter meter(settings, part, replications * of);
  const std::string before = part.doing.empty() ? "" : part.doing + ": ";

  for (std::size_t first = 0; first < replications; first += at_once) {
    const std::size_t end = std::min(first + at_once, replications), runs = (end - first) * of;
    std::vector<std::optional<record::Finished>> finished(runs);
    const auto run = [&](std::size_t index, std::size_t) {
      const std::size_t r = first + index / of;
      const world::World& world = worlds[index % of];
      const std::string doing = before + world.name + ", replication " + std::to_string(r + 1) + " of " +
                                std::to_string(replications);
      simulate::RunSettings mine;
      mine.replication = static_cast<std::uint32_t>(part.first_replication + r);
      mine.threads = beside ? std::max<std::size_t>(1, threads / runs) : threads;
      mine.block_size = settings.block_size;
      mine.stop = settings.stop;
      mine.progress = [&](double share) { meter(first * of + index, share, doing); };
      finished[index] = finish(world, mine, r == 0);
    };
    base::for_blocks(runs, beside ? threads : 1, run, settings.stop);
    auto next = finished.begin();
    for (std::size_t r = first; r < end; ++r) {
      std::vector<record::Finished> replication;
      for (std::size_t w = 0; w < of; ++w, ++next) {
        if (!*next) return false;
        replication.push_back(std::move(**next));
      }
      each(r, std::move(replication));
    }
    if (enough && enough()) break;
  }
  return true;
}

}  // namespace polku::study
