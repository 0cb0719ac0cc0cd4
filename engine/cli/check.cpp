// `polku check`: every mistake at once, and what running would take.
#include <fmt/format.h>

#include "cli/answers.hpp"
#include "cli/asked.hpp"
#include "cli/command.hpp"
#include "cli/figures.hpp"
#include "cli/input.hpp"
#include "scenario/echo.hpp"
#include "study/study.hpp"

namespace polku::cli {
namespace {

std::string counted(std::size_t count, const char* thing, const char* things) {
  return fmt::format("{} {}", count, count == 1 ? thing : things);
}

/// A comparison may stop early, and look at little twice: then it takes the least.
std::string needs(const char* command, const study::Estimate& estimate) {
  const std::string least = seconds_in_words(estimate.least_seconds),
                    most = seconds_in_words(estimate.seconds);
  return fmt::format("  polku {:<8} about {} of memory, {}{}\n", command, bytes_in_words(estimate.bytes),
                     least, least == most ? "" : ", at most " + most);
}

std::string summary(const scenario::Scenario& scenario, const study::Estimate& run,
                    const study::Estimate& compare) {
  const scenario::Model& model = scenario.model;
  std::string text = fmt::format(
      "{}: {}, {}, {}, {}, {}, {}", base::visible(model.name), counted(model.journey.size(), "step", "steps"),
      counted(model.attributes.size(), "attribute", "attributes"),
      counted(model.segments.size(), "segment", "segments"),
      counted(model.providers.size(), "provider", "providers"), counted(model.needs.size(), "need", "needs"),
      counted(model.activities.size(), "activity", "activities"));
  if (!scenario.options.empty()) text += "; " + counted(scenario.options.size(), "option", "options");
  text += fmt::format("\n{} customers over {}", thousands(model.population.customers),
                      days_in_words(model.time.horizon));
  if (model.time.warm_up > 0) text += fmt::format(" after {} of warm-up", days_in_words(model.time.warm_up));
  text += fmt::format(
      ", {}\n", counted(static_cast<std::size_t>(model.run.replications), "replication", "replications"));
  text += needs("run", run);
  if (!scenario.options.empty()) text += needs("compare", compare);
  if (run.available_bytes > 0)
    text += fmt::format("  {} of memory are free here\n",
                        bytes_in_words(static_cast<double>(run.available_bytes)));
  return text;
}

}  // namespace

Exit check(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  if (input.loaded) warn_of_mixed_classes(*input.loaded, input.diagnostics);
  tell(input.diagnostics, input.texts, arguments, console);
  if (!input.loaded) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  if (arguments.echo) {
    console.out(scenario::echo(scenario) + '\n');
    return Exit::done;
  }
  if (arguments.quiet && !arguments.json) return Exit::done;

  const auto [run, compare] = study::estimates(scenario, arguments.threads);
  if (arguments.json) {
    console.out(check_answer(*input.loaded, input.diagnostics, run, compare));
  } else {
    console.out(base::visible(arguments.file) + ": no mistakes\n" + summary(scenario, run, compare) +
                asked_text(input.loaded->asked, console.out_style()));
  }
  return Exit::done;
}

}  // namespace polku::cli
