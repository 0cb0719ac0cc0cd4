#include <cmath>

#include "base/tabulated_quantile.hpp"
#include "scenario/check.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/walk.hpp"

namespace polku::scenario {

namespace {

/// Shares are never rescaled; this only forgives the rounding of decimals.
constexpr double share_tolerance = 1e-9;
constexpr double most_periods = 20'000;

void check_sum(double sum, const std::string& path, const char* of_what, Findings& findings) {
  if (std::fabs(sum - 1.0) <= share_tolerance) return;
  findings.push_back({"shares-do-not-sum", path,
                      say("the ", of_what, " sum to ", shortest(sum * 100.0), " %"), "expected is 100 %", "",
                      true});
}

double total(const Table<double>& shares) {
  double sum = 0.0;
  for (const auto& entry : shares) sum += entry.second;
  return sum;
}

void check_time(const Time& time, Findings& findings) {
  if (time.warm_up + time.horizon > longest_days)
    findings.push_back({"too-long", "time.horizon", "warm-up and horizon together are too long",
                        "a simulation ends before 179 years"});
  for (const auto& [key, length] : {std::pair("epoch", time.epoch), std::pair("report", time.report)})
    if ((time.warm_up + time.horizon) / length > most_periods)
      findings.push_back(
          {"too-many-periods", say("time.", key), say("`time.", key, "` cuts the time into too many periods"),
           say("at most ", static_cast<int>(most_periods), " are possible"), "Make it longer"});
}

constexpr const char* shapes = "parameters of a Beta distribution are from 0.05 to 10000 here";

bool is_shape(double x) { return x >= base::least_shape && x <= base::greatest_shape; }

/// A Gamma's shape is one over the square of its coefficient of variation.
void check_gamma_spread(double spread, const std::string& path, Findings& findings) {
  if (spread > 0.0 && !is_shape(1.0 / (spread * spread)))
    findings.push_back({"out-of-range", path, say(quote(path), " is out of range"),
                        "a Gamma distribution can spread by 0.01 to 4.47 here, or not at all"});
}

void check_customers(const Model& model, Findings& findings) {
  if (!model.population.start.empty())
    check_sum(total(model.population.start), "population.start", "shares of the start", findings);
  for (const auto& [name, attribute] : model.attributes) {
    const KanoMix& mix = attribute.kano;
    check_sum(mix.attractive + mix.one_dimensional + mix.must_be + mix.indifferent + mix.reverse,
              say("attributes.", name, ".kano"), "categories", findings);
  }
  double segments = 0.0;
  for (const auto& entry : model.segments) segments += entry.second.share;
  check_sum(segments, "segments", "shares of the segments", findings);

  for (const auto& [name, segment] : model.segments) {
    const std::string path = say("segments.", name);
    if (!segment.channels.empty())
      check_sum(total(segment.channels), path + ".channels", "shares of the channels", findings);
    if (!segment.importance.empty() && total(segment.importance) <= 0.0)
      findings.push_back({"no-importance", path + ".importance", say("nothing is important to ", quote(name)),
                          "weights are scaled to sum 1, and all are 0",
                          "Leave the map out, or weigh something", true});
    const LeavePropensity& leave = segment.leave;
    if (leave.b > 0.0 ? !is_shape(leave.a) : leave.a > 1.0)
      findings.push_back({"leave-shape", path + ".leave.a", say(quote(path + ".leave.a"), " is out of range"),
                          leave.b > 0.0 ? shapes : "without b it is a chance, 0 to 1"});
    if (leave.b > 0.0 && !is_shape(leave.b))
      findings.push_back(
          {"leave-shape", path + ".leave.b", say(quote(path + ".leave.b"), " is out of range"), shapes});
    check_gamma_spread(segment.loss_weight_spread, path + ".loss_weight_spread", findings);
    if (segment.need_rates.empty() && !model.needs.empty())
      findings.push_back({"segment-without-need", path, say(quote(name), " never needs anything"), "",
                          "State `need_rates` for at least one need", true});
    for (const auto& [need, rate] : segment.need_rates) {
      const int ways = (rate.mean > 0.0 ? 1 : 0) + (rate.every > 0.0 ? 1 : 0) + (rate.always ? 1 : 0);
      if (ways > 1)
        findings.push_back({"need-rate", say(path, ".need_rates.", need),
                            say("the rate of ", quote(need), " is stated twice"),
                            "`mean`, `every` and `always` exclude each other", "Keep one", true});
      const Need* kind = model.needs.find(need);
      if (rate.always && kind && kind->type == NeedType::positive)
        findings.push_back({"need-rate", say(path, ".need_rates.", need, ".always"),
                            say(quote(need), " cannot always be there"),
                            "a desire that fades would come back at the same instant, without end",
                            "State `mean` or `every`", true});
      if (rate.spread > 0.0 && rate.mean <= 0.0)
        findings.push_back({"field-without-effect", say(path, ".need_rates.", need, ".spread"),
                            "`spread` has no effect here", "it spreads `mean`, which is 0", "", true});
      if (rate.distribution == Rates::gamma && rate.mean > 0.0)
        check_gamma_spread(rate.spread, say(path, ".need_rates.", need, ".spread"), findings);
      if (rate.distribution != Rates::gamma && rate.spread <= 0.0)
        findings.push_back({"field-without-effect", say(path, ".need_rates.", need, ".distribution"),
                            "`distribution` has no effect here", "all rates are alike",
                            "State `spread`, for example `spread: 1`", true});
    }
  }
}

void check_needs(const Model& model, Findings& findings) {
  const Pain pain;
  const Desire desire;
  for (const auto& [name, need] : model.needs) {
    const bool states_pain = need.pain.initial != pain.initial || need.pain.growth != pain.growth ||
                             need.pain.action_cost != pain.action_cost ||
                             need.pain.present_bias != pain.present_bias ||
                             need.pain.patience != pain.patience;
    const bool states_desire = need.desire.level != desire.level ||
                               need.desire.half_life != desire.half_life ||
                               need.desire.hazard != desire.hazard;
    if (states_pain && need.type != NeedType::negative)
      findings.push_back({"field-without-effect", say("needs.", name, ".pain"), "`pain` has no effect here",
                          "only a negative need has pain", "Write `type: negative`", true});
    if (states_desire && need.type != NeedType::positive)
      findings.push_back({"field-without-effect", say("needs.", name, ".desire"),
                          "`desire` has no effect here", "only a positive need has desire",
                          "Write `type: positive`", true});
  }
}

void check_providers(const Model& model, Findings& findings) {
  std::vector<std::string> own;
  bool anyone_binds = false;
  for (const auto& [name, provider] : model.providers) {
    const std::string path = say("providers.", name);
    if (provider.own) own.push_back(path);
    anyone_binds = anyone_binds || provider.contract > 0.0;
    if (provider.renews && provider.contract <= 0.0)
      findings.push_back({"contract-terms", path + ".renews", "there is no contract that could renew", "",
                          "State `contract`", true});
    if (provider.club.reward > 0.0 && provider.club.after < 0.5)
      findings.push_back({"club-terms", path + ".club", "the club rewards nobody",
                          "`after` says how many purchases bring the reward, and it is 0", "State `after`",
                          true});
    if (provider.club.after >= 0.5 && provider.price.period > 0.0)
      findings.push_back({"club-terms", path + ".club",
                          "a club counts purchases, and a recurring price has none", "",
                          "Leave the club out, or write a price per purchase", true});
    if (provider.own && !provider.gates.empty())
      findings.push_back({"field-without-effect", path + ".gates", "`gates` has no effect here",
                          "our own chances stand at the steps", "", true});
  }
  if (own.empty())
    findings.push_back({"one-own-provider", "providers", "no provider is ours", "",
                        "Write `own: true` for our company", true});
  for (std::size_t i = 1; i < own.size(); ++i)
    findings.push_back(
        {"one-own-provider", own[i] + ".own", "a second provider is ours", "exactly one is", ""});

  const Review& review = model.review;
  for (const ReviewAt at : review.after)
    if (at == ReviewAt::renewal && !anyone_binds)
      findings.push_back({"contract-terms", "review.after", "there is no renewal to review at",
                          "no provider has a contract", "State `contract` for a provider"});
  if (review.every > 0.0 && review.clock > 0.0)
    findings.push_back({"review-clocks", "review.every", "two clocks start reviews",
                        "`clock` does at random times, `every` at fixed ones", "Keep one"});
  constexpr double shortest_interval = 1.0 / 24.0;
  if (review.every > 0.0 && review.every < shortest_interval)
    findings.push_back({"out-of-range", "review.every", "`review.every` is out of range",
                        "nobody reviews more than once an hour"});
  const bool notices = std::count(review.after.begin(), review.after.end(), ReviewAt::price_rise) > 0;
  if (!notices && review.price_notice != Review{}.price_notice)
    findings.push_back({"field-without-effect", "review.price_notice", "`price_notice` has no effect here",
                        "nobody reviews after a `price_rise`", "List it in `after`", true});
  if (!review.starts.empty() && review.outcome == ReviewOutcome::leave)
    findings.push_back({"field-without-effect", "review.starts", "`starts` has no effect here",
                        "with `outcome: leave` nobody looks around", "", true});
}

void check_money(const Model& model, Findings& findings) {
  const auto needs_period = [&](const Price& price, const std::string& path) {
    if (price.amount != 0.0 && price.period == 0.0)
      findings.push_back(
          {"missing-period", path, say(quote(path), " lacks a period"), "it is paid again and again",
           say("Write it as `", write_number(price.amount, Unit::money, model.currency), "/month`")});
  };
  needs_period(model.costs.general, "costs.general");
  if (model.costs.shown_by != AllocationKey::none && model.costs.general.amount == 0)
    findings.push_back({"field-without-effect", "costs.shown_by", "there are no general costs to show", "",
                        "Set `costs.general`, or leave it out", true});
  for (const auto& [name, activity] : model.activities) {
    const std::string path = say("activities.", name);
    needs_period(activity.budget, path + ".budget");
    const bool has_budget = activity.budget.amount > 0.0;
    if (has_budget && activity.cost.amount > 0.0)
      findings.push_back({"cost-and-budget", path + ".cost", say(quote(name), " has a cost and a budget"),
                          "with a budget the cost is budget / capacity", "Keep one of them"});
    if (has_budget != (activity.capacity > 0.0))
      findings.push_back({"budget-and-capacity", path,
                          say(quote(name), has_budget ? " lacks `capacity`" : " lacks `budget`"),
                          "the cost of one booking is budget / capacity", "", true});
    if (activity.cost.period == 0.0) continue;
    for (const auto& [step_name, step] : model.journey)
      if (step.books.find(name))
        findings.push_back({"booked-and-recurring",
                            say("journey.", step_name, ".books.", name),
                            say(quote(name), " is booked, but its cost recurs"),
                            "a cost with a period is charged for each customer and period",
                            "",
                            true,
                            {{path + ".cost", "its cost is given here"}}});
  }
}

void check_traits(const Model& model, Findings& findings) {
  for (const auto& [name, segment] : model.segments)
    for (const auto& trait : segment.traits)
      if (model.segments.find(trait.first))
        findings.push_back({"trait-is-segment", say("segments.", name, ".traits.", trait.first),
                            say(quote(trait.first), " is a segment too"),
                            "`often` could not tell which of them is meant",
                            "Give the trait a name of its own", true});
}

void check_behaviour(const Behaviour& behaviour, Findings& findings) {
  if (behaviour.expectation_up < behaviour.expectation_down)
    findings.push_back({"expectation-rates", "behaviour.expectation_up",
                        "expectations would fall faster than they rise",
                        "`expectation_up` is at least `expectation_down`"});
  if (behaviour.peak_weight + behaviour.end_weight > 1.0)
    findings.push_back({"memory-weights", "behaviour.peak_weight",
                        "`peak_weight` and `end_weight` are above 100 % together",
                        "what is left is the weight of the mean"});
}

/// Settings of mechanisms that nobody in this model uses.
void check_unused(const Model& model, Findings& findings) {
  const Behaviour& x = model.behaviour;
  const Behaviour off;
  const auto unused = [&](double value, double usual, const char* key, bool used, const char* why) {
    if (used || value == usual) return;
    findings.push_back({"field-without-effect", say("behaviour.", key),
                        say(quote(key), " has no effect here"), why, "", true});
  };
  const bool belief = x.learning == Learning::bayesian;
  const auto any = [](const auto& table, auto has) {
    return std::any_of(table.begin(), table.end(), [&](const auto& entry) { return has(entry.second); });
  };
  unused(x.prior_observations, off.prior_observations, "prior_observations", belief,
         "`learning` is adaptive");
  unused(x.expectation_up, off.expectation_up, "expectation_up", !belief, "`learning` is bayesian");
  unused(x.expectation_down, off.expectation_down, "expectation_down", !belief, "`learning` is bayesian");
  unused(x.tolerance_slope, off.tolerance_slope, "tolerance_slope",
         any(model.segments, [](const Segment& s) { return s.tolerance > 0.0; }),
         "no segment has a `tolerance`");
  unused(x.promise_belief, off.promise_belief, "promise_belief",
         any(model.providers, [](const Provider& p) { return !p.promise.empty(); }),
         "no provider promises anything");
  const Complaints& c = model.complaints;
  const Complaints none;
  const std::pair<bool, const char*> of_complaints[] = {{c.below != none.below, "below"},
                                                        {c.conflicted != none.conflicted, "conflicted"},
                                                        {c.resolved != none.resolved, "resolved"},
                                                        {c.takes != none.takes, "takes"},
                                                        {c.patience != none.patience, "patience"},
                                                        {c.gain != none.gain, "gain"},
                                                        {!c.books.empty(), "books"}};
  for (const auto& [written, key] : of_complaints)
    if (written && c.share == 0.0)
      findings.push_back({"field-without-effect", say("complaints.", key),
                          say(quote(key), " has no effect here"), "`share` is 0, so nobody complains", "",
                          true});
  const WordOfMouth& w = model.word_of_mouth;
  const WordOfMouth silent;
  const std::pair<bool, const char*> of_talk[] = {{w.positive != silent.positive, "positive"},
                                                  {w.negative != silent.negative, "negative"},
                                                  {w.half_life != silent.half_life, "half_life"},
                                                  {w.community != silent.community, "community"},
                                                  {w.leak != silent.leak, "leak"},
                                                  {w.reach != silent.reach, "reach"},
                                                  {w.impact != silent.impact, "impact"}};
  for (const auto& [written, key] : of_talk)
    if (written && w.talk == 0.0)
      findings.push_back({"field-without-effect", say("word_of_mouth.", key),
                          say(quote(key), " has no effect here"), "`talk` is 0, so nobody says anything", "",
                          true});
}

/// No distribution on 0..1 has a variance of mean · (1 − mean) or more, except the coin.
class SpreadCheck : public Walk<SpreadCheck> {
 public:
  explicit SpreadCheck(Findings& findings) : findings_(findings) {}
  template <class T>
  void leaf(T&, const Field&) {}
  void leaf(Quality& x, const Field&) {
    const double variance = x.spread * x.spread;
    if (x.spread == 0.0 || (x.spread > 0.0 && variance < x.mean * (1.0 - x.mean))) return;
    findings_.push_back({"spread-too-wide", path(),
                         say("a quality of ", shortest(x.mean), " cannot spread by ", shortest(x.spread)),
                         say("it stays between 0 and 1, so the spread is below ",
                             shortest(std::sqrt(x.mean * (1.0 - x.mean))))});
  }

 private:
  Findings& findings_;
};

}  // namespace

Findings check_market(const Model& model) {
  Findings findings;
  check_time(model.time, findings);
  check_customers(model, findings);
  check_needs(model, findings);
  check_providers(model, findings);
  check_money(model, findings);
  check_behaviour(model.behaviour, findings);
  check_unused(model, findings);
  check_traits(model, findings);
  Model copy = model;
  SpreadCheck spreads(findings);
  describe(spreads, copy);
  const Findings surveys = check_surveys(model);
  findings.insert(findings.end(), surveys.begin(), surveys.end());
  return findings;
}

}  // namespace polku::scenario
