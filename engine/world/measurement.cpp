#include "base/hash.hpp"
#include "base/math.hpp"
#include "world/compile.hpp"

namespace polku::world {
namespace {

using scenario::Model;

std::uint8_t step_named(const Model& model, const std::string& name) {
  return name.empty() ? no_step : static_cast<std::uint8_t>(model.journey.index(name));
}

Survey survey_of(const Model& model, const std::string& name, const scenario::Survey& x) {
  Survey survey;
  survey.name = name;
  survey.name_hash = base::name_hash(name);
  survey.after = step_named(model, x.after);
  survey.every = base::to_ticks(x.every);
  survey.need = x.need.empty() ? no_need : static_cast<std::uint8_t>(model.needs.index(x.need));
  survey.contact = step_named(model, x.contact);
  survey.lost = x.lost;
  survey.shoppers = x.by == scenario::AskedBy::mystery_shoppers;
  survey.cost = x.cost;
  survey.neutral = static_cast<float>(x.neutral);
  survey.noise = static_cast<float>(x.noise);
  survey.effort_of_four = static_cast<float>(x.effort_of_four);
  survey.sensitivity = static_cast<float>(x.sensitivity);
  survey.specificity = static_cast<float>(x.specificity);
  survey.tilt = static_cast<float>(x.response.tilt);
  survey.polarity = static_cast<float>(x.response.polarity);
  for (const auto& entry : model.segments) {
    survey.bias.push_back(static_cast<float>(x.desirability + x.leniency.get(entry.first, 0.0)));
    survey.answers.push_back(
        static_cast<float>(base::logit(x.response.by_segment.get(entry.first, x.response.answers))));
  }
  return survey;
}

/// Weights of the levers: as planned, or all alike.
std::vector<double> plan_of(const World& world, const scenario::ListeningPolicy& x) {
  std::vector<double> plan;
  double total = 0.0;
  for (const Lever& lever : world.levers) {
    const std::string name = world.steps[lever.step].name + '.' + world.attributes[lever.attribute].name;
    plan.push_back(x.plan.empty() ? 1.0 : x.plan.get(name, 0.0));
    total += plan.back();
  }
  for (double& weight : plan) weight /= total;
  return plan;
}

Policy policy_of(const Model& model, const World& world, const std::string& name,
                 const scenario::ListeningPolicy& x) {
  Policy policy;
  policy.name = name;
  policy.budget = x.budget;
  policy.every = base::to_ticks(x.every);
  policy.delay = base::to_ticks(x.delay);
  policy.reads = x.reads;
  policy.basis = x.basis;
  policy.survey = model.measurement.surveys.index(x.survey);
  policy.only_when_falling = x.only_when_falling;
  policy.least_answers = x.least_answers;
  policy.doublings = x.budget / x.per_doubling;
  policy.plan = plan_of(world, x);
  return policy;
}

}  // namespace

void compile_measurement(const Model& now, std::vector<double>& values, World& out) {
  for (std::size_t s = 0; s < out.steps.size(); ++s) {
    out.steps[s].first_lever = static_cast<std::uint16_t>(out.levers.size());
    for (const Delivery& delivery : out.steps[s].delivers)
      out.levers.push_back({static_cast<std::uint8_t>(s), delivery.attribute});
  }
  for (const auto& [name, x] : now.measurement.surveys) {
    const auto place = static_cast<std::uint8_t>(out.surveys.size());
    Survey survey = survey_of(now, name, x);
    survey.rate = static_cast<ParameterId>(values.size());
    values.push_back(x.rate);
    if (survey.after != no_step) out.steps[survey.after].surveys.push_back(place);
    if (survey.contact != no_step) out.steps[survey.contact].contact_of.push_back(place);
    if (survey.after == no_step && survey.every > 0) out.relationship_surveys.push_back(place);
    if (survey.after == no_step && survey.every == 0) out.journey_surveys.push_back(place);
    out.surveys.push_back(std::move(survey));
  }
  for (const auto& [name, x] : now.listening) out.policies.push_back(policy_of(now, out, name, x));
}

}  // namespace polku::world
