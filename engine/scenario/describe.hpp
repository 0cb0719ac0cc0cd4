// The field table: every key of the YAML with its unit, range and one line of documentation, once. A visitor
// walks it: the reader binds a file, the writer echoes what was resolved, the schema and the reference page
// are printed, `--set` and dated changes find a number by its path. Defaults are the structs' initialisers.
//
// A visitor V offers
//   number(key, double&, Field)          count(key, int64&, Field)       flag(key, bool&, Field)
//   text(key, string&, Field)            choice(key, enum&, Field)       choices(key, vector<enum>&, Field)
//   quality(key, Quality&, Field)        price(key, Price&, Field)       duration(key, Duration&, Field)
//   reference(key, string&, Refers, Field)                               one name out of another table
//   numbers(key, Table<double>&, Refers, Field)                          names out of another table -> number
//   qualities(key, Table<Quality>&, Refers, Field)
//   object(key, T&, Field)               a map with its own description
//   table(key, Table<T>&, Field)         free names -> T
//   objects(key, Table<T>&, Refers, Field)                               names out of another table -> T
//   list(key, vector<T>&, Field)         and three shapes of their own: kano, next, edits, values, sweeps.
#pragma once

#include "scenario/describe_behaviour.hpp"
#include "scenario/describe_measurement.hpp"
#include "scenario/describe_organisation.hpp"
#include "scenario/field.hpp"
#include "scenario/questionnaire.hpp"

