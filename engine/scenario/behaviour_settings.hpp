// How customers feel, learn, talk, complain and review: the settings of the behavioural model, part of
// scenario::Model. As there: base units, the member initialiser is the default. What a field is called, its
// unit, range and documentation stand in describe_behaviour.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/values.hpp"

namespace polku::scenario {

struct Review {
  std::vector<ReviewAt> after;
  double clock = 0.0;          // reviews at random times [1/day]
  double every = 0.0;          // reviews at this interval since joining [days]; 0: none
  double incident = infinite;  // an encounter worse than -incident is critical
  double price_notice = 0.05;  // rise above the price last accepted that is noticed, as a share of it
  double price_weight = 1.0;   // a noticed rise multiplies the chance to open by (new / accepted)^this
  ReviewOutcome outcome = ReviewOutcome::choose_again;
  std::string starts;   // step at which an opened relationship begins to look around; empty: next need
  double escape = 0.0;  // chance that a wish gets out of a running contract
  double wish_half_life = 0.0;  // days; 0 forgets at once, infinite: pent-up until the contract ends
};

struct Behaviour {
  double reference_weight = 0.5;  // omega: 0 judges by the norm, 1 by own expectation
  double expectation_up = 0.1;
  double expectation_down = 0.05;
  double expectation_half_life =
      infinite;                  // days in which an expectation that nothing confirms fades by half
  double tolerance_slope = 0.3;  // what a gap within the zone of tolerance counts
  Learning learning = Learning::adaptive;
  double prior_observations = 2.0;  // n0 of Bayesian learning
  double gain = 4.0;
  double peak_weight = 0.35;
  double end_weight = 0.35;
  double attitude_floor = 0.1;
  double promise_belief = 0.5;          // weight of a promise against reputation in what is believed
  double belief_prior = 2.0;            // n0: public opinion counts as so many own experiences
  double attitude_on_leaving = 1.0;     // beta_A
  double conflict_on_leaving = 0.0;     // beta_C
  double breakup_criticality = 0.0;     // theta
  double breakup_fading = 3 * 30.4375;  // tau_b, days
  double value_weight = 1.0;            // utility of one unit of believed value
  double urgency_on_search = 0.5;       // share of awareness that full urgency takes away
  double urgency_on_price = 0.5;        // share of price sensitivity that full urgency takes away
  double pain_on_nothing = 2.0;         // utility that doing nothing loses under full urgency
  double desire_on_nothing = 0.0;       // utility that doing nothing loses at full desire
  double habit = 0.0;                   // h
  double habit_experiences = 5.0;       // n_h
  double switching_weight = 1.0;        // share of the switching cost that customers count
  double choice_scale = 1.0;            // mu
  double nest_dissimilarity = 1.0;      // lambda_n of "buy": 1 plain logit, towards 0 providers are alike
  Gap gap = Gap::absolute;
  MustBe must_be = MustBe::works_or_fails;
  NormSource norm = NormSource::fixed;
  double norm_half_life = 365.25;
};

/// What people tell each other about providers after their journeys.
struct WordOfMouth {
  double talk = 0.0;             // messages after a journey that left no feeling (omega_0); 0: nobody talks
  double positive = 1.0;         // omega_+: what full satisfaction adds to that, as a multiple
  double negative = 1.2;         // omega_-
  double half_life = 30.0;       // days in which half of what was heard is forgotten
  std::int64_t community = 150;  // customers who hear each other
  double leak = 0.1;             // share of what is heard that comes from everybody
  double reach = 0.1;            // chance that one message makes somebody aware
  double impact = 0.1;           // kappa: utility of one message
};

/// Who complains to us, and what comes of it. Recovery acts on what is remembered, and only if quick.
struct Complaints {
  double below = 0.5;       // a journey remembered worse than -below gives reason to
  double share = 0.0;       // of those, who complain; 0: nobody does
  double conflicted = 0.0;  // how much more often who chose against the feeling does, as a multiple
  double resolved = 0.5;    // share of complaints resolved at the first contact
  double takes = 0.0;       // days until they are
  double patience = 7.0;    // days in which half of what a recovery is worth is lost
  double gain = 1.0;        // what an immediate recovery gives back, as a share of the loss
  Table<double> books;      // activity -> times
};

}  // namespace polku::scenario
