#include <algorithm>
#include <cmath>

#include "behaviour/loyalty.hpp"
#include "world/changes.hpp"
#include "world/compile.hpp"
#include "world/world.hpp"

namespace polku::world {
namespace {

Calendar calendar_of(const scenario::Time& time) {
  Calendar calendar;
  calendar.warm_up = base::to_ticks(time.warm_up);
  calendar.end = base::to_ticks(time.warm_up + time.horizon);
  calendar.epoch = base::to_ticks(time.epoch);
  calendar.report = base::to_ticks(time.report);
  const auto ceiling = [&](Tick ticks) {
    return (std::uint64_t{ticks} + calendar.report - 1) / calendar.report;
  };
  calendar.warm_up_periods = ceiling(calendar.warm_up);
  calendar.periods = calendar.warm_up_periods + ceiling(calendar.end - calendar.warm_up);
  calendar.discount_rate = time.discount_rate;
  return calendar;
}

void population_of(const scenario::Model& model, World& world) {
  world.customers = static_cast<std::uint32_t>(model.population.customers);
  world.recorded_customers = model.record.customers;
  world.recorded_events = std::min(model.record.events, model.population.customers);
  world.tenure = model.population.tenure;
  double cumulative = 0;
  for (const auto& entry : model.providers)
    world.start.push_back(static_cast<float>(cumulative += model.population.start.get(entry.first, 0)));
}

/// Whether a share per segment is 100 % of all at all times.
bool everybody(const World& world, ParameterId shares) {
  for (std::size_t g = 0; g < world.segments.size(); ++g)
    if (world.parameters.range(shares + static_cast<ParameterId>(g)).first < 1.0) return false;
  return true;
}

void derive(World& world) {
  for (auto& provider : world.providers) {
    if (world.parameters.range(provider.club_reward).second <= 0.0) provider.club_after = 0;
    world.clubs = world.clubs || provider.club_after > 0;
  }
  // Where no price ever changes, nobody needs to remember what was paid.
  for (const auto& provider : world.providers)
    world.notices_price = world.notices_price ||
                          (world.review_after[static_cast<std::size_t>(scenario::ReviewAt::price_rise)] &&
                           world.parameters.varies(provider.price));
  for (auto& attribute : world.attributes) {
    world.satiates = world.satiates || attribute.satiation > 0;
    attribute.renews = world.parameters.varies(attribute.renewed);
    for (std::size_t j = 0; j < world.providers.size(); ++j)
      attribute.promised =
          attribute.promised ||
          world.parameters.range(attribute.promise + static_cast<ParameterId>(j)).second >= 0.0;
    world.promises = world.promises || attribute.promised;
  }
  for (const auto& segment : world.segments) world.tolerates = world.tolerates || segment.tolerance > 0;
  world.learns_as_belief = world.behaviour.learning == scenario::Learning::bayesian;
  world.forgets = std::isfinite(world.behaviour.expectation_half_life);
  world.remembers_breakup = world.behaviour.breakup_criticality > 0.0;
  for (auto& recurring : world.recurring)
    recurring.constant =
        !world.parameters.varies(recurring.amount) &&
        (recurring.activity >= 0 || !world.parameters.varies(world.providers[world.own].product_cost));
  const auto& behaviour = world.behaviour;
  const auto weight = [](double x) { return static_cast<float>(x); };
  world.choice = {weight(behaviour.value_weight),      weight(behaviour.switching_weight),
                  weight(behaviour.urgency_on_search), weight(behaviour.urgency_on_price),
                  weight(behaviour.pain_on_nothing),   weight(behaviour.desire_on_nothing)};
  for (std::size_t n = 0; n < world.by_experience.size(); ++n) {
    const auto own = static_cast<float>(n);
    world.by_experience[n] = {
        own / std::max(weight(behaviour.belief_prior) + own, 1e-6f),
        behaviour::habit(weight(behaviour.habit), own, weight(behaviour.habit_experiences))};
  }
  world.learns_norms = world.behaviour.norm == scenario::NormSource::market && !world.attributes.empty();
  for (const auto& need : world.needs) world.refers = world.refers || need.referral > 0.0;
  for (auto& provider : world.providers) {
    provider.serves_all = everybody(world, provider.serves);
    world.refuses = world.refuses || !provider.serves_all;
  }
  for (auto& need : world.needs) {
    const auto [low, high] = world.parameters.range(need.intensity);
    need.most = high * (1.0 + need.season.swing);
    need.thinned = need.season.swing > 0.0 || low != high;
  }
  world.complaints.any = world.parameters.range(world.complaints.share).second > 0.0;
  world.talks = world.word_of_mouth.talk > 0.0;
  for (const auto& policy : world.policies) world.listens = world.listens || policy.budget > 0.0;
  world.feedback =
      world.learns_norms || world.refers || world.talks || world.listens || world.organises || world.ages;
  for (auto& step : world.steps) {
    const auto count = world.providers.size();
    const auto anything = [&](ParameterId first, double neutral) {
      for (std::size_t j = 0; j < count; ++j) {
        const auto [low, high] = world.parameters.range(first + static_cast<ParameterId>(j));
        if (low != neutral || high != neutral) return true;
      }
      return false;
    };
    step.organised =
        world.organises && step.owner != no_function && step.kind == scenario::StepKind::encounter;
    if (step.organised) {
      const auto [never, most_hurried] = world.parameters.range(world.functions[step.owner].impatience);
      step.abandons = never != 0.0 || most_hurried != 0.0;
    }
    step.has_gate = anything(step.gate_success, 1.0);
    step.has_retry = step.has_gate && anything(step.gate_retry, 0.0);
    step.has_handoff = anything(step.handoff_error, 0.0);
    step.has_effort = anything(step.effort, 0.0);
    const auto [low, high] = world.parameters.range(step.earns);
    step.has_earnings = low != 0.0 || high != 0.0;
    for (auto& delivery : step.delivers) {
      delivery.always_noticed = !anything(delivery.noticed, 1.0);
      delivery.always_delivered = everybody(world, delivery.often);
      for (const auto& meant : delivery.for_traits)
        delivery.always_delivered =
            delivery.always_delivered && world.parameters.range(meant.often).first >= 1.0;
    }
  }
}

/// Whether load, morale or neglect can move anything, in any of the scenario's worlds: then all of them
/// count.
bool organises(const scenario::Scenario& scenario) {
  const auto acts = [](const scenario::Model& model) {
    const scenario::Organisation& x = model.organisation;
    const auto moves = [](const scenario::Influences& y) { return y.morale != 0.0 || y.load != 0.0; };
    return moves(x.success) || moves(x.quality) || moves(x.evenness) || moves(x.handoffs) ||
           std::any_of(model.functions.begin(), model.functions.end(), [](const auto& function) {
             const scenario::Function& f = function.second;
             return f.servers > 0.0 || f.capacity > 0.0 || f.decay > 0.0;
           });
  };
  const auto limits = [](const std::string& path) {
    const std::string what = path.substr(path.rfind('.') + 1);
    return path.rfind("functions.", 0) == 0 && (what == "servers" || what == "capacity");
  };
  if (acts(scenario.model)) return true;
  for (const auto& [name, option] : scenario.options) {
    if (acts(born_as(scenario.model, {&option}))) return true;
    for (const auto& change : option.changes)
      for (const auto& edit : change.edits)
        if (limits(edit.path)) return true;
  }
  return false;
}

/// Whether attributes grow older by what people meet, in any of the scenario's worlds: then all of them
/// count.
bool ages(const scenario::Scenario& scenario) {
  const auto acts = [](const scenario::Model& model) {
    return std::any_of(model.attributes.begin(), model.attributes.end(), [](const auto& attribute) {
      const scenario::Drift& x = attribute.second.drift;
      return x.trajectory != scenario::Trajectory::stable && (x.per_contact > 0.0 || x.per_diffusion > 0.0);
    });
  };
  return acts(scenario.model) ||
         std::any_of(scenario.options.begin(), scenario.options.end(),
                     [&](const auto& option) { return acts(born_as(scenario.model, {&option.second})); });
}

Investment investment_of(const scenario::Option& option, base::Tick warm_up) {
  Investment investment{base::to_money(scenario::once(option)), base::never,
                        option.size * option.cost.running.amount, option.cost.running.period};
  // What is another from birth on is paid for from date 0.
  if (!option.instead.empty()) investment.start = warm_up;
  for (const auto& change : option.changes)
    investment.start = std::min(investment.start, base::saturating_add(warm_up, base::to_ticks(change.at)));
  return investment;
}

}  // namespace

World build(const scenario::Scenario& scenario, std::optional<std::size_t> option) {
  if (!option) return build(scenario, {}, "baseline");
  return build(scenario, {*option}, scenario.options[*option].first);
}

World build(const scenario::Scenario& scenario, const std::vector<std::size_t>& options,
            const std::string& name) {
  std::vector<const scenario::Option*> chosen;
  for (const std::size_t option : options) chosen.push_back(&scenario.options[option].second);
  const scenario::Model model = born_as(scenario.model, chosen);
  World world;
  world.name = name;
  world.seed = static_cast<std::uint64_t>(model.run.seed);
  world.calendar = calendar_of(model.time);
  world.behaviour = model.behaviour;
  world.word_of_mouth = model.word_of_mouth;
  population_of(model, world);
  QualityMatcher match;
  std::vector<Tick> times;
  std::vector<std::vector<double>> snapshots;
  for (const Knot& knot : knots_of(chosen, model.time.warm_up, model.organisation)) {
    World scratch;
    World& target = snapshots.empty() ? world : scratch;
    snapshots.push_back(compile(model_at(model, chosen, model.time.warm_up, knot), model,
                                adopted_paths(chosen), match, target));
    times.push_back(knot.time);
  }
  for (const auto* option : chosen)
    world.investments.push_back(investment_of(*option, world.calendar.warm_up));
  world.organises = organises(scenario);
  world.ages = ages(scenario);
  world.parameters = Parameters(std::move(times), std::move(snapshots));
  derive(world);
  return world;
}

}  // namespace polku::world
