#include "simulate/run.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/math.hpp"
#include "base/parallel.hpp"
#include "behaviour/decay.hpp"
#include "population/birth.hpp"
#include "simulate/account.hpp"
#include "simulate/kernel.hpp"
#include "simulate/survey.hpp"
#include "simulate/wear.hpp"

namespace polku::simulate {
namespace {

constexpr std::size_t most_purchases_counted = 20;

/// What one thread works with.
struct Worker {
  Worker(const World& world, const Layout& layout, std::size_t block_size)
      : kernel(world, block_size),
        books(layout),
        passages(world),
        categories(world),
        ages(world),
        counts(most_purchases_counted + 1) {}
  Kernel kernel;
  Books books;
  Passages passages;
  CategoryCounts categories;
  AgeSums ages;
  MarketSums market;
  MoneyLines rows;
  std::vector<std::int64_t> counts;
  std::int64_t opening_customers = 0;
  std::uint64_t events = 0;
};

std::size_t block_size(const World& world, const RunSettings& settings) {
  if (settings.block_size > 0) return std::min<std::size_t>(settings.block_size, 65536);
  if (!world.feedback) return default_block_size;
  // Several blocks for each thread, so that none waits long for the last.
  const std::size_t blocks = 8 * base::worker_count(settings.threads);
  return std::clamp(std::size_t{world.customers} / blocks, default_block_size, default_feedback_block_size);
}

class Run {
 public:
  Run(const World& world, const RunSettings& settings, Outcome& outcome)
      : world_(world),
        settings_(settings),
        outcome_(outcome),
        block_size_(block_size(world, settings)),
        blocks_((std::size_t{world.customers} + block_size_ - 1) / block_size_) {
    const std::size_t workers =
        std::min(base::worker_count(settings.threads), std::max<std::size_t>(1, blocks_));
    for (std::size_t w = 0; w < base::worker_count(settings.threads); ++w)
      workers_.push_back(w < workers ? std::make_unique<Worker>(world, outcome.layout, block_size_)
                                     : nullptr);
    for (const auto& attribute : world.attributes) norms_.push_back(attribute.norm);
    exposures_.resize(world.needs.size());
    if (world.talks) talk_ = std::make_unique<Talk>(world);
    if (world.listens) listener_.emplace(world, outcome.layout);
    if (world.organises) organisation_.emplace(world);
    if (world.ages) aging_.emplace(world);
    had_.resize(world.providers.size());
    outcome_.customers.resize(
        static_cast<std::size_t>(std::min<std::int64_t>(world.recorded_customers, world.customers)));
    outcome_.rated.resize(outcome_.customers.size() * world.surveys.size());
  }

  void all() {
    if (world_.feedback)
      with_feedback();
    else
      without_feedback();
    outcome_.purchase_counts.assign(most_purchases_counted + 1, 0);
    for (const auto& worker : workers_) {
      if (!worker) continue;
      worker->kernel.book_rounds(worker->books);
      outcome_.books.merge(worker->books);
      outcome_.passages.merge(worker->passages);
      outcome_.categories.merge(worker->categories);
      outcome_.rows += worker->rows;
      outcome_.events += worker->events;
      outcome_.opening_customers += worker->opening_customers;
      for (std::size_t c = 0; c < worker->counts.size(); ++c)
        outcome_.purchase_counts[c] += worker->counts[c];
    }
    outcome_.complete = !stopped();
  }

 private:
  bool stopped() const { return settings_.stop && settings_.stop->load(std::memory_order_relaxed); }

  Worker& worker(std::size_t w) {
    if (!workers_[w]) workers_[w] = std::make_unique<Worker>(world_, outcome_.layout, block_size_);
    return *workers_[w];
  }

  Context context(Worker& worker) {
    return {world_,
            outcome_.layout,
            worker.books,
            base::DrawKey{world_.seed},
            settings_.replication,
            norms_.data(),
            world_.feedback ? &worker.market : nullptr,
            settings_.sink,
            world_.refers ? exposures_.data() : nullptr,
            listener_ ? &listener_->lifts() : nullptr,
            nullptr,
            talk_.get(),
            organisation_ ? organisation_->states() : nullptr,
            nullptr,
            nullptr,
            aging_ ? &*aging_ : nullptr,
            aging_ ? &worker.ages : nullptr};
  }

  /// For a block of customers: those whose rows are kept have their ways counted.
  Context context(Worker& worker, const population::Columns& b) {
    Context c = context(worker);
    if (b.first < outcome_.customers.size()) {
      c.passages = &worker.passages;
      c.accounts = &outcome_.accounts;
    }
    return c;
  }

