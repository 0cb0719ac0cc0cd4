// `polku export`: a result as tables for spreadsheets, or its events as a log for process mining.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/figures.hpp"
#include "cli/input.hpp"
#include "store/csv_write.hpp"
#include "store/hdf5_file.hpp"
#include "store/ocel_write.hpp"
#include "store/output_file.hpp"
#include "store/xes_write.hpp"

namespace polku::cli {
namespace {

constexpr std::string_view events_table = "event_log";

store::Overwrite overwrite(const Arguments& arguments) {
  return arguments.force ? store::Overwrite::yes : store::Overwrite::no;
}

/// Calls write(sink) with a sink that ends in the output file, or in standard output if there is none.
template <class Write>
auto to_output(const Arguments& arguments, const Console& console, Write write) {
  if (arguments.output.empty()) return write([&](std::string_view text) { console.out(text); });
  store::OutputFile file(arguments.output, overwrite(arguments));
  auto size = write([&](std::string_view text) { file.write(text); });
  file.commit();
  return size;
}

Exit refuse(std::string problem, std::string suggestion, const Arguments& arguments, const Console& console) {
  base::Diagnostics diagnostics;
  diagnostics.add(argument_mistake(std::move(problem), "", std::move(suggestion)));
  tell(diagnostics, {}, arguments, console);
  return Exit::mistake;
}

void told(const std::string& text, const Arguments& arguments, const Console& console) {
  if (!arguments.quiet) console.message(text + '\n');
}

Exit all_tables(const record::Result& result, const std::vector<store::CsvTable>& tables,
                const Arguments& arguments, const Console& console) {
  const std::filesystem::path folder = arguments.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw base::EnvironmentError("cannot make the folder '" + arguments.output + "': " + error.message());
  const auto path = [&](const std::string& name) { return (folder / (name + ".csv")).string(); };
  // All before the first, so that a table that is in the way leaves no half of the rest.
  for (const auto& table : tables) store::check_output(path(table.name), overwrite(arguments));
  store::check_output(path("columns"), overwrite(arguments));
  const auto write = [&](const std::string& name, auto body) {
    store::OutputFile file(path(name), overwrite(arguments));
    body([&](std::string_view text) { file.write(text); });
    file.commit();
  };
  for (const auto& table : tables)
    write(table.name, [&](const store::TextSink& sink) { store::write_csv(result, table, sink); });
  write("columns", [&](const store::TextSink& sink) { store::write_csv_guide(tables, sink); });
  told(fmt::format("{} tables written to {}; columns.csv says what each column means", tables.size() + 1,
                   base::visible(arguments.output)),
       arguments, console);
  return Exit::done;
}

Exit tables(const record::Result& result, const Arguments& arguments, const Console& console) {
  const std::vector<store::CsvTable> all = store::csv_tables(result);
  std::vector<std::string> names;
  for (const auto& table : all) names.push_back(table.name);
  if (arguments.table.empty()) {
    if (arguments.output.empty())
      return refuse("a result is many tables, and standard output is one",
                    "Say -o FOLDER for all of them, or --table NAME for one of " +
                        fmt::format("{}", fmt::join(names, ", ")),
                    arguments, console);
    return all_tables(result, all, arguments, console);
  }
  for (const auto& table : all)
    if (table.name == arguments.table) {
      to_output(arguments, console, [&](const store::TextSink& sink) {
        store::write_csv(result, table, sink);
        return 0;
      });
      return Exit::done;
    }
  const auto meant = base::closest(arguments.table, std::span<const std::string>(names));
  return refuse(
      "the result has no table `" + arguments.table + "`",
      meant ? "Did you mean `" + *meant + "`?" : fmt::format("There are {}", fmt::join(names, ", ")),
      arguments, console);
}

std::string size_in_words(const store::LogSize& size) {
  std::string text = fmt::format("{} cases, {} events", thousands(static_cast<std::int64_t>(size.cases)),
                                 thousands(static_cast<std::int64_t>(size.events)));
  if (size.open > 0) text += fmt::format("; {} journeys were still open at the end", size.open);
  if (size.silent > 0) text += fmt::format("; {} events of silent steps left out", size.silent);
  return text;
}

Exit events(const record::Result& result, const Arguments& arguments, const Console& console) {
  const std::vector<std::string> worlds = store::recorded_worlds(result);
  if (worlds.empty())
    return refuse("the result holds no events",
                  "Run it again with --set record.events=1000, which keeps those of a thousand customers",
                  arguments, console);
  if (std::find(worlds.begin(), worlds.end(), arguments.world) == worlds.end()) {
    const auto meant = base::closest(arguments.world, std::span<const std::string>(worlds));
    return refuse(
        "the result has no world `" + arguments.world + "`",
        meant ? "Did you mean `" + *meant + "`?" : fmt::format("There are {}", fmt::join(worlds, ", ")),
        arguments, console);
  }
  const store::RecordedLog log(result, arguments.world);
  std::int64_t date = 0;
  store::read_date(arguments.start, date);
  const auto cases = arguments.case_is == "customer" ? store::CaseIs::customer : store::CaseIs::journey;
  const store::LogSize size = to_output(arguments, console, [&](const store::TextSink& sink) {
    if (arguments.format == "ocel") return store::write_ocel(log, date, sink);
    if (arguments.format == "xes") return store::write_xes(log, cases, date, sink);
    return store::write_event_csv(log, cases, date, sink);
  });
  told(size_in_words(size) +
           (arguments.output.empty() ? "" : "; written to " + base::visible(arguments.output)),
       arguments, console);
  return Exit::done;
}

}  // namespace

Exit export_result(const Arguments& arguments, const Console& console) {
  const bool folder = arguments.format == "csv" && arguments.table.empty();
  if (!arguments.output.empty() && !folder) store::check_output(arguments.output, overwrite(arguments));
  const record::Result result = store::read(arguments.file);
  if (arguments.format == "csv" && arguments.table != events_table) return tables(result, arguments, console);
  return events(result, arguments, console);
}

}  // namespace polku::cli
