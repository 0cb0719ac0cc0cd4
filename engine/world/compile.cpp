#include "world/compile.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/hash.hpp"
#include "base/math.hpp"
#include "behaviour/loyalty.hpp"
#include "behaviour/need.hpp"
#include "world/public_value.hpp"
#include "world/readiness.hpp"

namespace polku::world {
namespace {

using scenario::Model;
using scenario::Quality;

constexpr double nothing_promised = -1.0;

class Compiler {
 public:
  Compiler(const Model& now, const Model& written, const std::vector<std::string>& adopted,
           QualityMatcher& match, World& out)
      : now_(now), written_(written), ready_(now, written, adopted), match_(match), out_(out) {}

  std::vector<double> run() {
    providers();
    segments();
    compile_traits(now_, out_);
    needs();
    steps();
    money();
    compile_relationship(now_, values_, out_);
    compile_measurement(now_, values_, out_);
    compile_functions(now_, written_, values_, out_);
    return std::move(values_);
  }

 private:
  ParameterId add(double value) {
    values_.push_back(value);
    return static_cast<ParameterId>(values_.size() - 1);
  }

  template <class Value>
  ParameterId per_provider(Value value) {
    const auto first = static_cast<ParameterId>(values_.size());
    for (std::size_t j = 0; j < now_.providers.size(); ++j) add(value(j));
    return first;
  }

  bool own(std::size_t j) const { return now_.providers[j].second.own; }
  /// The journey that provider j offers: ours as it is now, theirs as it was written.
  const scenario::Step& step_of(std::size_t s, std::size_t j) const {
    return (own(j) ? now_ : written_).journey[s].second;
  }

  void providers() {
    for (const auto& [name, x] : now_.providers) {
      Provider p;
      p.name = name;
      p.name_hash = base::name_hash(name);
      p.own = x.own;
      p.renews = x.renews;
      p.contract = base::to_ticks(x.contract);
      p.price_period = base::to_ticks(x.price.period);
      p.price = add(x.price.amount);
      p.joining_fee = add(x.joining_fee);
      p.switching_cost = add(x.switching_cost);
      p.club_reward = add(x.club.reward);
      p.club_after = static_cast<std::uint16_t>(x.club.after + 0.5);
      p.awareness = add(x.awareness);
      p.appeal = add(x.appeal);
      p.product_cost = add(x.product_cost);
      p.serves = static_cast<ParameterId>(values_.size());
      for (const auto& segment : now_.segments) add(x.serves.get(segment.first, 1.0));
      if (x.own) out_.own = static_cast<std::uint8_t>(out_.providers.size());
      out_.providers.push_back(std::move(p));
    }
    out_.nothing = {add(now_.nothing.appeal), add(now_.nothing.price)};
    out_.repair = {add(now_.repair.appeal), add(now_.repair.price)};
    for (const auto& [name, x] : now_.attributes) {
      Attribute a;
      a.name = name;
      a.name_hash = base::name_hash(name);
      a.norm = static_cast<float>(x.norm);
      const double shares[] = {x.kano.attractive, x.kano.one_dimensional, x.kano.must_be, x.kano.indifferent,
                               x.kano.reverse};
      double sum = 0;
      for (std::size_t c = 0; c < a.category_cumulative.size(); ++c)
        a.category_cumulative[c] = static_cast<float>(sum += shares[c]);
      a.category_cumulative.back() = 1.0f;
      a.satiation = static_cast<float>(x.satiation);
      a.drift = x.drift;
      a.renewed = add(x.drift.renewed);
      const std::string& attribute = name;
      a.promise = per_provider(
          [&](std::size_t j) { return now_.providers[j].second.promise.get(attribute, nothing_promised); });
      out_.attributes.push_back(std::move(a));
    }
  }

  std::int32_t gamma_table(double shape) {
    for (std::size_t i = 0; i < gamma_shapes_.size(); ++i)
      if (gamma_shapes_[i] == shape) return static_cast<std::int32_t>(i);
    gamma_shapes_.push_back(shape);
    out_.gammas.emplace_back(shape);
    return static_cast<std::int32_t>(gamma_shapes_.size() - 1);
  }