  void begin(Worker& worker, population::Columns& b, std::size_t block) {
    const std::size_t first = block * block_size_;
    population::bear(world_, base::DrawKey{world_.seed}, settings_.replication,
                     static_cast<std::uint32_t>(first),
                     std::min<std::size_t>(block_size_, world_.customers - first), b);
    for (std::size_t i = 0; i < b.count; ++i) {
      worker.opening_customers += b.provider[i] == world_.own;
      worker.market.adopted += b.provider[i] != world::no_provider;
      worker.market.functions.customers += b.provider[i] == world_.own;
      if (world_.ages) ++worker.ages.people[b.segment[i]];
    }
    worker.kernel.wake(context(worker, b), b);
  }

  void finish(Worker& worker, population::Columns& b) {
    const Context c = context(worker, b);
    for (std::size_t i = 0; i < b.count; ++i) {
      if (!world_.relationship_surveys.empty()) ask_about_relationship(c, b, i, world_.calendar.end);
      settle(c, b, i, world_.calendar.end);
      worker.kernel.count_unfinished_rounds(c, b, i, world_.calendar.end);
      const MoneyLines money{b.revenue[i], b.product_cost[i], b.order_cost[i], b.service_cost[i],
                             b.sustaining_cost[i]};
      worker.rows += money;
      ++worker.counts[std::min<std::size_t>(b.purchases[i], most_purchases_counted)];
      const std::size_t number = b.first + i;
      if (number >= outcome_.customers.size()) continue;
      count_categories(c, b, i, worker.categories);
      for (std::size_t s = 0; s < world_.surveys.size(); ++s)
        outcome_.rated[number * world_.surveys.size() + s] = b.rated[b.at(s, i)];
      outcome_.customers[number] = {b.segment[i],
                                    b.provider[i],
                                    b.cause[i],
                                    (b.flags[i] & population::Flag::gone) != 0,
                                    b.purchases[i],
                                    b.last_purchase[i],
                                    b.left[i],
                                    b.attitude[b.at(world_.own, i)],
                                    -base::expm1(b.log_stay[i]),
                                    money};
    }
  }

  void without_feedback() {
    std::vector<std::unique_ptr<population::Block>> slabs(workers_.size());
    std::atomic<std::size_t> done{0};
    base::for_blocks(
        blocks_, settings_.threads,
        [&](std::size_t block, std::size_t w) {
          if (settings_.only_customer && *settings_.only_customer / block_size_ != block) return;
          Worker& mine = worker(w);
          if (!slabs[w]) slabs[w] = std::make_unique<population::Block>(world_, block_size_);
          auto& b = slabs[w]->columns();
          begin(mine, b, block);
          mine.events += mine.kernel.advance(context(mine, b), b, world_.calendar.end);
          finish(mine, b);
          if (settings_.progress)
            settings_.progress(static_cast<double>(++done) / static_cast<double>(blocks_));
        },
        settings_.stop);
  }

  void with_feedback() {
    std::vector<std::unique_ptr<population::Block>> slabs(blocks_);
    const auto each_block = [&](auto body) {
      base::for_blocks(
          blocks_, settings_.threads, [&](std::size_t block, std::size_t w) { body(block, worker(w)); },
          settings_.stop);
    };
    each_block([&](std::size_t block, Worker& mine) {
      slabs[block] = std::make_unique<population::Block>(
          world_, std::min<std::size_t>(block_size_, world_.customers - block * block_size_));
      begin(mine, slabs[block]->columns(), block);
    });
    collect_adopted();
    std::vector<float> before = norms_;
    for (Tick start = 0; start < world_.calendar.end && !stopped();) {
      const Tick until = std::min(world_.calendar.end, base::saturating_add(start, world_.calendar.epoch));
      outcome_.norms.push_back(norms_);
      expose(start, until);
      listen(start);
      if (organisation_) {
        organisation_->latch(start, until);
        outcome_.functions.push_back(organisation_->records());
      }
      if (aging_) aging_->latch(start, until);
      each_block([&](std::size_t block, Worker& mine) {
        auto& b = slabs[block]->columns();
        mine.events += mine.kernel.advance(context(mine, b), b, until);
        if (listener_ && !world_.relationship_surveys.empty())
          for (std::size_t i = 0; i < b.count; ++i) ask_about_relationship(context(mine), b, i, until);
      });
      learn(start, until, before);
      if (aging_) grow(start, until);
      if (talk_)
        talk_->latch(start, until,
                     std::min(world_.calendar.end, base::saturating_add(until, world_.calendar.epoch)));
      start = until;
      if (settings_.progress)
        settings_.progress(static_cast<double>(start) / static_cast<double>(world_.calendar.end));
    }
    if (!stopped())
      each_block([&](std::size_t block, Worker& mine) { finish(mine, slabs[block]->columns()); });
    if (aging_) outcome_.ages = aging_->records();
    if (!listener_) return;
    outcome_.rounds = listener_->rounds();
    outcome_.lifts = listener_->lifts();
  }

