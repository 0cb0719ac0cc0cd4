#include "study/earth_mover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace polku::study {
namespace {

using Mass = std::int64_t;

/// Transport from sources (rows) to sinks (columns). A basis is a tree of rows + columns - 1 arcs; each pivot
/// brings in an arc that saves work and takes out the one that runs dry. Supplies are moved by one part in a
/// quadrillion against each other, so that no flow of the basis is ever zero and no pivot is in vain: that is
/// what keeps the method from going round in circles (Dantzig 1951; perturbation after Orden 1956).
class Transport {
 public:
  Transport(std::vector<Mass> supply, std::vector<Mass> demand, std::vector<double> cost)
      : supply_(std::move(supply)),
        demand_(std::move(demand)),
        cost_(std::move(cost)),
        rows_(supply_.size()),
        columns_(demand_.size()),
        tree_(rows_ + columns_),
        parent_(tree_.size()),
        depth_(tree_.size()),
        potential_(tree_.size()) {}

  /// Mass times cost of the cheapest transport.
  double solve() {
    northwest_corner();
    label();
    while (const Arc* entering = search()) pivot(*entering);
    double work = 0.0;
    for (std::size_t node = 0; node < rows_; ++node)
      for (const Link& link : tree_[node])
        work += static_cast<double>(link.flow) * cost(node, link.to - rows_);
    return work;
  }

 private:
  struct Link {  // an arc of the tree as one of its ends sees it; both hold the flow
    std::size_t to;
    Mass flow;
  };
  struct Arc {
    std::size_t row, column;
  };

  double cost(std::size_t row, std::size_t column) const { return cost_[row * columns_ + column]; }

  void connect(std::size_t row, std::size_t column, Mass flow) {
    tree_[row].push_back({rows_ + column, flow});
    tree_[rows_ + column].push_back({row, flow});
  }
  Link& link(std::size_t from, std::size_t to) {
    return *std::find_if(tree_[from].begin(), tree_[from].end(), [to](const Link& x) { return x.to == to; });
  }
  void disconnect(std::size_t a, std::size_t b) {
    std::erase_if(tree_[a], [b](const Link& x) { return x.to == b; });
    std::erase_if(tree_[b], [a](const Link& x) { return x.to == a; });
  }

  void northwest_corner() {
    std::vector<Mass> left = supply_, open = demand_;
    for (std::size_t i = 0, j = 0; i < rows_ && j < columns_;) {
      const Mass flow = std::min(left[i], open[j]);
      connect(i, j, flow);
      left[i] -= flow;
      open[j] -= flow;
      // Perturbed supplies run out one at a time, but for the very last.
      if (left[i] == 0 && i + 1 < rows_)
        ++i;
      else
        ++j;
    }
  }

  /// Parents, depths and potentials of the tree, from the first row down.
  void label() {
    order_.assign(1, 0);
    parent_[0] = 0;
    depth_[0] = 0;
    potential_[0] = 0.0;
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const std::size_t node = order_[k];
      for (const Link& x : tree_[node]) {
        if (node != 0 && x.to == parent_[node]) continue;
        parent_[x.to] = node;
        depth_[x.to] = depth_[node] + 1;
        const bool down = node < rows_;
        potential_[x.to] =
            down ? cost(node, x.to - rows_) - potential_[node] : cost(x.to, node - rows_) - potential_[node];
        order_.push_back(x.to);
      }
    }
  }

  /// The arc that saves most among some thousands, or nothing if none saves anything.
  const Arc* search() {
    constexpr double tolerance = 1e-11;
    const std::size_t all = rows_ * columns_, block = std::max<std::size_t>(1024, columns_);
    double best = -tolerance;
    bool found = false;
    for (std::size_t seen = 0; seen < all; ++seen) {
      const std::size_t row = at_ / columns_, column = at_ % columns_;
      const double saves = cost_[at_] - potential_[row] - potential_[rows_ + column];
      if (saves < best) {
        best = saves;
        entering_ = {row, column};
        found = true;
      }
      at_ = at_ + 1 < all ? at_ + 1 : 0;
      if (found && (seen + 1) % block == 0) break;
    }
    return found ? &entering_ : nullptr;
  }

