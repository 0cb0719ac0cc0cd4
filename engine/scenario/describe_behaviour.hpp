// The field table, part of describe.hpp: settings of the behavioural model.
#pragma once

#include "scenario/field.hpp"

namespace polku::scenario {

template <class V>
void describe(V& v, Review& x) {
  v.choices("after", x.after, words("what makes customers review the relationship"));
  v.number("clock", x.clock, rate("reviews at random times", dated));
  v.number("every", x.every, days("reviews at this interval since joining, instead of `clock`"));
  v.number("incident", x.incident, plain("an encounter below minus this is critical", 0));
  v.number("price_notice", x.price_notice,
           {"rise above the price last accepted that is noticed, as a share of it", Unit::share, 0.001, 10});
  v.number("price_weight", x.price_weight,
           plain("a noticed rise multiplies the chance to open by (price / price accepted) to this power", 0,
                 100));
  v.choice("outcome", x.outcome, words("an opened relationship chooses again, or leaves"));
  v.reference("starts", x.starts, Refers::step,
              words("step at which an opened relationship looks around; default: the next need"));
  v.number("escape", x.escape, share("chance that a wish to leave gets out of a contract", dated));
  v.number("wish_half_life", x.wish_half_life,
           days_or_forever("memory of a wish during a contract; `forever` is pent-up"));
}

template <class V>
void describe(V& v, Behaviour& x) {
  v.number("reference_weight", x.reference_weight, share("0 judges by the norm, 1 by own expectation"));
  v.number("expectation_up", x.expectation_up,
           share("share of a positive surprise that becomes expectation"));
  v.number("expectation_down", x.expectation_down,
           share("share of a disappointment that lowers expectation"));
  v.number(
      "expectation_half_life", x.expectation_half_life,
      days_or_forever("time in which an expectation that nothing confirms goes half way to the norm", 0.1));
  v.number("tolerance_slope", x.tolerance_slope, share("what a gap within the zone of tolerance counts"));
  v.choice("learning", x.learning,
           words("expectations move by fixed shares of a surprise, or as a belief that grows firmer"));
  v.number("prior_observations", x.prior_observations,
           plain("how many observations the first expectation is worth in Bayesian learning", 0.01, 1e6));
  v.number("gain", x.gain, plain("scale of an encounter's experience", 0, 1000));
  v.number("peak_weight", x.peak_weight, share("weight of the peak in what is remembered"));
  v.number("end_weight", x.end_weight, share("weight of the end in what is remembered"));
  v.number("attitude_floor", x.attitude_floor, share("least weight of a new journey in attitude"));
  v.number("promise_belief", x.promise_belief,
           share("weight of a promise against reputation in what is believed"));
  v.number("belief_prior", x.belief_prior, plain("public opinion counts as so many own experiences", 0, 1e6));
  v.number("attitude_on_leaving", x.attitude_on_leaving,
           plain("how strongly attitude lowers the chance to open", 0, 100, dated));
  v.number("conflict_on_leaving", x.conflict_on_leaving,
           plain("how much easier a relationship chosen against the feeling opens", 0, 100));
  v.number("breakup_criticality", x.breakup_criticality,
           plain("extra chance to open, as a multiple, after a return from a disappointment", 0, 1000));
  v.number("breakup_fading", x.breakup_fading, days("time in which that falls to a third (1/e)", 0.1));
  v.number("value_weight", x.value_weight, plain("utility of one unit of believed value", 0, 1000));
  v.number("urgency_on_search", x.urgency_on_search,
           share("share of awareness that full urgency takes away"));
  v.number("urgency_on_price", x.urgency_on_price,
           share("share of price sensitivity that full urgency takes away"));
  v.number("pain_on_nothing", x.pain_on_nothing,
           plain("utility that doing nothing loses under full urgency", 0, 1000));
  v.number("desire_on_nothing", x.desire_on_nothing,
           plain("utility that doing nothing loses at full desire", 0, 1000));
  v.number("habit", x.habit, plain("utility of habit after many experiences", 0, 1000));
  v.number("habit_experiences", x.habit_experiences,
           plain("experiences that build two thirds of the habit", 1e-6, 1e6));
  v.number("switching_weight", x.switching_weight,
           plain("share of the switching cost that customers count", 0, 100));
  v.number("choice_scale", x.choice_scale, plain("scale of random utility", 1e-6, 1000));
  v.number("nest_dissimilarity", x.nest_dissimilarity,
           {"1: plain logit; below, providers are more alike than doing nothing", Unit::share, 0.05, 1});
  v.choice("gap", x.gap, words("gaps as they are, or relative to the room above and below the reference"));
  v.choice("must_be", x.must_be, words("a must-be attribute works or fails, or has degrees"));
  v.choice("norm", x.norm, words("the norm stays fixed, or follows the market"));
  v.number("norm_half_life", x.norm_half_life,
           days_or_forever("time in which the norm goes half way to the market", 1));
}

template <class V>
void describe(V& v, WordOfMouth& x) {
  v.number("talk", x.talk,
           plain("messages told after a journey that left no feeling; 0: nobody talks", 0, 1e4));
  v.number("positive", x.positive, plain("what full satisfaction adds to that, as a multiple", 0, 1000));
  v.number("negative", x.negative, plain("what full dissatisfaction adds, as a multiple", 0, 1000));
  v.number("half_life", x.half_life, days_or_forever("time in which half of what was heard is forgotten"));
  v.count("community", x.community, plain("customers who hear each other", 1, 4e9));
  v.number("leak", x.leak, share("share of what is heard that comes from everybody"));
  v.number("reach", x.reach, share("chance that one message makes somebody aware of the provider"));
  v.number("impact", x.impact, plain("utility of one message to who knows the provider", 0, 1000));
}

template <class V>
void describe(V& v, Complaints& x) {
  v.number("below", x.below,
           plain("a journey remembered worse than minus this gives reason to complain", 0, 1000));
  v.number("share", x.share, share("of those who have reason, who complain; 0: nobody", dated));
  v.number("conflicted", x.conflicted,
           plain("how much more often who chose against the feeling complains, as a multiple", 0, 1000));
  v.number("resolved", x.resolved, share("complaints resolved at the first contact", dated));
  v.number("takes", x.takes, days("time until they are", 0, dated));
  v.number("patience", x.patience,
           days_or_forever("time in which half of what a recovery is worth is lost", 0.01));
  v.number("gain", x.gain,
           plain("what an immediate recovery gives back, as a share of the loss", 0, 10, dated));
  v.numbers("books", x.books, Refers::activity,
            plain("how often a complaint books each activity", 0, 1e6, dated));
}

}  // namespace polku::scenario
