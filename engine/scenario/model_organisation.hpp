// What a person may write about the organisation behind the journey: who serves with what capacity, how
// ready, how willing, and what a change that people must take up asks of them. Part of model.hpp; the rules
// there hold here.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/values.hpp"

namespace polku::scenario {

/// The four stages of readiness. [0..1]
struct Readiness {
  double vision = 1.0, task = 1.0, follow_up = 1.0, measured = 1.0;
};
inline constexpr std::array<std::pair<std::string_view, double Readiness::*>, 4> readiness_stages{
    {{"vision", &Readiness::vision},
     {"task", &Readiness::task},
     {"follow_up", &Readiness::follow_up},
     {"measured", &Readiness::measured}}};

struct FeltWaiting {
  std::string felt_as;            // attribute; empty: nobody feels it
  double halves = 10.0 / 1440.0;  // wait that halves the odds of a good quality [days]
};

/// What one function does for another.
struct Support {
  double weight = 0.0;    // in the other's readiness
  double contacts = 0.0;  // passed on for each contact of the other
};

struct Function {  // an organisational unit that owns steps
  std::string title;
  double servers = 0.0;   // people who deal with one contact at a time; 0: as many as are needed
  double handling = 0.0;  // working time that a contact takes one of them [days]
  double capacity = 0.0;  // or contacts that the whole function can deal with [1/day]
  double open = 1.0;      // share of time
  double patience = infinite;
  double variability = 1.0;
  FeltWaiting waiting;
  Readiness readiness;
  double morale = 0.7;
  Table<Support> supported_by;
  double decay = 0.0;  // log-odds that what nobody attends to loses [1/day]
};

/// Log-odds per unit of readiness and morale above what the figures as written hold for, and of load.
struct Influences {
  double readiness = 0.0, morale = 0.0, load = 0.0;
};

struct Leader {
  double direction = 0.0;  // degrees
  double weight = 1.0;
};

/// What moves morale, per unit: load above the usual, critical encounters as a share of contacts, readiness.
struct MoraleSettings {
  double load = 0.0, incidents = 0.0, readiness = 0.0;
  double half_life = 90.0;
};

/// What makes the company attend to how it performs.
struct Attention {
  double always = 0.0;       // share of full attention whatever happens
  double exit = 0.0;         // share of full attention for each customer lost a year and customer
  double voice = 0.0;        // share of full attention for each critical encounter a contact
  double half_life = 180.0;  // in which full attention makes good half of what decayed
};

struct Organisation {
  double substitution = 0.5;          // elasticity between the stages of readiness
  double support_substitution = 0.5;  // and between a function and those who support it
  double steepness = 6.0;             // of taking up a change
  double usual_load = 0.8;            // of capacity, for which the figures as written hold
  Table<Leader> leaders;
  Influences success, quality, evenness, handoffs;
  MoraleSettings morale;
  Attention attention;
};

/// People who must take up a change before it works.
struct Adoption {
  std::string by;  // function; empty: nobody has to
  Table<double> stages;
  double over = 0.0;  // days, if all leaders pull the same way
};

}  // namespace polku::scenario
