#include "study/discover.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "study/wait_curve.hpp"

namespace polku::study {
namespace {

using record::CaseLog;
using record::LoggedCase;

constexpr std::size_t most_learned = 200'000;  // events that shape the structure; the rest is counted in it
constexpr double least_wait = 1.0 / 86400.0;   // days, of a step in a loop

/// Step to step, or from the start, or to the end.
constexpr std::uint32_t outside = Automaton::no_activity;
using Follows = std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t>;

template <class Each>
void each_pair(const CaseLog& log, const LoggedCase& x, Each each) {
  std::uint32_t before = outside;
  for (const record::CaseEvent& event : log.of(x)) {
    each(before, event.activity);
    before = event.activity;
  }
  if (!x.open) each(before, outside);
}

/// Cases without rare transitions. Which are rare is judged once, on all cases.
std::vector<LoggedCase> common_cases(const CaseLog& log, std::span<const LoggedCase> cases, double rare,
                                     DiscoverNotes& notes) {
  std::vector<LoggedCase> kept(cases.begin(), cases.end());
  if (rare <= 0.0) return kept;
  Follows taken;  // cases that take the pair at least once
  for (const LoggedCase& x : cases) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> here;
    each_pair(log, x, [&](std::uint32_t a, std::uint32_t b) { here.emplace(a, b); });
    for (const auto& pair : here) ++taken[pair];
  }
  const double least = rare * static_cast<double>(cases.size());
  const auto is_rare = [&](std::uint32_t a, std::uint32_t b) {
    return static_cast<double>(taken.at({a, b})) < least;
  };
  for (const auto& [pair, count] : taken) notes.rare_transitions += static_cast<double>(count) < least;
  notes.rare_cases = std::erase_if(kept, [&](const LoggedCase& x) {
    bool leave_out = false;
    each_pair(log, x, [&](std::uint32_t a, std::uint32_t b) { leave_out = leave_out || is_rare(a, b); });
    return leave_out;
  });
  return kept;
}

/// Every so many-th case, so that about `most_learned` events remain.
std::vector<LoggedCase> sample(std::span<const LoggedCase> cases, DiscoverNotes& notes) {
  std::size_t events = 0;
  for (const LoggedCase& x : cases) events += std::min<std::size_t>(x.count, longest_path);
  const std::size_t stride = (events + most_learned - 1) / most_learned;
  std::vector<LoggedCase> taken;
  for (std::size_t i = 0; i < cases.size(); i += std::max<std::size_t>(1, stride)) taken.push_back(cases[i]);
  if (stride > 1) notes.sampled_cases = taken.size();
  for (const LoggedCase& x : taken) notes.cut_cases += x.count > longest_path;
  return taken;
}

/// What replaying all cases tells of each state.
struct Seen {
  std::uint64_t visits = 0, ends = 0;
  double first_position = 0.0;  // sum over visits of the place in the case
  std::vector<float> waits;     // days
  struct Onward {
    std::uint64_t count = 0, again = 0;  // passages; those to an activity that the case had seen
  };
  std::map<std::uint32_t, Onward> onward;
};

/// Follows every case through the automaton. Where a case goes on as none of the sample did, it goes to the
/// state of that activity that is visited most; an activity that the sample has not seen gets a state.
std::vector<Seen> replay(const CaseLog& log, std::span<const LoggedCase> cases, Automaton& automaton) {
  std::vector<Seen> seen(automaton.states.size());
  std::vector<std::uint32_t> usual(log.activities.size(), 0);
  for (std::uint32_t s = 1; s < automaton.states.size(); ++s) {
    std::uint32_t& known = usual[automaton.states[s].activity];
    if (known == 0 || automaton.states[s].visits > automaton.states[known].visits) known = s;
  }
  std::vector<std::uint32_t> last_case(log.activities.size(), 0);
  std::uint32_t number = 0;
  for (const LoggedCase& x : cases) {
    ++number;
    std::uint32_t at = 0;
    ++seen[0].visits;
    const auto events = log.of(x);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const std::uint32_t activity = events[i].activity;
      const Automaton::Edge* edge = automaton.states[at].edge(activity);
      if (!edge && usual[activity] == 0) {
        usual[activity] = static_cast<std::uint32_t>(automaton.states.size());
        automaton.states.emplace_back().activity = activity;
        seen.emplace_back();
      }
      const std::uint32_t to = edge ? edge->to : usual[activity];
      Seen::Onward& onward = seen[at].onward[to];
      ++onward.count;
      onward.again += last_case[activity] == number;
      last_case[activity] = number;
      Seen& here = seen[to];
      ++here.visits;
      here.first_position += static_cast<double>(i);
      if (i > 0)
        here.waits.push_back(static_cast<float>(static_cast<double>(events[i].time - events[i - 1].time) /
                                                record::milliseconds_per_day));
      at = to;
    }
    if (!x.open) ++seen[at].ends;
  }
  return seen;
}

