#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "scenario/units.hpp"
#include "store/recorded_log.hpp"
#include "study/version.hpp"

namespace polku::cli {
namespace {

/// Families of options that a command may take.
enum Takes : unsigned { scenario = 1, threads = 2, output = 4, json = 8, quiet = 16, ranges = 32 };

constexpr const char* the_scenario = "the scenario or model, a YAML file";

struct CommandInfo {
  Command command;
  const char* name;
  const char* does;
  const char* example;
  const char* argument;  // what FILE is; nullptr: none
  unsigned takes;
};

constexpr std::array<CommandInfo, 16> commands = {{
    {Command::check, "check", "Finds every mistake at once, without running; estimates memory and time.",
     "polku check scenarios/broadband-three-investments.yaml", the_scenario,
     scenario | threads | json | quiet},
    {Command::run, "run",
     "Simulates one world, replicated, and prints the outcome with confidence intervals.",
     "polku run scenarios/webshop-faster-delivery.yaml --customers 5000 -o output/webshop.h5", the_scenario,
     scenario | threads | output | json | quiet},
    {Command::compare, "compare", "Holds every option of a scenario against the baseline, in paired worlds.",
     "polku compare scenarios/broadband-three-investments.yaml -o output/broadband.h5", the_scenario,
     scenario | threads | output | json | quiet},
    {Command::study, "study",
     "Puts a statement to the test: whether it holds, fails, or depends, and on what.",
     "polku study scenarios/studies/S6-even-quality.yaml", "the study, a YAML file",
     scenario | threads | json | quiet},
    {Command::explain, "explain",
     "Says why an option differs: the ledger from process to profit, whose merit, whose lives.",
     "polku explain output/broadband.h5 --option welcome_gift", "the result of polku compare, an .h5 file",
     threads | json | quiet},
    {Command::sweep, "sweep",
     "Tries many settings of uncertain numbers: where each option wins and where it loses.",
     "polku sweep scenarios/broadband-three-investments.yaml --vary segments.*.loss_weight=1..2.25",
     the_scenario, scenario | threads | output | json | quiet | ranges},
    {Command::sensitivity, "sensitivity",
     "Says which uncertain numbers move the answer, by Morris screening and Sobol indices.",
     "polku sensitivity scenarios/broadband-three-investments.yaml --customers 2000", the_scenario,
     scenario | threads | json | quiet | ranges},
    {Command::optimize, "optimize", "Finds the best mix and sizes of the options under the budget.",
     "polku optimize scenarios/broadband-three-investments.yaml --replications 4", the_scenario,
     scenario | threads | json | quiet},
    {Command::calibrate, "calibrate",
     "Finds numbers of a model out from real data, says how sure they are, and forecasts what is held out.",
     "polku calibrate scenarios/studies/cdnow-calibrated.yaml --data purchases.csv -o output/cdnow.yaml",
     "the scenario, a YAML file with `calibrate`", scenario | threads | output | json | quiet},
    {Command::graph, "graph", "Draws the journey.",
     "polku graph models/broadband/model.yaml --format svg -o output/journey.svg", the_scenario,
     scenario | output | quiet},
    {Command::schema, "schema", "Prints the JSON Schema of the YAML, for editors, or its reference page.",
     "polku schema > polku.schema.json", nullptr, 0},
    {Command::digest, "digest",
     "Prints one hash of every number in a result: equal digests mean equal results.",
     "polku digest output/broadband.h5", "the result, an .h5 file", json},
    {Command::trace, "trace", "Tells the story of one customer, event by event.",
     "polku trace scenarios/broadband-three-investments.yaml --customer 7 --option welcome_gift",
     the_scenario, scenario | threads | json | quiet},
    {Command::export_, "export",
     "Writes a result as tables for spreadsheets (csv), or its events as a log for process mining (xes, "
     "ocel).",
     "polku export output/broadband.h5 --format csv -o output/broadband", "the result, an .h5 file",
     output | quiet},
    {Command::discover, "discover",
     "Learns a journey model from an event log, and tests it on cases that it has not seen.",
     "polku discover log.xes.gz -o output/model.yaml", "the event log: XES or CSV, also packed with gzip",
     threads | output | json | quiet},
    {Command::report, "report", "Writes a result as one page for people: open it, print it, mail it.",
     "polku report output/broadband.h5 -o output/broadband.html", "the result, an .h5 file", output | quiet},
}};

/// Kinds of output of a command, the default first.
struct Formats {
  Command command;
  std::vector<std::string_view> names;
};
const std::array<Formats, 2>& formats() {
  static const std::array<Formats, 2> all = {
      {{Command::graph, {"svg", "dot", "graphml", "mermaid"}}, {Command::export_, {"csv", "xes", "ocel"}}}};
  return all;
}

/// Options that stand for an override.
struct Shorthand {
  const char* option;
  const char* path;
  const char* value;
  const char* doc;
};
constexpr std::array<Shorthand, 4> shorthands = {{
    {"--seed", "run.seed", "N", "first seed of the random draws"},
    {"--replications", "run.replications", "N", "independent repetitions"},
    {"--customers", "population.customers", "N", "synthetic customers"},
    {"--horizon", "time.horizon", "TIME", "simulated time, for example '3 years'"},
}};

/// Whole numbers that CLI11 would read wrongly (010 as 8) stay texts until checked.
struct Texts {
  std::vector<std::string> sets, ranges;
  std::array<std::string, shorthands.size()> shorthand;
  std::string threads, block_size, customer, replication, option, points, trajectories, stories, rare,
      hold_out, recent;
};

void mistake(base::Diagnostics& diagnostics, std::string message, std::string suggestion) {
  diagnostics.add(argument_mistake(std::move(message), "", std::move(suggestion)));
}

std::string overview() {
  std::string text =
      "Polku simulates how customers live through a journey, and what a change does to it.\n\n";
  for (const CommandInfo& info : commands) text += fmt::format("  polku {:<11} {}\n", info.name, info.does);
  return text +
         "\nStart with\n  polku compare scenarios/broadband-three-investments.yaml\n"
         "`polku COMMAND --help` shows an example and the options of a command.\n";
}

std::string version() {
  const std::string hash = study::git_hash();
  return "polku " + study::version() + (hash.empty() ? "" : " (" + hash + ")") + "\n";
}

/// The words of a person, by command, as CLI11 is to read them.
void declare(CLI::App& app, const CommandInfo& info, Arguments& arguments, Texts& texts) {
  const auto text = [&](const std::string& name, std::string& target, const char* value, const char* doc) {
    return app.add_option(name, target, doc)->option_text(value);
  };
  if (info.argument) app.add_option("FILE", arguments.file, info.argument)->required()->option_text(" ");
  if (info.takes & scenario) {
    app.add_option("--set", texts.sets, "override one value; repeatable")
        ->option_text("PATH=VALUE")
        ->take_all()
        ->allow_extra_args(false);  // else the file after it would be taken for a value
    for (std::size_t i = 0; i < shorthands.size(); ++i)
      text(shorthands[i].option, texts.shorthand[i], shorthands[i].value, shorthands[i].doc);
  }
  if (info.takes & ranges)
    app.add_option("--vary", texts.ranges,
                   "an uncertain number and its range, instead of the scenario's; repeatable")
        ->option_text("PATH=LOW..HIGH")
        ->take_all()
        ->allow_extra_args(false);
  if (info.takes & threads) {
    text("--threads", texts.threads, "N", "threads to use (all); results do not depend on it");
    text("--block-size", texts.block_size, "N", "")->group("");
  }
  if (info.takes & output) {
    text("-o,--output", arguments.output, "FILE", "write the result to this file");
    app.add_flag("--force", arguments.force, "replace the file if it exists");
  }
  if (info.takes & json) app.add_flag("--json", arguments.json, "print an answer for machines");
  if (info.takes & quiet) app.add_flag("--quiet", arguments.quiet, "print nothing but mistakes, and --json");
  switch (info.command) {
    case Command::check:
      app.add_flag("--echo", arguments.echo, "print the scenario with all its defaults, as JSON");
      break;
    case Command::graph:
      text("--format", arguments.format, "svg|dot|graphml|mermaid", "kind of drawing (svg)");
      break;
    case Command::calibrate:
      app.add_option("--data", arguments.data, "real data of a target; repeatable")
          ->option_text("[NAME=]FILE")
          ->required()
          ->take_all()
          ->allow_extra_args(false);
      break;
    case Command::schema:
      app.add_flag("--reference", arguments.reference, "print the reference page (Markdown) instead");
      break;
    case Command::trace:
      text("--customer", texts.customer, "N", "which customer; counts from 0")->required();
      text("--option", texts.option, "NAME", "the world of this option; default: the baseline");
      text("--replication", texts.replication, "N", "which replication; counts from 1");
      break;
    case Command::export_:
      text("--format", arguments.format, "csv|xes|ocel", "tables, or a log of events (csv)");
      text("--table", arguments.table, "NAME",
           "csv: this table alone, to standard output or to FILE; `event_log` is the log of events");
      text("--world", arguments.world, "NAME", "events of this option (baseline)");
      text("--case", arguments.case_is, "journey|customer", "xes: what a case is (journey)");
      text("--start", arguments.start, "YYYY-MM-DD",
           "date on which the clock of the scenario starts (2026-01-01)");
      break;
    case Command::discover:
      text("--case", arguments.case_column, "COLUMN", "CSV: the column that names the case");
      text("--activity", arguments.activity_column, "COLUMN", "CSV: the column that names the activity");
      text("--time", arguments.time_column, "COLUMN", "CSV: the column with the time");
      text("--rare", texts.rare, "SHARE", "leave out cases with a transition that fewer cases take (0 %)");
      text("--holdout", texts.hold_out, "SHARE", "cases held back for the test (30 %)");
      text("--recent", texts.recent, "SHARE", "learn from the last cases alone ('100 %': from all)");
      text("--split", arguments.split, "time|random", "hold back the last cases, or some at random (time)");
      app.add_flag("--tested", arguments.tested, "write the model that was tested, not one from all cases");
      app.add_flag("--skip-bad", arguments.skip_bad, "leave out events that cannot be read");
      app.add_flag("--drop-duplicates", arguments.drop_duplicates,
                   "of events with the same case, activity and time keep one");
      break;
    case Command::explain:
      text("--option", texts.option, "NAME",
           "an option, or several as A+B; default: the first of the ranking");
      text("--stories", texts.stories, "N", "stories of people whose lives it changed (10)");
      app.add_flag("!--no-split", arguments.merit, "do not ask which of its changes deserves what");
      break;
    case Command::sweep:
      text("--design", arguments.design, "sobol|latin_hypercube|grid", "how points are spread");
      text("--points", texts.points, "N", "points; of a grid: levels of each number");
      break;
    case Command::sensitivity:
      text("--trajectories", texts.trajectories, "N", "of the screening (10)");
      text("--points", texts.points, "N", "rows for the Sobol indices (32); 0: screening alone");
      break;
    case Command::compare:
      app.add_flag("!--sure", arguments.doubt, "do not ask whether uncertain numbers turn the decision");
      break;
    case Command::run:
      app.add_flag("--groups", arguments.groups, "print groups of customers and general costs by segment");
      break;
    case Command::optimize:
    case Command::study:
    case Command::digest: break;
    case Command::report:
      app.add_flag("--no-stories", arguments.no_stories, "tell no lives, which are simulated again");
      break;
  }
}

/// A whole number in a range, or a mistake.
template <class T>
void read(const char* option, const std::string& text, std::int64_t low, std::int64_t high, T& target,
          base::Diagnostics& diagnostics) {
  if (text.empty()) return;
  const auto reading = scenario::read_count(text);
  const auto* value = std::get_if<std::int64_t>(&reading);
  if (value && *value >= low && *value <= high) {
    target = static_cast<T>(*value);
  } else {
    mistake(diagnostics, fmt::format("{} `{}` is not a whole number from {} to {}", option, text, low, high),
            "");
  }
}

/// A share from 0 to less than 1.
void read_share(const char* option, const std::string& text, double& target, base::Diagnostics& diagnostics) {
  if (text.empty()) return;
  const auto reading = scenario::read_number(text, scenario::Unit::share, "");
  const auto* value = std::get_if<double>(&reading);
  if (value && *value >= 0.0 && *value < 1.0)
    target = *value;
  else
    mistake(diagnostics, fmt::format("{} `{}` is not a share from 0 % to less than 100 %", option, text),
            fmt::format("Write for example {} '30 %' or {} 0.3", option, option));
}

void must_be_one_of(const char* option, const std::string& text, const std::vector<std::string_view>& known,
                    base::Diagnostics& diagnostics) {
  if (std::find(known.begin(), known.end(), text) != known.end()) return;
  const auto meant = base::closest(text, std::span<const std::string_view>(known));
  mistake(diagnostics, fmt::format("{} `{}` is not known", option, text),
          meant ? "Did you mean `" + *meant + "`?" : fmt::format("Known are {}", fmt::join(known, ", ")));
}

void interpret(const CLI::App& app, const CommandInfo& info, const Texts& texts, Arguments& arguments,
               base::Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < texts.sets.size(); ++i)
    arguments.overrides.push_back({texts.sets[i], fmt::format("--set #{}", i + 1)});
  for (std::size_t i = 0; i < shorthands.size(); ++i)
    if ((info.takes & scenario) && app.count(shorthands[i].option) > 0)
      arguments.overrides.push_back(
          {fmt::format("{}={}", shorthands[i].path, texts.shorthand[i]), shorthands[i].option});

