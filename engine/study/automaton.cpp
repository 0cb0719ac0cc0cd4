#include "study/automaton.hpp"

#include <algorithm>
#include <optional>

#include "base/math.hpp"

namespace polku::study {
namespace {

using Edge = Automaton::Edge;
using State = Automaton::State;

double x_log_x(std::uint64_t count) {
  if (count < 2) return 0.0;
  const auto x = static_cast<double>(count);
  return x * base::log(x);
}

double log_likelihood(const State& state) {
  double sum = x_log_x(state.ends);
  std::uint64_t total = state.ends;
  for (const Edge& edge : state.edges) {
    sum += x_log_x(edge.count);
    total += edge.count;
  }
  return sum - x_log_x(total);
}

/// Ways on from a state, its end among them.
std::size_t ways(const State& state) { return state.edges.size() + (state.ends > 0); }

std::vector<Edge>::iterator place_of(State& state, std::uint32_t activity) {
  return std::lower_bound(state.edges.begin(), state.edges.end(), activity,
                          [](const Edge& edge, std::uint32_t wanted) { return edge.activity < wanted; });
}

std::vector<State> prefix_tree(std::span<const Variant> variants) {
  std::vector<State> tree(1);
  for (const Variant& variant : variants) {
    std::uint32_t at = 0;
    tree[at].visits += variant.count;
    for (const std::uint32_t activity : variant.path) {
      const auto next = static_cast<std::uint32_t>(tree.size());
      auto place = place_of(tree[at], activity);
      const bool fresh = place == tree[at].edges.end() || place->activity != activity;
      if (fresh) place = tree[at].edges.insert(place, {activity, next, 0});
      place->count += variant.count;
      at = place->to;
      if (fresh) tree.emplace_back().activity = activity;
      tree[at].visits += variant.count;
    }
    tree[at].ends += variant.count - variant.open;
  }
  return tree;
}

/// Folds a prefix tree. Red states are kept, blue ones are their children that wait to be judged.
class Folder {
 public:
  Folder(std::vector<State> tree, double penalty)
      : nodes_(std::move(tree)), penalty_(penalty), saved_(nodes_.size()) {}

  /// Nothing if there would be more than `most` states.
  std::optional<Automaton> fold(std::size_t most) {
    red_ = {0};
    is_red_.assign(nodes_.size(), false);
    is_red_[0] = true;
    while (const auto blue = next_blue()) {
      if (merge_best(*blue)) continue;
      if (red_.size() > most) return std::nullopt;
      red_.push_back(blue->node);
      is_red_[blue->node] = true;
    }
    return automaton();
  }

 private:
  struct Blue {
    std::uint32_t parent = 0, activity = 0, node = 0;
  };

  /// The blue state that most cases visited: it knows best.
  std::optional<Blue> next_blue() const {
    std::optional<Blue> best;
    for (const std::uint32_t parent : red_)
      for (const Edge& edge : nodes_[parent].edges) {
        if (is_red_[edge.to]) continue;
        const bool better = !best || nodes_[edge.to].visits > nodes_[best->node].visits ||
                            (nodes_[edge.to].visits == nodes_[best->node].visits && edge.to < best->node);
        if (better) best = {parent, edge.activity, edge.to};
      }
    return best;
  }

  bool merge_best(const Blue& blue) {
    std::optional<std::uint32_t> best;
    double best_gain = 0.0;
    for (const std::uint32_t red : red_) {
      if (nodes_[red].activity != nodes_[blue.node].activity) continue;
      const double gain = merge(blue, red);
      undo();
      if (gain >= 0.0 && (!best || gain > best_gain)) {
        best = red;
        best_gain = gain;
      }
    }
    if (!best) return false;
    merge(blue, *best);
    keep();
    return true;
  }

