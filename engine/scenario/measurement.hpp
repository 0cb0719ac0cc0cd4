// What a business measures of its customers and what it does about it: surveys and listening policies, as a
// person writes them. Part of model.hpp; what a field is called stands in describe_measurement.hpp.
#pragma once

#include <string>

#include "scenario/values.hpp"

namespace polku::scenario {

/// Who of those asked answers: a logistic function of what they feel.
struct Response {
  double answers = 1.0;      // share of those who feel nothing either way
  double tilt = 0.0;         // a1: the pleased answer more readily
  double polarity = 0.0;     // a2: the extremes do
  Table<double> by_segment;  // segment -> `answers` there
};

/// A question asked again and again, after a step, at the end of journeys, or at intervals.
struct Survey {
  std::string after;   // step; empty: see `every`
  double every = 0.0;  // days between two times of asking a customer; 0: at the end of journeys
  std::string need;    // only journeys that this need began
  AskedBy by = AskedBy::customers;
  double rate = 1.0;            // share of the occasions that are asked about
  bool lost = false;            // those who gave up or left us are asked too
  double cost = 0.0;            // currency units for each one asked
  double neutral = 5.0;         // what somebody says who feels nothing either way, 0-10
  double noise = 0.7;           // standard deviation of what the same feeling says, in points of 0-10
  double desirability = 0.0;    // points added because someone watches or begs
  Table<double> leniency;       // segment -> points added
  double effort_of_four = 3.0;  // effort that gets a 4 on 1-7
  std::string contact;          // step whose first visit should solve it
  double sensitivity = 1.0;     // chance that a solution at first contact is reported as one
  double specificity = 1.0;     // chance that none is reported as none
  Response response;
};

struct Surveying {  // the key `measurement`
  Table<Survey> surveys;
};

/// What a policy reads at each round, and so what it can improve.
struct ListeningPolicy {
  double budget = 0.0;  // currency units a round; 0: there is no such policy
  double every = 91.0;  // days between two readings
  Reads reads = Reads::touchpoints;
  Basis basis = Basis::answers;
  std::string survey;  // whose net promoter score it is
  bool only_when_falling = false;
  double least_answers = 1.0;      // with fewer since the last reading it does nothing
  double per_doubling = 100000.0;  // currency units that double the odds of good quality, or halve effort
  double delay = 0.0;              // days until what was paid for has its effect
  Table<double> plan;              // step.attribute -> share of the budget, where a score names nothing
};

}  // namespace polku::scenario
