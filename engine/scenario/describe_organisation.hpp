// The field table of the organisation: functions, what moves them, and changes that people take up. Part of
// describe.hpp.
#pragma once

#include "scenario/field.hpp"

namespace polku::scenario {

template <class V>
void describe(V& v, Readiness& x) {
  v.number("vision", x.vision, share("share who know where this is going and what was promised", dated));
  v.number("task", x.task, share("share who understand their own task and were trained for it", dated));
  v.number("follow_up", x.follow_up, share("share whose managers follow up", dated));
  v.number("measured", x.measured, share("share whose results are measured", dated));
}

template <class V>
void describe(V& v, FeltWaiting& x) {
  v.reference("felt_as", x.felt_as, Refers::attribute,
              words("attribute that waiting spoils at the function's steps"));
  v.number("halves", x.halves, days("wait that halves the odds of a good quality", 1e-6));
}

template <class V>
void describe(V& v, Support& x) {
  v.number("weight", x.weight, share("weight in the readiness of the function supported"));
  v.number("contacts", x.contacts,
           plain("contacts passed on for each contact of the function supported", 0, 100));
}

template <class V>
void describe(V& v, Function& x) {
  v.text("title", x.title, words("name for readers"));
  v.number("servers", x.servers,
           plain("people who deal with one contact at a time; 0: as many as needed", 0, 1e5, dated));
  v.number("handling", x.handling, {"working time that a contact takes", Unit::days, 0, longest_days, dated});
  v.number("capacity", x.capacity,
           rate("contacts that can be dealt with in a given time, instead of servers", dated));
  v.number("open", x.open,
           {"share of the time in which it works; waits are counted in working time", Unit::share, 0.01, 1});
  v.number(
      "patience", x.patience,
      {"mean waiting time after which people give up; default never", Unit::days, 1e-6, infinite, dated});
  v.number("variability", x.variability,
           plain("half the sum of the squared coefficients of variation of arrivals and handling", 0, 1000));
  v.object("waiting", x.waiting, words("how waiting is felt"));
  v.object("readiness", x.readiness, words("the four stages, before any change"));
  v.number("morale", x.morale, share("morale at the usual load", dated));
  v.objects("supported_by", x.supported_by, Refers::function, words("functions that it depends on"));
  v.number("decay", x.decay,
           rate("log-odds of success and quality lost in a given time while nobody attends"));
}

template <class V>
void describe(V& v, Influences& x) {
  v.number("readiness", x.readiness,
           plain("log-odds for each unit of readiness above the start", -1000, 1000));
  v.number("morale", x.morale, plain("log-odds for each unit of morale above the start", -1000, 1000));
  v.number("load", x.load, plain("log-odds lost for each unit of load above the usual", -1000, 1000));
}

template <class V>
void describe(V& v, Leader& x) {
  v.number("direction", x.direction, plain("where the leader pulls, in degrees", -360, 360));
  v.number("weight", x.weight, plain("how much it counts", 1e-9, 1e9));
}

template <class V>
void describe(V& v, MoraleSettings& x) {
  v.number("load", x.load, plain("morale lost for each unit of load above the usual", 0, 1000));
  v.number("incidents", x.incidents,
           plain("morale lost if every contact were a critical encounter", 0, 1000));
  v.number("readiness", x.readiness, plain("morale won for each unit of readiness above the start", 0, 1000));
  v.number("half_life", x.half_life, days("time in which morale goes half way", 0.1));
}

template <class V>
void describe(V& v, Attention& x) {
  v.number("always", x.always, share("share of full attention whatever happens", dated));
  v.number("exit", x.exit,
           plain("share of full attention for each customer lost a year and customer", 0, 1e6, dated));
  v.number("voice", x.voice,
           plain("share of full attention for each critical encounter a contact", 0, 1e6, dated));
  v.number("half_life", x.half_life,
           days("time in which full attention makes good half of what decayed", 0.1));
}

template <class V>
void describe(V& v, Organisation& x) {
  v.number(
      "substitution", x.substitution,
      plain("elasticity of substitution between the stages of readiness; 0: the weakest decides", 0, 1e6));
  v.number("support_substitution", x.support_substitution,
           plain("elasticity of substitution between a function and those who support it", 0, 1e6));
  v.number("steepness", x.steepness,
           plain("of the curve by which a change is taken up; 0: a straight line", 0, 1000));
  v.number("usual_load", x.usual_load, {"load for which the figures as written hold", Unit::share, 0, 10});
  v.table("leaders", x.leaders, words("who pulls where; apart they slow down what must be taken up"));
  v.object("success", x.success, words("what moves success at the gates of a function"));
  v.object("quality", x.quality, words("what moves the quality that it delivers"));
  v.object("evenness", x.evenness, words("what narrows the spread of that quality, as a logarithm"));
  v.object("handoffs", x.handoffs, words("what moves success at hand-offs between two functions"));
  v.object("morale", x.morale, words("what moves morale"));
  v.object("attention", x.attention, words("what keeps performance from decaying"));
}

template <class V>
void describe(V& v, Adoption& x) {
  v.reference("by", x.by, Refers::function, words("function whose people must take it up"));
  v.numbers("stages", x.stages, Refers::readiness_stage, share("stages of readiness, and how far they rise"));
  v.number("over", x.over, days("time it takes if all leaders pull the same way"));
}

}  // namespace polku::scenario
