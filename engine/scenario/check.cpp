#include "scenario/check.hpp"

namespace polku::scenario {

void check(const Scenario& scenario, const Provenance& provenance, base::Diagnostics& diagnostics) {
  const auto report_all = [&](const Findings& findings) {
    for (const Finding& finding : findings) report(finding, provenance, diagnostics);
  };
  const std::size_t errors_before = diagnostics.count(base::Severity::error);
  report_all(check_names(scenario));
  report_all(check_market(scenario.model));
  report_all(check_steps(scenario.model));
  report_all(check_organisation(scenario.model));
  report_all(check_drift(scenario.model));
  // An option is checked by what it makes of the model, so the model must be right.
  if (diagnostics.count(base::Severity::error) == errors_before) {
    report_all(check_adoptions(scenario));
    report_all(check_renewals(scenario));
    report_all(check_options(scenario));
    report_all(check_study(scenario));
    report_all(check_uncertain(scenario));
    report_all(check_calibration(scenario));
  }
}

}  // namespace polku::scenario
