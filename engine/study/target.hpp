// Statistics that real data and simulated customers have in common, and how far apart they are: purchases as
// shares of customers by frequency and recency, survival as shares by the time of leaving, shares of
// providers, and figures over time. In the flow: data files -> targets -> fit and posterior. Thread safety:
// immutable once made.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "record/collect.hpp"
#include "scenario/model.hpp"
#include "study/cohort.hpp"
#include "study/panel.hpp"

namespace polku::study {

/// One simulated world, as far as targets ask for it.
struct Simulated {
  const scenario::Scenario& scenario;
  const world::World& world;
  const record::Finished& finished;
  const CustomerLog* lives = nullptr;
};

/// What a target needs of the simulation.
struct Demands {
  double days = 0.0;       ///< to be simulated
  double report = 0.0;     ///< length of the reporting periods; 0: any
  bool lives = false;      ///< what single customers did
  std::size_t people = 0;  ///< real people behind the data; 0: not people
  bool everybody = false;  ///< what they bought from other providers, too
};

class Target {
 public:
  virtual ~Target() = default;

  const std::string& name() const { return name_; }
  const std::vector<std::string>& labels() const { return labels_; }
  const std::vector<double>& observed() const { return observed_; }
  const Demands& demands() const { return demands_; }
  /// Moments that follow from the others: shares that sum to one.
  std::size_t implied() const { return implied_; }

  /// The same statistics of a simulated world.
  virtual std::vector<double> moments(const Simulated& simulated) const = 0;
  /// Variance of each moment in data of this size, where `expected` is true. For shares these are the
  /// diagonal weights of the multinomial chi-square, expected / n.
  virtual std::vector<double> variances(std::span<const double> expected) const = 0;
  /// Twice the logarithm by which the data are less likely where `expected` is true than they could be at
  /// best.
  virtual double distance(std::span<const double> expected) const = 0;
  /// The same target with other data.
  std::unique_ptr<Target> with(std::vector<double> observed) const;

 protected:
  Target(std::string name, Demands demands) : name_(std::move(name)), demands_(demands) {}
  virtual std::unique_ptr<Target> copy() const = 0;

  std::string name_;
  Demands demands_;
  std::vector<std::string> labels_;
  std::vector<double> observed_;
  std::size_t implied_ = 0;
};

using Targets = std::vector<std::unique_ptr<Target>>;

/// Shares of customers by number of repeat purchases and, within each, by age and by recency relative to age,
/// in cells of about `least` real customers; numbers of repeats that few have stand together. So fine that
/// the likelihood of the table is nearly that of the customers themselves.
std::unique_ptr<Target> purchases_target(std::string name, const Cohort& cohort, double least = 5.0);

/// Survival: share of a cohort left at each time. Cells are those who leave between two times, and those who
/// stay.
struct Curve {
  std::vector<double> times;   ///< [days], rising
  std::vector<double> values;  ///< shares left
};
std::unique_ptr<Target> retention_target(std::string name, const Curve& curve, std::size_t people);

/// A figure in each step of time.
std::unique_ptr<Target> series_target(std::string name, const Curve& curve, double unit,
                                      const scenario::DataTarget& what);

/// Shares of all purchases by provider.
struct NamedShare {
  std::string provider;
  double value = 0.0;
};
std::unique_ptr<Target> shares_target(std::string name, const scenario::Model& model,
                                      const std::vector<NamedShare>& shares, std::size_t purchases,
                                      double days);

/// Households of a panel, by how often they bought and from whom, in cells of about `least` of them; sets of
/// providers that few have stand together.
std::unique_ptr<Target> panel_target(std::string name, const Panel& panel, double least = 5.0);

/// Shares of each segment's customers who left in a time, of those given; nobody of a segment without rows
/// counts.
struct SegmentLeavers {
  std::size_t segment = 0;  ///< place in the model
  std::string name;
  std::size_t people = 0, left = 0;
};
std::unique_ptr<Target> leaving_target(std::string name, const std::vector<SegmentLeavers>& segments,
                                       double days);

/// Where a series has a scale of its own: the one that brings it closest to `observed`.
double best_scale(std::span<const double> simulated, std::span<const double> observed,
                  const scenario::DataTarget& what);

}  // namespace polku::study
