#include "cli/trace_answer.hpp"

#include <array>

#include "behaviour/kano.hpp"
#include "cli/json.hpp"
#include "record/event_log.hpp"

namespace polku::cli {
namespace {

using simulate::Event;
using simulate::EventKind;

constexpr const auto& causes = simulate::cause_words;
constexpr std::array<const char*, 5> step_outcomes = {"success", "recovered", "failure", "handoff_failure",
                                                      "abandoned"};
constexpr std::array<const char*, 3> choices = {"straight", "free", "against_feeling"};
constexpr std::array<const char*, 3> reviews = {"kept", "opened", "held_back"};
constexpr std::array<const char*, behaviour::kano_category_count> categories = {
    "attractive", "one_dimensional", "must_be", "indifferent", "reverse"};

double days_from_start(base::Tick time, const world::World& world) {
  return base::to_days(time) - base::to_days(world.calendar.warm_up);
}

class Names {
 public:
  explicit Names(const world::World& world) : world_(world) {}
  Json provider(std::uint8_t j) const {
    return j == world::no_provider ? Json() : Json(world_.providers[j].name);
  }
  Json need(std::uint8_t n) const { return n == world::no_need ? Json() : Json(world_.needs[n].name); }
  Json alternative(std::uint8_t a) const {
    if (a < world_.providers.size()) return world_.providers[a].name;
    return a == world_.alternative_nothing() ? "nothing" : "repair";
  }
  Json step(std::uint8_t s) const { return world_.steps[s].name; }
  /// What fell short most, by step and attribute; null: nothing did.
  Json lever(const Event& e) const {
    const auto place = static_cast<std::size_t>(e.second);
    if (place == 0) return {};
    const world::Lever& x = world_.levers[place - 1];
    return world_.steps[x.step].name + '.' + world_.attributes[x.attribute].name;
  }
  Json attribute(std::uint8_t k) const { return world_.attributes[k].name; }

 private:
  const world::World& world_;
};

Json json_of(const Event& e, const world::World& world) {
  const Names names(world);
  Json json = {{"day", days_from_start(e.time, world)},
               {"kind", record::event_words()[static_cast<std::size_t>(e.kind)]}};
  switch (e.kind) {
    case EventKind::need:
    case EventKind::need_dropped:
    case EventKind::desire_faded:
    case EventKind::journey_begins: json["need"] = names.need(e.thing); break;
    case EventKind::step:
      json["step"] = names.step(e.thing);
      json["outcome"] = step_outcomes[e.outcome];
      break;
    case EventKind::felt:
      json["attribute"] = names.attribute(e.thing);
      json["category"] = categories[e.outcome];
      json["quality"] = e.value;
      json["reference"] = e.second;
      json["satisfaction"] = e.third;
      break;
    case EventKind::encounter:
      json["step"] = names.step(e.thing);
      json["experience"] = e.value;
      break;
    case EventKind::chosen:
      json["alternative"] = names.alternative(e.thing);
      json["choice"] = choices[e.outcome];
      break;
    case EventKind::purchase:
      json["provider"] = names.provider(e.thing);
      json["first"] = e.outcome == 1;
      break;
    case EventKind::left:
      json["provider"] = names.provider(e.thing);
      json["cause"] = causes[e.outcome];
      break;
    case EventKind::review:
      json["provider"] = names.provider(e.thing);
      json["outcome"] = reviews[e.outcome];
      json["chance"] = e.value;
      break;
    case EventKind::joined:
    case EventKind::contract_ends: json["provider"] = names.provider(e.thing); break;
    case EventKind::price_noticed:
      json["provider"] = names.provider(e.thing);
      json["price"] = e.value;
      json["accepted"] = e.second;
      break;
    case EventKind::asked:
      json["survey"] = world.surveys[e.thing].name;
      json["rating"] = e.outcome == simulate::no_answer ? Json() : Json(e.outcome);
      json["satisfaction"] = e.value;
      json["complaint"] = names.lever(e);
      break;
    case EventKind::journey_ends:
      json["provider"] = names.provider(e.thing);
      json["completed"] = e.outcome == 1;
      json["remembered"] = e.value;
      json["attitude"] = e.second;
      break;
  }
  return json;
}

Json portrait_json(const Story& story) {
  const Portrait& x = story.portrait;
  const world::World& world = story.world;
  Json json = {{"segment", world.segments[x.segment].name},
               {"provider", Names(world).provider(x.provider)},
               {"contract_until_day",
                x.contract_until == base::never ? Json() : Json(days_from_start(x.contract_until, world))},
               {"loss_weight", x.loss_weight},
               {"review_chance", x.review_chance}};
  json["needs_per_year"] = Json::object();
  for (std::size_t n = 0; n < world.needs.size(); ++n)
    json["needs_per_year"][world.needs[n].name] = static_cast<double>(x.need_rates[n]) * base::days_per_year;
  json["categories"] = Json::object();
  for (std::size_t k = 0; k < world.attributes.size(); ++k)
    json["categories"][world.attributes[k].name] = categories[x.categories[k]];
  return json;
}

}  // namespace

std::string trace_answer(const Story& story, const scenario::Model& model) {
  Json json = {{"kind", "trace"},
               {"world", story.world.name},
               {"customer", story.customer},
               {"replication", story.replication + 1},
               {"seed", model.run.seed},
               {"currency", model.currency}};
  json["portrait"] = portrait_json(story);
  json["events"] = Json::array();
  for (const Event& event : story.events) json["events"].push_back(json_of(event, story.world));
  const simulate::MoneyLines& x = story.money;
  json["money"] = {{"revenue", base::to_units(x.revenue)},
                   {"product_cost", base::to_units(x.product_cost)},
                   {"order_cost", base::to_units(x.order_cost)},
                   {"service_cost", base::to_units(x.service_cost)},
                   {"sustaining_cost", base::to_units(x.sustaining_cost)},
                   {"result", base::to_units(x.result())}};
  return to_line(json);
}

}  // namespace polku::cli
