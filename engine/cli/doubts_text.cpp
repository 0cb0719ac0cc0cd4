#include <fmt/format.h>

#include <cmath>

#include "base/diagnostic.hpp"
#include "cli/decision_text.hpp"
#include "cli/figures.hpp"
#include "cli/value_text.hpp"

namespace polku::cli {

std::vector<Doubt> doubts_of(const record::Result& result) {
  const record::Group* group = result.group("assumptions");
  if (!group) return {};
  const auto& paths = std::get<std::vector<std::string>>(group->axis("parameter")->coordinates);
  const auto real = [&](const char* name, std::size_t at) {
    return std::get<std::vector<double>>(group->variable(name)->values)[at];
  };
  const auto whole = [&](const char* name, std::size_t at) {
    return std::get<std::vector<std::int64_t>>(group->variable(name)->values)[at];
  };
  std::vector<Doubt> doubts;
  for (std::size_t p = 0; p < paths.size(); ++p) {
    Doubt doubt{paths[p], {}};
    for (std::size_t e = 0; e < 2; ++e) {
      const std::size_t at = 2 * p + e;
      doubt.ends[e] = {real("setting", at),
                       real("lead", at),
                       real("lead_low", at),
                       real("lead_high", at),
                       static_cast<std::size_t>(whole("best", at)),
                       whole("turns", at) != 0,
                       whole("replications", at)};
    }
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::string doubts_text(const scenario::Scenario& scenario, const record::Result& result, const Style& style,
                        std::size_t width) {
  const auto doubts = doubts_of(result);
  if (doubts.empty()) return "";
  const std::string unit = find(differences_of(result, 0), measure_of(scenario.decide.by))->unit;
  std::string turning, harmless;
  for (const Doubt& doubt : doubts) {
    bool turns = false;
    for (const Doubt::End& end : doubt.ends) {
      if (!end.turns) continue;
      turns = true;
      const double half = (end.lead_high - end.lead_low) / 2.0;
      const Figure figure = figure_for(unit, std::span(&end.lead, 1), std::span(&half, 1));
      const std::string instead =
          end.best == 0 ? "doing nothing" : base::visible(scenario.options[end.best - 1].first);
      turning += wrapped(
          fmt::format("  {} at {}: {} instead, by {}{}{}", base::visible(doubt.path),
                      value_text(scenario, doubt.path, end.setting), instead, number(end.lead, figure),
                      std::isfinite(half) ? " ±" + number(half, figure) : "",
                      figure.unit.empty() ? "" : " " + figure.unit),
          width);
    }
    if (!turns) harmless += (harmless.empty() ? "" : ", ") + base::visible(doubt.path);
  }
  std::string text = '\n' + style("Assumed, and not validated", Emphasis::strong) + '\n';
  if (!turning.empty()) text += "These alone could turn the decision, within what is plausible:\n" + turning;
  if (!harmless.empty())
    text += wrapped(
        (turning.empty() ? "None of these alone turns it: " : "These alone do not: ") + harmless + ".",
        width);
  return text;
}

}  // namespace polku::cli
