// The compiled world: everything that the simulation asks, as flat tables of small integers, constants and
// ParameterIds. Names are gone but for their hashes (draws are keyed by name) and the labels of the result.
// In the flow: scenario -> build -> World -> population, simulate, record. Immutable: safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/tabulated_quantile.hpp"
#include "base/time.hpp"
#include "behaviour/kano.hpp"
#include "scenario/model.hpp"
#include "world/functions.hpp"
#include "world/measurement.hpp"
#include "world/parameters.hpp"

namespace polku::world {

using base::Tick;

inline constexpr std::uint8_t no_provider = 0xFF;
inline constexpr std::uint8_t no_need = 0xFF;
inline constexpr std::size_t max_attributes = 32;
inline constexpr std::size_t max_providers = 16;
inline constexpr std::size_t max_segments = 64;

/// A way out with the chance that it is the one: the first whose `cumulative` exceeds a uniform draw.
struct Exit {
  std::uint8_t to = 0;
  float cumulative = 1.0f;
};

/// Exits [first, first + count) of World::exits. Empty: the step has no such outcome.
struct Branch {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
};

/// What a delivery is to those who have a trait, instead of what it is to their segment.
struct ForTrait {
  std::uint8_t trait = 0;
  ParameterId often = no_parameter;
};

/// A label of customers that predicts nothing by itself.
struct Trait {
  std::string name;
  std::uint32_t name_hash = 0;
  std::vector<double> share;  // per segment
};

/// An attribute felt at a step. Each parameter takes one place per provider.
struct Delivery {
  std::uint8_t attribute = 0;
  ParameterId mean = no_parameter;      // chance that a must-be works
  ParameterId location = no_parameter;  // of the logit-normal
  ParameterId scale = no_parameter;
  ParameterId noticed = no_parameter;
  ParameterId often = no_parameter;  // per segment
  std::vector<ForTrait> for_traits;
  bool always_noticed = true, always_delivered = true;
};

struct Booking {
  std::uint8_t activity = 0;
  ParameterId times = no_parameter;
};

/// A distribution of waits, linear between knots, as multiples of its mean.
struct WaitCurve {
  std::vector<double> shares;  // from 0 to 1
  std::vector<double> times;
  double at(double uniform) const {
    std::size_t i = 1;
    while (i + 1 < shares.size() && uniform >= shares[i]) ++i;
    const double width = shares[i] - shares[i - 1];
    return width > 0.0 ? times[i - 1] + (times[i] - times[i - 1]) * ((uniform - shares[i - 1]) / width)
                       : times[i];
  }
};
inline constexpr std::uint16_t no_wait = 0xFFFF;

struct Step {
  std::string name;
  std::uint32_t name_hash = 0;
  scenario::Stage stage{};
  scenario::StepKind kind{};
  scenario::Effect effect{};
  scenario::DecisionBy decide_by{};
  scenario::Asks asks{};
  bool exponential = false;
  std::uint16_t wait = no_wait;              // distribution of the wait, if it has one
  ParameterId takes = no_parameter;          // per provider [days]
  ParameterId gate_success = no_parameter;   // per provider
  ParameterId gate_retry = no_parameter;     // per provider
  ParameterId handoff_error = no_parameter;  // per provider
  ParameterId effort = no_parameter;         // per provider
  ParameterId earns = no_parameter;          // ours
  ParameterId load = no_parameter;           // contacts that a visit counts for the owner
  std::uint8_t owner = no_function, handoff_to = no_function;
  bool organised = false;  // the state of the owner tells at each visit
  bool abandons = false;   // people may give up waiting for it
  bool has_gate = false, has_retry = false, has_handoff = false, has_effort = false, has_earnings = false;
  Branch success, failure, present;
  std::vector<Branch> by_alternative;  // providers, nothing, repair
  std::vector<Branch> by_channel;
  std::vector<Delivery> delivers;
  std::vector<Booking> books;
  std::uint16_t first_lever = 0;                  // of its deliveries, in World::levers
  std::vector<std::uint8_t> surveys, contact_of;  // that ask here; whose first contact this is
};

struct Provider {
  std::string name;
  std::uint32_t name_hash = 0;
  bool own = false;
  bool renews = false;
  Tick contract = 0;
  Tick price_period = 0;  // 0: per purchase
  ParameterId price{}, joining_fee{}, switching_cost{}, awareness{}, appeal{}, product_cost{};
  ParameterId club_reward{};
  std::uint16_t club_after = 0;  // purchases that bring a reward; 0: no club, now or later
  ParameterId serves{};          // per segment
  bool serves_all = true;
};

struct NeedRate {
  double mean = 0.0;  // 1/day
  // Own rate = scale * a quantile of the Gamma, or scale * exp(log_spread z).
  std::int32_t gamma = -1;  // quantile table; -1: none
  double scale = 0.0;
  double log_spread = 0.0;  // standard deviation of the logarithm; 0: none
  Tick every = 0;
  bool always = false;
};

/// One of several who decide together.
struct Role {
  float weight = 1.0f;  // of all roles' sum 1
  float emotion_weight = 0.0f, veto = 0.0f;
  ParameterId price_sensitivity{}, public_rational{}, public_emotional{};  // the last two per provider
};

struct Segment {
  std::string name;
  double share = 0.0;
  std::vector<float> importance;  // per attribute, sums to 1
  std::vector<NeedRate> need_rates;
  std::vector<float> channels;   // cumulative
  std::int32_t leave_beta = -1;  // quantile table; -1: everybody has leave_chance
  double leave_chance = 0.0;
  float emotion_weight = 0, loss_weight = 1;
  std::int32_t loss_gamma = -1;  // quantile table of the loss weight; -1: all alike
  double loss_scale = 0.0;
  std::vector<std::int32_t> taste;  // per provider: quantile table, -1 none
  float order_size = 1;
  float tolerance = 0;  // half width of the zone, in quality
  ParameterId price_sensitivity{}, effort_sensitivity{};
  ParameterId public_rational{}, public_emotional{};  // per provider, in units of experience
  std::vector<Role> roles;                            // empty: one person decides
};

struct Need {
  std::string name;
  std::uint32_t name_hash = 0;
  scenario::NeedType type{};
  scenario::Who who{};
  scenario::DuringJourney during_journey{};
  scenario::Season season;
  ParameterId intensity{};
  double most = 1.0;      // greatest factor of season and intensity on the rate of arrivals
  bool thinned = false;   // arrivals are drawn at the greatest rate, and some are none
  double referral = 0.0;  // 1/day at a share of 1
  std::uint8_t starts = 0;
  scenario::Pain pain;
  scenario::Desire desire;
  double threshold = 0.0;    // pain at which people act
  double days_to_act = 0.0;  // of a negative need
};

struct Attribute {
  std::string name;
  std::uint32_t name_hash = 0;
  std::array<float, behaviour::kano_category_count> category_cumulative{};
  float norm = 0.5f;
  float satiation = 0.0f;              // days; 0: none
  ParameterId promise = no_parameter;  // per provider; below 0: nothing is promised
  bool promised = false;               // by anybody
  scenario::Drift drift;
  ParameterId renewed = no_parameter;  // how often it has been made new
  bool renews = false;                 // ever
};

struct Activity {
  std::string name;
  scenario::Pool pool{};
  ParameterId rate{};                 // currency units per booking
  ParameterId budget = no_parameter;  // currency units per budget_period
  double budget_period = 0.0;         // days
};

/// Paid or charged again every period while somebody is our customer: the price, a sustaining activity.
struct Recurring {
  Tick period = 0;
  ParameterId amount{};
  std::int32_t activity = -1;  // -1: the price
  bool constant = false;       // the same amount at all times
};

/// What depends on how often somebody dealt with a provider, by number of experiences (255: so many or more).
struct ByExperience {
  float own_share = 0.0f;  // of a belief: n / (n0 + n), the rest is what is public
  float habit = 0.0f;      // in utility
};

struct Outside {
  ParameterId appeal{}, price{};
};

struct Calendar {
  Tick warm_up = 0;  // ticks before date 0 of the scenario
  Tick end = 0;
  Tick epoch = 0;
  Tick report = 0;
  std::size_t periods = 0;  // reporting periods; the last may be partial
  std::size_t warm_up_periods = 0;
  double discount_rate = 0.0;  // a year
};

/// How utilities are weighed, as the floats that choices are made in; see scenario::Behaviour.
struct ChoiceWeights {
  float value = 1.0f, switching = 1.0f;
  float urgency_on_search = 0.0f, urgency_on_price = 0.0f;
  float pain_on_nothing = 0.0f, desire_on_nothing = 0.0f;
};

/// An option's own money, booked to the company: at its start once, then every period.
struct Investment {
  base::Money once = 0;
  Tick start = base::never;
  double running = 0.0;         // currency units per running_period
  double running_period = 0.0;  // days
};

/// Who complains to us; see scenario::Complaints.
struct Complaints {
  bool any = false;
  float below = 0.0f, patience = 1.0f;
  double conflicted = 0.0;
  ParameterId share{}, resolved{}, takes{}, gain{};
  std::vector<Booking> books;
};

struct World {
  std::string name;  // baseline, or the option's
  std::uint64_t seed = 0;
  std::uint32_t customers = 0;
  std::vector<WaitCurve> waits;
  std::int64_t recorded_customers = 0;
  std::int64_t recorded_events = 0;  // customers whose events are kept
  Calendar calendar;
  Parameters parameters;
  std::vector<Attribute> attributes;
  std::vector<Segment> segments;
  std::vector<Trait> traits;
  std::vector<float> start;  // cumulative over providers, the rest has none
  scenario::Tenure tenure{};
  std::vector<Provider> providers;
  std::uint8_t own = 0;
  Outside nothing, repair;
  std::vector<std::string> channels;
  std::vector<Need> needs;
  std::vector<Step> steps;
  std::vector<Exit> exits;
  std::vector<Function> functions;
  scenario::Organisation organisation;
  ParameterId attention_always{}, attention_exit{}, attention_voice{};
  std::vector<Activity> activities;
  std::vector<Recurring> recurring;
  std::vector<Survey> surveys;
  std::vector<std::uint8_t> journey_surveys, relationship_surveys;  // at the end of journeys, at intervals
  std::vector<Lever> levers;                                        // every delivery of every step
  std::vector<Policy> policies;
  ParameterId general_costs = no_parameter;
  double general_period = 0.0;
  scenario::Review review;
  ParameterId review_escape{}, review_clock{}, attitude_on_leaving{};
  std::uint8_t review_starts = 0;
  bool review_has_start = false;
  bool review_after[scenario::review_occasions] = {};  // by scenario::ReviewAt
  bool satiates = false;                               // some attribute pleases less when it pleased lately
  bool forgets = false;                                // expectations fade
  bool promises = false;                               // somebody promises a quality
  bool tolerates = false;                              // some gaps count less than others
  bool learns_as_belief = false;                       // expectations grow firmer with every observation
  bool remembers_breakup = false;  // who came back after a disappointment is more critical for a while
  bool clubs = false;              // some provider rewards those who keep coming
  bool notices_price = false;      // some price rises, and customers review when it does
  scenario::Behaviour behaviour;
  scenario::WordOfMouth word_of_mouth;
  Complaints complaints;
  ChoiceWeights choice;
  std::array<ByExperience, 256> by_experience;
  std::vector<base::GammaQuantile> gammas;
  std::vector<base::BetaQuantile> betas;
  bool feedback = false;      // something reads at each epoch what the market did
  bool learns_norms = false;  // what is normal follows the market
  bool refers = false;        // needs come through others
  bool talks = false;         // people tell each other about providers
  bool listens = false;       // some policy acts on what surveys say
  bool ages = false;          // attributes grow older by contacts or by what the market offers
  bool organises = false;     // load, morale or neglect of functions tells
  bool refuses = false;       // some provider does not accept everybody

  std::vector<Investment> investments;  // of the options in force

  std::uint8_t step_end() const { return static_cast<std::uint8_t>(steps.size()); }
  std::uint8_t step_give_up() const { return static_cast<std::uint8_t>(steps.size() + 1); }
  std::size_t alternatives() const { return providers.size() + 2; }
  std::uint8_t alternative_nothing() const { return static_cast<std::uint8_t>(providers.size()); }
  std::uint8_t alternative_repair() const { return static_cast<std::uint8_t>(providers.size() + 1); }
};

/// Compiles a checked scenario. `option`: its place in the scenario's options, or nothing for the baseline.
/// Rivals keep what the model as written says of shared steps: an option that improves our journey leaves
/// theirs.
World build(const scenario::Scenario& scenario, std::optional<std::size_t> option = std::nullopt);
/// Several options at once, in the order given: each change on top of those before.
World build(const scenario::Scenario& scenario, const std::vector<std::size_t>& options,
            const std::string& name);

}  // namespace polku::world
