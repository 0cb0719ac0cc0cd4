#include "study/markov_log.hpp"

#include <map>

#include "base/draws.hpp"
#include "study/automaton.hpp"

namespace polku::study {
namespace {

constexpr std::uint32_t outside = Automaton::no_activity;

/// What follows an activity: each passage of the log, the end as `outside`, with its wait.
struct Passage {
  std::uint32_t to;
  std::int64_t wait;
};

double uniform(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

}  // namespace

record::CaseLog markov_log(const record::CaseLog& log, std::span<const record::LoggedCase> cases,
                           std::size_t count, std::uint64_t seed, std::size_t longest) {
  // To draw one passage out of all that left the activity is to draw the next activity with its chance, and
  // then one of the waits between the two.
  std::map<std::uint32_t, std::vector<Passage>> passages;
  for (const record::LoggedCase& x : cases) {
    std::uint32_t before = outside;
    std::int64_t time = log.start(x);
    for (const record::CaseEvent& event : log.of(x)) {
      passages[before].push_back({event.activity, event.time - time});
      before = event.activity;
      time = event.time;
    }
    if (!x.open) passages[before].push_back({outside, 0});
  }
  record::CaseLog result;
  result.activities = log.activities;
  for (std::size_t c = 0; c < count; ++c) {
    record::LoggedCase made{result.events.size(), 0, false};
    std::uint32_t at = outside;
    std::int64_t time = 0;
    while (made.count < longest) {
      const auto from = passages.find(at);
      if (from == passages.end()) break;
      const base::DrawAddress address{static_cast<std::uint32_t>(c),           0, 0,
                                      base::purpose_word(base::Purpose::step), 0, made.count};
      const auto words = base::draw(base::DrawKey{seed}, address);
      const auto& choice = from->second;
      const Passage& next =
          choice[static_cast<std::size_t>(uniform(words[0]) * static_cast<double>(choice.size()))];
      if (next.to == outside) break;
      time += next.wait;
      result.events.push_back({time, next.to});
      ++made.count;
      at = next.to;
    }
    if (made.count > 0) result.cases.push_back(made);
  }
  return result;
}

}  // namespace polku::study
