#include "world/readiness.hpp"

#include <algorithm>
#include <limits>

#include "base/math.hpp"
#include "behaviour/readiness.hpp"

namespace polku::world {
namespace {

double own_readiness(const scenario::Model& model, std::size_t function) {
  const scenario::Readiness& x = model.functions[function].second.readiness;
  const double stages[] = {x.vision, x.task, x.follow_up, x.measured};
  constexpr double quarters[] = {0.25, 0.25, 0.25, 0.25};
  return behaviour::substitutes(stages, quarters, model.organisation.substitution);
}

}  // namespace

double readiness_of(const scenario::Model& model, std::size_t function) {
  std::vector<double> values{own_readiness(model, function)}, weights{1.0};
  for (const auto& [name, support] : model.functions[function].second.supported_by) {
    values.push_back(own_readiness(model, model.functions.index(name)));
    weights.push_back(support.weight);
    weights.front() -= support.weight;
  }
  return behaviour::substitutes(values, weights, model.organisation.support_substitution);
}

double joint_readiness(const scenario::Model& model, std::size_t from, std::size_t to) {
  const double values[] = {readiness_of(model, from), readiness_of(model, to)};
  constexpr double halves[] = {0.5, 0.5};
  return behaviour::substitutes(values, halves, model.organisation.substitution);
}

double adoption_days(const scenario::Organisation& organisation, const scenario::Adoption& adopt) {
  std::vector<behaviour::Pull> pulls;
  for (const auto& [name, leader] : organisation.leaders) pulls.push_back({leader.direction, leader.weight});
  const double alignment = behaviour::alignment(pulls);
  constexpr double least = 1e-6;  // what rounding leaves of leaders who cancel each other
  if (adopt.over > 0.0 && alignment < least) return std::numeric_limits<double>::infinity();
  return adopt.over / alignment;
}

double take_up(scenario::Model& model, const scenario::Model& start, const scenario::Adoption& adopt,
               double share_of_time) {
  const std::size_t f = model.functions.index(adopt.by);
  const double taken = behaviour::taken_up(share_of_time, model.organisation.steepness);
  scenario::Readiness& readiness = model.functions[f].second.readiness;
  for (const auto& [stage, member] : scenario::readiness_stages)
    if (const double* goal = adopt.stages.find(stage))
      readiness.*member += taken * (*goal - readiness.*member);
  const double before = readiness_of(start, f), now = readiness_of(model, f);
  return before < 1.0 ? std::clamp((now - before) / (1.0 - before), 0.0, 1.0) : 0.0;
}

bool Readying::adopted(const std::string& path) const {
  return std::any_of(adopted_.begin(), adopted_.end(), [&](const std::string& edited) {
    return edited.compare(0, path.size(), path) == 0 &&
           (edited.size() == path.size() || edited[path.size()] == '.');
  });
}

double Readying::gain(std::size_t step) const {
  const std::size_t f = now_.functions.index(now_.journey[step].second.owner);
  return f < now_.functions.size() ? readiness_of(now_, f) - readiness_of(start_, f) : 0.0;
}

double Readying::success(std::size_t step) const {
  const double influence = now_.organisation.success.readiness;
  if (influence == 0.0 || adopted("journey." + now_.journey[step].first + ".gate.success")) return 0.0;
  return influence * gain(step);
}

double Readying::quality(std::size_t step, const std::string& attribute) const {
  const double influence = now_.organisation.quality.readiness;
  if (influence == 0.0 || adopted("journey." + now_.journey[step].first + ".delivers." + attribute))
    return 0.0;
  return influence * gain(step);
}

double Readying::evenness(std::size_t step, const std::string& attribute) const {
  const double influence = now_.organisation.evenness.readiness;
  if (influence == 0.0 || adopted("journey." + now_.journey[step].first + ".delivers." + attribute))
    return 1.0;
  return base::exp(-influence * gain(step));
}

double Readying::handoff(std::size_t step) const {
  const scenario::Step& x = now_.journey[step].second;
  const double influence = now_.organisation.handoffs.readiness;
  if (influence == 0.0 || x.owner.empty() || x.handoff.to.empty() ||
      adopted("journey." + now_.journey[step].first + ".handoff.error"))
    return 0.0;
  const std::size_t from = now_.functions.index(x.owner), to = now_.functions.index(x.handoff.to);
  return -influence * (joint_readiness(now_, from, to) - joint_readiness(start_, from, to));
}

}  // namespace polku::world
