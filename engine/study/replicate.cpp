#include "study/replicate.hpp"

#include <mutex>
#include <optional>

#include "record/event_log.hpp"

namespace polku::study {
namespace {

/// Tells how far all the work has come; blocks report from many threads.
class Meter {
 public:
  Meter(const Settings& settings, const Part& part, std::size_t runs)
      : settings_(settings), part_(part), runs_(runs) {}
  void run(std::size_t index, std::string doing) {
    index_ = index;
    doing_ = std::move(doing);
  }
  void operator()(double share) {
    if (!settings_.progress) return;
    const std::lock_guard lock(mutex_);
    const double done = (static_cast<double>(index_) + share) / static_cast<double>(runs_);
    settings_.progress({(static_cast<double>(part_.index) + done) / static_cast<double>(part_.of), doing_});
  }

 private:
  const Settings& settings_;
  const Part& part_;
  std::size_t runs_, index_ = 0;
  std::string doing_;
  std::mutex mutex_;
};

}  // namespace

bool replicate(const std::vector<world::World>& worlds, std::size_t replications, const Settings& settings,
               const Part& part, const std::function<void(std::size_t, std::vector<record::Finished>)>& each,
               const std::function<bool()>& enough) {
  Meter meter(settings, part, replications * worlds.size());
  const std::string before = part.doing.empty() ? "" : part.doing + ": ";
  for (std::size_t r = 0; r < replications; ++r) {
    std::vector<record::Finished> finished;
    for (std::size_t w = 0; w < worlds.size(); ++w) {
      meter.run(r * worlds.size() + w, before + worlds[w].name + ", replication " + std::to_string(r + 1) +
                                           " of " + std::to_string(replications));
      simulate::RunSettings run_settings;
      run_settings.replication = static_cast<std::uint32_t>(part.first_replication + r);
      run_settings.threads = settings.threads;
      run_settings.block_size = settings.block_size;
      run_settings.stop = settings.stop;
      run_settings.progress = [&](double share) { meter(share); };
      auto outcome = std::make_unique<simulate::Outcome>(worlds[w]);
      std::optional<record::EventLog> log;
      if (r == 0 && worlds[w].recorded_events > 0)
        run_settings.sink = &log.emplace(static_cast<std::uint32_t>(worlds[w].recorded_events));
      simulate::run(worlds[w], run_settings, *outcome);
      if (!outcome->complete) return false;
      auto company = record::company_account(worlds[w], *outcome);
      finished.push_back({std::move(outcome), std::move(company), log ? log->take() : record::Events()});
    }
    each(r, std::move(finished));
    if (enough && enough()) break;
  }
  return true;
}

}  // namespace polku::study
