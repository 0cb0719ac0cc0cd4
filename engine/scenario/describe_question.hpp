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
void describe(V& v, Scenario& x) {
  v.text("question", x.question, words("what the scenario asks"));
  describe(v, x.model);
  v.table("options", x.options, words("what could be done"));
  v.number("budget", x.budget, money("limit for one-time costs", 0));
  v.object("decide", x.decide, words("how the options are ranked"));
  v.sweeps("uncertain", x.uncertain,
           words("numbers that nobody knows well: path to the lowest and the highest plausible value"));
  v.object("study", x.study, words("a statement put to the test by `polku study`"));
}

}  // namespace polku::scenario