std::vector<DiscoveredWay> ways_of(const Seen& seen, const std::vector<std::size_t>& place) {
  std::vector<DiscoveredWay> ways;
  for (const auto& [to, onward] : seen.onward)
    ways.push_back({place[to], onward.count, 2 * onward.again > onward.count});
  // Only open cases stood here at last: what they would have done is not known, and a journey has to end.
  if (seen.ends > 0 || ways.empty())
    ways.push_back({DiscoveredWay::end, std::max<std::uint64_t>(1, seen.ends), false});
  std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  return ways;
}

bool takes_time(const DiscoveredStep& step) {
  return !step.wait.empty() && scenario::mean_of(step.wait) >= least_wait;
}

/// A loop in which nothing takes time would never let a customer go: each of its steps gets a second.
void loosen_timeless_loops(Discovered& model) {
  // Steps that take no time and can come back to themselves through others that take none.
  for (std::size_t start = 0; start < model.steps.size(); ++start) {
    if (takes_time(model.steps[start])) continue;
    std::vector<bool> reached(model.steps.size(), false);
    std::vector<std::size_t> next = {start};
    while (!next.empty()) {
      const std::size_t at = next.back();
      next.pop_back();
      for (const DiscoveredWay& way : model.steps[at].ways)
        if (way.to != DiscoveredWay::end && !reached[way.to] && !takes_time(model.steps[way.to])) {
          reached[way.to] = true;
          next.push_back(way.to);
        }
    }
    if (!reached[start]) continue;
    model.steps[start].wait = {{0.0, 1.5 * least_wait}, {1.0, 1.5 * least_wait}};
    ++model.notes.loosened;
  }
}

}  // namespace

std::optional<Discovered> discover(const CaseLog& log, std::span<const LoggedCase> all,
                                   const DiscoverSettings& settings, std::size_t& too_many) {
  Discovered model;
  const std::vector<LoggedCase> cases = common_cases(log, all, settings.rare, model.notes);
  std::set<std::uint32_t> activities;
  for (const LoggedCase& x : cases)
    for (const record::CaseEvent& event : log.of(x)) activities.insert(event.activity);
  too_many = activities.size() > settings.most_steps ? activities.size() : 0;
  if (too_many > 0 || cases.empty()) return std::nullopt;

  const std::vector<LoggedCase> taken = sample(cases, model.notes);
  Learned learned = learn_automaton(variants_of(log, taken, longest_path), settings.most_steps);
  model.notes.simplified = learned.simplified;
  model.penalty = learned.penalty;
  model.log_likelihood = log_likelihood(learned.automaton);
  model.transitions = learned.automaton.transitions();
  std::vector<Seen> seen = replay(log, cases, learned.automaton);

  // Steps in the order in which journeys mostly meet them.
  std::vector<std::uint32_t> order(seen.size() - 1);
  std::iota(order.begin(), order.end(), 1u);
  const auto position = [&](std::uint32_t s) {
    return seen[s].visits == 0 ? 1e9 : seen[s].first_position / static_cast<double>(seen[s].visits);
  };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return position(a) < position(b); });
  std::erase_if(order, [&](std::uint32_t s) { return seen[s].visits == 0; });
  std::vector<std::size_t> place(seen.size(), DiscoveredWay::end);
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;

  model.activities = log.activities;
  for (const std::uint32_t s : order) {
    DiscoveredStep step;
    step.activity = learned.automaton.states[s].activity;
    step.visits = seen[s].visits;
    if (!seen[s].waits.empty()) {
      std::vector<double> waits(seen[s].waits.begin(), seen[s].waits.end());
      step.mean_wait = std::accumulate(waits.begin(), waits.end(), 0.0) / static_cast<double>(waits.size());
      step.wait = wait_curve(std::move(waits));
    }
    step.ways = ways_of(seen[s], place);
    model.events += step.visits;
    model.steps.push_back(std::move(step));
  }
  model.starts = ways_of(seen[0], place);
  model.cases = cases.size();
  model.span_days =
      static_cast<double>(log.start(cases.back()) - log.start(cases.front())) / record::milliseconds_per_day;
  loosen_timeless_loops(model);
  return model;
}

}  // namespace polku::study
