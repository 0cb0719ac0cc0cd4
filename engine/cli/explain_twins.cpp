// Two lives of one person side by side, and the answer for machines.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/time.hpp"
#include "cli/explain_text.hpp"
#include "cli/json.hpp"
#include "cli/trace_words.hpp"
#include "study/decision.hpp"

namespace polku::cli {
namespace {

/// One life as dated lines, from the beginning of the journey in which the lives part, or from the parting
/// itself.
std::vector<StoryLine> lines_from(const scenario::Scenario& scenario, const world::World& world,
                                  const study::Twin& twin, const std::vector<simulate::Event>& events,
                                  std::size_t decision) {
  Story story;
  story.world = world;
  story.customer = twin.customer;
  story.portrait = portrait_of(story);
  story.events = events;
  const std::vector<StoryLine> all = story_lines(story, scenario.model);
  std::size_t from = all.size();
  for (std::size_t l = all.size(); l-- > 0;)
    if (all[l].event >= decision || from == all.size()) from = l;
  // Back to the line that opens the journey.
  for (std::size_t l = std::min(from, all.empty() ? 0 : all.size() - 1); l < all.size(); --l) {
    if (all[l].opens) {
      from = l;
      break;
    }
    if (from - l > 12 || l == 0) break;
  }
  return {all.begin() + static_cast<std::ptrdiff_t>(from), all.end()};
}

constexpr std::size_t most_lines = 24;  // of each life

/// Lines of at most `width` columns.
std::vector<std::string> column(const std::vector<StoryLine>& lines, const world::Calendar& calendar,
                                std::size_t width) {
  std::vector<std::string> rows;
  std::string last_date;
  for (const StoryLine& line : lines) {
    if (rows.size() >= most_lines) {
      rows.push_back("...");
      break;
    }
    if (!line.detail) {
      const std::string date = date_in_words(line.time, calendar);
      if (date != last_date) rows.push_back(date);
      last_date = date;
    }
    const std::string indent = line.detail ? "    " : "  ";
    const std::string text = wrapped(line.words, width - indent.size());
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = text.find('\n', from);
      rows.push_back(indent + text.substr(from, end - from));
      from = end + 1;
    }
  }
  return rows;
}

Json lines_json(const std::vector<StoryLine>& lines, const world::World& world) {
  Json list = Json::array();
  double day = 0.0;
  for (const StoryLine& line : lines) {
    if (!line.detail) day = base::to_days(line.time) - base::to_days(world.calendar.warm_up);
    list.push_back({{"day", day}, {"words", line.words}});
  }
  return list;
}

Json interval_json(const base::Interval& interval) {
  return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

}  // namespace

std::vector<const study::Twin*> told(const Explanation& explanation) {
  std::vector<const study::Twin*> saved, lost, chosen;
  for (const auto& twin : explanation.lives.twins)
    (twin.fate == study::Fate::saved ? saved : lost).push_back(&twin);
  const auto take = [&](const std::vector<const study::Twin*>& all, std::size_t i, std::size_t of) {
    if (i < std::min(of, all.size())) chosen.push_back(all[i * all.size() / std::min(of, all.size())]);
  };
  // Half of them saved and half lost, or what there is.
  const std::size_t want = explanation.stories;
  const std::size_t of_lost = std::min(lost.size(), std::max(want / 2, want - std::min(want, saved.size())));
  const std::size_t of_saved = std::min(saved.size(), want - of_lost);
  for (std::size_t i = 0; i < std::max(of_saved, of_lost); ++i) {
    if (i < of_saved) take(saved, i, of_saved);
    if (i < of_lost) take(lost, i, of_lost);
  }
  return chosen;
}

std::string twins_text(const scenario::Scenario& scenario, const Explanation& explanation,
                       const study::Twin& twin, const Style& style, std::size_t width) {
  const std::size_t half = (width - 3) / 2;
  const auto left =
      column(lines_from(scenario, explanation.baseline, twin, twin.baseline, twin.parting.decision),
             explanation.baseline.calendar, half);
  const auto right =
      column(lines_from(scenario, explanation.world, twin, twin.option, twin.parting.decision_other),
             explanation.world.calendar, half);
  std::string text = style(fmt::format("Customer {} ({}): {}", twin.customer,
                                       explanation.baseline.segments[twin.segment].name, words(twin.fate)),
                           Emphasis::strong) +
                     '\n';
  const auto padded = [&](const std::string& cell) {
    return cell + std::string(half - std::min(half, columns_of(cell)), ' ');
  };
  text += padded("baseline") + " │ " + clipped(explanation.name, half) + '\n';
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string row = padded(i < left.size() ? left[i] : "") + " │";
    if (i < right.size()) row += ' ' + right[i];
    text += row + '\n';
  }
  return text;
}

