#include "study/reasons.hpp"

#include <algorithm>
#include <numeric>

#include "record/arrays.hpp"

namespace polku::study {

void Reasons::add(const std::vector<world::World>& worlds, const std::vector<record::Finished>& finished) {
  auto& ledgers = ledgers_.emplace_back();
  auto &baseline = baselines_.emplace_back(), &differences = differences_.emplace_back();
  for (std::size_t w = 1; w < worlds.size(); ++w) {
    ledgers.push_back(ledger_of(worlds[0], finished[0], finished[w], present_value_));
    const std::vector<Link> chain = chain_of(worlds[0], finished[0], finished[w]);
    for (const Link& link : chain) {
      if (w == 1) baseline.push_back(link.baseline);
      differences.push_back(link.option - link.baseline);
    }
    if (links_.empty()) links_ = chain;
  }
}

std::vector<record::Group> Reasons::groups(const std::vector<world::World>& worlds,
                                           const std::string& currency) const {
  std::vector<record::Group> groups;
  const std::size_t options = worlds.size() - 1, replications = ledgers_.size();
  if (options == 0 || replications == 0) return groups;
  std::vector<std::string> names, lines;
  for (std::size_t w = 1; w < worlds.size(); ++w) names.push_back(worlds[w].name);
  for (const auto& entry : ledger_entries) lines.emplace_back(entry.name);

  record::Group ledger{"ledger", "where the difference in money comes from; lines sum to it", {}, {}};
  ledger.axes.push_back(record::labels("option", names, "option against the baseline"));
  ledger.axes.push_back(record::labels("line", lines, "of the ledger"));
  ledger.axes.push_back(record::numbers("replication", replications, "same luck in both worlds"));
  auto& amount = record::add_variable<double>(ledger, "amount", currency,
                                              present_value_ ? "as present value" : "plain, not discounted",
                                              {"option", "line", "replication"});
  for (std::size_t o = 0, at = 0; o < options; ++o)
    for (std::size_t l = 0; l < ledger_lines; ++l)
      for (std::size_t r = 0; r < replications; ++r) amount[at++] = ledgers_[r][o].lines[l];
  groups.push_back(std::move(ledger));

  std::vector<std::string> what, unit, stage;
  for (const Link& link : links_) {
    what.push_back(link.what);
    unit.push_back(link.unit);
    stage.emplace_back(stage_names[static_cast<std::size_t>(link.stage)]);
  }
  record::Group chain{"chain", "from the process to what customers do, link by link", {}, {}};
  chain.axes.push_back(record::labels("option", names, "option against the baseline"));
  chain.axes.push_back(record::labels("link", what, "what is looked at, after the warm-up"));
  chain.axes.push_back(record::labels("unit", unit, "of each link, in their order"));
  chain.axes.push_back(record::labels("stage", stage, "of each link, in their order"));
  chain.axes.push_back(record::numbers("replication", replications, "same luck in both worlds"));
  auto& baseline =
      record::add_variable<double>(chain, "baseline", "of the link", "as today", {"link", "replication"});
  for (std::size_t l = 0, at = 0; l < links_.size(); ++l)
    for (std::size_t r = 0; r < replications; ++r) baseline[at++] = baselines_[r][l];
  auto& difference = record::add_variable<double>(chain, "difference", "of the link", "option less baseline",
                                                  {"option", "link", "replication"});
  for (std::size_t row = 0, at = 0; row < options * links_.size(); ++row)
    for (std::size_t r = 0; r < replications; ++r) difference[at++] = differences_[r][row];
  groups.push_back(std::move(chain));
  return groups;
}

std::optional<HeldReasons> reasons_of(const record::Result& result, std::size_t option) {
  const record::Group *ledger = result.group("ledger"), *chain = result.group("chain");
  if (!ledger || !chain) return std::nullopt;
  const auto words = [&](const char* axis) -> const std::vector<std::string>& {
    return std::get<std::vector<std::string>>(chain->axis(axis)->coordinates);
  };
  const auto real = [](const record::Group& group, const char* name) -> const std::vector<double>& {
    return std::get<std::vector<double>>(group.variable(name)->values);
  };
  const auto &amount = real(*ledger, "amount"), &baseline = real(*chain, "baseline"),
             &difference = real(*chain, "difference");
  const auto &what = words("link"), &unit = words("unit"), &stage = words("stage");
  const std::size_t replications = ledger->axis("replication")->size();
  HeldReasons reasons;
  for (std::size_t r = 0; r < replications; ++r) {
    Ledger& one = reasons.ledgers.emplace_back();
    for (std::size_t l = 0; l < ledger_lines; ++l)
      one.lines[l] = amount[(option * ledger_lines + l) * replications + r];
    one.total = std::accumulate(one.lines.begin(), one.lines.end(), 0.0);
    auto& links = reasons.chains.emplace_back();
    for (std::size_t l = 0; l < what.size(); ++l) {
      const double before = baseline[l * replications + r];
      const auto place = std::find(stage_names.begin(), stage_names.end(), stage[l]) - stage_names.begin();
      links.push_back({static_cast<Stage>(place), what[l], unit[l], before,
                       before + difference[(option * what.size() + l) * replications + r]});
    }
  }
  return reasons;
}

}  // namespace polku::study