  if ((info.takes & output) && app.count("--output") > 0 && arguments.output.empty())
    mistake(diagnostics, "the name of the output file is empty", "Write for example -o output/result.h5");

  constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  read("--threads", texts.threads, 1, 4096, arguments.threads, diagnostics);
  read("--block-size", texts.block_size, 1, 65536, arguments.block_size, diagnostics);
  read("--customer", texts.customer, 0, most, arguments.customer, diagnostics);
  read("--replication", texts.replication, 1, 65535, arguments.replication, diagnostics);
  read("--stories", texts.stories, 0, 1000, arguments.stories, diagnostics);
  read("--points", texts.points, info.command == Command::sweep ? 1 : 0, 100000, arguments.points,
       diagnostics);
  read("--trajectories", texts.trajectories, 2, 1000, arguments.trajectories, diagnostics);
  arguments.ranges = texts.ranges;
  if (!arguments.design.empty())
    must_be_one_of("--design", arguments.design, {"sobol", "latin_hypercube", "grid"}, diagnostics);
  if (!texts.option.empty()) arguments.option = texts.option;
  for (const Formats& known : formats())
    if (known.command == info.command && arguments.format.empty())
      arguments.format = known.names.front();
    else if (known.command == info.command)
      must_be_one_of("--format", arguments.format, known.names, diagnostics);
  must_be_one_of("--case", arguments.case_is, {"journey", "customer"}, diagnostics);
  must_be_one_of("--split", arguments.split, {"time", "random"}, diagnostics);
  read_share("--rare", texts.rare, arguments.rare, diagnostics);
  read_share("--holdout", texts.hold_out, arguments.hold_out, diagnostics);
  if (!texts.recent.empty()) {
    const auto reading = scenario::read_number(texts.recent, scenario::Unit::share, "");
    if (const auto* value = std::get_if<double>(&reading); value && *value > 0.0 && *value <= 1.0)
      arguments.recent = *value;
    else
      mistake(diagnostics, "--recent `" + texts.recent + "` is no share above 0", "Write for example '50 %'");
  }
  if (std::int64_t day = 0; !store::read_date(arguments.start, day))
    mistake(diagnostics, fmt::format("--start `{}` is not a date", arguments.start),
            "Write for example --start 2026-01-01");
}

/// Long names of the options that a command shows.
std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// What CLI11 says of a command line that it cannot read, with a suggestion.
void explain(const CLI::ParseError& error, const CLI::App& app, const CommandInfo& info,
             base::Diagnostics& diagnostics) {
  const std::string help = fmt::format("`polku {} --help` lists what there is", info.name);
  const std::vector<std::string> extras = app.remaining();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) && !extras.empty()) {
    const std::string unknown = extras.front().substr(0, extras.front().find('='));
    const auto meant = base::closest(unknown, std::span<const std::string>(names_of(app)));
    return mistake(diagnostics, fmt::format("`{}` is not expected here", extras.front()),
                   meant ? "Did you mean `" + *meant + "`?" : help);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error))
    return mistake(diagnostics, fmt::format("something is missing: {}", error.what()), help);
  mistake(diagnostics, error.what(), help);
}

