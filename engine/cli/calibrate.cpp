// `polku calibrate`: finds numbers of a model out from real data, says how sure they are, and forecasts what
// was held out.
#include "study/calibration.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/calibrate_files.hpp"
#include "cli/calibrate_text.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"

namespace polku::cli {
namespace {

void refuse(Input& input, const char* code, std::string message, std::string why, std::string suggestion) {
  base::Diagnostic mistake = argument_mistake(std::move(message), std::move(why), std::move(suggestion));
  mistake.code = code;
  input.diagnostics.add(std::move(mistake));
}

/// `--data NAME=FILE`, or `--data FILE` where there is one target.
study::DataFiles files_of(Input& input, const Arguments& arguments) {
  study::DataFiles files;
  const auto& targets = input.loaded->scenario.calibrate.targets;
  std::vector<std::string> names;
  for (const auto& entry : targets) names.push_back(entry.first);
  for (const std::string& word : arguments.data) {
    const std::size_t equals = word.find('=');
    const std::string name = equals == std::string::npos ? "" : word.substr(0, equals);
    if (targets.find(name)) {
      files[name] = word.substr(equals + 1);
    } else if (names.size() == 1 && (equals == std::string::npos || std::filesystem::exists(word))) {
      files[names[0]] = word;
    } else {
      const auto meant = base::closest(name, std::span<const std::string>(names));
      refuse(input, "bad-argument", "--data `" + base::visible(word) + "` names no target of the scenario",
             "expected is NAME=FILE", meant ? "Did you mean `" + *meant + "=...`?" : "");
    }
  }
  if (input.diagnostics.has_errors()) return files;
  for (const std::string& name : names)
    if (!files.count(name))
      refuse(input, "bad-argument", "there are no data for `" + name + "`", "",
             "Write --data " + name + "=FILE.csv");
  return files;
}

void check_request(Input& input, const Arguments& arguments) {
  if (input.loaded->scenario.calibrate.search.empty())
    refuse(input, "no-calibration", "`" + base::visible(arguments.file) + "` does not say what to find out",
           "",
           "Add for example `calibrate: {search: {nothing.appeal: [-2, 2]}, targets: {shop: {kind: "
           "transactions}}}`");
  if (arguments.output.empty())
    refuse(input, "bad-argument", "there is no name for the result",
           "the forecast is written before what is held out is read",
           "Write for example -o output/calibrated.yaml");
}

std::string text_in(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// What an earlier call finished of the same calibration.
study::FinishedStages resumed(const std::string& state_file, const std::string& key,
                              const Arguments& arguments, const Console& console) {
  study::FinishedStages fresh;
  fresh.key = key;
  if (!std::filesystem::is_regular_file(state_file)) return fresh;
  const auto found = study::FinishedStages::read(text_in(state_file));
  if (!found || found->key != key) return fresh;
  if (!arguments.quiet) console.message("going on where " + base::visible(state_file) + " ends\n");
  return *found;
}

}  // namespace

Exit calibrate(const Arguments& arguments, const Console& console) {
  Input input = read_input(arguments);
  study::DataFiles files;
  std::optional<study::Past> past;
  if (input.loaded) check_request(input, arguments);
  if (!input.diagnostics.has_errors()) files = files_of(input, arguments);
  if (!input.diagnostics.has_errors())
    past = study::read_past(input.loaded->scenario, files, input.diagnostics);
  tell(input.diagnostics, input.texts, arguments, console);
  if (!past || input.diagnostics.has_errors()) return Exit::mistake;

  const scenario::Scenario& scenario = input.loaded->scenario;
  const auto overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  store::check_output(arguments.output, overwrite);
  for (const std::string& file : files_beside(scenario, arguments.output))
    store::check_output(file, overwrite);
  const std::string key = calibration_key(scenario, *past), state_file = stem_of(arguments.output) + ".state";

  const Interrupt interrupt;
  study::Calibration calibration;
  {
    ProgressBar bar(console, !arguments.quiet, 0.0);
    study::CalibrationSettings settings;
    settings.run.threads = arguments.threads;
    settings.run.block_size = arguments.block_size;
    settings.run.stop = &interrupt.stop();
    settings.run.progress = [&](const study::Progress& progress) {
      bar.show(progress.share, progress.doing);
    };
    settings.save = [&](const study::FinishedStages& finished) {
      store::OutputFile file(state_file, store::Overwrite::yes);
      file.write(finished.text());
      file.commit();
    };
    calibration = study::calibrate(scenario, *past, resumed(state_file, key, arguments, console), settings);
  }
  if (!calibration.complete) {
    console.message("interrupted; what is finished is in " + base::visible(state_file) +
                    ", and the same command goes on there\n");
    return Exit::interrupted;
  }

  std::vector<study::Evidence> evidence;
  if (past->holds_out()) {
    const auto proof =
        study::ForecastWriter::write(*past, calibration.forecasts, stem_of(arguments.output), overwrite);
    const auto future = study::read_future(scenario, *past, proof, input.diagnostics);
    if (!future) {
      tell(input.diagnostics, {}, arguments, console);
      return Exit::mistake;
    }
    evidence = study::evidence(*past, calibration.forecasts, *future);
  }
  write_posterior(scenario, calibration, stem_of(arguments.output) + ".posterior.csv", overwrite);
  write_overlay(input, arguments, *past, calibration, key);
  std::error_code ignored;
  std::filesystem::remove(state_file, ignored);

  const Told told{scenario, *past, calibration, evidence, arguments.output};
  if (arguments.json)
    console.out(calibrate_answer(told, input.diagnostics));
  else if (!arguments.quiet)
    console.out(calibrate_text(told, console.out_style(), console.width()));
  return Exit::done;
}

}  // namespace polku::cli