  /// Nodes from `node` up to the common ancestor with `other`, which it leaves out of neither.
  void paths(std::size_t node, std::size_t other) {
    left_.assign(1, node);
    right_.assign(1, other);
    while (left_.back() != right_.back()) {
      if (depth_[left_.back()] >= depth_[right_.back()])
        left_.push_back(parent_[left_.back()]);
      else
        right_.push_back(parent_[right_.back()]);
    }
  }

  void pivot(const Arc& entering) {
    const std::size_t row = entering.row, column = rows_ + entering.column;
    paths(row, column);
    // Round the circle: along the new arc from row to column, then back to the row through the tree. Arcs
    // that are met from a row to a column gain flow, the others lose it.
    circle_.clear();
    for (std::size_t k = 0; k + 1 < right_.size(); ++k) circle_.emplace_back(right_[k], right_[k + 1]);
    for (std::size_t k = left_.size() - 1; k > 0; --k) circle_.emplace_back(left_[k], left_[k - 1]);
    Mass flow = -1;
    std::pair<std::size_t, std::size_t> leaving{};
    for (const auto& [from, to] : circle_)
      if (from >= rows_) {  // against the arc
        const Mass here = link(from, to).flow;
        if (flow < 0 || here < flow) {
          flow = here;
          leaving = {from, to};
        }
      }
    for (const auto& [from, to] : circle_) {
      const Mass change = from >= rows_ ? -flow : flow;
      link(from, to).flow += change;
      link(to, from).flow += change;
    }
    disconnect(leaving.first, leaving.second);
    connect(entering.row, entering.column, flow);
    label();
  }

  std::vector<Mass> supply_, demand_;
  std::vector<double> cost_;
  std::size_t rows_, columns_;
  std::vector<std::vector<Link>> tree_;
  std::vector<std::size_t> parent_, depth_;
  std::vector<double> potential_;
  std::vector<std::size_t> order_, left_, right_;
  std::vector<std::pair<std::size_t, std::size_t>> circle_;
  std::size_t at_ = 0;
  Arc entering_{};
};

constexpr Mass whole = Mass{1} << 52;

/// Integers that sum to `whole`, multiples of `grain`, so that what is added to break ties never makes one.
constexpr Mass grain = Mass{1} << 20;

std::vector<Mass> scaled(std::span<const std::uint64_t> weights) {
  const double total = static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
  std::vector<Mass> masses;
  Mass sum = 0;
  for (const std::uint64_t weight : weights) {
    masses.push_back(
        static_cast<Mass>(static_cast<double>(weight) / total * static_cast<double>(whole / grain)) * grain);
    sum += masses.back();
  }
  *std::max_element(masses.begin(), masses.end()) += whole - sum;
  return masses;
}

}  // namespace

double earth_mover(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                   const std::function<double(std::size_t, std::size_t)>& cost) {
  std::vector<std::size_t> rows, columns;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] > 0) rows.push_back(i);
  for (std::size_t j = 0; j < b.size(); ++j)
    if (b[j] > 0) columns.push_back(j);
  if (rows.empty() || columns.empty()) return 0.0;
  std::vector<std::uint64_t> from, to;
  std::vector<double> costs;
  for (const std::size_t i : rows) from.push_back(a[i]);
  for (const std::size_t j : columns) to.push_back(b[j]);
  for (const std::size_t i : rows)
    for (const std::size_t j : columns) costs.push_back(cost(i, j));
  std::vector<Mass> supply = scaled(from), demand = scaled(to);
  // See Transport: one unit more for each row, all of them to the last column.
  for (Mass& mass : supply) mass += 1;
  demand.back() += static_cast<Mass>(supply.size());
  return Transport(std::move(supply), std::move(demand), std::move(costs)).solve() /
         static_cast<double>(whole);
}

double earth_mover_on_line(std::vector<double> a, std::vector<double> b) {
  if (a.empty() || b.empty()) return 0.0;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto na = static_cast<double>(a.size()), nb = static_cast<double>(b.size());
  double area = 0.0, before = std::min(a.front(), b.front());
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    const bool from_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
    const double here = from_a ? a[i] : b[j];
    area += std::fabs(static_cast<double>(i) / na - static_cast<double>(j) / nb) * (here - before);
    before = here;
    ++(from_a ? i : j);
  }
  return area;
}

}  // namespace polku::study
