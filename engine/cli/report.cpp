// `polku report`: a result as a page for people who would rather look than read.
#include <filesystem>
#include <utility>

#include "cli/command.hpp"
#include "cli/outcome.hpp"
#include "cli/outcome_rows.hpp"
#include "cli/report_stories.hpp"
#include "cli/report_words.hpp"
#include "report/page.hpp"
#include "scenario/resolve.hpp"
#include "store/hdf5_file.hpp"
#include "store/output_file.hpp"

namespace polku::cli {
namespace {

namespace fs = std::filesystem;

/// The scenario that rides in the result.
scenario::Scenario scenario_of(const record::Result& result, const std::string& file) {
  base::Diagnostics mistakes;
  auto loaded = scenario::load_json(result.scenario, file, mistakes);
  if (!loaded)
    throw base::EnvironmentError("cannot read the scenario in '" + file + "', which Polku " + result.version +
                                 " wrote: this version no longer understands it");
  return std::move(loaded->scenario);
}

std::vector<report::Wording> wordings(const Outcome& outcome) {
  std::vector<report::Wording> list;
  for (const Section& section : sections_of(outcome))
    for (const std::string& measure : section.measures)
      list.push_back({measure, section.title, words_for(*find(outcome, measure))});
  return list;
}

std::string page_file(const Arguments& arguments) {
  if (!arguments.output.empty()) return arguments.output;
  return fs::path(arguments.file).replace_extension(".html").string();
}

}  // namespace

Exit report(const Arguments& arguments, const Console& console) {
  const store::Overwrite overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  const std::string file = page_file(arguments);
  store::check_output(file, overwrite);
  const record::Result result = store::read(arguments.file);
  const scenario::Scenario scenario = scenario_of(result, arguments.file);
  if (replications_of(result) == 0)
    throw base::EnvironmentError("'" + arguments.file +
                                 "' holds no finished replication: there is nothing to show");
  const bool compares = result.kind == "compare";
  const Outcome measures = compares ? differences_of(result, 0) : outcome_of(result);
  const report::Decision decision = compares ? advice_of(scenario, result) : outlook_of(scenario, result);
  std::vector<report::Story> stories;
  if (compares && !decision.order.empty() && !arguments.no_stories)
    stories = stories_of(scenario, result, decision.order.front().option, arguments.threads);
  std::string html;
  try {
    html = report::page({result, scenario, decision, wordings(measures), stories, record::digest(result),
                         fs::path(arguments.file).filename().string(), premises_of(scenario, result),
                         doubts_in_words(scenario, result)});
  } catch (const report::NoPage& reason) {
    throw base::EnvironmentError(reason.what());
  }
  store::OutputFile output(file, overwrite);
  output.write(html);
  output.commit();
  if (!arguments.quiet) console.out(base::visible(file) + '\n');
  return Exit::done;
}

}  // namespace polku::cli