std::string explanation_answer(const scenario::Scenario& scenario, const Explanation& explanation) {
  const double confidence = scenario.decide.confidence;
  const auto cents = study::in_cents(explanation.ledgers);
  Json ledger = Json::array(), chain = Json::array(), merit, segments = Json::array(),
       stories = Json::array();
  for (std::size_t l = 0; l < study::ledger_lines; ++l) {
    Json line = interval_json(line_of(explanation, static_cast<study::LedgerLine>(l), confidence));
    line["words"] = study::ledger_entries[l].words;
    line["cents"] = cents.lines[l];
    ledger.push_back(std::move(line));
  }
  for (std::size_t l = 0; l < explanation.chains.front().size(); ++l) {
    const study::Link& link = explanation.chains.front()[l];
    std::vector<double> differences;
    double baseline = 0.0;
    for (const auto& one : explanation.chains) {
      differences.push_back(one[l].option - one[l].baseline);
      baseline += one[l].baseline / static_cast<double>(explanation.chains.size());
    }
    Json row = {{"stage", study::stage_names[static_cast<std::size_t>(link.stage)]},
                {"what", link.what},
                {"unit", link.unit},
                {"baseline", baseline}};
    row["difference"] = interval_json(base::mean_interval(differences, confidence));
    chain.push_back(std::move(row));
  }
  if (explanation.split) {
    const study::Merit& x = explanation.merit;
    merit = {{"exact", x.exact},
             {"total_cents", x.total_cents},
             {"own_cost", x.own_cost},
             {"changes", Json::array()},
             {"interaction", x.interaction}};
    for (std::size_t i = 0; i < x.deeds.size(); ++i) {
      Json change = interval_json(x.share[i]);
      change["option"] = scenario.options[x.deeds[i].option].first;
      change["path"] = x.deeds[i].path;
      change["cents"] = x.cents[i];
      merit["changes"].push_back(std::move(change));
    }
  }
  const study::Lives& lives = explanation.lives;
  for (std::size_t g = 0; g < lives.count.size(); ++g) {
    Json segment = {{"name", explanation.baseline.segments[g].name}};
    for (std::size_t f = 0; f < study::fates; ++f)
      segment[std::string(words(static_cast<study::Fate>(f)))] = lives.count[g][f];
    segments.push_back(std::move(segment));
  }
  Json twins = Json::array();
  for (const auto& twin : lives.twins)
    twins.push_back(
        {{"customer", twin.customer},
         {"segment", explanation.baseline.segments[twin.segment].name},
         {"fate", words(twin.fate)},
         {"cause", words(twin.cause)},
         {"step", twin.parting.step ? Json(explanation.baseline.steps[*twin.parting.step].name) : Json()},
         {"attribute", twin.parting.attribute
                           ? Json(explanation.baseline.attributes[*twin.parting.attribute].name)
                           : Json()}});
  for (const study::Twin* twin : told(explanation))
    stories.push_back({{"customer", twin->customer},
                       {"fate", words(twin->fate)},
                       {"baseline", lines_json(lines_from(scenario, explanation.baseline, *twin,
                                                          twin->baseline, twin->parting.decision),
                                               explanation.baseline)},
                       {"option", lines_json(lines_from(scenario, explanation.world, *twin, twin->option,
                                                        twin->parting.decision_other),
                                             explanation.world)}});
  return to_line({{"kind", "explain"},
                  {"option", explanation.name},
                  {"currency", scenario.model.currency},
                  {"present_value", explanation.present_value},
                  {"confidence", confidence},
                  {"replications", explanation.ledgers.size()},
                  {"chain", chain},
                  {"ledger", ledger},
                  {"total_cents", cents.total},
                  {"merit", merit},
                  {"people", lives.people},
                  {"segments", segments},
                  {"followed", twins},
                  {"stories", stories}});
}

}  // namespace polku::cli
