#include "cli/outcome_rows.hpp"

#include <algorithm>
#include <array>

namespace polku::cli {
namespace {

struct Words {
  std::string_view measure, section, words;
};
constexpr std::string_view customers = "Customers", bond = "Loyalty and feeling", journeys = "Journeys",
                           money = "Money", investment = "As an investment", other = "Other";
constexpr std::array<Words, 23> known = {{
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
    {"revenue", money, "revenue"},
    {"cost", money, "all costs"},
    {"profit", money, "profit"},
    {"npv", money, "net present value"},
    {"payback", investment, "paid back after"},
    {"paid_back", investment, "pays back at all"},
    {"j_curve_depth", investment, "deepest point"},
    {"j_curve_trough", investment, "  reached after"},
}};

const Words* words_of(std::string_view measure) {
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Words& candidate) { return candidate.measure == measure; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Section> sections_of(const Outcome& outcome) {
  std::vector<Section> sections;
  const auto put = [&](std::string_view title, const std::string& measure) {
    if (sections.empty() || sections.back().title != title) sections.push_back({std::string(title), {}});
    sections.back().measures.push_back(measure);
  };
  for (const Words& row : known)
    if (find(outcome, row.measure)) put(row.section, std::string(row.measure));
  for (const Measured& measured : outcome)
    if (!words_of(measured.name)) put(other, measured.name);
  return sections;
}

std::string words_for(std::string_view measure) {
  if (const Words* row = words_of(measure)) return std::string(row->words);
  std::string text(measure);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace polku::cli
