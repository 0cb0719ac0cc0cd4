// What the data say of each number of a fit, and whether known numbers are found again.
#include <algorithm>

#include "study/fit_parts.hpp"

namespace polku::study {
namespace {

/// What chance adds to data beyond what simulating as many people does: figures with a declared error, and
/// targets with fewer people than the largest.
void add_noise(const Targets& targets, std::size_t people, std::uint64_t luck, std::vector<double>& moments) {
  Luck chance(luck, 0, 0);
  std::size_t first = 0;
  for (const auto& target : targets) {
    const std::size_t count = target->observed().size();
    const auto variances = target->variances(std::span<const double>(moments).subspan(first, count));
    const double behind = static_cast<double>(target->demands().people);
    const double share = behind == 0 ? 1.0 : 1.0 - behind / static_cast<double>(people);
    for (std::size_t m = 0; m < count && share > 0; ++m)
      moments[first + m] += std::sqrt(variances[m] * share) * chance.normal();
    first += count;
  }
}

}  // namespace

double lowest_with(const Fit& fit, const Targets& targets, std::size_t number, const Point& from) {
  const auto place = static_cast<std::ptrdiff_t>(number);
  Point others = from;
  others.erase(others.begin() + place);
  const Function free = [&](std::span<const double> rest) {
    Point point(rest.begin(), rest.end());
    point.insert(point.begin() + place, from[number]);
    return misfit_at(fit, targets, point);
  };
  const Lowest first = descend(others, free, 0.02, 1e-5, 1000);
  return descend(first.at, free, 0.01, 1e-5, 500).value;
}

double left_open(const Fit& fit, std::size_t number) { return fit.errors[number] / even_deviation; }

std::vector<Sloppy> sloppy_directions(const Fit& fit) {
  const Eigen found = eigen(fit.information);
  std::vector<Sloppy> sloppy;
  for (std::size_t k = 0; k < found.values.size(); ++k) {
    // Along this direction the data know less than that the numbers lie in their ranges.
    const double error = 1.0 / std::sqrt(std::max(found.values[k], 1e-12));
    if (error < even_deviation) continue;
    Sloppy one{{}, error};
    for (std::size_t i = 0; i < found.values.size(); ++i) one.weights.push_back(found.vectors(i, k));
    sloppy.push_back(std::move(one));
  }
  return sloppy;
}

Profile profile(const Targets& targets, const Fit& fit, std::size_t number) {
  const double lowest = misfit_at(fit, targets, fit.at);
  Profile found;
  const double spread = std::min(fit.errors[number], even_deviation);
  for (double steps = -4.0; steps <= 4.0; steps += 0.5) {
    const double at = std::clamp(fit.at[number] + steps * spread, 0.0, 1.0);
    if (found.at.empty() || at > found.at.back() + 1e-6) found.at.push_back(at);
  }
  for (const double at : found.at) {
    // The others begin where the linear model puts them.
    Point start = fit.at;
    Matrix normal(fit.at.size(), fit.at.size());
    std::vector<double> pull(fit.at.size());
    for (std::size_t i = 0; i < fit.at.size(); ++i) {
      normal(i, i) = 1.0;
      if (i == number) continue;
      pull[i] = -fit.information(i, number) * (at - fit.at[number]);
      for (std::size_t j = 0; j < fit.at.size(); ++j)
        if (j != number) normal(i, j) += fit.information(i, j);
    }
    const auto moves = solve(*cholesky(normal), pull);
    for (std::size_t i = 0; i < fit.at.size(); ++i)
      start[i] = i == number ? at : std::clamp(fit.at[i] + moves[i], 0.0, 1.0);
    found.rise.push_back(lowest_with(fit, targets, number, start) - lowest);
  }
  // A search that ends lower than the fit shows how deep it went.
  const double deepest = *std::min_element(found.rise.begin(), found.rise.end());
  for (double& rise : found.rise) rise -= deepest;
  const auto centre =
      static_cast<std::size_t>(std::min_element(found.rise.begin(), found.rise.end()) - found.rise.begin());
  const auto crossing = [&](std::size_t inside, std::size_t outside) {
    const double a = found.rise[inside], b = found.rise[outside];
    return found.at[inside] + (found.at[outside] - found.at[inside]) * (ninety - a) / (b - a);
  };
  found.open_below = found.open_above = true;
  found.low = found.at.front();
  found.high = found.at.back();
  for (std::size_t k = centre; k-- > 0 && found.open_below;)
    if (found.rise[k] >= ninety) {
      found.low = crossing(k + 1, k);
      found.open_below = false;
    }
  for (std::size_t k = centre + 1; k < found.at.size() && found.open_above; ++k)
    if (found.rise[k] >= ninety) {
      found.high = crossing(k - 1, k);
      found.open_above = false;
    }
  return found;
}

bool Recovery::found(std::size_t number) const { return rise[number] <= ninety; }

Recovery recover(const Simulator& simulator, const Targets& targets, const Fit& fit, const Point& truth,
                 std::uint64_t luck, const FitSettings& settings) {
  How how = how_for(simulator, settings, 1.0);
  how.luck = luck;
  std::vector<double> data = simulator.moments(truth, how);
  add_noise(targets, how.customers, luck, data);
  Targets others;
  std::size_t first = 0;
  for (const auto& target : targets) {
    const auto begin = data.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(target->observed().size());
    others.push_back(target->with({begin, end}));
    first += target->observed().size();
  }
  Recovery found;
  found.at = lowest(*fit.surface, others, fit.prior, far, fit.at);
  const double least = misfit_at(fit, others, found.at);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    Point held = found.at;
    held[i] = truth[i];
    found.rise.push_back(std::min(lowest_with(fit, others, i, held), lowest_with(fit, others, i, truth)) -
                         least);
  }
  return found;
}

}  // namespace polku::study
