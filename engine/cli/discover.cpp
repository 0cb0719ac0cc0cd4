// `polku discover`: a journey model from an event log, and how well it forecasts cases that it has not seen.
#include <fmt/format.h>

#include <filesystem>

#include "cli/command.hpp"
#include "cli/discovery.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "store/output_file.hpp"

namespace polku::cli {
namespace {

DiscoverPlan plan_of(const Arguments& arguments) {
  DiscoverPlan plan;
  plan.settings.rare = arguments.rare;
  plan.hold_out = arguments.hold_out;
  plan.recent = arguments.recent;
  plan.by_time = arguments.split == "time";
  plan.write_tested = arguments.tested;
  plan.threads = arguments.threads;
  plan.seed = 20260101;
  plan.source = std::filesystem::path(arguments.file).filename().string();
  plan.name = plan.source.substr(0, plan.source.find('.'));
  if (plan.name.empty()) plan.name = "discovered";
  return plan;
}

}  // namespace

Exit discover(const Arguments& arguments, const Console& console) {
  const auto overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  if (!arguments.output.empty()) store::check_output(arguments.output, overwrite);
  const store::LogSettings settings{arguments.case_column, arguments.activity_column, arguments.time_column,
                                    arguments.skip_bad, arguments.drop_duplicates};
  base::Diagnostics diagnostics;
  const auto read = store::read_log(arguments.file, settings, diagnostics);
  tell(diagnostics, {}, arguments, console);
  if (!read) return Exit::mistake;

  const Interrupt interrupt;
  std::size_t too_many = 0;
  const auto found = discover_and_test(read->log, plan_of(arguments), too_many, &interrupt.stop());
  if (!found) {
    base::Diagnostics mistakes;
    mistakes.add(
        too_many > 0
            ? argument_mistake(fmt::format("the log has {} different activities", too_many),
                               fmt::format("a model holds {} steps", study::DiscoverSettings{}.most_steps),
                               "Leave out cases with rare ones, for example with --rare '1 %'")
            : argument_mistake("no case is left to learn from",
                               "every one takes a transition that --rare calls rare", "Lower it"));
    tell(mistakes, {}, arguments, console);
    return Exit::mistake;
  }
  if (found->stopped) {
    console.message("interrupted: the model was not finished\n");
    return Exit::interrupted;
  }
  if (!arguments.output.empty()) {
    store::OutputFile file(arguments.output, overwrite);
    file.write(found->yaml);
    file.commit();
  }
  if (arguments.json)
    console.out(discovery_answer(*read, *found, arguments.file, diagnostics));
  else if (!arguments.quiet)
    console.out(discovery_text(*read, *found, arguments.file, console.out_style()));
  if (!arguments.output.empty() && !arguments.quiet)
    console.message("written to " + base::visible(arguments.output) + '\n');
  return Exit::done;
}

}  // namespace polku::cli