Parsed parse_command(const CommandInfo& info, std::vector<std::string> words) {
  Arguments arguments;
  arguments.command = info.command;
  Texts texts;
  CLI::App app(fmt::format("Example: {}\n\n{}", info.example, info.does), fmt::format("polku {}", info.name));
  app.set_help_flag("-h,--help", "print this and exit");
  app.get_formatter()->label("Positionals", "File");
  declare(app, info, arguments, texts);
  Mistakes mistakes{{}, std::find(words.begin(), words.end(), "--json") != words.end()};
  std::reverse(words.begin(), words.end());  // the order in which CLI11 eats them
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    return Help{app.help()};
  } catch (const CLI::ParseError& error) {
    explain(error, app, info, mistakes.diagnostics);
    return mistakes;
  }
  interpret(app, info, texts, arguments, mistakes.diagnostics);
  if (mistakes.diagnostics.has_errors()) return mistakes;
  return arguments;
}

}  // namespace

base::Diagnostic argument_mistake(std::string message, std::string why, std::string suggestion) {
  base::Diagnostic mistake;
  mistake.code = "bad-argument";
  mistake.message = std::move(message);
  mistake.why = std::move(why);
  mistake.suggestion = std::move(suggestion);
  return mistake;
}

Parsed parse(const std::vector<std::string>& words) {
  if (words.empty()) return Overview{overview()};
  const std::string& first = words.front();
  if (first == "--help" || first == "-h") return Help{overview()};
  if (first == "--version") return Help{version()};
  std::vector<std::string> names;
  for (const CommandInfo& info : commands) {
    if (first == info.name) return parse_command(info, {words.begin() + 1, words.end()});
    names.emplace_back(info.name);
  }
  Mistakes mistakes{{}, std::find(words.begin(), words.end(), "--json") != words.end()};
  const auto meant = base::closest(first, std::span<const std::string>(names));
  mistake(mistakes.diagnostics, "`" + first + "` is not a command of Polku",
          meant ? "Did you mean `" + *meant + "`?" : "`polku --help` lists them");
  return mistakes;
}

}  // namespace polku::cli
