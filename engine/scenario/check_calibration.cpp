// What must hold for a calibration: there is something to find out and something to find it from, every range
// is one, the model stands at both of its ends, and nothing is stated about data of another kind.
#include <algorithm>

#include "scenario/check.hpp"
#include "scenario/text.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

/// Fields that belong to other kinds of data.
void check_fields(const DataTarget& target, const std::string& path, Findings& findings) {
  const auto alien = [&](const char* key, bool stated, bool fits) {
    if (stated && !fits)
      findings.push_back({"field-without-effect", say(path, ".", key),
                          say(quote(key), " has no effect on data of kind ", quote(word(target.kind))), "",
                          "Leave it out", true});
  };
  const DataTarget untouched;
  const bool transactions = target.kind == DataKind::transactions, series = target.kind == DataKind::series,
             retention = target.kind == DataKind::retention, shares = target.kind == DataKind::shares,
             panel = target.kind == DataKind::panel, leaving = target.kind == DataKind::leaving;
  alien("customer", target.customer != untouched.customer, transactions || panel);
  alien("date", target.date != untouched.date, transactions || panel);
  alien("amount", !target.amount.empty(), transactions);
  alien("dates", target.dates != untouched.dates, transactions || panel);
  alien("time", target.time != untouched.time, series || retention);
  alien("value", target.value != untouched.value, !transactions && !panel);
  alien("name", target.name != untouched.name, shares || panel || leaving);
  alien("unit", target.unit != untouched.unit, series || retention || leaving);
  alien("learn_until", target.learn_until != untouched.learn_until, !shares && !leaving);
  alien("customers", target.customers != 0, retention || shares || panel);
  alien("error", target.error != untouched.error, series);
  alien("errors", target.errors != untouched.errors, series);
  alien("scaled", target.scaled, series);
  alien("segment", !target.what.segment.empty(), series);
  if ((retention || shares || panel) && target.customers == 0)
    findings.push_back({"missing-key", path + ".kind", say(quote(path), " lacks `customers`"),
                        "how sure the data are depends on how many people are behind them"});
  if (series) check_figure(target.what, path, findings);
}

/// Purchases and survival are counted from the first purchase, which must be the start of the simulated life.
void check_cohort(const Model& model, const std::string& path, Findings& findings) {
  double ours = 0.0;
  for (const auto& [name, provider] : model.providers)
    if (provider.own) ours = model.population.start.get(name, 0.0);
  if (ours > 1.0 - 1e-9 && model.population.tenure == Tenure::fresh) return;
  findings.push_back({"cohort-start", path + ".kind",
                      "the simulated customers do not begin with a first purchase",
                      "these data follow people from their first purchase on",
                      "Write `population: {start: {PROVIDER: 100 %}, tenure: fresh}` with our provider"});
}

/// What is known of a number that is sought: where nine of ten lie, in the range of the search or around it.
void check_prior(const Calibration& calibrate, const Sweep& prior, Findings& findings) {
  const std::string path = "calibrate.priors." + prior.path;
  const auto sought = std::find_if(calibrate.search.begin(), calibrate.search.end(),
                                   [&](const Sweep& range) { return range.path == prior.path; });
  if (sought == calibrate.search.end())
    findings.push_back({"prior-without-search", path, say(quote(prior.path), " is not sought"),
                        "a prior says what is known of a number of `search`", "Write both in the same way",
                        true});
  else if (prior.values.size() != 2 || !(prior.values[0] < prior.values[1]))
    findings.push_back({"search-range", path, say(quote(prior.path), " has no range"),
                        "expected are two values, the lower first", "Write for example `[0.1, 10]`"});
  else if (!sought->values.empty() && sought->values[0] > 0.0 && !(prior.values[0] > 0.0))
    findings.push_back({"search-range", path, say(quote(prior.path), " may be 0 or less"),
                        "it is sought in the logarithm", "Write two values above 0"});
}

}  // namespace

Findings check_calibration(const Scenario& scenario) {
  Findings findings;
  const Calibration& calibrate = scenario.calibrate;
  if (calibrate.search.empty() && calibrate.targets.empty()) return findings;
  if (calibrate.search.empty() || calibrate.targets.empty())
    findings.push_back(
        {"no-calibration", "calibrate",
         calibrate.search.empty() ? "nothing is to be found out" : "there are no data to learn from",
         say("`calibrate` lacks ", calibrate.search.empty() ? "`search`" : "`targets`")});
  for (const Sweep& range : calibrate.search) {
    const std::string path = "calibrate.search." + range.path;
    if (range.values.size() != 2 || !(range.values[0] < range.values[1]))
      findings.push_back({"search-range", path, say(quote(range.path), " has no range"),
                          "expected are two values, the lower first", "Write for example `[0.1, 10]`"});
    else
      check_sweep(scenario, range, "calibrate.search.", findings);
  }
  for (const Sweep& prior : calibrate.priors) check_prior(calibrate, prior, findings);
  for (const auto& [name, target] : calibrate.targets) {
    const std::string path = "calibrate.targets." + name;
    check_fields(target, path, findings);
    if (target.kind == DataKind::series) check_recorded(target.what, path, scenario.model, findings);
    if (target.kind == DataKind::transactions || target.kind == DataKind::retention ||
        target.kind == DataKind::leaving)
      check_cohort(scenario.model, path, findings);
  }
  return findings;
}

}  // namespace polku::scenario