  /// At the start of an epoch: policies whose time has come read what was counted up to now.
  void listen(Tick now) {
    if (!listener_) return;
    if (listener_->due(now)) {
      const std::size_t begin = outcome_.layout.surveys_begin();
      Listener::Counts counts(outcome_.layout.row() - begin);
      for (auto& worker : workers_) {
        if (!worker) continue;
        for (std::size_t p = 0; p < outcome_.layout.periods(); ++p)
          for (std::size_t k = 0; k < counts.size(); ++k) counts[k] += worker->books.row(p)[begin + k];
      }
      listener_->read(now, counts);
    }
    listener_->take_effect(now);
  }

  /// Attributes grow older by what people met in the epoch that ended.
  void grow(Tick start, Tick until) {
    AgeSums sums(world_);
    for (auto& worker : workers_) {
      if (!worker) continue;
      sums += worker->ages;
      worker->ages.clear();
    }
    aging_->learn(sums, customers_of_providers(until), start, until);
  }

  /// As many as each provider has at the end of an epoch. Periods that are over are added up once.
  std::vector<std::int64_t> customers_of_providers(Tick until) {
    const std::uint32_t open = outcome_.layout.period(until - 1);
    std::vector<std::int64_t> customers;
    for (std::size_t j = 0; j < had_.size(); ++j) {
      const auto booked = [&](std::uint32_t period) {
        std::int64_t sum = 0;
        for (const auto& worker : workers_)
          if (worker) sum += worker->books.at(period, ProviderMeasure::provider_customers, j);
        return sum;
      };
      for (std::uint32_t period = first_open_; period < open; ++period) had_[j] += booked(period);
      customers.push_back(had_[j] + booked(open));
    }
    first_open_ = open;
    return customers;
  }

  void collect_adopted() {
    for (auto& worker : workers_) {
      if (!worker) continue;
      adopted_ += worker->market.adopted;
      worker->market.adopted = 0;
    }
  }

  /// Through others, everybody is exposed at the rate of the share that had bought when the epoch began.
  void expose(Tick start, Tick until) {
    const double share = static_cast<double>(adopted_) / static_cast<double>(world_.customers);
    for (std::size_t n = 0; n < exposures_.size(); ++n) {
      Exposure& exposure = exposures_[n];
      exposure.level = exposure.at(start);
      exposure.start = start;
      exposure.until = until;
      exposure.rate = world_.needs[n].referral * share;
    }
  }

  /// Norms move towards what customers met in the epoch that ended, and are extrapolated to the middle of the
  /// next: the value at its start alone would lag half an epoch behind.
  void learn(Tick start, Tick until, std::vector<float>& latched) {
    collect_adopted();
    MarketSums sums;
    for (auto& worker : workers_) {
      if (!worker) continue;
      for (std::size_t k = 0; k < norms_.size(); ++k) {
        sums.quality[k] += worker->market.quality[k];
        sums.count[k] += worker->market.count[k];
      }
      sums.functions += worker->market.functions;
      worker->market = {};
    }
    if (organisation_) organisation_->learn(sums.functions, start, until);
    if (!world_.learns_norms) return;
    const double moves =
        1.0 - behaviour::share_left(base::to_days(until - start), world_.behaviour.norm_half_life);
    for (std::size_t k = 0; k < norms_.size(); ++k) {
      const float old = latched[k];
      if (sums.count[k] > 0) {
        const double mean =
            static_cast<double>(sums.quality[k]) / sum_scale / static_cast<double>(sums.count[k]);
        latched[k] = static_cast<float>(static_cast<double>(old) + moves * (mean - static_cast<double>(old)));
      }
      norms_[k] = std::clamp(latched[k] + 0.5f * (latched[k] - old), 0.0f, 1.0f);
    }
  }

  const World& world_;
  const RunSettings& settings_;
  Outcome& outcome_;
  std::size_t block_size_, blocks_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<float> norms_;
  std::vector<Exposure> exposures_;  // per need
  std::int64_t adopted_ = 0;         // people who ever bought
  std::unique_ptr<Talk> talk_;       // where people talk
  std::optional<Listener> listener_;
  std::optional<Organisation> organisation_;
  std::optional<Aging> aging_;
  std::vector<std::int64_t> had_;  // customers of each provider when the first open period began
  std::uint32_t first_open_ = 0;
};

}  // namespace

MoneyLines& MoneyLines::operator+=(const MoneyLines& other) {
  revenue += other.revenue;
  product_cost += other.product_cost;
  order_cost += other.order_cost;
  service_cost += other.service_cost;
  sustaining_cost += other.sustaining_cost;
  return *this;
}

void run(const World& world, const RunSettings& settings, Outcome& outcome) {
  Run(world, settings, outcome).all();
}

}  // namespace polku::simulate
