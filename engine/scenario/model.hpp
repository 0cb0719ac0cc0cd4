// What a person may write about a business: plain structs, one per kind of thing in the YAML. Every value is
// in base units: days, 1/day, shares in 0..1, currency units. The member initialiser is the default. What a
// field is called, its unit, range and one-line documentation stand beside each other in describe.hpp, once.
//
// Read by: world (compiles it), journey (checks the graph). Nobody after world sees these structs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/behaviour_settings.hpp"
#include "scenario/measurement.hpp"
#include "scenario/model_organisation.hpp"
#include "scenario/values.hpp"

namespace polku::scenario {

struct Time {
  double horizon = 5 * 365.25;
  double warm_up = 0.0;
  double epoch = 28.0;
  double report = 7.0;
  double discount_rate = 0.08;  // a year
};

struct Run {
  std::int64_t seed = 20260101;
  std::int64_t replications = 5;
  double confidence = 0.95;
};

struct Population {
  std::int64_t customers = 10000;
  Table<double> start;  // provider or `none` -> share; empty: nobody has a provider
  Tenure tenure =
      Tenure::spread;  // fresh: everybody joins at the start; spread: contracts and bills are under way
};

/// Shares of customers who see an attribute in each of Kano's categories; they sum to 1.
struct KanoMix {
  double attractive = 0.0, one_dimensional = 0.0, must_be = 0.0, indifferent = 0.0, reverse = 0.0;
};

/// How an attribute's categories change with its age, which begins when the warm-up ends. The defaults are
/// assumed: a quarter of what was attractive is a requirement after five years.
struct Drift {
  Trajectory trajectory = Trajectory::stable;
  double per_year = 0.05;          // age gained a year (eta_0)
  double leaves_attractive = 1.0;  // rates of the chain in that age
  double leaves_one_dimensional = 1.0;
  double per_contact = 0.005;   // age gained by an encounter that delivers it, mean of the segment (eta_1)
  double per_diffusion = 0.15;  // age gained a year where everybody's provider delivers it in full (eta_2)
  double renewed = 0.0;         // how often it has been made new; raised by dated changes
};

struct Attribute {
  KanoMix kano;
  Dimension dimension = Dimension::functional;
  Side side = Side::benefit;
  double satiation = 0.0;  // days in which half of the pleasure in a delight comes back; 0: always fresh
  Drift drift;
  double norm = 0.5;  // what customers take as normal before the market teaches them [0..1]
};

/// How often a need arrives. Poisson with a rate that differs between customers, or regular, or
/// always there: then a journey begins at the start and again as soon as the last one ends.
struct NeedRate {
  double mean = 0.0;    // 1/day
  double spread = 0.0;  // coefficient of variation between customers; 0: all alike
  double every = 0.0;   // days between regular needs; 0: Poisson
  bool always = false;
  Rates distribution = Rates::gamma;  // of the rates, around the mean
};

/// Beta(a, b) over customers of the chance to open the relationship at a review; b = 0: everybody has chance
/// a.
struct LeavePropensity {
  double a = 0.0;
  double b = 0.0;
};

/// One of several people who decide together in a business customer.
struct Role {
  double weight = 1.0;
  Table<double> importance;     // attribute -> weight; empty: that of the segment
  double emotion_weight = 0.3;  // assumed: business roles decide more by reason
  double price_sensitivity = 0.0;
  double veto = -infinite;  // an alternative worth less than this to the role drops out
};

struct Segment {
  double share = 1.0;
  Table<double> importance;    // attribute -> weight
  Table<NeedRate> need_rates;  // need -> rate
  Table<double> channels;      // channel -> share of taste
  LeavePropensity leave;
  double emotion_weight = 0.5;      // w: 0 all reason, 1 all feeling
  double loss_weight = 1.955;       // lambda
  double loss_weight_spread = 0.0;  // coefficient of variation
  double tolerance = 0.0;           // gaps up to this, in quality, count by tolerance_slope only
  double price_sensitivity = 0.0;   // utility lost per currency unit
  double effort_sensitivity = 0.0;  // utility lost per unit of effort
  Table<double> taste;              // provider -> shape of the Gamma whose logarithm is the lasting taste
  double order_size = 1.0;          // units bought at a purchase
  Table<double> traits;             // label -> share who have it; predicts nothing by itself
  Table<Role> buying_centre;        // empty: one person decides
};

/// Every so many purchases in a row bring a reward; who leaves forfeits what is collected.
struct Club {
  double after = 0.0;   // purchases, rounded; 0: no club
  double reward = 0.0;  // currency units off the price of the purchase that completes them
};

struct Provider {
  bool own = false;
  Price price;
  double joining_fee = 0.0;
  double contract = 0.0;        // days bound after a purchase; 0: none
  bool renews = false;          // the contract starts again at its end
  double switching_cost = 0.0;  // currency units it costs to leave
  Club club;
  double awareness = 1.0;
  double appeal = 0.0;         // utility that nothing else here explains
  double product_cost = 0.0;   // cost of goods as a share of price
  Table<Quality> performance;  // attribute, or step.attribute -> quality
  Table<double> reputation;    // attribute -> quality that people believe before they know
  Table<double> promise;       // attribute -> quality that people are told to expect
  Table<double> noticed;       // attribute -> share who notice it
  Table<double> gates;         // step -> chance of success where it differs from ours
  Table<double> serves;        // segment -> share of its customers that are accepted
};

struct Outside {  // doing nothing, repairing
  double appeal = 0.0;
  double price = 0.0;
};

struct Pain {
  double initial = 1.0;
  double growth = 0.1 / 7.0;  // 1/day
  double action_cost = 10.0;
  double present_bias = 0.82;
  double patience = 0.99;
};

struct Desire {
  double level = 1.0;
  double half_life = 7.0;
  double hazard = 0.2;  // 1/day at level 1
};

/// How arrivals swing over the year: 1 + swing cos(2 pi (t - peak) / year).
struct Season {
  double swing = 0.0;
  double peak = 0.0;  // days after the end of the warm-up
};

struct Need {
  NeedType type = NeedType::plain;
  std::string starts;
  Who who = Who::everyone;
  DuringJourney during_journey = DuringJourney::drop;
  Pain pain;
  Desire desire;
  Season season;
  double intensity = 1.0;  // arrivals come so many times as often; shocks are dated changes of it
  double referral = 0.0;   // q: hazard through others who have bought [1/day at a share of 1]
};

struct Gate {
  double success = 1.0;
  double retry = 0.0;  // chance that one attempt at recovery succeeds after a failure
};

struct Handoff {
  std::string to;      // function that takes over
  double error = 0.0;  // chance that the customer is lost on the way
};

/// One way out of a step. `outcome` is success, failure, a provider, rival, present, nothing, repair or a
/// channel; chance splits an outcome. `target` is a step, `end` or `give_up`.
struct Edge {
  std::string outcome;
  std::string target;
  double chance = 1.0;
};

struct Step {
  std::string title;    // name for readers and event logs; empty: the key
  bool silent = false;  // event logs do not show it
  Stage stage = Stage::use;
  StepKind kind = StepKind::encounter;
  std::string owner;
  std::string channel;
  Duration takes;
  double effort = 0.0;
  Table<Quality> delivers;  // attribute -> our quality here
  Table<double> often;      // attribute -> share of the encounters in which it is delivered; default all
  Gate gate;
  Handoff handoff;
  Effect effect = Effect::none;
  DecisionBy decide_by = DecisionBy::utility;
  Asks asks = Asks::opened;
  Table<double> books;  // activity -> times
  double earns = 0.0;   // currency units of revenue at success
  double load = 1.0;    // contacts that a visit counts for its owner
  std::vector<Edge> next;
};

struct Activity {
  Price cost;  // per booking, or per period for each own customer
  Pool pool = Pool::service;
  Price budget;           // what the whole pool costs per period; then the rate is budget / capacity
  double capacity = 0.0;  // bookings that the budget can serve [1/day]
};

struct Costs {
  Price general;                                 // belongs to no customer
  AllocationKey shown_by = AllocationKey::none;  // only for show: no decision sees it
};

struct Record {
  std::int64_t customers = 10000;  // rows of the customer table per world
  std::int64_t events = 0;         // customers whose events are kept, per world
  std::int64_t groups = 3;  // classes of result, and of volume, into which those recorded fall; 0: none
};

struct Model {
  std::string name;
  std::string currency = "EUR";
  Time time;
  Run run;
  Population population;
  Table<Attribute> attributes;
  Table<Segment> segments;
  Table<Provider> providers;
  Outside nothing;
  Outside repair;
  Table<Need> needs;
  Table<Function> functions;
  Organisation organisation;
  Table<Step> journey;
  Table<Activity> activities;
  Costs costs;
  Review review;
  Behaviour behaviour;
  WordOfMouth word_of_mouth;
  Surveying measurement;
  Table<ListeningPolicy> listening;
  Complaints complaints;
  Record record;
};

enum class EditKind { set, add, scale };

/// One dated alteration of one number: `set` goes to the value, `add` adds it, `scale` multiplies by it.
struct Edit {
  EditKind kind = EditKind::set;
  std::string path;
  double value = 0.0;
  double delivered = 1.0;  // share of it that comes about; 1 as written
};

struct Change {
  double at = 0.0;          // days after the end of warm-up
  double ramp = 0.0;        // days from nothing to all of it
  double until = infinite;  // days after the end of warm-up
  std::vector<Edit> edits;
  Adoption adopt = {};  // instead of the ramp
};

/// Values that a number takes, one after the other, while all else stays as written. A `*` in the path stands
/// for every name.
struct Sweep {
  std::string path;
  std::vector<double> values;  // in base units
};

struct OptionCost {
  double once = 0.0;  // at the option's first change
  Price running;      // from then on
};

struct Option {
  std::string title;
  OptionCost cost;
  std::vector<Sweep> instead;  // one value each: what the model says instead, from birth on
  std::vector<Change> changes;
  double size = 1.0;          // 1: as written; 0.5: half of every change and of the costs
  double largest_size = 0.0;  // that optimize may choose; 0: all of it or nothing
};

/// What an option of its size costs once.
inline double once(const Option& option) { return option.size * option.cost.once; }

struct Decide {
  Measure by = Measure::npv;
  double confidence = 0.95;
  double indifference = 0.0;
  std::int64_t most_replications = 0;  // 0: as many as run.replications, settled or not
};

/// One figure, and of what.
struct Measurement {
  Figure figure = Figure::npv;
  std::string segment, step, attribute;  // of which, if not of all
  double from = 0.0, until = infinite;   // days after the warm-up
  std::string survey = {};               // of which
  std::string function = {};             // of which
};

/// Part of a contrast that differs from the others in more than its world.
struct Term {
  std::string world;  // an option or `baseline`
  double weight = 1.0;
  Measurement what;
};

/// A statement put to the test: a weighted sum of figures over worlds, held against a threshold, and the
/// numbers that might turn the verdict.
struct Study {
  std::string claim;  // empty: the scenario holds no study
  std::string says;
  Measurement what;
  std::vector<Term> terms;
  Table<double> contrast;   // weights of options and `baseline`; empty: the first option against it
  std::string relative_to;  // world by whose figure the contrast is divided
  double threshold = 0.0;
  std::vector<Sweep> turns;
};

/// What real customers did, and what of the simulation is held against it. Columns are named as in the file.
struct DataTarget {
  DataKind kind = DataKind::transactions;
  std::string customer = "customer", date = "date",
              amount;  // transactions; no amount: purchases without money
  DateFormat dates = DateFormat::iso;
  std::string time = "time", value = "value";  // retention, series
  std::string name = "name";                   // shares
  double unit = 365.25;                        // days that one step of `time` stands for
  double learn_until = infinite;               // days since the data begin; what is later is held out
  std::int64_t customers = 0;                  // real customers behind a retention curve or shares
  double error = 0.05;                         // of a series: standard error of a value, as a share of it
  SeriesErrors errors = SeriesErrors::stated;  // of a series
  bool scaled = false;  // of a series: a simulated customer stands for as many as fit best
  Measurement what;     // of a series
};

/// Numbers to find out from data: where each is sought, and what the data are.
struct Calibration {
  std::vector<Sweep> search;  // two values each: the range
  std::vector<Sweep> priors;  // two values each: nine times in ten a number of this sort lies between them
  Table<DataTarget> targets;
  std::int64_t particles = 500;  // of the posterior, written
  double customers_per_real = 20.0;
};

/// A model, a question and the options: all that one file (with the model it names) says.
struct Scenario {
  std::string question;
  Model model;
  Table<Option> options;
  double budget = infinite;  // currency units for one-time costs
  Decide decide;
  std::vector<Sweep> uncertain;  // two values each: the lowest and the highest plausible one
  Study study;
  Calibration calibrate;
};

}  // namespace polku::scenario
