#include "cli/outcome_rows.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace polku::cli {
namespace {

struct Words {
  std::string_view measure, section, words;
};
constexpr std::string_view customers = "Customers", front_line = "Front-line staff",
                           support = "Support functions", company = "The company", owners = "The owners",
                           other = "Other";
constexpr std::array<Words, 40> known = {{
    {"satisfaction", customers, "satisfaction"},
    {"attitude", customers, "attitude to us"},
    {"journeys", customers, "journeys begun"},
    {"given_up", customers, "journeys given up"},
    {"waiting", customers, "wait for us"},
    {"gave_up_waiting", customers, "gave up waiting"},
    {"effort", customers, "effort a journey"},
    {"critical_encounters", customers, "critical encounters"},
    {"readiness_front_line", front_line, "readiness"},
    {"morale_front_line", front_line, "morale"},
    {"load_front_line", front_line, "load"},
    {"load_support", support, "load"},
    {"customers", company, "ours at the end"},
    {"customers_mean", company, "ours on average"},
    {"joined", company, "joined us"},
    {"won_back", company, "  came back to us"},
    {"lost", company, "left us"},
    {"lost_switched", company, "  to a rival"},
    {"churn", company, "churn"},
    {"loyalty_voluntary", company, "stay willingly"},
    {"loyalty_forced", company, "must stay"},
    {"purchases", company, "purchases from us"},
    {"repeat_purchases", company, "  bought before"},
    {"market_share", company, "market share"},
    {"share_of_wallet", company, "share of wallet"},
    {"cost", company, "all costs"},
    {"listening_cost", company, "  of listening"},
    {"revenue", owners, "revenue"},
    {"profit", owners, "profit"},
    {"npv", owners, "net present value"},
    {"customer_equity", owners, "customer equity"},
    {"customer_value", owners, "  lifetime value"},
    {"best_fifth", owners, "best fifth's share"},
    {"largest_customer", owners, "largest one's share"},
    {"payback", owners, "paid back after"},
    {"paid_back", owners, "pays back at all"},
    {"j_curve_depth", owners, "deepest point"},
    {"j_curve_trough", owners, "  reached after"},
    {"roi", owners, "return on its cost"},
    {"chance_of_loss", owners, "chance of a loss"},
}};

/// The five parties, and the section of each.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> parties = {{{"customers", customers},
                                                                                   {"front_line", front_line},
                                                                                   {"support", support},
                                                                                   {"company", company},
                                                                                   {"owners", owners}}};

/// The organisation as a whole: left out where every function stands for itself.
bool sums_up_functions(std::string_view measure) {
  return measure == "readiness_front_line" || measure == "morale_front_line" ||
         measure == "load_front_line" || measure == "load_support";
}

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
  const auto of_a_party = [](const Measured& measured) {
    return !measured.words.empty() && !words_of(measured.name);
  };
  const auto of_a_function = [](const Measured& measured) { return measured.name.starts_with("functions."); };
  const bool functions = std::any_of(outcome.begin(), outcome.end(), of_a_function);
  for (const auto& [party, title] : parties) {
    for (const Words& row : known)
      if (row.section == title && find(outcome, row.measure) &&
          !(functions && sums_up_functions(row.measure)))
        put(title, std::string(row.measure));
    for (const Measured& measured : outcome)
      if (of_a_party(measured) && measured.party == party) put(title, measured.name);
  }
  for (const Measured& measured : outcome)
    if (!of_a_party(measured) && measured.name.find('.') != std::string::npos)
      put("Survey " + std::string(survey_of(measured.name)), measured.name);
  for (const Measured& measured : outcome)
    if (!of_a_party(measured) && !words_of(measured.name) && measured.name.find('.') == std::string::npos)
      put(other, measured.name);
  return sections;
}

std::string words_for(const Measured& measured) {
  if (measured.words.empty() || words_of(measured.name)) return words_for(measured.name);
  std::string words = measured.words;
  std::replace(words.begin(), words.end(), '_', ' ');
  return measured.name.starts_with("functions.") ? words + ", " + measured.note : words;
}

std::string unit_for(const Measured& measured, const Figure& figure) {
  return measured.name.starts_with("activities.") ? "a year" : figure.unit;
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
