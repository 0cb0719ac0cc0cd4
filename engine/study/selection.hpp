// Which of several systems has the largest mean: fully sequential selection on paired differences. In the
// flow: compare feeds it replication by replication and stops when it is settled. Thread safety: an object
// belongs to one thread.
//
// Source: Kim & Nelson 2001, "A fully sequential procedure for indifference-zone selection in simulation",
// with the Bonferroni constant, which common random numbers need.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace polku::study {

/// Constants of the procedure, from the errors allowed (alpha, at most one half), the systems (k >= 2) and
/// the first stage (n0 >= 2).
struct SelectionConstants {
  double eta = 0.0;
  double h_squared = 0.0;
};
SelectionConstants selection_constants(double alpha, std::size_t systems, std::size_t first_stage);

/// How far a mean may lie behind another after r replications before it is out. [unit of the measure]
/// `variance`: of their paired difference in the first stage; `indifference` > 0.
double continuation(double h_squared, double variance, double indifference, std::size_t replications);

class Selection {
 public:
  struct Rules {
    double confidence = 0.95;      ///< least probability of choosing the best if it leads by the indifference
    double indifference = 1.0;     ///< > 0
    std::size_t first_stage = 10;  ///< replications before anything is judged, >= 2
  };

  Selection(std::size_t systems, const Rules& rules);

  /// The next replication: one value for each system, drawn in the same luck.
  void add(std::span<const double> values);

  /// Whether the first stage is over and one system alone is left.
  bool settled() const { return replications() >= rules_.first_stage && survivors_.size() == 1; }
  /// Systems not yet out, in their order.
  const std::vector<std::size_t>& survivors() const { return survivors_; }
  /// The survivor with the largest mean so far.
  std::size_t best() const;
  std::size_t replications() const { return values_.size(); }
  /// When each system was put out; 0: it was not.
  const std::vector<std::size_t>& out_after() const { return out_after_; }

 private:
  void learn_variances();
  void screen();
  double mean(std::size_t system) const { return sums_[system] / static_cast<double>(replications()); }

  std::size_t systems_;
  Rules rules_;
  SelectionConstants constants_;
  std::vector<std::vector<double>> values_;  // by replication
  std::vector<double> sums_;
  std::vector<double> variances_;  // of paired differences, [i * systems + l]
  std::vector<std::size_t> survivors_, out_after_;
};

/// Replications after which an interval of the mean is no wider than +-half_width: (z s / h)^2, rounded up.
std::size_t replications_for(double variance, double half_width, double z);

/// How many replications with independent seeds tell as much about a difference as one paired replication:
/// (Var a + Var b) / Var(a - b). Infinite if the difference never varies; NaN with fewer than two.
double pairing_factor(std::span<const double> a, std::span<const double> b);

}  // namespace polku::study