  /// Leads the parent to `red` and folds the blue state's tree into what follows there. Returns the change of
  /// the penalised log-likelihood.
  double merge(const Blue& blue, std::uint32_t red) {
    save(blue.parent);
    place_of(nodes_[blue.parent], blue.activity)->to = red;
    double gain = 0.0;
    pairs_.assign(1, {red, blue.node});
    while (!pairs_.empty()) {
      const auto [into, from] = pairs_.back();
      pairs_.pop_back();
      save(into);
      State& x = nodes_[into];
      const State& y = nodes_[from];
      gain -= log_likelihood(x) + log_likelihood(y);
      const std::size_t ways_before = ways(x) + ways(y);
      x.visits += y.visits;
      x.ends += y.ends;
      for (const Edge& edge : y.edges) {
        auto place = place_of(x, edge.activity);
        if (place == x.edges.end() || place->activity != edge.activity) {
          x.edges.insert(place, edge);
        } else {
          place->count += edge.count;
          pairs_.push_back({place->to, edge.to});
        }
      }
      gain += log_likelihood(x) + penalty_ * static_cast<double>(ways_before - ways(x));
    }
    return gain;
  }

  void save(std::uint32_t node) {
    if (saved_[node]) return;
    saved_[node] = true;
    before_.emplace_back(node, nodes_[node]);
  }
  void undo() {
    for (auto& [node, state] : before_) {
      nodes_[node] = std::move(state);
      saved_[node] = false;
    }
    before_.clear();
  }
  void keep() {
    for (const auto& entry : before_) saved_[entry.first] = false;
    before_.clear();
  }

  Automaton automaton() const {
    std::vector<std::uint32_t> number(nodes_.size());
    for (std::size_t i = 0; i < red_.size(); ++i) number[red_[i]] = static_cast<std::uint32_t>(i);
    Automaton result;
    for (const std::uint32_t node : red_) {
      result.states.push_back(nodes_[node]);
      for (Edge& edge : result.states.back().edges) edge.to = number[edge.to];
    }
    return result;
  }

  std::vector<State> nodes_;
  double penalty_;
  std::vector<std::uint32_t> red_;
  std::vector<bool> is_red_, saved_;
  std::vector<std::pair<std::uint32_t, State>> before_;         // of the merge under trial
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;  // still to be folded
};

/// Every event and every end is one observation of what comes next.
std::uint64_t observations(std::span<const Variant> variants) {
  std::uint64_t count = 0;
  for (const Variant& variant : variants) count += variant.count * (variant.path.size() + 1) - variant.open;
  return count;
}

}  // namespace

const Edge* State::edge(std::uint32_t wanted) const {
  const auto place = std::lower_bound(edges.begin(), edges.end(), wanted,
                                      [](const Edge& x, std::uint32_t key) { return x.activity < key; });
  return place != edges.end() && place->activity == wanted ? &*place : nullptr;
}

std::size_t Automaton::transitions() const {
  std::size_t count = 0;
  for (const State& state : states) count += ways(state);
  return count;
}

double log_likelihood(const Automaton& automaton) {
  double sum = 0.0;
  for (const State& state : automaton.states) sum += log_likelihood(state);
  return sum;
}

Automaton first_order(std::span<const Variant> variants) {
  Automaton chain;
  chain.states.resize(1);
  std::vector<std::uint32_t> state_of;
  for (const Variant& variant : variants) {
    std::uint32_t at = 0;
    chain.states[at].visits += variant.count;
    for (const std::uint32_t activity : variant.path) {
      if (activity >= state_of.size()) state_of.resize(activity + 1, 0);
      if (state_of[activity] == 0) {
        state_of[activity] = static_cast<std::uint32_t>(chain.states.size());
        chain.states.emplace_back().activity = activity;
      }
      auto place = place_of(chain.states[at], activity);
      if (place == chain.states[at].edges.end() || place->activity != activity)
        place = chain.states[at].edges.insert(place, {activity, state_of[activity], 0});
      place->count += variant.count;
      at = place->to;
      chain.states[at].visits += variant.count;
    }
    chain.states[at].ends += variant.count - variant.open;
  }
  return chain;
}

Learned learn_automaton(std::span<const Variant> variants, std::size_t most_states) {
  const std::vector<State> tree = prefix_tree(variants);
  Learned learned;
  learned.penalty = 0.5 * base::log(static_cast<double>(std::max<std::uint64_t>(2, observations(variants))));
  constexpr int most_attempts = 24;  // 1.5 to this power: beyond, nothing is worth a state of its own
  for (int attempt = 0; attempt < most_attempts; ++attempt, learned.penalty *= 1.5) {
    if (auto found = Folder(tree, learned.penalty).fold(most_states)) {
      learned.automaton = std::move(*found);
      return learned;
    }
    learned.simplified = true;
  }
  learned.automaton = first_order(variants);
  return learned;
}

}  // namespace polku::study
