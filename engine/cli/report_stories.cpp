#include "cli/report_stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "cli/trace_words.hpp"
#include "report/arrays.hpp"

namespace polku::cli {
namespace {

using Paragraph = std::vector<report::StoryLine>;
constexpr std::size_t date_columns = 17;  // as trace_words writes them

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

report::StoryLine line_of(std::string_view text) {
  const std::string_view words = text.substr(std::min(text.size(), date_columns));
  return {trimmed(text.substr(0, date_columns)), trimmed(words), words.starts_with("    ")};
}

/// The paragraphs of a life: what happens in and around each journey.
std::vector<Paragraph> paragraphs(const std::string& life) {
  std::vector<Paragraph> list;
  for (std::size_t at = 0; at < life.size();) {
    const std::size_t end = std::min(life.find('\n', at), life.size());
    if (end == at)
      list.emplace_back();
    else
      (list.empty() ? list.emplace_back() : list.back())
          .push_back(line_of(std::string_view(life).substr(at, end - at)));
    at = end + 1;
  }
  std::erase_if(list, [](const Paragraph& paragraph) { return paragraph.empty(); });
  return list;
}

bool same(const Paragraph& a, const Paragraph& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.date == y.date && x.words == y.words && x.detail == y.detail;
  });
}

bool leaves(const Paragraph& paragraph, const std::string& own) {
  return std::any_of(paragraph.begin(), paragraph.end(), [&](const report::StoryLine& line) {
    const bool goes = line.words.starts_with("leaves ") || line.words.starts_with("gets out of ");
    return goes && line.words.find(own) != line.words.npos;
  });
}

/// What leads to leaving us, and to whom; what follows is another company's story.
Paragraph until_gone(const Paragraph& paragraph, const std::string& own) {
  Paragraph told;
  bool gone = false;
  for (const report::StoryLine& line : paragraph) {
    if (gone && !line.words.starts_with("becomes a customer")) break;
    told.push_back(line);
    gone = gone || leaves({line}, own);
  }
  return told;
}

/// From the first difference: that journey, and the one in which the customer leaves us, if a later one.
report::Telling telling(const std::vector<Paragraph>& life, std::size_t first, const std::string& own,
                        std::size_t world, double result) {
  report::Telling told;
  told.world = world;
  told.result = result;
  const auto add = [&](const Paragraph& paragraph) {
    told.lines.insert(told.lines.end(), paragraph.begin(), paragraph.end());
  };
  if (first < life.size()) add(life[first]);
  for (std::size_t p = life.size(); p-- > first + 1;)
    if (leaves(life[p], own)) {
      told.gap = p > first + 1;
      told.gap_after = life[first].size();
      add(until_gone(life[p], own));
      break;
    }
  return told;
}

class Chooser {
 public:
  Chooser(const record::Group& group, std::size_t world, std::size_t own)
      : provider_(group, "provider"),
        purchases_(group, "purchases"),
        cause_(group, "cause"),
        result_(group, "result"),
        world_(world),
        own_(static_cast<double>(own)) {}

  double result(std::size_t world, std::size_t customer) const { return result_({world, customer}); }

  /// Among those who stay in one world and left the other, the one in the middle by what that is worth.
  std::optional<std::uint32_t> middle(std::size_t stays, std::size_t left) const {
    constexpr double disposal = 4;  // had no more use for it: nobody's merit
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::size_t i = 0; i < provider_.size(1); ++i) {
      const bool stayed = provider_({stays, i}) == own_ && cause_({stays, i}) == 0;
      const bool gone = purchases_({left, i}) > 0 && provider_({left, i}) != own_ && cause_({left, i}) != 0 &&
                        cause_({left, i}) != disposal;
      if (stayed && gone)
        found.emplace_back(result_({stays, i}) - result_({left, i}), static_cast<std::uint32_t>(i));
    }
    if (found.empty()) return std::nullopt;
    std::sort(found.begin(), found.end());
    return found[found.size() / 2].second;
  }
  std::optional<std::uint32_t> won() const { return middle(world_, 0); }
  std::optional<std::uint32_t> lost() const { return middle(0, world_); }

 private:
  report::Array provider_, purchases_, cause_, result_;
  std::size_t world_;
  double own_;
};

}  // namespace

std::vector<report::Story> stories_of(const scenario::Scenario& scenario, const record::Result& result,
                                      std::size_t option, std::size_t threads) {
  const record::Group* group = result.group("customers");
  if (!group || group->axis("customer")->size() == 0) return {};
  const world::World world = world::build(scenario);
  const Chooser chooser(*group, option + 1, world.own);
  const auto won = chooser.won(), lost = chooser.lost();
  std::vector<std::uint32_t> customers;
  if (won) customers.push_back(*won);
  if (lost) customers.push_back(*lost);
  if (customers.empty()) return {};

  const std::vector<Story> today = tell_stories(scenario, std::nullopt, customers, 0, threads);
  const std::vector<Story> then = tell_stories(scenario, option, customers, 0, threads);
  const std::string& own = world.providers[world.own].name;
  std::vector<report::Story> told;
  for (std::size_t k = 0; k < customers.size(); ++k) {
    const double before = chooser.result(0, customers[k]), after = chooser.result(option + 1, customers[k]);
    if (base::to_units(today[k].money.result()) != before || base::to_units(then[k].money.result()) != after)
      return {};
    const auto a = paragraphs(life_text(today[k], scenario.model, {})),
               b = paragraphs(life_text(then[k], scenario.model, {}));
    std::size_t first = 0;
    while (first < a.size() && first < b.size() && same(a[first], b[first])) ++first;
    report::Story story;
    story.customer = customers[k];
    story.segment = world.segments[today[k].portrait.segment].name;
    story.won = won && customers[k] == *won;
    story.tellings = {telling(a, first, own, 0, before), telling(b, first, own, option + 1, after)};
    told.push_back(std::move(story));
  }
  return told;
}

}  // namespace polku::cli