  NeedRate need_rate(const scenario::NeedRate& x) {
    NeedRate rate;
    rate.mean = x.mean;
    rate.every = base::to_ticks(x.every);
    rate.always = x.always;
    rate.scale = x.mean;
    if (x.spread <= 0 || x.mean <= 0) return rate;
    const double variance = x.spread * x.spread;
    if (x.distribution == scenario::Rates::lognormal) {
      rate.log_spread = std::sqrt(base::log1p(variance));
      rate.scale /= std::sqrt(1 + variance);  // the median
    } else {
      const double shape = 1 / variance;
      rate.gamma = gamma_table(shape);
      rate.scale /= shape;
    }
    return rate;
  }

  /// A role judges what the segment's customers are known for by its own importance of attributes.
  Role role(const scenario::Role& x, const scenario::Segment& segment, double weight) {
    scenario::Segment as_judged = segment;
    if (!x.importance.empty()) as_judged.importance = x.importance;
    Role r;
    r.weight = static_cast<float>(weight);
    r.emotion_weight = static_cast<float>(x.emotion_weight);
    r.veto = static_cast<float>(x.veto);
    r.price_sensitivity = add(x.price_sensitivity);
    r.public_rational =
        per_provider([&](std::size_t j) { return public_value(now_, written_, as_judged, j).rational; });
    r.public_emotional =
        per_provider([&](std::size_t j) { return public_value(now_, written_, as_judged, j).emotional; });
    return r;
  }

  void segments() {
    for (const auto& named : now_.segments) {
      const std::string& name = named.first;
      const scenario::Segment& x = named.second;
      Segment g;
      g.name = name;
      g.share = x.share;
      double total = 0;
      for (const auto& entry : x.importance) total += entry.second;
      for (const auto& entry : now_.attributes)
        g.importance.push_back(static_cast<float>(total > 0 ? x.importance.get(entry.first, 0) / total : 0));
      for (const auto& entry : now_.needs) {
        const auto* found = x.need_rates.find(entry.first);
        g.need_rates.push_back(found ? need_rate(*found) : NeedRate{});
      }
      double cumulative = 0;
      for (const auto& channel : channels())
        g.channels.push_back(static_cast<float>(cumulative += x.channels.get(channel, 0)));
      g.leave_chance = x.leave.a;
      if (x.leave.b > 0) {
        g.leave_beta = static_cast<std::int32_t>(out_.betas.size());
        out_.betas.emplace_back(x.leave.a, x.leave.b);
      }
      g.emotion_weight = static_cast<float>(x.emotion_weight);
      g.loss_weight = static_cast<float>(x.loss_weight);
      if (x.loss_weight_spread > 0) {
        const double shape = 1 / (x.loss_weight_spread * x.loss_weight_spread);
        g.loss_gamma = gamma_table(shape);
        g.loss_scale = x.loss_weight / shape;
      }
      for (const auto& entry : now_.providers) {
        const auto* shape = x.taste.find(entry.first);
        g.taste.push_back(shape ? gamma_table(*shape) : -1);
      }
      g.order_size = static_cast<float>(x.order_size);
      g.tolerance = static_cast<float>(x.tolerance);
      g.price_sensitivity = add(x.price_sensitivity);
      g.effort_sensitivity = add(x.effort_sensitivity);
      g.public_rational =
          per_provider([&](std::size_t j) { return public_value(now_, written_, x, j).rational; });
      g.public_emotional =
          per_provider([&](std::size_t j) { return public_value(now_, written_, x, j).emotional; });
      double weights = 0;
      for (const auto& entry : x.buying_centre) weights += entry.second.weight;
      for (const auto& entry : x.buying_centre)
        g.roles.push_back(role(entry.second, x, weights > 0 ? entry.second.weight / weights : 0));
      out_.segments.push_back(std::move(g));
    }
  }

  const std::vector<std::string>& channels() {
    if (out_.channels.empty())
      for (const auto& segment : now_.segments)
        for (const auto& entry : segment.second.channels)
          if (std::find(out_.channels.begin(), out_.channels.end(), entry.first) == out_.channels.end())
            out_.channels.push_back(entry.first);
    return out_.channels;
  }

