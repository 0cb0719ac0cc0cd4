#include "cli/calibrate_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "record/hash128.hpp"
#include "scenario/echo.hpp"
#include "scenario/edit.hpp"
#include "scenario/units.hpp"
#include "store/dates.hpp"
#include "study/version.hpp"

namespace polku::cli {
namespace {

namespace fs = std::filesystem;

std::string value_text(scenario::Model& model, const std::string& path, double value) {
  const auto number = scenario::locate(model, path);
  if (number->price) return scenario::write_price({value, number->price->period}, model.currency);
  return scenario::write_number(value, number->field.unit, model.currency);
}

/// The keys on the way to a number. What stands below `performance` may itself contain a dot.
std::vector<std::string> keys_of(const std::string& path) {
  std::vector<std::string> keys;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t dot = !keys.empty() && keys.back() == "performance"
                                ? path.size()
                                : std::min(path.find('.', from), path.size());
    keys.push_back(path.substr(from, dot - from));
    from = dot + 1;
  }
  return keys;
}

/// Numbers as nested YAML; neighbours share the keys that they have in common.
std::string nested(scenario::Model& model, const std::vector<study::Answer>& answers) {
  struct Line {
    std::vector<std::string> keys;
    std::string text;
  };
  std::vector<Line> lines;
  for (const study::Answer& answer : answers)
    for (const std::string& path : scenario::matching_paths(model, answer.path))
      lines.push_back({keys_of(path),
                       fmt::format("{}  # {} to {}{}", value_text(model, path, answer.value),
                                   value_text(model, path, answer.low), value_text(model, path, answer.high),
                                   answer.identified ? "" : "; not identified by these data")});
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.keys < b.keys; });
  std::string text;
  std::vector<std::string> open;
  for (const Line& line : lines) {
    std::size_t depth = 0;
    while (depth < open.size() && depth + 1 < line.keys.size() && open[depth] == line.keys[depth]) ++depth;
    open.assign(line.keys.begin(), line.keys.end() - 1);
    for (; depth + 1 < line.keys.size(); ++depth)
      text += std::string(2 * depth, ' ') + line.keys[depth] + ":\n";
    text += std::string(2 * depth, ' ') + line.keys.back() + ": " + line.text + '\n';
  }
  return text;
}

std::string heading(const Arguments& arguments, const study::Past& past,
                    const study::Calibration& calibration, const std::string& key) {
  const std::string hash = study::git_hash();
  std::string text = fmt::format("# Found by `polku calibrate` {}{} from {} and\n", study::version(),
                                 hash.empty() ? "" : " (" + hash + ")", base::visible(arguments.file));
  for (const study::PastData& data : past.data)
    text += fmt::format("#   {}: {}, {} rows learned from, {} held out\n", data.name,
                        base::visible(data.path), data.rows - data.held_out, data.held_out);
  text += fmt::format(
      "# Misfit {:.1f} with {} degrees of freedom. Behind each number: where 90 % of the posterior sample "
      "lies.\n",
      calibration.fit.misfit, calibration.fit.degrees);
  return text + "# Of scenario, data and version: " + key + "\n";
}

void put(const std::string& path, const std::string& text, store::Overwrite overwrite) {
  store::OutputFile file(path, overwrite);
  file.write(text);
  file.commit();
}

/// What a file resolves to; empty if it cannot be read.
std::string echo_of(const std::string& file) {
  base::Diagnostics diagnostics;
  scenario::Texts texts;
  const auto loaded = scenario::load(file, {}, diagnostics, texts);
  return loaded ? scenario::echo(loaded->scenario) : "";
}

}  // namespace

std::string stem_of(const std::string& output) {
  const fs::path path(output);
  return path.extension() == ".yaml" || path.extension() == ".yml"
             ? fs::path(path).replace_extension().string()
             : output;
}

std::vector<std::string> files_beside(const scenario::Scenario& scenario, const std::string& output) {
  const std::string stem = stem_of(output);
  std::vector<std::string> all{stem + ".posterior.csv"};
  const bool holds_out = std::any_of(scenario.calibrate.targets.begin(), scenario.calibrate.targets.end(),
                                     [](const auto& t) { return t.second.learn_until < scenario::infinite; });
  if (holds_out)
    for (auto& file : study::ForecastWriter::files(scenario, stem)) all.push_back(std::move(file));
  return all;
}

std::string calibration_key(const scenario::Scenario& scenario, const study::Past& past) {
  record::Hash128 hash;
  const auto add = [&](const std::string& text) { hash.add(text.data(), text.size()); };
  add(scenario::echo(scenario));
  add(study::version());
  for (const study::PastData& data : past.data) {
    add(data.name);
    for (const study::History& h : data.cohort.histories)
      add(fmt::format("{} {} {};", h.repeats, h.last, h.age));
  }
  for (const auto& target : past.targets)
    for (const double value : target->observed()) add(fmt::format("{};", value));
  return hash.text();
}

void write_overlay(const Input& input, const Arguments& arguments, const study::Past& past,
                   const study::Calibration& calibration, const std::string& key) {
  scenario::Scenario fitted = input.loaded->scenario;
  const auto found = study::answers(fitted, calibration);
  const std::string above = heading(arguments, past, calibration, key);
  const study::Space space(fitted);
  space.put(fitted.model, calibration.fit.at);
  const std::string wanted = scenario::echo(fitted);

  const fs::path folder = fs::absolute(arguments.output).parent_path();
  const std::string model =
      fs::absolute(arguments.file).lexically_normal().lexically_relative(folder.lexically_normal()).string();
  const auto overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  put(arguments.output, above + "polku: 1\nmodel: " + model + '\n' + nested(fitted.model, found), overwrite);
  // A model in several files, overrides, or a number that stands beside others in one text: then all of it is
  // written.
  if (echo_of(arguments.output) != wanted)
    put(arguments.output, above + wanted + '\n', store::Overwrite::yes);
  if (echo_of(arguments.output) != wanted) throw std::logic_error("the overlay does not say what was fitted");
}

void write_posterior(const scenario::Scenario& scenario, const study::Calibration& calibration,
                     const std::string& path, store::Overwrite overwrite) {
  const study::Space space(scenario);
  std::string text;
  for (std::size_t i = 0; i < space.size(); ++i) text += (i > 0 ? "," : "") + space.path(i);
  text += '\n';
  const auto count = static_cast<std::size_t>(scenario.calibrate.particles);
  for (const study::Point& at : calibration.posterior.spread(count)) {
    for (std::size_t i = 0; i < space.size(); ++i)
      text += fmt::format("{}{}", i > 0 ? "," : "", space.value(i, at[i]));
    text += '\n';
  }
  put(path, text, overwrite);
}

}  // namespace polku::cli
