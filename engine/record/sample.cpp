#include "record/sample.hpp"

#include <set>
#include <utility>

#include "record/arrays.hpp"

namespace polku::record {
namespace {

using simulate::With;
using world::Branch;
using world::World;

std::vector<std::string> world_names(const Collected& all) {
  std::vector<std::string> names;
  for (const World& world : all.worlds) names.push_back(world.name);
  return names;
}

/// Every way that the journey knows, from step to step, `end` or `give_up`, in the order of the steps.
std::set<std::pair<std::size_t, std::size_t>> ways(const World& world) {
  std::set<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t s = 0; s < world.steps.size(); ++s) {
    const auto add = [&](const Branch& branch) {
      for (std::size_t e = 0; e < branch.count; ++e) found.insert({s, world.exits[branch.first + e].to});
    };
    const world::Step& step = world.steps[s];
    add(step.success);
    add(step.failure);
    add(step.present);
    for (const Branch& branch : step.by_alternative) add(branch);
    for (const Branch& branch : step.by_channel) add(branch);
    // Where no alternative is left, or a channel leads nowhere, people give up.
    if (step.kind == scenario::StepKind::decision) found.insert({s, world.step_give_up()});
  }
  return found;
}

}  // namespace

Group passages_group(const Collected& all) {
  const World& first = all.worlds.front();
  const auto name = [&](std::size_t node) {
    return node < first.steps.size() ? first.steps[node].name : node == first.step_end() ? "end" : "give_up";
  };
  const auto known = ways(first);
  std::vector<std::string> from, to, passage;
  for (const auto& [a, b] : known) {
    from.push_back(name(a));
    to.push_back(name(b));
    passage.push_back(from.back() + " > " + to.back());
  }
  Group group{
      "passages", "ways of the customers whose rows are kept from step to step, after the warm-up", {}, {}};
  group.axes.push_back(labels("world", world_names(all), "the baseline and the options"));
  group.axes.push_back(numbers("replication", all.replications(), "independent repetition"));
  group.axes.push_back(labels("passage", passage, "from one step to another"));
  group.axes.push_back(labels("from", from, "step that each passage leaves, in their order"));
  group.axes.push_back(labels("to", to, "step that it leads to, `end` or `give_up`"));
  group.axes.push_back(
      labels("with", {"us", "rival_instead", "rival", "nobody"},
             "whom the journey deals with; rival_instead: a rival, though the customer is ours"));
  auto& values = add_variable<std::int64_t>(group, "count", "1", "times that somebody went this way",
                                            {"world", "replication", "passage", "with"});
  std::size_t at = 0;
  for (const auto& runs : all.runs)
    for (const auto& run : runs)
      for (const auto& [a, b] : known)
        for (std::size_t with = 0; with < simulate::with_count; ++with)
          values[at++] = run.outcome->passages.at(static_cast<With>(with), a, b);
  return group;
}

Group categories_group(const Collected& all) {
  const World& first = all.worlds.front();
  const simulate::CategoryCounts& any = all.runs.front().front().outcome->categories;
  std::vector<double> moments;
  for (std::size_t m = 0; m < any.moments(); ++m)
    moments.push_back(base::to_days(any.moment(m)) - base::to_days(first.calendar.warm_up));
  std::vector<std::string> attributes;
  for (const auto& attribute : first.attributes) attributes.push_back(attribute.name);
  Group group{"categories", "what attributes are to the customers whose rows are kept, year by year", {}, {}};
  group.axes.push_back(labels("world", world_names(all), "the baseline and the options"));
  group.axes.push_back(numbers("replication", all.replications(), "independent repetition"));
  group.axes.push_back(days("moment", moments, "from date 0"));
  group.axes.push_back(labels("attribute", attributes, "attribute"));
  group.axes.push_back(labels("category",
                              {"attractive", "one_dimensional", "must_be", "indifferent", "reverse"},
                              "Kano's categories"));
  auto& values = add_variable<std::int64_t>(group, "people", "1", "people who see it so",
                                            {"world", "replication", "moment", "attribute", "category"});
  std::size_t at = 0;
  for (const auto& runs : all.runs)
    for (const auto& run : runs)
      for (std::size_t m = 0; m < moments.size(); ++m)
        for (std::size_t k = 0; k < attributes.size(); ++k)
          for (const std::int64_t people : run.outcome->categories.at(m, k)) values[at++] = people;
  return group;
}

}  // namespace polku::record
