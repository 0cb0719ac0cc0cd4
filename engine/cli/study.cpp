// `polku study`: puts the statement of a scenario to the test and says whether it holds, fails, or depends.
#include "study/trial.hpp"

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/simulation.hpp"
#include "cli/study_text.hpp"

namespace polku::cli {
namespace {

double customer_years(const scenario::Scenario& scenario) {
  const scenario::Model& model = scenario.model;
  std::size_t settings = 1;
  for (const auto& sweep : scenario.study.turns) settings += sweep.values.size();
  return static_cast<double>(settings * (1 + scenario.options.size())) *
         static_cast<double>(model.run.replications * model.population.customers) *
         (model.time.warm_up + model.time.horizon) / base::days_per_year;
}

}  // namespace

Exit study(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  if (input.loaded && input.loaded->scenario.study.claim.empty()) {
    base::Diagnostic mistake =
        argument_mistake("`" + arguments.file + "` holds no study", "nothing says what is put to the test",
                         "Add one, for example `study: {claim: mine, says: What I believe, figure: npv}`");
    mistake.code = "no-study";
    input.diagnostics.add(std::move(mistake));
    input.loaded.reset();
  }
  tell(input.diagnostics, input.texts, arguments, console);
  if (!input.loaded) return Exit::mistake;
  const scenario::Scenario& scenario = input.loaded->scenario;
  require_memory(study::estimate(scenario, !scenario.options.empty(), arguments.threads));

  const Interrupt interrupt;
  study::Trial trial;
  {
    ProgressBar bar(console, !arguments.quiet, customer_years(scenario));
    study::Settings settings;
    settings.threads = arguments.threads;
    settings.block_size = arguments.block_size;
    settings.stop = &interrupt.stop();
    settings.progress = [&](const study::Progress& progress) { bar.show(progress.share, progress.doing); };
    trial = study::put_to_the_test(scenario, settings);
  }
  if (!trial.complete) {
    console.message("interrupted before there was a verdict\n");
    return Exit::interrupted;
  }
  if (arguments.json)
    console.out(study_answer(scenario, trial, input.diagnostics));
  else if (!arguments.quiet)
    console.out(study_text(scenario, trial, console.out_style(), console.width()));
  return Exit::done;
}

}  // namespace polku::cli
