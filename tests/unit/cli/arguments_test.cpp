#include "cli/arguments.hpp"

#include <catch2/catch.hpp>

namespace polku::cli {
namespace {

using Words = std::vector<std::string>;

Arguments good(const Words& words) {
  const Parsed parsed = parse(words);
  REQUIRE(std::holds_alternative<Arguments>(parsed));
  return std::get<Arguments>(parsed);
}

/// Problem and suggestion of the only mistake.
std::string mistake(const Words& words) {
  const Parsed parsed = parse(words);
  REQUIRE(std::holds_alternative<Mistakes>(parsed));
  const auto& all = std::get<Mistakes>(parsed).diagnostics.all();
  REQUIRE(all.size() == 1);
  CHECK(all[0].code == "bad-argument");
  return all[0].message + ". " + all[0].suggestion;
}

}  // namespace

TEST_CASE("options mean the same in run and compare", "[cli]") {
  for (const char* command : {"run", "compare"}) {
    const Arguments arguments =
        good({command, "a.yaml", "--threads", "3", "-o", "a.h5", "--json", "--quiet", "--force"});
    CHECK(arguments.file == "a.yaml");
    CHECK(arguments.threads == 3);
    CHECK(arguments.output == "a.h5");
    CHECK((arguments.json && arguments.quiet && arguments.force));
  }
}

TEST_CASE("overrides keep their order and know how they were given", "[cli]") {
  const Arguments arguments =
      good({"run", "--set", "a=1", "--set", "b=[1, 2]", "a.yaml", "--horizon", "3 years", "--seed", "7"});

  REQUIRE(arguments.overrides.size() == 4);
  CHECK(arguments.file == "a.yaml");
  CHECK(arguments.overrides[0].assignment == "a=1");
  CHECK(arguments.overrides[1].assignment == "b=[1, 2]");
  CHECK(arguments.overrides[1].given_as == "--set #2");
  CHECK(arguments.overrides[2].assignment == "run.seed=7");
  CHECK(arguments.overrides[2].given_as == "--seed");
  CHECK(arguments.overrides[3].assignment == "time.horizon=3 years");
}

TEST_CASE("threads must be a whole number from 1", "[cli]") {
  for (const char* text : {"0", "-1", "abc", "1.5", "010", "99999", "9999999999999999999999", "2 x", "0x10"})
    CHECK_THAT(mistake({"run", "a.yaml", "--threads", text}),
               Catch::Contains("is not a whole number from 1 to 4096"));
  CHECK(good({"run", "a.yaml", "--threads=2"}).threads == 2);
}

TEST_CASE("a mistyped command, option or format is answered with what was meant", "[cli]") {
  CHECK_THAT(mistake({"comapre", "a.yaml"}), Catch::Contains("Did you mean `compare`?"));
  CHECK_THAT(mistake({"run", "a.yaml", "--treads", "2"}), Catch::Contains("Did you mean `--threads`?"));
  CHECK_THAT(mistake({"graph", "a.yaml", "--format", "svgg"}), Catch::Contains("Did you mean `svg`?"));
  CHECK_THAT(mistake({"frobnicate"}), Catch::Contains("is not a command"));
}

TEST_CASE("what is missing is named", "[cli]") {
  CHECK_THAT(mistake({"run"}), Catch::Contains("FILE"));
  CHECK_THAT(mistake({"trace", "a.yaml"}), Catch::Contains("--customer"));
  CHECK_THAT(mistake({"run", "a.yaml", "--seed"}), Catch::Contains("--seed"));
  CHECK_THAT(mistake({"run", "a.yaml", "b.yaml"}), Catch::Contains("b.yaml"));
}

TEST_CASE("help of every command starts with an example of it", "[cli]") {
  for (const char* command : {"check", "run", "compare", "graph", "schema", "digest", "trace"}) {
    const Parsed parsed = parse({command, "--help"});
    REQUIRE(std::holds_alternative<Help>(parsed));
    CHECK_THAT(std::get<Help>(parsed).text,
               Catch::StartsWith("Example: polku " + std::string(command) + " "));
  }
}

TEST_CASE("the examples of the help are command lines that can be read", "[cli]") {
  for (const char* command : {"check", "run", "compare", "graph", "digest", "trace"}) {
    const std::string text = std::get<Help>(parse({command, "--help"})).text;
    std::string line = text.substr(0, text.find('\n'));
    line.erase(0, std::string("Example: polku ").size());
    Words words;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      words.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    CHECK(std::holds_alternative<Arguments>(parse(words)));
  }
}

TEST_CASE("a machine that makes a mistake gets its answer as JSON", "[cli]") {
  CHECK(std::get<Mistakes>(parse({"run", "--json"})).json);
  CHECK(std::get<Mistakes>(parse({"rum", "--json"})).json);
  CHECK_FALSE(std::get<Mistakes>(parse({"run"})).json);
}

TEST_CASE("nothing at all gets the overview", "[cli]") {
  CHECK(std::holds_alternative<Overview>(parse({})));
  CHECK(std::holds_alternative<Help>(parse({"--help"})));
  CHECK_THAT(std::get<Help>(parse({"--version"})).text, Catch::StartsWith("polku "));
}

}  // namespace polku::cli
