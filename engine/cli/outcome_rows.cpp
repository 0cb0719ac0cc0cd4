#include "cli/outcome_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace polku::cli {
namespace {

struct Words {
  std::string_view measure, section, words;
};
constexpr std::string_view customers = "Customers", bond = "Loyalty and feeling", journeys = "Journeys",
                           organisation = "Organisation", money = "Money", investment = "As an investment",
                           other = "Other";
constexpr std::array<Words, 31> known = {{
    {"customers", customers, "ours at the end"},
    {"customers_mean", customers, "ours on average"},
    {"joined", customers, "joined us"},
    {"won_back", customers, "  came back to us"},
    {"lost", customers, "left us"},
    {"lost_switched", customers, "  to a rival"},
    {"churn", customers, "churn"},
    {"loyalty_voluntary", bond, "stay willingly"},
    {"loyalty_forced", bond, "must stay"},
    {"satisfaction", bond, "satisfaction"},
    {"attitude", bond, "attitude to us"},
    {"journeys", journeys, "begun"},
    {"given_up", journeys, "given up"},
    {"purchases", journeys, "purchases from us"},
    {"repeat_purchases", journeys, "  bought before"},
    {"waiting", organisation, "wait for us"},
    {"gave_up_waiting", organisation, "gave up waiting"},
    {"load_front_line", organisation, "load, front line"},
    {"load_support", organisation, "load, support"},
    {"readiness_front_line", organisation, "readiness"},
    {"morale_front_line", organisation, "morale"},
    {"revenue", money, "revenue"},
    {"cost", money, "all costs"},
    {"profit", money, "profit"},
    {"npv", money, "net present value"},
    {"listening_cost", money, "cost of listening"},
    {"payback", investment, "paid back after"},
    {"paid_back", investment, "pays back at all"},
    {"j_curve_depth", investment, "deepest point"},
    {"j_curve_trough", investment, "  reached after"},
    {"roi", investment, "return on its cost"},
}};

/// Figures of surveys, which are called survey.figure.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> asked = {{
    {"nps", "NPS measured"},
    {"nps_true", "NPS true"},
    {"nps_weighted", "NPS weighted"},
    {"csat", "satisfied measured"},
    {"csat_true", "satisfied true"},
    {"ces", "ease measured"},
    {"ces_true", "ease true"},
    {"fcr", "one call measured"},
    {"fcr_true", "one call true"},
    {"response", "answer if asked"},
    {"turned", "turned measured"},
    {"turned_true", "turned true"},
}};

std::string_view survey_of(std::string_view measure) {
  return measure.substr(0, std::min(measure.find('.'), measure.size()));
}

const Words* words_of(std::string_view measure) {
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Words& candidate) { return candidate.measure == measure; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Section> sections_of(const Outcome& outcome) {
  std::vector<Section> sections;
  const auto put = [&](const std::string_view title, const std::string& measure) {
    if (sections.empty() || sections.back().title != title) sections.push_back({std::string(title), {}});
    sections.back().measures.push_back(measure);
  };
  for (const Words& row : known)
    if (find(outcome, row.measure)) put(row.section, std::string(row.measure));
  for (const Measured& measured : outcome)
    if (measured.name.find('.') != std::string::npos)
      put("Survey " + std::string(survey_of(measured.name)), measured.name);
  for (const Measured& measured : outcome)
    if (!words_of(measured.name) && measured.name.find('.') == std::string::npos) put(other, measured.name);
  return sections;
}

std::string words_for(std::string_view measure) {
  if (const Words* row = words_of(measure)) return std::string(row->words);
  const std::string_view figure = measure.substr(measure.find('.') + 1);  // all of it where there is no dot
  for (const auto& [name, words] : asked)
    if (name == figure) return std::string(words);
  std::string text(measure);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace polku::cli
