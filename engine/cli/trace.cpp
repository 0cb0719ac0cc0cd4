// `polku trace`: the story of one customer.
#include <fmt/format.h>

#include <vector>

#include "cli/command.hpp"
#include "cli/figures.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "cli/simulation.hpp"
#include "cli/trace_answer.hpp"
#include "cli/trace_words.hpp"

namespace polku::cli {
namespace {

/// Place of the option asked for; a mistake if there is none.
std::optional<std::size_t> option_of(const Arguments& arguments, const scenario::Scenario& scenario,
                                     base::Diagnostics& diagnostics) {
  if (!arguments.option || *arguments.option == "baseline") return std::nullopt;
  const std::size_t place = scenario.options.index(*arguments.option);
  if (place < scenario.options.size()) return place;
  std::vector<std::string> names = {"baseline"};
  for (const auto& [name, option] : scenario.options) names.push_back(name);
  const auto meant = base::closest(*arguments.option, std::span<const std::string>(names));
  diagnostics.add(argument_mistake(
      "there is no option `" + *arguments.option + "`", "",
      meant ? "Did you mean `" + *meant + "`?" : fmt::format("There are {}", fmt::join(names, ", "))));
  return std::nullopt;
}

/// What the scenario says about the numbers on the command line.
void check_numbers(const Arguments& arguments, const scenario::Model& model, base::Diagnostics& diagnostics) {
  if (arguments.customer >= model.population.customers)
    diagnostics.add(
        argument_mistake(fmt::format("there is no customer {}", arguments.customer),
                         fmt::format("customers count from 0 to {}", model.population.customers - 1), ""));
  if (arguments.replication > model.run.replications)
    diagnostics.add(argument_mistake(fmt::format("there is no replication {}", arguments.replication),
                                     fmt::format("the scenario has {}", model.run.replications),
                                     "Ask for more with --replications"));
}

}  // namespace

Exit trace(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  std::optional<std::size_t> option;
  if (input.loaded) {
    option = option_of(arguments, input.loaded->scenario, input.diagnostics);
    check_numbers(arguments, input.loaded->scenario.model, input.diagnostics);
  }
  tell(input.diagnostics, input.texts, arguments, console);
  if (input.diagnostics.has_errors()) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  // With feedback the whole market has to live in memory.
  if (world::build(scenario, option).feedback)
    require_memory(study::estimate(scenario, false, arguments.threads));

  const Interrupt interrupt;
  const auto replication = static_cast<std::uint32_t>(arguments.replication - 1);
  const Story story =
      tell_story(scenario, option, arguments.customer, replication, arguments.threads, &interrupt.stop());
  if (!story.complete) {
    console.message("interrupted: the story was not finished\n");
    return Exit::interrupted;
  }
  if (arguments.json)
    console.out(trace_answer(story, scenario.model));
  else if (!arguments.quiet)
    console.out(story_text(story, scenario.model, console.out_style()));
  return Exit::done;
}

}  // namespace polku::cli
