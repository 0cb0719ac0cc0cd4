// The field table, second part: what a scenario asks of a business, its options, their changes and the
// studies. The first part, and what a visitor is, stand in describe.hpp.
#pragma once

#include "scenario/describe.hpp"

namespace polku::scenario {

template <class V>
void describe(V& v, Change& x) {
  v.number("at", x.at, days("when it starts, from the end of the warm-up"));
  v.number("ramp", x.ramp, days("time from nothing to all of it"));
  v.number("until", x.until, days_or_forever("when it ends; default never"));
  v.object("adopt", x.adopt, words("who must take it up, instead of `ramp`"));
  v.edits(x.edits, words("paths of dated numbers with new values (set), amounts (add) or factors (scale)"));
}

template <class V>
void describe(V& v, OptionCost& x) {
  v.number("once", x.once, money("paid when the first change starts", 0));
  v.price("running", x.running, {"paid from then on", Unit::money, 0});
}

template <class V>
void describe(V& v, Option& x) {
  v.text("title", x.title, words("name for readers"));
  v.number("size", x.size,
           plain("how much of it is done: 1 as written, 0.5 half of every change and of the costs", 0, 100));
  v.number("largest_size", x.largest_size,
           plain("largest size that `polku optimize` may choose; 0: all of it or nothing", 0, 100));
  v.object("cost", x.cost, words("what the option itself costs"));
  v.values("instead", x.instead,
           {"numbers that the world of this option has from birth on, also those that cannot change later"});
  v.list("changes", x.changes, words("what it changes, and when"));
}

template <class V>
void describe(V& v, Decide& x) {
  v.choice("by", x.by, words("measure that ranks the options"));
  v.number("confidence", x.confidence, {"coverage of the paired intervals", Unit::share, 0.5, 0.9999});
  v.number("indifference", x.indifference,
           {"differences below this do not matter, in the unit of the measure", Unit::measure, 0});
  v.count("most_replications", x.most_replications,
          plain("repeat until the best is settled, at most this often; 0: as often as run.replications", 0,
                65535));
}

template <class V>
void describe(V& v, Measurement& x) {
  v.choice("figure", x.figure, words("what is measured"));
  v.reference("segment", x.segment, Refers::segment, words("the figure of one segment alone"));
  v.reference("step", x.step, Refers::step, words("step of `visits` and `failures`"));
  v.reference("attribute", x.attribute, Refers::attribute,
              words("attribute of `felt`, `expectation` and `attribute_satisfaction`"));
  v.reference("survey", x.survey, Refers::survey, words("survey whose figure it is"));
  v.reference("function", x.function, Refers::function,
              words("function of `waiting`, `abandoned`, `load`, `readiness` and `morale`"));
  v.number("from", x.from, days("start of the time that counts, from the end of the warm-up"));
  v.number("until", x.until, days_or_forever("end of the time that counts; default the horizon"));
}

template <class V>
void describe(V& v, Term& x) {
  v.reference("world", x.world, Refers::world, required(words("an option or `baseline`")));
  v.number("weight", x.weight, plain("what the figure is multiplied by"));
  describe(v, x.what);
}

template <class V>
void describe(V& v, Study& x) {
  v.text("claim", x.claim, required(words("short name of the claim")));
  v.text("says", x.says, required(words("the statement put to the test")));
  describe(v, x.what);
  v.numbers("contrast", x.contrast, Refers::world,
            plain("weights of options and `baseline`; default the first option minus the baseline"));
  v.list("terms", x.terms, words("further parts of the contrast, each with a figure of its own"));
  v.reference("relative_to", x.relative_to, Refers::world,
              words("world by whose figure the contrast is divided"));
  v.number("threshold", x.threshold,
           {"the statement holds if the contrast lies above this, in the unit of the figure", Unit::measure});
  v.sweeps("turns", x.turns, words("paths of numbers, and values that might turn the verdict"));
}

template <class V>
void describe(V& v, DataTarget& x) {
  v.choice("kind", x.kind,
           required(words("what the file says: purchases of customers, a survival curve, a figure over time, "
                          "shares of providers, purchases of a panel at several providers, or who left of a "
                          "table of customers")));
  v.text("customer", x.customer, words("transactions, panel: column of the customer"));
  v.text("date", x.date, words("transactions, panel: column of the date"));
  v.text("amount", x.amount, words("transactions: column of the amount; default: none is read"));
  v.choice("dates", x.dates, words("transactions, panel: how dates are written"));
  v.text("time", x.time, words("retention, series: column of the time, counted from the start"));
  v.text("value", x.value,
         words("retention, series, shares: column of the value; leaving: column that says 1 of who left, 0 "
               "of who stayed"));
  v.text("name", x.name,
         words("shares, panel: column of the provider's name; leaving: column of the segment's name"));
  v.number("unit", x.unit,
           days("retention, series: time that one step of the time column stands for; leaving: time in which "
                "they could leave",
                0.5));
  v.number(
      "learn_until", x.learn_until,
      days_or_forever("time since the data begin that may be learned from; what is later is held out", 0.5));
  v.count("customers", x.customers,
          plain("retention, shares: how many real customers are behind them; panel: how many are in it, also "
                "those who bought nothing",
                0, 4e9));
  v.number("error", x.error, {"series: standard error of a value, as a share of it", Unit::share, 1e-6, 10});
  v.choice("errors", x.errors,
           words("series: `stated`: `error` of each value; `alike`: all of one size, which the data show, as "
                 "in least squares"));
  v.flag("scaled", x.scaled, words("series: a simulated customer stands for as many as fit best"));
  v.choice("figure", x.what.figure, words("series: what is measured in each step of time"));
  v.reference("segment", x.what.segment, Refers::segment, words("series: the figure of one segment alone"));
  v.reference("step", x.what.step, Refers::step, words("series: step of `visits` and `failures`"));
  v.reference("attribute", x.what.attribute, Refers::attribute,
              words("series: attribute of `felt`, `expectation` and `attribute_satisfaction`"));
}

template <class V>
void describe(V& v, Calibration& x) {
  v.sweeps("search", x.search,
           words("paths of numbers, and the range [lowest, highest] in which each is sought; evenly in the "
                 "logarithm, but for shares and for ranges that reach 0"));
  v.sweeps("priors", x.priors,
           words("what is known of numbers from elsewhere: [low, high] hold nine of ten such numbers, spread "
                 "as a normal distribution in the logarithm, or where the search is even, in the number"));
  v.table("targets", x.targets, words("real data, whose files the command line names"));
  v.count("particles", x.particles,
          plain("sets of numbers of the posterior that are written, all of one weight, along its length", 20,
                100000));
  v.number("customers_per_real", x.customers_per_real,
           plain("synthetic customers for each real one while fitting", 1, 10000));
}

template <class V>
void describe(V& v, Scenario& x) {
  v.text("question", x.question, words("what the scenario asks"));
  describe(v, x.model);
  v.table("options", x.options, words("what could be done"));
  v.number("budget", x.budget, money("limit for one-time costs", 0));
  v.object("decide", x.decide, words("how the options are ranked"));
  v.sweeps("uncertain", x.uncertain,
           words("numbers that nobody knows well: path to the lowest and the highest plausible value"));
  v.object("study", x.study, words("a statement put to the test by `polku study`"));
  v.object("calibrate", x.calibrate, words("numbers that `polku calibrate` finds out from data"));
}

}  // namespace polku::scenario
