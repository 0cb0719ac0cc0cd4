#include "cli/explain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/figures.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/value_text.hpp"
#include "scenario/edit.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"
#include "study/decision.hpp"

namespace polku::cli {
namespace {

using scenario::Scenario;
using study::LedgerLine;
using study::Stage;

std::string with_half(const std::string& text, double half, const Figure& figure) {
  return std::isfinite(half) ? text + " ±" + number(half, figure) : text;
}

/// "12,345.67" from cents, with its sign.
std::string cents_text(std::int64_t cents) {
  const std::int64_t size = std::abs(cents);
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "+", thousands(size / 100), size % 100);
}

/// "67 % -> 80 %, from month 3 on, over 6 months".
std::string deed_text(const Scenario& scenario, const study::Deed& deed) {
  const scenario::Option& option = scenario.options[deed.option].second;
  if (deed.edit == study::Deed::adoption) return "";
  scenario::Model model = scenario.model;
  const auto value = [&](double x) { return value_text(scenario, deed.path, x); };
  const auto paths = scenario::matching_paths(model, deed.path);
  const double before = *scenario::locate(model, paths.front())->value;
  if (deed.from_birth) {
    const scenario::Edit edit{scenario::EditKind::set, deed.path, option.instead[deed.edit].values.front()};
    return value(before) + " → " + value(scenario::edited(before, edit, option.size)) +
           ", from the beginning";
  }
  const scenario::Change& change = option.changes[deed.change];
  std::string text =
      value(before) + " → " + value(scenario::edited(before, change.edits[deed.edit], option.size));
  text += change.at > 0.0 ? ", after " + days_in_words(change.at) : ", from the start";
  if (change.ramp > 0.0) text += ", over " + days_in_words(change.ramp);
  if (std::isfinite(change.until)) text += ", until " + days_in_words(change.until);
  return text;
}

std::string deeds_text(const Scenario& scenario, const Explanation& explanation, const Style& style) {
  Table table({{"", Align::left, 52}, {"", Align::left, 46}});
  for (const auto& deed : study::deeds_of(scenario, explanation.options))
    table.row({{deed.path}, {deed_text(scenario, deed)}});
  const std::string text = table.text(style);
  // The table has no headings: its first two lines are empty.
  return style("What it changes", Emphasis::strong) + '\n' + text.substr(text.find("\n", text.find("─")) + 1);
}

/// A link of the chain over all replications.
struct LinkOver {
  const study::Link* first;
  double baseline = 0.0;
  base::Interval difference;
};

std::vector<LinkOver> links_over(const Explanation& explanation, double confidence) {
  std::vector<LinkOver> all;
  const auto& chains = explanation.chains;
  for (std::size_t l = 0; l < chains.front().size(); ++l) {
    std::vector<double> differences;
    double baseline = 0.0;
    for (const auto& chain : chains) {
      differences.push_back(chain[l].option - chain[l].baseline);
      baseline += chain[l].baseline / static_cast<double>(chains.size());
    }
    all.push_back({&chains.front()[l], baseline, base::mean_interval(differences, confidence)});
  }
  return all;
}

/// What surely differs, the surest first; nothing that is only luck.
std::vector<LinkOver> surest(const std::vector<LinkOver>& all, Stage stage, std::size_t most) {
  std::vector<LinkOver> some;
  const auto surety = [](const LinkOver& link) {
    return std::fabs(link.difference.mean) / std::max(link.difference.standard_error, 1e-300);
  };
  for (const LinkOver& link : all) {
    const base::Interval& x = link.difference;
    const bool differs = x.mean != 0.0 && (x.low > 0.0 || x.high < 0.0 || !std::isfinite(x.half_width));
    if (link.first->stage == stage && differs) some.push_back(link);
  }
  std::stable_sort(some.begin(), some.end(),
                   [&](const LinkOver& a, const LinkOver& b) { return surety(a) > surety(b); });
  if (some.size() > most) some.resize(most);
  return some;
}

std::string chain_text(const Scenario& scenario, const Explanation& explanation, const Style& style) {
  const auto all = links_over(explanation, scenario.decide.confidence);
  Table table({{"", Align::left, 48}, {"baseline"}, {"difference"}});
  const std::pair<Stage, const char*> titles[] = {
      {Stage::process, "What happens at the steps"},
      {Stage::performance, "What customers feel and expect (0 to 1)"},
      {Stage::satisfaction, "How satisfied that leaves them (-1 to 1)"},
      {Stage::behaviour, "What they do"}};
  for (const auto& [stage, title] : titles) {
    table.section(title);
    const auto links = surest(all, stage, stage == Stage::behaviour ? 9 : 5);
    if (links.empty()) table.row({{"  nothing that is more than luck"}});
    for (const LinkOver& link : links) {
      const double half = link.difference.half_width;
      const Figure figure =
          figure_for(link.first->unit, std::span(&link.difference.mean, 1), std::span(&half, 1));
      table.row({{"  " + link.first->what},
                 {number(link.baseline, figure)},
                 {with_half(change(link.difference.mean, figure), half, figure)}});
    }
  }
  return table.text(style);
}

std::string ledger_text(const Scenario& scenario, const Explanation& explanation, const Style& style) {
  const double confidence = scenario.decide.confidence;
  const auto cents = study::in_cents(explanation.ledgers);
  const std::string unit = scenario.model.currency;
  Table table({{"", Align::left, 60}, {unit}, {"±"}});
  const auto row = [&](const std::string& what, std::int64_t amount, const base::Interval& interval) {
    const double half = interval.half_width;
    table.row({{what}, {cents_text(amount)}, {std::isfinite(half) ? number(half, {1.0, 0, ""}) : ""}});
  };
  for (std::size_t l = 0; l < study::ledger_lines; ++l)
    row(std::string(study::ledger_entries[l].words), cents.lines[l],
        line_of(explanation, static_cast<LedgerLine>(l), confidence));
  row("together", cents.total, total_of(explanation, confidence));
  return style(fmt::format("Ledger of the difference in {}",
                           explanation.present_value ? "net present value" : "profit"),
               Emphasis::strong) +
         '\n' + table.text(style);
}

std::string merit_text(const Scenario& scenario, const Explanation& explanation, const Style& style,
                       std::size_t width) {
  const study::Merit& merit = explanation.merit;
  const std::string measure(study::measure_of(scenario.decide.by));
  const bool money = measure == "npv" || measure == "profit" || measure == "revenue";
  std::vector<double> sizes, halves;
  for (const auto& share : merit.share) {
    sizes.push_back(share.mean);
    if (std::isfinite(share.half_width)) halves.push_back(share.half_width);
  }
  sizes.push_back(static_cast<double>(merit.total_cents) / 100.0);
  const Figure figure = figure_for(money ? scenario.model.currency : "1", sizes, halves);
  std::string text = style("Whose merit it is", Emphasis::strong) +
                     (merit.exact ? fmt::format(" (every one of {} combinations simulated)\n",
                                                std::size_t{1} << merit.deeds.size())
                                  : " (random orders; ± is their error alone)\n");
  Table table(
      {{"", Align::left, 60}, {words_for(measure) + (figure.unit.empty() ? "" : ", " + figure.unit)}});
  for (std::size_t i = 0; i < merit.deeds.size(); ++i)
    table.row({{merit.deeds[i].path},
               {with_half(change(merit.share[i].mean, figure), merit.share[i].half_width, figure)}});
  table.row({{"all changes together"}, {change(static_cast<double>(merit.total_cents) / 100.0, figure)}});
  if (merit.own_cost != 0.0) table.row({{"the option's own cost"}, {change(merit.own_cost, figure)}});
  text += table.text(style);
  if (!merit.exact) return text;
  // The pair that gains or loses most by meeting.
  std::size_t a = 0, b = 0;
  for (std::size_t i = 0; i < merit.deeds.size(); ++i)
    for (std::size_t j = i + 1; j < merit.deeds.size(); ++j)
      if (std::fabs(merit.interaction[i][j]) > std::fabs(merit.interaction[a][b])) a = i, b = j;
  if (a == b || change(merit.interaction[a][b], figure) == change(0.0, figure)) return text;
  return text +
         wrapped(fmt::format("Together {} and {} do {}{} beyond what each does alone.", merit.deeds[a].path,
                             merit.deeds[b].path, change(merit.interaction[a][b], figure),
                             figure.unit.empty() ? "" : " " + figure.unit),
                 width);
}

/// "step solve_problem 41, step install 12": the most frequent first.
std::string counted(const std::map<std::string, std::size_t>& counts, std::size_t most) {
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  std::size_t others = 0;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (i < most)
      text += fmt::format("{}{} {}", i == 0 ? "" : ", ", order[i].first, order[i].second);
    else
      others += order[i].second;
  return others > 0 ? text + fmt::format(", others {}", others) : text;
}

std::string lives_text(const Explanation& explanation, const Style& style, std::size_t width) {
  const study::Lives& lives = explanation.lives;
  std::string text = style(fmt::format("Lives changed, of {} people in replication 1",
                                       thousands(static_cast<std::int64_t>(lives.people))),
                           Emphasis::strong) +
                     '\n';
  Table table({{"", Align::left, 30}, {"saved"}, {"lost"}, {"touched"}, {"untouched"}});
  std::array<std::size_t, study::fates> all{};
  const auto row = [&](const std::string& name, const std::array<std::size_t, study::fates>& counts) {
    const auto cell = [&](study::Fate fate) {
      return Cell{thousands(static_cast<std::int64_t>(counts[static_cast<std::size_t>(fate)]))};
    };
    table.row({{name},
               cell(study::Fate::saved),
               cell(study::Fate::lost),
               cell(study::Fate::touched),
               cell(study::Fate::untouched)});
  };
  for (std::size_t g = 0; g < lives.count.size(); ++g) {
    row(explanation.baseline.segments[g].name, lives.count[g]);
    for (std::size_t f = 0; f < study::fates; ++f) all[f] += lives.count[g][f];
  }
  if (lives.count.size() > 1) row("all", all);
  text += table.text(style);
  text += wrapped(
      "Saved: ours in the end only with the change; lost: only without. Touched: anything else differs.",
      width);
  for (const study::Fate fate : {study::Fate::saved, study::Fate::lost}) {
    std::map<std::string, std::size_t> causes, steps, attributes;
    std::size_t followed = 0;
    for (const auto& twin : lives.twins) {
      if (twin.fate != fate) continue;
      ++followed;
      ++causes[std::string(words(twin.cause))];
      if (twin.parting.step) ++steps[explanation.baseline.steps[*twin.parting.step].name];
      if (twin.parting.attribute) ++attributes[explanation.baseline.attributes[*twin.parting.attribute].name];
    }
    if (followed == 0) continue;
    const bool saved = fate == study::Fate::saved;
    text += '\n' + wrapped(fmt::format("{} followed {}. {}: {}.", followed, saved ? "saved" : "lost",
                                       saved ? "Without the change" : "With the change", counted(causes, 5)),
                           width);
    if (!steps.empty()) text += wrapped("First touched at the step: " + counted(steps, 5) + ".", width);
    if (!attributes.empty())
      text += wrapped("By a quality that was felt differently: " + counted(attributes, 5) + ".", width);
  }
  return text;
}

}  // namespace

