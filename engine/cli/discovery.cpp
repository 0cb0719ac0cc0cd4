#include "cli/discovery.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/draws.hpp"
#include "journey/check.hpp"
#include "scenario/resolve.hpp"
#include "scenario/yaml_reader.hpp"
#include "study/markov_log.hpp"
#include "study/simulated_log.hpp"

namespace polku::cli {
namespace {

using record::LoggedCase;
using Cases = std::vector<LoggedCase>;

/// The model as Polku reads it. It must: Polku wrote it.
scenario::Scenario read_back(const std::string& yaml) {
  base::Diagnostics mistakes;
  const auto tree = scenario::read_yaml(yaml, "the discovered model", mistakes);
  auto loaded = tree ? scenario::resolve(*tree, mistakes) : std::nullopt;
  if (loaded)
    for (const auto& finding : journey::check(loaded->scenario.model))
      if (finding.severity == base::Severity::error)
        throw std::logic_error("discovered model: " + finding.message);
  if (!loaded) throw std::logic_error("the discovered model cannot be read:\n" + base::to_text(mistakes));
  return std::move(loaded->scenario);
}

/// Cases to learn from and cases to be forecast. Both keep the order of time.
std::pair<Cases, Cases> split(const record::CaseLog& log, const DiscoverPlan& plan) {
  const std::size_t count = log.cases.size();
  const auto held = static_cast<std::size_t>(plan.hold_out * static_cast<double>(count) + 0.5);
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::size_t i = 0; i < count; ++i) {
    const auto word =
        base::draw(base::DrawKey{plan.seed},
                   {static_cast<std::uint32_t>(i), 0, 0, base::purpose_word(base::Purpose::birth), 0, 0})[0];
    order.emplace_back(plan.by_time ? 0 : word, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<bool> is_held(count, false);
  for (std::size_t k = count - held; k < count; ++k) is_held[order[k].second] = true;
  std::pair<Cases, Cases> parts;
  for (std::size_t i = 0; i < count; ++i) (is_held[i] ? parts.second : parts.first).push_back(log.cases[i]);
  return parts;
}

/// Long enough for any journey like those of the log.
double longest_days(const record::CaseLog& log, const Cases& cases) {
  double longest = 0.0;
  for (const LoggedCase& x : cases) {
    const auto events = log.of(x);
    longest = std::max(longest, static_cast<double>(events.back().time - events.front().time));
  }
  return 30.0 + 5.0 * longest / record::milliseconds_per_day;
}

DiscoverTest test(const record::CaseLog& log, const scenario::Scenario& model, const Cases& before,
                  const Cases& held, const study::Recent& recent, const DiscoverPlan& plan,
                  const std::atomic<bool>* stop) {
  DiscoverTest result;
  result.by_time = plan.by_time;
  result.held_out_cases = held.size();
  result.recent = recent;
  const auto learned = study::last_part(before, recent.share);
  result.learned_cases = learned.size();
  const std::size_t wanted = std::clamp<std::size_t>(10 * held.size(), 5000, 20'000);
  const study::LogPortrait real = study::portrait_of(log, held);
  const record::CaseLog simulated =
      study::simulated_log(model, log, wanted, longest_days(log, before), plan.threads, stop);
  result.simulated_cases = simulated.cases.size();
  result.model = study::distances(study::portrait_of(simulated, simulated.cases), real);
  const auto chain_of = [&](std::span<const LoggedCase> cases) {
    const record::CaseLog chain = study::markov_log(log, cases, wanted, plan.seed);
    return study::distances(study::portrait_of(chain, chain.cases), real);
  };
  result.markov = chain_of(learned);
  result.of_all = learned.size() == before.size() ? result.markov : chain_of(before);
  result.sample = study::distances(study::portrait_of(log, learned), real);
  return result;
}

}  // namespace

std::optional<Discovery> discover_and_test(const record::CaseLog& log, const DiscoverPlan& plan,
                                           std::size_t& too_many, const std::atomic<bool>* stop) {
  Discovery discovery;
  const auto make = [&](const Cases& cases, bool forecast) {
    if (plan.recent)
      discovery.recent = {*plan.recent, 0.0, 0.0};
    else
      discovery.recent = forecast ? study::recent_part(log, cases) : study::Recent{};
    auto model =
        study::discover(log, study::last_part(cases, discovery.recent.share), plan.settings, too_many);
    if (!model) return false;
    discovery.model = std::move(*model);
    discovery.yaml = study::to_yaml(discovery.model, plan.name, plan.source);
    discovery.scenario = read_back(discovery.yaml);
    return true;
  };
  const auto [learned, held] = split(log, plan);
  const bool tested = !held.empty() && !learned.empty();
  if (tested) {
    // Cases held back at random lie among those learned from: no forecast, hence all of the past.
    if (!make(learned, plan.by_time)) return std::nullopt;
    discovery.test = test(log, discovery.scenario, learned, held, discovery.recent, plan, stop);
    discovery.stopped = stop && stop->load();
  }
  if ((!tested || !plan.write_tested) && !discovery.stopped && !make(log.cases, true)) return std::nullopt;
  return discovery;
}

}  // namespace polku::cli