  void needs() {
    for (const auto& [name, x] : now_.needs) {
      Need need;
      need.name = name;
      need.name_hash = base::name_hash(name);
      need.type = x.type;
      need.who = x.who;
      need.during_journey = x.during_journey;
      need.season = x.season;
      need.intensity = add(x.intensity);
      need.referral = x.referral;
      need.starts = static_cast<std::uint8_t>(now_.journey.index(x.starts));
      need.pain = x.pain;
      need.desire = x.desire;
      if (x.type == scenario::NeedType::negative) {
        need.threshold =
            behaviour::acting_threshold(x.pain.action_cost, x.pain.present_bias, x.pain.patience);
        need.days_to_act =
            std::max(0.0, behaviour::time_to_act(x.pain.initial, x.pain.growth, need.threshold));
      }
      out_.needs.push_back(std::move(need));
    }
  }

  Branch branch(const scenario::Step& x, std::string_view outcome) {
    Branch result{static_cast<std::uint16_t>(out_.exits.size()), 0};
    double cumulative = 0;
    for (const auto& edge : x.next) {
      if (edge.outcome != outcome && !(edge.outcome.empty() && outcome == "success")) continue;
      const auto to = edge.target == "end"       ? out_.step_end()
                      : edge.target == "give_up" ? out_.step_give_up()
                                                 : static_cast<std::uint8_t>(now_.journey.index(edge.target));
      out_.exits.push_back({to, static_cast<float>(cumulative += edge.chance)});
      ++result.count;
    }
    if (result.count > 0) out_.exits.back().cumulative = 1.0f;
    return result;
  }

  Branch provider_branch(const scenario::Step& x, std::size_t j) {
    Branch named = branch(x, now_.providers[j].first);
    if (named.count == 0 && !own(j)) named = branch(x, "rival");
    return named;
  }

  Quality quality(std::size_t s, const std::string& attribute, std::size_t j) const {
    const std::string& step = now_.journey[s].first;
    const Quality ours = *step_of(s, j).delivers.find(attribute);
    if (own(j)) return ours;
    const auto& theirs = now_.providers[j].second.performance;
    if (const Quality* here = theirs.find(step + "." + attribute)) return *here;
    if (const Quality* everywhere = theirs.find(attribute)) return *everywhere;
    return ours;
  }

  void step(std::size_t s) {
    const std::string& name = now_.journey[s].first;
    const scenario::Step& x = now_.journey[s].second;
    Step& step = out_.steps[s];
    step.name = name;
    step.name_hash = base::name_hash(name);
    step.stage = x.stage;
    step.kind = x.kind;
    step.effect = x.effect;
    step.decide_by = x.decide_by;
    step.asks = x.asks;
    step.exponential = x.takes.exponential;
    if (const double mean = mean_of(x.takes.knots); mean > 0.0) {
      step.wait = static_cast<std::uint16_t>(out_.waits.size());
      world::WaitCurve& curve = out_.waits.emplace_back();
      for (const scenario::WaitKnot& knot : x.takes.knots) {
        curve.shares.push_back(knot.share);
        curve.times.push_back(knot.days / mean);
      }
    }
    step.takes = per_provider([&](std::size_t j) { return step_of(s, j).takes.mean; });
    step.gate_success = per_provider([&](std::size_t j) {
      const double* theirs = own(j) ? nullptr : now_.providers[j].second.gates.find(name);
      const double success = theirs ? *theirs : step_of(s, j).gate.success;
      return own(j) ? moved(success, ready_.success(s)) : success;
    });
    step.gate_retry = per_provider([&](std::size_t j) { return step_of(s, j).gate.retry; });
    step.handoff_error = per_provider([&](std::size_t j) {
      const double error = step_of(s, j).handoff.error;
      return own(j) ? moved(error, ready_.handoff(s)) : error;
    });
    step.effort = per_provider([&](std::size_t j) { return step_of(s, j).effort; });
    step.earns = add(x.earns);
    step.owner = function(x.owner);
    step.handoff_to = function(x.handoff.to);
    step.load = add(x.load);
    step.success = branch(x, "success");
    step.failure = branch(x, "failure");
    step.present = branch(x, "present");
    if (x.kind == scenario::StepKind::decision) {
      for (std::size_t j = 0; j < now_.providers.size(); ++j)
        step.by_alternative.push_back(provider_branch(x, j));
      step.by_alternative.push_back(branch(x, "nothing"));
      step.by_alternative.push_back(branch(x, "repair"));
      for (const auto& channel : channels()) step.by_channel.push_back(branch(x, channel));
    }
    for (const auto& entry : x.delivers) {
      const std::string& attribute = entry.first;
      Delivery d;
      d.attribute = static_cast<std::uint8_t>(now_.attributes.index(attribute));
      const double shift = ready_.quality(s, attribute), narrower = ready_.evenness(s, attribute);
      d.mean = per_provider([&](std::size_t j) {
        const double mean = quality(s, attribute, j).mean;
        return own(j) ? moved(mean, shift) : mean;
      });
      d.location = per_provider(
          [&](std::size_t j) { return match_(quality(s, attribute, j)).location + (own(j) ? shift : 0.0); });
      d.scale = per_provider(
          [&](std::size_t j) { return match_(quality(s, attribute, j)).scale * (own(j) ? narrower : 1.0); });
      d.noticed =
          per_provider([&](std::size_t j) { return now_.providers[j].second.noticed.get(attribute, 1.0); });
      d.often = static_cast<ParameterId>(values_.size());
      for (const auto& segment : now_.segments)
        add(x.often.get(segment.first + "." + attribute, x.often.get(attribute, 1.0)));
      for (std::size_t t = 0; t < out_.traits.size(); ++t)
        if (const double* meant = x.often.find(out_.traits[t].name + "." + attribute))
          d.for_traits.push_back({static_cast<std::uint8_t>(t), add(*meant)});
      step.delivers.push_back(d);
    }
    for (const auto& entry : x.books)
      step.books.push_back(
          {static_cast<std::uint8_t>(now_.activities.index(entry.first)), add(entry.second)});
  }

