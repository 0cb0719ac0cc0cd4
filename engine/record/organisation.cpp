#include "record/organisation.hpp"

#include "base/time.hpp"
#include "record/arrays.hpp"

namespace polku::record {

Group organisation_group(const Collected& collected) {
  Group group{"organisation", "the state of our functions, epoch by epoch", {}, {}};
  const auto& first = collected.worlds.front();
  std::vector<std::string> worlds, functions;
  for (const auto& world : collected.worlds) worlds.push_back(world.name);
  for (const auto& function : first.functions) functions.push_back(function.name);
  group.axes.push_back(labels("world", worlds, "the baseline and the options"));
  group.axes.push_back(numbers("replication", collected.replications(), "independent repetition"));
  std::vector<double> starts;
  for (std::size_t e = 0; e < collected.runs[0][0].outcome->functions.size(); ++e)
    starts.push_back(base::to_days(first.calendar.epoch) * static_cast<double>(e) -
                     base::to_days(first.calendar.warm_up));
  group.axes.push_back(days("epoch", std::move(starts), "start of the epoch, from date 0"));
  group.axes.push_back(labels("function", functions, "function of our organisation"));
  using Record = simulate::FunctionRecord;
  const auto column = [&](const char* name, const char* unit, const char* doc, double Record::*member) {
    auto& values =
        add_variable<double>(group, name, unit, doc, {"world", "replication", "epoch", "function"});
    std::size_t at = 0;
    for (const auto& runs : collected.runs)
      for (const auto& run : runs)
        for (const auto& records : run.outcome->functions)
          for (const auto& record : records) values[at++] = record.*member;
  };
  column("load", "1", "work that arrived in the epoch before, as a share of capacity", &Record::load);
  column("queue", "1", "mean number of customers who wait", &Record::queue);
  column("waiting", "days", "mean wait of all who come, in working time", &Record::waiting);
  column("gives_up", "1", "share of all who come that give up waiting", &Record::gives_up);
  column("readiness", "1", "readiness, with what those who support it contribute", &Record::readiness);
  column("morale", "1", "morale", &Record::morale);
  column("neglect", "1", "log-odds of success and quality lost because nobody attended", &Record::neglect);
  return group;
}

}  // namespace polku::record
