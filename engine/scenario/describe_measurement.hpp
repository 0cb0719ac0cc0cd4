// The field table of what a business measures and does about it; see describe.hpp, which includes this.
#pragma once

#include "scenario/field.hpp"

namespace polku::scenario {

template <class V>
void describe(V& v, Response& x) {
  v.number("answers", x.answers, share("share who answers among those who feel nothing either way"));
  v.number(
      "tilt", x.tilt,
      plain("log odds to answer gained by satisfaction 1 and lost by -1; above 0 the pleased answer more",
            -20, 20));
  v.number(
      "polarity", x.polarity,
      plain("log odds to answer gained by satisfaction 1 or -1; above 0 the extremes answer more", -20, 20));
  v.numbers("by_segment", x.by_segment, Refers::segment, share("`answers` where a segment differs"));
}

template <class V>
void describe(V& v, Survey& x) {
  v.reference("after", x.after, Refers::step,
              words("step after which it asks; without it and `every`, it asks at the end of journeys"));
  v.number("every", x.every, days("asks each of our customers about us as a whole, again after this time"));
  v.reference("need", x.need, Refers::need, words("at the end of those journeys alone that it began"));
  v.choice("by", x.by,
           words("customers answer, or shoppers in disguise: a sample without leniency or silence"));
  v.number("rate", x.rate, share("share of the occasions on which somebody is asked", dated));
  v.flag("lost", x.lost,
         words("those who gave the journey up, or left us since the last time, are asked too"));
  v.number("cost", x.cost, money("what asking once costs", 0));
  v.number("neutral", x.neutral, plain("rating 0-10 by somebody who feels nothing either way", 0, 10));
  v.number("noise", x.noise,
           plain("standard deviation of the rating that one feeling gives, in points of 0-10", 0, 10));
  v.number("desirability", x.desirability,
           plain("points that all say more because somebody watches or begs", -10, 10));
  v.numbers("leniency", x.leniency, Refers::segment, plain("points that a segment says more", -10, 10));
  v.number("effort_of_four", x.effort_of_four,
           plain("effort after which somebody gives 4 of 1-7 for how easy it was", 1e-6, 1e6));
  v.reference("contact", x.contact, Refers::step,
              words("step that should solve the matter at the first contact"));
  v.number("sensitivity", x.sensitivity, share("chance that a solution at first contact is reported as one"));
  v.number("specificity", x.specificity, share("chance that any other outcome is reported as that"));
  v.object("response", x.response, words("who answers of those asked"));
}

template <class V>
void describe(V& v, Surveying& x) {
  v.table("surveys", x.surveys, words("what customers are asked, and when"));
}

template <class V>
void describe(V& v, ListeningPolicy& x) {
  v.number("budget", x.budget, money("what it spends at each reading; 0: there is no such policy", 0));
  v.number("every", x.every, days("time between two readings", 0.5));
  v.choice("reads", x.reads,
           words("the worst net promoter score after a step (touchpoints), what answers complain of most "
                 "(complaints), one net promoter score (nps), or the worst ease after a step (ces)"));
  v.choice("basis", x.basis, words("what answers say, or the truth about all who were there"));
  v.reference("survey", x.survey, Refers::survey, words("whose score it reads, with `reads: nps`"));
  v.flag("only_when_falling", x.only_when_falling,
         words("spends only if what it reads is lower than at the last reading"));
  v.number("least_answers", x.least_answers,
           plain("answers since the last reading below which a figure is not read", 1, 1e9));
  v.number("per_doubling", x.per_doubling,
           money("what it costs to double the odds of good quality at one touchpoint, or to halve its effort",
                 0.01));
  v.number("delay", x.delay, days("time from paying to the effect"));
  v.numbers(
      "plan", x.plan, Refers::delivery,
      plain("with `reads: nps`, weight of each step.attribute in the spending; default all equally", 0));
}

}  // namespace polku::scenario
