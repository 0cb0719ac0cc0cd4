#include "cli/asked.hpp"

#include <fmt/format.h>

#include "scenario/provenance.hpp"
#include "scenario/words.hpp"

namespace polku::cli {
namespace {

using behaviour::KanoCounts;
using scenario::Asked;
using scenario::kano_categories;

std::string_view name_of(behaviour::KanoCategory category) {
  return kano_categories[static_cast<std::size_t>(category)].first;
}

std::string class_of(const KanoCounts& counts) {
  const auto found = behaviour::berger_class(counts);
  return found ? std::string(name_of(*found)) : "questionable";
}

/// The most frequent class, which Fong's check is about; Berger's rule may choose another.
std::string largest_class(const KanoCounts& counts) {
  std::size_t largest = 0;
  for (std::size_t c = 1; c < counts.by_category.size(); ++c)
    if (counts.by_category[c] > counts.by_category[largest]) largest = c;
  return counts.questionable > counts.by_category[largest] ? "questionable"
                                                           : std::string(kano_categories[largest].first);
}

}  // namespace

std::string asked_text(const std::vector<Asked>& all, const Style& style) {
  if (all.empty()) return "";
  Table table({{"questionnaire", Align::left, 24},
               {"answers"},
               {"A"},
               {"O"},
               {"M"},
               {"I"},
               {"R"},
               {"left out"},
               {"Better"},
               {"Worse"},
               {"class", Align::left},
               {"largest class", Align::left}});
  for (const Asked& asked : all) {
    const KanoCounts& counts = asked.answers.counts;
    std::vector<Cell> cells{{asked.attribute}, {std::to_string(asked.answers.usable())}};
    for (const std::int64_t count : counts.by_category) cells.push_back({std::to_string(count)});
    cells.push_back({std::to_string(counts.questionable + asked.answers.unanswered)});
    const auto better_worse = behaviour::better_worse(counts);
    cells.push_back({better_worse ? fmt::format("{:.3f}", better_worse->better) : "-"});
    cells.push_back({better_worse ? fmt::format("{:.3f}", better_worse->worse) : "-"});
    cells.push_back({class_of(counts)});
    cells.push_back({behaviour::fong_check(counts).significant ? "clear" : "not clear"});
    table.row(std::move(cells));
  }
  return table.text(style);
}

Json asked_json(const std::vector<Asked>& all) {
  Json list = Json::array();
  for (const Asked& asked : all) {
    const KanoCounts& counts = asked.answers.counts;
    const auto better_worse = behaviour::better_worse(counts);
    const behaviour::FongCheck fong = behaviour::fong_check(counts);
    Json one = {{"attribute", asked.attribute},
                {"file", asked.questionnaire.file},
                {"table", scenario::word(asked.questionnaire.table)},
                {"answers", asked.answers.usable()},
                {"questionable", counts.questionable},
                {"unanswered", asked.answers.unanswered}};
    for (std::size_t c = 0; c < kano_categories.size(); ++c)
      one["counts"][std::string(kano_categories[c].first)] = counts.by_category[c];
    one["better"] = better_worse ? Json(better_worse->better) : Json();
    one["worse"] = better_worse ? Json(better_worse->worse) : Json();
    one["class"] = class_of(counts);
    one["fong"] = {{"largest", largest_class(counts)},
                   {"lead", fong.lead},
                   {"bound", fong.bound},
                   {"clear", fong.significant}};
    list.push_back(std::move(one));
  }
  return list;
}

void warn_of_mixed_classes(const scenario::Loaded& loaded, base::Diagnostics& diagnostics) {
  for (const Asked& asked : loaded.asked) {
    const behaviour::FongCheck fong = behaviour::fong_check(asked.answers.counts);
    if (fong.significant) continue;
    const std::string path = fmt::format("attributes.{}.kano", asked.attribute);
    scenario::Finding finding{
        "mixed-class", path,
        fmt::format(
            "`{}` belongs to no single class: `{}` leads by {:.0f} answers, and chance explains {:.1f}",
            asked.attribute, largest_class(asked.answers.counts), fong.lead, fong.bound),
        "for information; the model takes the shares of all classes"};
    finding.at_key = true;
    finding.severity = base::Severity::warning;
    scenario::report(finding, loaded.provenance, diagnostics);
  }
}

}  // namespace polku::cli
