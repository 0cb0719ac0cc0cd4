#include "study/chain.hpp"

#include "study/totals.hpp"

namespace polku::study {
namespace {

using A = simulate::AttributeMeasure;
using M = simulate::SegmentMeasure;
using S = simulate::StepMeasure;

struct Flow {
  M measure;
  const char* what;
  const char* unit;
};
constexpr Flow flows[] = {
    {M::lost_switched, "left for a rival", "people"},
    {M::lost_review, "left after a review", "people"},
    {M::lost_escaped, "got out of a contract", "people"},
    {M::lost_disposal, "had no more use", "people"},
    {M::joined, "joined us", "people"},
    {M::won_back, "came back to us", "people"},
    {M::purchases, "purchases", "times"},
    {M::given_up, "journeys given up", "times"},
};

}  // namespace

std::vector<Link> chain_of(const world::World& world, const record::Finished& baseline,
                           const record::Finished& option) {
  const Totals a(world, baseline, whole(world)), b(world, option, whole(world));
  std::vector<Link> links;
  const auto add = [&](Stage stage, std::string what, const char* unit, auto figure) {
    links.push_back({stage, std::move(what), unit, figure(a), figure(b)});
  };
  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    if (world.steps[s].has_gate)
      add(Stage::process, "failures at " + world.steps[s].name, "times",
          [&](const Totals& t) { return t.flow_of(S::failures, s); });
    if (world.steps[s].has_handoff)
      add(Stage::process, "lost on the way from " + world.steps[s].name, "times",
          [&](const Totals& t) { return t.flow_of(S::handoff_failures, s); });
    add(Stage::process, "visits of " + world.steps[s].name, "times",
        [&](const Totals& t) { return t.flow_of(S::visits, s); });
  }
  for (std::size_t k = 0; k < world.attributes.size(); ++k) {
    const std::string& name = world.attributes[k].name;
    const auto mean = [k](A sum) {
      return [k, sum](const Totals& t) {
        return ratio(t.flow_of(sum, k) / simulate::sum_scale, t.flow_of(A::observations, k));
      };
    };
    add(Stage::performance, name + ": felt", "1", mean(A::felt_total));
    add(Stage::performance, name + ": expected", "1", mean(A::expectation_total));
    add(Stage::satisfaction, "with " + name, "1", mean(A::attribute_satisfaction_total));
  }
  add(Stage::satisfaction, "of encounters", "-1..1",
      [](const Totals& t) { return ratio(t.sum(M::satisfaction_total), t.flow(M::encounters)); });
  add(Stage::satisfaction, "attitude in the end", "1", [](const Totals& t) {
    return ratio(t.at_end(M::attitude_total) / simulate::sum_scale, t.at_end(M::customers));
  });
  for (const Flow& flow : flows)
    add(Stage::behaviour, flow.what, flow.unit, [&](const Totals& t) { return t.flow(flow.measure); });
  add(Stage::behaviour, "ours in the end", "people", [](const Totals& t) { return t.at_end(M::customers); });
  return links;
}

}  // namespace polku::study
