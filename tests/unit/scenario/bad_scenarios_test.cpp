// Every file of tests/bad_scenarios says in its first lines what it must be told:
//   # expect: CODE [FILE:]LINE:COL   one line a diagnostic; no FILE: the file itself
//   # says: TEXT                     somewhere in the printed diagnostics
//   # set: PATH=VALUE                an override of the command line
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/csv.hpp"
#include "scenario/codes.hpp"
#include "scenario/load.hpp"

using namespace polku;

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(POLKU_SOURCE_DIR) / "tests" / "bad_scenarios";

struct Expectations {
  std::vector<std::string> diagnostics;  // "CODE FILE:LINE:COL"
  std::vector<std::string> texts;
  std::vector<std::string> sets;
};

Expectations expectations_of(const fs::path& file) {
  Expectations expected;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line) && line.rfind("# ", 0) == 0;) {
    const std::size_t colon = line.find(": ");
    const std::string what = line.substr(2, colon - 2);
    std::string rest = line.substr(colon + 2);
    if (what == "says") expected.texts.push_back(rest);
    if (what == "set") expected.sets.push_back(rest);
    if (what != "expect") continue;
    const std::size_t place = rest.find(' ') + 1;
    const bool names_file = std::count(rest.begin(), rest.end(), ':') > 1;
    if (!names_file) rest.insert(place, file.filename().string() + ":");
    expected.diagnostics.push_back(rest);
  }
  return expected;
}

/// "CODE FILE:LINE:COL", the file relative to the folder of bad scenarios.
std::string summary(const base::Diagnostic& diagnostic) {
  const base::Location& at = diagnostic.location;
  const bool is_file = at.file.rfind("--set", 0) != 0;
  const std::string file = is_file ? fs::path(at.file).lexically_relative(folder).string() : at.file;
  return diagnostic.code + " " + file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::vector<fs::path> bad_scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Codes that no small file of a person can show: hostile_test.cpp has them.
const std::set<std::string> generated_elsewhere{"too-large", "too-many-values"};

}  // namespace

TEST_CASE("the model that the bad scenarios spoil is sound", "[scenario]") {
  base::Diagnostics diagnostics;
  scenario::Texts texts;

  const auto loaded = scenario::load((folder / "models" / "kiosk.yaml").string(), {}, diagnostics, texts);

  INFO(base::to_text(diagnostics));
  CHECK(loaded);
  CHECK(diagnostics.empty());
}

TEST_CASE("every bad scenario gets exactly the diagnostics that it expects", "[scenario]") {
  for (const fs::path& file : bad_scenarios()) {
    const Expectations expected = expectations_of(file);
    base::Diagnostics diagnostics;
    scenario::Texts texts;

    const auto loaded = scenario::load(file.string(), expected.sets, diagnostics, texts);

    const std::string printed = base::to_text(diagnostics, [&](std::string_view name) {
      const auto text = texts.find(name);
      return text == texts.end() ? std::nullopt : std::optional<std::string_view>(text->second);
    });
    INFO(file.filename().string() << "\n" << printed);
    CHECK_FALSE(loaded);
    std::vector<std::string> found;
    for (const base::Diagnostic& diagnostic : diagnostics.all()) found.push_back(summary(diagnostic));
    std::vector<std::string> wanted = expected.diagnostics;
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    CHECK(found == wanted);
    for (const std::string& text : expected.texts) CHECK_THAT(printed, Catch::Contains(text));
  }
}

TEST_CASE("every code has a bad scenario, and every bad scenario has a listed code", "[scenario]") {
  std::set<std::string> listed;
  for (const auto& code : scenario::syntax_codes) listed.insert(code.code);
  for (const auto& code : scenario::field_codes) listed.insert(code.code);
  for (const auto& code : scenario::check_codes) listed.insert(code.code);
  std::set<std::string> shown = generated_elsewhere;

  for (const fs::path& file : bad_scenarios())
    for (const std::string& expected : expectations_of(file).diagnostics)
      shown.insert(expected.substr(0, expected.find(' ')));

  // What a CSV file can hold is told under the codes of all data files, which csv_test.cpp has.
  for (const auto& code : base::data_codes)
    if (shown.count(code.code) > 0) listed.insert(code.code);
  CHECK(shown == listed);
}