std::string_view words(study::Fate fate) {
  constexpr std::array<std::string_view, study::fates> all = {"untouched", "touched", "saved", "lost"};
  return all[static_cast<std::size_t>(fate)];
}

std::string_view words(simulate::Cause cause) {
  switch (cause) {
    case simulate::Cause::review: return "left after a review";
    case simulate::Cause::switched: return "went to a rival";
    case simulate::Cause::escaped: return "got out of the contract";
    case simulate::Cause::disposal: return "had no more use";
    default: break;
  }
  return "never came";
}

base::Interval line_of(const Explanation& explanation, LedgerLine line, double confidence) {
  std::vector<double> values;
  for (const auto& ledger : explanation.ledgers)
    values.push_back(ledger.lines[static_cast<std::size_t>(line)]);
  return base::mean_interval(values, confidence);
}

base::Interval total_of(const Explanation& explanation, double confidence) {
  std::vector<double> values;
  for (const auto& ledger : explanation.ledgers) values.push_back(ledger.total);
  return base::mean_interval(values, confidence);
}

std::string explanation_text(const Scenario& scenario, const Explanation& explanation, const Style& style,
                             std::size_t width) {
  std::string text;
  if (!scenario.question.empty()) text += wrapped(base::visible(scenario.question), width);
  text += style(base::visible(explanation.name), Emphasis::strong) + " against the baseline\n\n";
  text += deeds_text(scenario, explanation, style) + '\n';
  text += chain_text(scenario, explanation, style) + '\n';
  text += ledger_text(scenario, explanation, style) + '\n';
  if (explanation.split) text += merit_text(scenario, explanation, style, width) + '\n';
  text += lives_text(explanation, style, width);
  for (const study::Twin* twin : told(explanation))
    text += '\n' + twins_text(scenario, explanation, *twin, style, width);
  return text;
}

}  // namespace polku::cli