  void steps() {
    out_.steps.resize(now_.journey.size());  // first, so that `end` has its number
    for (std::size_t s = 0; s < now_.journey.size(); ++s) step(s);
  }

  void money() {
    for (std::size_t j = 0; j < out_.providers.size(); ++j)
      if (own(j) && out_.providers[j].price_period > 0)
        out_.recurring.push_back({out_.providers[j].price_period, out_.providers[j].price, -1});
    for (std::size_t a = 0; a < now_.activities.size(); ++a) {
      const scenario::Activity& x = now_.activities[a].second;
      Activity activity;
      activity.name = now_.activities[a].first;
      activity.pool = x.pool;
      // What kind of activity it is stays as written, so that the numbers keep their places whatever changes.
      const bool pooled = written_.activities[a].second.capacity > 0;
      const double budget_a_day = pooled ? x.budget.amount / x.budget.period : 0;
      activity.rate = add(pooled ? (x.capacity > 0 ? budget_a_day / x.capacity : 0) : x.cost.amount);
      if (pooled) {
        activity.budget = add(x.budget.amount);
        activity.budget_period = x.budget.period;
      }
      if (x.cost.period > 0)
        out_.recurring.push_back(
            {base::to_ticks(x.cost.period), activity.rate, static_cast<std::int32_t>(a)});
      out_.activities.push_back(std::move(activity));
    }
    out_.general_costs = add(now_.costs.general.amount);
    out_.general_period = now_.costs.general.period;
  }

  static double moved(double chance, double log_odds) {
    return log_odds == 0.0 ? chance : behaviour::shifted_chance(chance, log_odds);
  }

  std::uint8_t function(const std::string& name) const {
    return name.empty() ? no_function : static_cast<std::uint8_t>(now_.functions.index(name));
  }

  const Model& now_;
  const Model& written_;
  Readying ready_;
  QualityMatcher& match_;
  World& out_;
  std::vector<double> values_;
  std::vector<double> gamma_shapes_;
};

}  // namespace

behaviour::LogitNormal<double> QualityMatcher::operator()(const scenario::Quality& quality) {
  const auto key = std::make_pair(quality.mean, quality.spread);
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  const auto matched = behaviour::match_logit_normal(quality.mean, quality.spread);
  if (!matched) throw std::logic_error("a quality that no distribution can have passed the checks");
  return known_.emplace(key, *matched).first->second;
}

std::vector<double> compile(const Model& now, const Model& written, const std::vector<std::string>& adopted,
                            QualityMatcher& match, World& out) {
  return Compiler(now, written, adopted, match, out).run();
}

}  // namespace polku::world
