// What is learned from logs whose process is known.
#include <catch2/catch.hpp>

#include <cmath>

#include "study/automaton.hpp"
#include "study/markov_log.hpp"
#include "study/wait_curve.hpp"

using namespace polku;
using namespace polku::study;

namespace {

std::size_t states_of(const Automaton& automaton, std::uint32_t activity) {
  std::size_t count = 0;
  for (const auto& state : automaton.states) count += state.activity == activity;
  return count;
}

}  // namespace

TEST_CASE("a process without memory is learned as a chain with one state an activity", "[study][automaton]") {
  // From a one goes to b or c with even chances, from each back to a with chance 1/4, else to d and out: all
  // that matters is where one is. Counts are those chances exactly, up to three rounds.
  std::vector<Variant> variants;
  std::vector<std::vector<std::uint32_t>> rounds = {{}};
  std::uint64_t count = 1536;  // of each way with one round, of 4,096 cases
  for (int round = 0; round < 4; ++round, count /= 8) {
    std::vector<std::vector<std::uint32_t>> longer;
    for (const auto& before : rounds)
      for (const std::uint32_t x : {1u, 2u}) {
        auto path = before;
        path.insert(path.end(), {0, x});
        longer.push_back(path);
        path.push_back(3);
        variants.push_back({path, count});
      }
    rounds = longer;
  }

  const Learned learned = learn_automaton(variants, 100);

  CHECK(learned.automaton.states.size() == 5);  // the start and four activities
  CHECK_FALSE(learned.simplified);
}

TEST_CASE("what came before is remembered where it decides what follows", "[study][automaton]") {
  // After b comes d if the way began with a, and e if it began with c: b is two states.
  const std::vector<Variant> variants = {{{0, 1, 3}, 500}, {{2, 1, 4}, 500}};

  const Automaton learned = learn_automaton(variants, 100).automaton;
  const Automaton chain = first_order(variants);

  CHECK(states_of(learned, 1) == 2);
  CHECK(states_of(chain, 1) == 1);
  CHECK(log_likelihood(learned) == Approx(log_likelihood(chain) + 1000.0 * std::log(2.0)));
}

TEST_CASE("a count of visits is remembered: exactly two rounds are not a coin for each",
          "[study][automaton]") {
  const std::vector<Variant> variants = {{{0, 1, 0, 1, 2}, 1000}};

  const Automaton learned = learn_automaton(variants, 100).automaton;

  CHECK(log_likelihood(learned) == 0.0);  // certain throughout
  CHECK(states_of(learned, 1) == 2);
}

TEST_CASE("too little evidence makes no state of its own", "[study][automaton]") {
  const std::vector<Variant> variants = {{{0, 1, 3}, 1}, {{2, 1, 4}, 1}, {{0, 1, 4}, 1}, {{2, 1, 3}, 1}};
  CHECK(states_of(learn_automaton(variants, 100).automaton, 1) == 1);
}

TEST_CASE("every case is counted once on its way, also through loops", "[study][automaton]") {
  const std::vector<Variant> variants = {
      {{0, 1, 1, 1, 2}, 30}, {{0, 1, 2}, 50}, {{0, 1, 1, 2}, 40}, {{0, 1, 1}, 7, 7}};

  const Automaton learned = learn_automaton(variants, 100).automaton;

  std::uint64_t ends = 0, visits = 0, passages = 0;
  for (const auto& state : learned.states) {
    ends += state.ends;
    visits += state.visits;
    for (const auto& edge : state.edges) passages += edge.count;
  }
  CHECK(ends == 120);                                // open cases have no end
  CHECK(passages == 30 * 5 + 50 * 3 + 40 * 4 + 21);  // every event is one passage
  CHECK(visits == passages + 127);                   // and one visit; the start has one for each case
}

TEST_CASE("a model of few states is simpler, not larger", "[study][automaton]") {
  std::vector<Variant> variants;
  for (std::uint32_t first = 0; first < 12; ++first)
    variants.push_back({{first, 20, 21, 22, first + 30}, 100});  // the end is as the beginning

  const Learned free = learn_automaton(variants, 100), tight = learn_automaton(variants, 30);

  CHECK(free.automaton.states.size() == 1 + 12 + 36 + 12);
  CHECK(tight.automaton.states.size() <= 31);
  CHECK(tight.simplified);
}

TEST_CASE("the yardstick has the chances and waits of the log's pairs", "[study][markov]") {
  record::CaseLog log;
  log.activities = {"a", "b"};
  for (int i = 0; i < 100; ++i) {
    log.cases.push_back({log.events.size(), i < 25 ? 2u : 1u, false});
    log.events.push_back({0, 0});
    if (i < 25) log.events.push_back({i % 2 == 0 ? 1000 : 9000, 1});
  }

  const auto made = markov_log(log, log.cases, 40'000, 1);

  double second = 0, wait = 0;
  for (const auto& x : made.cases)
    if (x.count == 2) {
      ++second;
      wait += static_cast<double>(made.of(x)[1].time);
    }
  // Binomial with 40,000 draws: standard error .0022; 4.5 of them.
  CHECK(second / 40'000 == Approx(0.25).margin(0.01));
  // 13 waits of 1 s, 12 of 9 s: mean 4.84 s, spread 4 s, standard error .04 s.
  CHECK(wait / second == Approx(4840).margin(180));
}

TEST_CASE("a curve of waits has their mean and their quantiles, short and long", "[study][waits]") {
  std::vector<double> waits;  // a third within minutes, the rest over days, one case after a year
  for (int i = 0; i < 1000; ++i) waits.push_back(i < 333 ? i / 333.0 / 1440.0 : 1.0 + (i - 333) / 100.0);
  waits.back() = 365.0;
  double mean = 0.0;
  for (const double wait : waits) mean += wait / 1000.0;

  const auto curve = wait_curve(waits);

  CHECK(curve.size() <= 14);
  CHECK(curve.front().share == 0.0);
  CHECK(curve.back().share == 1.0);
  CHECK(curve.back().days == Approx(365.0).epsilon(0.1));
  CHECK(scenario::mean_of(curve) == Approx(mean).epsilon(1e-9));
  const auto at = [&](double share) {
    std::size_t i = 1;
    while (curve[i].share < share) ++i;
    const auto &a = curve[i - 1], &b = curve[i];
    return a.days + (b.days - a.days) * (share - a.share) / (b.share - a.share);
  };
  CHECK(at(0.16) == Approx(0.5 / 1440.0).epsilon(0.1));
  CHECK(at(0.70) == Approx(waits[700]).epsilon(0.1));
}
