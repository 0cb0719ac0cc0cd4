// What must hold for a calibration: there is something to find out and something to find it from, every range
// is one, the model stands at both of its ends, and nothing is stated about data of another kind.
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
             retention = target.kind == DataKind::retention, shares = target.kind == DataKind::shares;
  alien("customer", target.customer != untouched.customer, transactions);
  alien("date", target.date != untouched.date, transactions);
  alien("amount", !target.amount.empty(), transactions);
  alien("dates", target.dates != untouched.dates, transactions);
  alien("time", target.time != untouched.time, series || retention);
  alien("value", target.value != untouched.value, !transactions);
  alien("name", target.name != untouched.name, shares);
  alien("unit", target.unit != untouched.unit, series || retention);
  alien("learn_until", target.learn_until != untouched.learn_until, !shares);
  alien("customers", target.customers != 0, retention || shares);
  alien("error", target.error != untouched.error, series);
  alien("scaled", target.scaled, series);
  alien("segment", !target.what.segment.empty(), series);
  if ((retention || shares) && target.customers == 0)
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
  for (const auto& [name, target] : calibrate.targets) {
    const std::string path = "calibrate.targets." + name;
    check_fields(target, path, findings);
    if (target.kind == DataKind::series) check_recorded(target.what, path, scenario.model, findings);
    if (target.kind == DataKind::transactions || target.kind == DataKind::retention)
      check_cohort(scenario.model, path, findings);
  }
  return findings;
}

}  // namespace polku::scenario