namespace polku::scenario {

template <class V>
void describe(V& v, Time& x) {
  v.number("horizon", x.horizon, days("time simulated after the warm-up", 1));
  v.number("warm_up", x.warm_up, days("time simulated before the clock of the scenario starts"));
  v.number("epoch", x.epoch, days("how often customers feel what the market did", 0.5));
  v.number("report", x.report, days("length of a reporting period", 0.5));
  v.number("discount_rate", x.discount_rate,
           {"yearly discount rate for present values", Unit::share_per_year, -0.5, 10});
}

template <class V>
void describe(V& v, Run& x) {
  v.count("seed", x.seed, plain("first seed of the random draws", 0, 9e15));
  v.count("replications", x.replications, plain("independent repetitions", 1, 65535));
  v.number("confidence", x.confidence, {"coverage of the intervals", Unit::share, 0.5, 0.9999});
}

template <class V>
void describe(V& v, Population& x) {
  v.count("customers", x.customers, plain("number of synthetic customers", 1, 4e9));
  v.numbers("start", x.start, Refers::provider_or_none,
            share("whose customers they are at the start; shares sum to 100 %"));
  v.choice(
      "tenure", x.tenure,
      words(
          "customers at the start have just joined (fresh), or contracts and bills are under way (spread)"));
}

template <class V>
void describe(V& v, Drift& x) {
  v.choice("trajectory", x.trajectory,
           words("attractive becomes one-dimensional and then must-be (progressive), or indifferent (fad)"));
  v.number("per_year", x.per_year, plain("age that the attribute gains a year", 0, 1000));
  v.number("per_contact", x.per_contact,
           plain("age that it gains with each encounter that delivers it, mean over the people of a segment",
                 0, 1000));
  v.number("per_diffusion", x.per_diffusion,
           plain("age that it gains a year at full diffusion, when everybody's provider delivers it in full",
                 0, 1000));
  v.number("leaves_attractive", x.leaves_attractive,
           plain("rate at which attractive is left, per unit of age", 1e-9, 1e6));
  v.number("leaves_one_dimensional", x.leaves_one_dimensional,
           plain("rate at which one-dimensional becomes must-be, per unit of age", 1e-9, 1e6));
  v.number(
      "renewed", x.renewed,
      plain("how often it has been made new; with each time its age begins at 0 and those for whom it has "
            "drifted see it as attractive again, by and by if a ramp raises it",
            0, 100, dated));
}

template <class V>
void describe(V& v, AnswerWords& x) {
  v.text("like", x.like, words("default `I like it` and other usual wordings, whatever the case"));
  v.text("must_be", x.must_be, words("default `I expect it` or `It must be that way`"));
  v.text("neutral", x.neutral, words("default `I am neutral`"));
  v.text("live_with", x.live_with, words("default `I can tolerate it` or `I can live with it`"));
  v.text("dislike", x.dislike, words("default `I dislike it`"));
}

/// Stands in the place of the shares under `kano`.
template <class V>
void describe(V& v, Questionnaire& x) {
  v.text("questionnaire", x.file,
         required(words("CSV file with a respondent in each row, relative to the file that names it")));
  v.text("functional", x.functional,
         words("column of the answers to `if it is there`; default NAME_functional"));
  v.text("dysfunctional", x.dysfunctional,
         words("column of the answers to `if it is not there`; default NAME_dysfunctional"));
  v.choice("table", x.table,
           words("evaluation table; in Pouliot's, two equal answers in the middle contradict each other"));
  v.object("answers", x.answers, words("how the file words the five answers, where it is unusual"));
}

template <class V>
void describe(V& v, Attribute& x) {
  v.kano("kano", x.kano,
         required(words("Kano category, a mix of categories that sums to 100 %, or a questionnaire whose "
                        "answers give the shares")));
  v.choice("dimension", x.dimension,
           words("kind of value: functional and economic appeal to reason, emotional and social to feeling"));
  v.choice("side", x.side, words("a benefit, or a sacrifice whose quality is how small it is"));
  v.number("satiation", x.satiation,
           days("time in which half of the pleasure in a delight comes back; 0: always fresh"));
  v.object("drift", x.drift, words("how its category changes as the attribute grows old"));
  v.number("norm", x.norm, share("quality taken as normal for a one-dimensional attribute at the start"));
}

template <class V>
void describe(V& v, NeedRate& x) {
  v.number("mean", x.mean, rate("mean arrivals in a given time"));
  v.number("spread", x.spread, plain("coefficient of variation between customers; 0: all alike", 0, 100));
  v.choice("distribution", x.distribution,
           words("how rates differ between customers: gamma, as in NBD and its kin, or lognormal, with more "
                 "very heavy users and fewer who next to never come"));
  v.number("every", x.every, days("regular arrivals at this interval instead of random ones"));
  v.flag("always", x.always,
         words("the need is always there: a journey begins at once and again when it ends"));
}

template <class V>
void describe(V& v, LeavePropensity& x) {
  v.number("a", x.a, plain("first parameter of the Beta distribution; with b = 0 the chance itself", 0, 1e6));
  v.number("b", x.b,
           plain("second parameter of the Beta distribution; 0: everybody has the chance a", 0, 1e6));
}

template <class V>
void describe(V& v, Role& x) {
  v.number("weight", x.weight, plain("weight of the role's judgement", 0, 1e6));
  v.numbers("importance", x.importance, Refers::attribute,
            plain("weight of each attribute to the role; default that of the segment", 0));
  v.number("emotion_weight", x.emotion_weight, share("weight of feeling against reason"));
  v.number("price_sensitivity", x.price_sensitivity,
           plain("utility lost per currency unit of price", 0, infinite, dated));
  v.number("veto", x.veto, plain("an alternative worth less than this to the role drops out; default none"));
}

template <class V>
void describe(V& v, Segment& x) {
  v.number("share", x.share, required(share("share of the population; segments sum to 100 %")));
  v.numbers("importance", x.importance, Refers::attribute,
            plain("weight of each attribute; scaled to sum 1", 0));
  v.objects("need_rates", x.need_rates, Refers::need, words("how often each need arrives"));
  v.numbers("channels", x.channels, Refers::channel, share("taste for channels; shares sum to 100 %"));
  v.object("leave", x.leave, words("chance to open the relationship at a review, before attitude"));
  v.number("emotion_weight", x.emotion_weight, share("weight of feeling against reason in a choice"));
  v.number("loss_weight", x.loss_weight, plain("weight of a shortfall against an equal surplus", 0, 10));
  v.number("loss_weight_spread", x.loss_weight_spread,
           plain("coefficient of variation of the loss weight", 0, 2));
  v.number("tolerance", x.tolerance,
           share("zone of tolerance: gaps in quality up to this count less; 0: none"));
  v.number("price_sensitivity", x.price_sensitivity,
           plain("utility lost per currency unit of price", 0, infinite, dated));
  v.number("effort_sensitivity", x.effort_sensitivity,
           plain("utility lost per unit of effort", 0, infinite, dated));
  v.numbers("taste", x.taste, Refers::provider,
            plain("shape of the Gamma whose logarithm is lasting taste (Dirichlet shares)", 0.05, 1e4));
  v.numbers(
      "traits", x.traits, Refers::anything,
      share("labels such as age or region, and how many have them; they predict nothing by themselves"));
  v.table("buying_centre", x.buying_centre, words("roles that decide together; default one person"));
  v.number("order_size", x.order_size, plain("units bought at each purchase", 0, 1e9));
}

template <class V>
void describe(V& v, Club& x) {
  v.number("after", x.after, plain("purchases in a row that bring a reward, rounded; 0: no club", 0, 65535));
  v.number("reward", x.reward,
           money("off the price of the purchase that completes them; what is collected is lost on leaving", 0,
                 dated));
}

template <class V>
void describe(V& v, Provider& x) {
  v.flag("own", x.own, words("this is our company; exactly one provider is"));
  v.price("price", x.price, {"price per purchase, or recurring", Unit::money, 0, infinite, dated});
  v.number("joining_fee", x.joining_fee, money("paid once when a customer joins", 0, dated));
  v.number("contract", x.contract, days_or_forever("time bound after a purchase; none is 0"));
  v.flag("renews", x.renews, words("the contract starts again when it ends"));
  v.number("switching_cost", x.switching_cost, money("what leaving costs the customer", 0, dated));
  v.object("club", x.club, words("rewards for those who keep coming"));
  v.number("awareness", x.awareness, share("share of customers who think of this provider", dated));
  v.number("appeal", x.appeal, plain("utility that nothing else explains", -infinite, infinite, dated));
  v.number("product_cost", x.product_cost, {"cost of goods as a share of price", Unit::share, 0, 10, dated});
  v.qualities("performance", x.performance, Refers::attribute_or_step_attribute,
              {"quality delivered, by attribute or step.attribute", Unit::share, 0, 1, dated});
  v.numbers("reputation", x.reputation, Refers::attribute,
            share("quality believed before own experience; default: mean performance", dated));
  v.numbers(
      "promise", x.promise, Refers::attribute,
      share("quality promised: part of what is believed, the expectation of who comes for the first time, "
            "and a norm where it is higher",
            dated));
  v.numbers("noticed", x.noticed, Refers::attribute,
            share("share of customers who notice the attribute; default all", dated));
  v.numbers("serves", x.serves, Refers::segment,
            share("share of a segment's customers that are accepted; default all", dated));
  v.numbers("gates", x.gates, Refers::step,
            share("chance of success at gates where a rival differs from us", dated));
}

template <class V>
void describe(V& v, Outside& x) {
  v.number("appeal", x.appeal, plain("utility of this alternative", -infinite, infinite, dated));
  v.number("price", x.price, money("what it costs the customer", 0, dated));
}

template <class V>
void describe(V& v, Pain& x) {
  v.number("initial", x.initial, plain("pain when the need appears", 1e-9, 1e9));
  v.number("growth", x.growth, rate("growth rate of pain"));
  v.number("action_cost", x.action_cost, plain("cost of acting, in units of pain", 0, 1e9));
  v.number("present_bias", x.present_bias, share("weight of tomorrow's cost against today's (beta)"));
  v.number("patience", x.patience, share("discount factor of one period (delta)"));
}

template <class V>
void describe(V& v, Desire& x) {
  v.number("level", x.level, plain("desire when it appears", 0, 1e6));
  v.number("half_life", x.half_life, days_or_forever("time in which half of the desire fades", 1e-3));
  v.number("hazard", x.hazard, rate("chance to act in a given time at level 1"));
}

template <class V>
void describe(V& v, Season& x) {
  v.number("swing", x.swing, share("how far arrivals at the peak exceed the yearly mean; 0: no season"));
  v.number("peak", x.peak, days("when in the year the peak is, from the end of the warm-up"));
}

template <class V>
void describe(V& v, Need& x) {
  v.choice("type", x.type, words("plain acts at once; negative waits for pain; positive fades"));
  v.reference("starts", x.starts, Refers::step, required(words("step at which the journey begins")));
  v.choice("who", x.who, words("who can have it: everyone, customers of a provider, or those without one"));
  v.object("season", x.season, words("how random arrivals swing over the year"));
  v.number(
      "intensity", x.intensity,
      plain("random arrivals come so many times as often; a shock is a dated change of it", 0, 1000, dated));
  v.number("referral", x.referral,
           rate("further arrivals through others: this rate times the share of people who ever bought"));
  v.choice("during_journey", x.during_journey,
           words("a need that arrives during a journey is dropped or waits"));
  v.object("pain", x.pain, words("how a negative need grows"));
  v.object("desire", x.desire, words("how a positive need fades"));
}

template <class V>
void describe(V& v, Gate& x) {
  v.number("success", x.success, share("chance that the step succeeds at once", dated));
  v.number("retry", x.retry, share("chance that one recovery succeeds after a failure", dated));
}

template <class V>
void describe(V& v, Handoff& x) {
  v.reference("to", x.to, Refers::function, words("function that takes over"));
  v.number("error", x.error, share("chance that the hand-off fails", dated));
}

template <class V>
void describe(V& v, Step& x) {
  v.text("title", x.title, words("name for readers and event logs; default the key"));
  v.flag("silent", x.silent, words("event logs do not show the step"));
  v.choice("stage", x.stage, required(words("phase of the journey")));
  v.choice("kind", x.kind,
           required(words("wait, ripen (until the need is acted on), encounter or decision")));
  v.reference("owner", x.owner, Refers::function, words("function responsible"));
  v.reference("channel", x.channel, Refers::channel, words("channel in which it happens"));
  v.duration("takes", x.takes,
             {"time before the step happens; drawn if it is `exponential 3 days` or `0 % 1 hour, 50 % 1 day, "
              "100 % 9 days`",
              Unit::days, 0, longest_days, dated});
  v.number("effort", x.effort, plain("effort it costs the customer", 0, 1e6, dated));
  v.qualities("delivers", x.delivers, Refers::attribute,
              {"attributes felt here and our quality", Unit::share, 0, 1, dated});
  v.numbers(
      "often", x.often, Refers::attribute_or_segment_attribute,
      share("share of the encounters in which a delivered attribute is delivered; `segment.attribute` and "
            "`trait.attribute` say so for some",
            dated));
  v.object("gate", x.gate, words("must succeed for the next step to happen"));
  v.object("handoff", x.handoff, words("hand-over to another function after success"));
  v.choice("effect", x.effect, words("what success does to the relationship"));
  v.choice("decide_by", x.decide_by, words("a decision by utility of providers, or by taste for channels"));
  v.choice("asks", x.asks,
           words("who decides: only those without a provider or with an opened relationship, or everyone"));
  v.numbers("books", x.books, Refers::activity, plain("how often each activity is booked", 0, 1e6, dated));
  v.number("earns", x.earns, money("revenue at success besides the price", -infinite, dated));
  v.number("load", x.load, plain("contacts that a visit counts for its owner", 0, 1e4, dated));
  v.next("next", x.next, required(words("where it goes: a step, outcomes, or chances")));
}

template <class V>
void describe(V& v, Activity& x) {
  v.price("cost", x.cost,
          {"cost of one booking, or per period for each own customer", Unit::money, 0, infinite, dated});
  v.choice("pool", x.pool, words("level of the cost hierarchy"));
  v.price("budget", x.budget,
          {"what the pool costs per period, used or not", Unit::money, 0, infinite, dated});
  v.number("capacity", x.capacity, rate("bookings that the budget serves in a given time", dated));
}

template <class V>
void describe(V& v, Costs& x) {
  v.price("general", x.general, {"costs that belong to no customer", Unit::money, 0, infinite, dated});
  v.choice(
      "shown_by", x.shown_by,
      words("in what proportion they are shown next to segments; only for show, nothing is decided by it"));
}

template <class V>
void describe(V& v, Record& x) {
  v.count("customers", x.customers, plain("rows of the customer table for each world", 0, 4e9));
  v.count("events", x.events,
          plain("customers whose every event is kept, of the first replication of each world", 0, 4e9));
  v.count(
      "groups", x.groups,
      plain("classes of result and of volume by which customers recorded are grouped: 3 makes 9 groups, 4 "
            "makes 16; 0: none",
            0, 4));
}

template <class V>
void describe(V& v, Model& x) {
  v.text("name", x.name, required(words("name of the business")));
  v.text("currency", x.currency, words("three-letter code used in all amounts"));
  v.object("time", x.time, words("how long, and how often figures are taken"));
  v.object("run", x.run, words("seed, replications, confidence"));
  v.object("population", x.population, words("how many customers, and whose they are"));
  v.table("attributes", x.attributes, words("what customers feel"));
  v.table("segments", x.segments, required(words("customers who seek the same benefits")));
  v.table("providers", x.providers, required(words("we and our rivals")));
  v.object("nothing", x.nothing, words("the alternative of doing nothing"));
  v.object("repair", x.repair, words("the alternative of repairing"));
  v.table("needs", x.needs, words("what starts a journey"));
  v.table("functions", x.functions, words("units of the organisation"));
  v.object("organisation", x.organisation, words("what moves the people in them"));
  v.table("journey", x.journey, required(words("steps that customers go through")));
  v.table("activities", x.activities, words("what costs money"));
  v.object("costs", x.costs, words("costs that belong to no customer"));
  v.object("review", x.review, words("when and how a relationship is reviewed"));
  v.object("behaviour", x.behaviour, words("settings of the behavioural model"));
  v.object("word_of_mouth", x.word_of_mouth, words("what people tell each other about providers"));
  v.object("measurement", x.measurement, words("what the business asks its customers"));
  v.table("listening", x.listening, words("what the business does about what it measures"));
  v.object("complaints", x.complaints, words("who complains to us, and what comes of it"));
  v.object("record", x.record, words("what the result keeps"));
}

}  // namespace polku::scenario
