// A small business in which everything happens at once: two segments, three providers, contracts and bills,
// needs of every type, gates, retries, hand-offs, channels, more attributes than one block of draws serves,
// reviews on every occasion, activities in every pool. For tests of what must hold whatever happens.
#pragma once

#include "support/small_world.hpp"

namespace polku::test {

inline scenario::Attribute mixed(double attractive, double one, double must_be, double indifferent,
                                 double reverse) {
  scenario::Attribute x;
  x.kano = {attractive, one, must_be, indifferent, reverse};
  return x;
}

inline void rich_people(SmallWorld& small) {
  auto& segment = small.people();
  segment.share = 0.6;
  segment.need_rates = {{"purchase", poisson(0.02, 0.7)}, {"trouble", poisson(0.03)}, {"treat", every(33.0)}};
  segment.channels = {{"web", 0.7}, {"phone", 0.3}};
  segment.leave = {1.0, 6.0};
  segment.loss_weight_spread = 0.4;
  segment.price_sensitivity = 0.02;
  segment.effort_sensitivity = 0.1;
  segment.taste = {{"us", 3.0}, {"them", 2.0}};
  small.model().segments.emplace_back("others", segment);
  auto& others = small.model().segments.back().second;
  others.share = 0.4;
  others.emotion_weight = 0.8;
  others.order_size = 3.0;
  others.channels = {{"web", 0.2}, {"phone", 0.8}};
  others.importance = {{"warmth", 5.0}, {"speed", 1.0}};
}

inline void rich_providers(SmallWorld& small) {
  small.rival("them", 0.2, 0.9).rival("more", -0.3, 0.4);
  small.us().price = {39.0, 30.4375};
  small.us().contract = 90.0;
  small.us().renews = true;
  small.us().switching_cost = 20.0;
  small.us().joining_fee = 5.0;
  small.us().product_cost = 0.35;
  small.us().noticed = {{"speed", 0.6}};
  auto& them = small.model().providers[1].second;
  them.contract = 60.0;
  them.price = {35.0, 30.4375};
  them.performance = {{"warmth", {0.6, 0.2}}};
  them.gates = {{"order", 0.8}};
  small.model().population.start = {{"us", 0.5}, {"them", 0.3}, {"none", 0.2}};
  small.model().population.tenure = scenario::Tenure::spread;
}

inline void rich_journey(SmallWorld& small) {
  Model& m = small.model();
  m.functions = {{"sales", {}}, {"support", {}}};
  m.needs = {{"purchase", {}}, {"trouble", {}}, {"treat", {}}};
  m.needs[0].second.starts = "search";
  m.needs[0].second.during_journey = scenario::DuringJourney::wait;
  m.needs[1].second = {NeedType::negative,
                       "grow",
                       Who::customers,
                       scenario::DuringJourney::drop,
                       {2.0, 0.5, 40.0, 0.82, 0.99},
                       {},
                       {}};
  m.needs[2].second = {NeedType::positive, "grow", Who::everyone, scenario::DuringJourney::drop, {},
                       {1.0, 3.0, 0.4},    {}};
  Step search = encounter(to("choose"), 1.5);
  search.takes.exponential = true;
  search.effort = 1.0;
  search.books = {{"offer", 1.0}};
  Step order = gate(0.9, "buy", "search", 0.4);
  order.handoff = {"support", 0.02};
  order.delivers = {{"speed", {0.7, 0.2}}};
  order.next = {{"success", "buy"}, {"failure", "search", 0.5}, {"failure", "give_up", 0.5}};
  Step buy = purchase(to("use"));
  buy.books = {{"goods", 1.0}, {"order", 1.0}};
  const Step use =
      delivering(encounter({{"", "end", 0.9}, {"", "where", 0.1}}, 2.0), {{"warmth", {0.7, 0.2}},
                                                                          {"speed", {0.6, 0.15}},
                                                                          {"works", {0.95, 0.0}},
                                                                          {"extra", {0.3, 0.2}},
                                                                          {"noise", {0.2, 0.1}}});
  Step online = gate(0.8, "end", "call");
  online.effort = 0.5;
  Step call = delivering(gate(0.7, "end", "call"), {{"warmth", {0.65, 0.2}}, {"works", {0.9, 0.0}}});
  call.takes.mean = 0.5;
  call.effort = 1.0;
  call.books = {{"contact", 1.0}};
  call.earns = 0.5;
  small.journey(
      {{"search", search},
       {"choose",
        decision({{"us", "order"}, {"rival", "order"}, {"present", "use"}, {"nothing", "give_up"}})},
       {"order", order},
       {"buy", buy},
       {"use", use},
       {"grow", ripen(to("where"))},
       {"where", by_channel({{"web", "online"}, {"phone", "call"}})},
       {"online", online},
       {"call", call}});
}

inline void rich_money(SmallWorld& small) {
  const auto costs = [](double amount, Pool pool, double period = 0.0) {
    scenario::Activity x;
    x.cost = {amount, period};
    x.pool = pool;
    return x;
  };
  scenario::Activity contact;
  contact.budget = {2000.0, 30.4375};
  contact.capacity = 3.0;
  small.model().activities = {{"offer", costs(1.5, Pool::acquisition)},
                              {"goods", costs(4.0, Pool::product)},
                              {"order", costs(6.0, Pool::order)},
                              {"contact", contact},
                              {"account", costs(3.0, Pool::sustaining, 365.25)}};
  small.model().costs.general = {1200.0, 365.25};
}

inline SmallWorld rich_world() {
  SmallWorld small = small_world().days(300.0, 28.0).warm_up(45.0);
  small.attribute("warmth", mixed(0.2, 0.4, 0.2, 0.1, 0.1)).attribute("speed", mixed(0, 1, 0, 0, 0));
  small.attribute("works", mixed(0, 0, 1, 0, 0))
      .attribute("extra", mixed(1, 0, 0, 0, 0))
      .attribute("noise", mixed(0, 0, 0, 0, 1));
  small.model().attributes[0].second.dimension = scenario::Dimension::emotional;
  rich_people(small);
  rich_providers(small);
  rich_journey(small);
  rich_money(small);
  auto& review = small.model().review;
  review.after = {scenario::ReviewAt::repeat_purchase, scenario::ReviewAt::renewal,
                  scenario::ReviewAt::incident, scenario::ReviewAt::first_purchase};
  review.clock = 0.004;
  review.incident = 0.5;
  review.starts = "search";
  review.escape = 0.1;
  review.wish_half_life = 40.0;
  small.model().behaviour.habit = 0.5;
  return small;
}

}  // namespace polku::test
