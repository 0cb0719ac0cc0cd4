// Texts made to exhaust the reader. Each must end in a diagnostic within seconds, whatever it costs yaml-cpp.
#include <catch2/catch.hpp>
#include <chrono>

#include "scenario/json_reader.hpp"
#include "scenario/resolve.hpp"
#include "scenario/yaml_reader.hpp"

using namespace polku;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The code of the first diagnostic; a text that is read without one is bound and checked as well.
std::string first_code(std::string_view text) {
  base::Diagnostics diagnostics;
  const auto start = std::chrono::steady_clock::now();
  if (const auto root = scenario::read_yaml(text, "hostile.yaml", diagnostics))
    scenario::resolve(*root, diagnostics);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(seconds.count() < 60.0);  // measured below 2 s in a release build; sanitizers take ten times as long
  REQUIRE_FALSE(diagnostics.empty());
  CHECK(base::to_text(diagnostics).size() < 100'000);
  return diagnostics.all().front().code;
}

constexpr std::size_t almost_too_large = (std::size_t{2} << 20) - 64;

}  // namespace

TEST_CASE("a hundred megabytes and a million keys are refused", "[scenario]") {
  std::string keys;
  for (int i = 0; i < 1'000'000; ++i) (keys += 'k') += std::to_string(i) += ": 1\n";

  CHECK(first_code(std::string(100'000'000, 'a')) == "too-large");
  CHECK(first_code(keys) == "too-large");
  CHECK(first_code(keys.substr(0, almost_too_large)) == "too-many-values");
  CHECK(first_code(repeat("[1,", 1) + repeat("1,", almost_too_large / 2) + "]") == "too-many-values");
}

TEST_CASE("nesting without end is refused", "[scenario]") {
  CHECK(first_code(repeat("[", 500'000)) == "too-deep");
  CHECK(first_code(repeat("{a: ", 200'000)) == "too-deep");
  CHECK(first_code(repeat("- ", 300'000)) == "too-deep");
  CHECK(first_code(repeat("? ", 300'000)) == "too-deep");
}

TEST_CASE("anchors that explode or contain themselves are refused", "[scenario]") {
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string name = std::to_string(i);
    const std::string before = std::to_string(i - 1);
    ((((bomb += 'a') += name) += ": &a") += name) += " [*a";
    ((bomb += before) += ", *a") += before;
    bomb += "]\n";
  }

  CHECK(first_code(bomb) == "alias");
  CHECK(first_code("a: &a [*a]\n") == "alias");
}

TEST_CASE("long lines, long words and many lines are read in bounded time", "[scenario]") {
  CHECK(first_code("a: " + std::string(almost_too_large, 'x')) == "missing-key");
  CHECK(first_code("a: \"" + repeat("\n", almost_too_large) + "\"") == "missing-key");
  CHECK(first_code("a: |\n" + repeat("  x\n", almost_too_large / 4 - 2)) == "missing-key");
  CHECK(first_code(repeat("#\n", almost_too_large / 2)) == "empty-file");
  CHECK(first_code(repeat("a: 1\n", 200'000)) == "duplicate-key");
  CHECK(first_code(std::string(almost_too_large, ':')) == "syntax-error");
  CHECK(first_code("a: &" + std::string(almost_too_large, 'x')) == "alias");
}

TEST_CASE("invalid UTF-8, control characters and UTF-16 are refused", "[scenario]") {
  for (const char* bytes :
       {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
    CHECK(first_code("a: " + std::string(bytes)) == "invalid-utf8");
  }
  CHECK(first_code(std::string("a: \0b", 5)) == "control-character");
  CHECK(first_code(std::string("\xff\xfe"
                               "a\0",
                               4)) == "invalid-utf8");
}

TEST_CASE("every cut of a sound text ends in diagnostics or in a scenario", "[scenario]") {
  const std::string text =
      "polku: 1\nname: \"Kiosk \\u263A\"\ntime: {horizon: 2 years, epoch: 4 weeks}\n"
      "segments:\n  all: {share: 100 %}\nproviders: {us: {own: true, price: 3 EUR}}\n"
      "journey:\n  eat: {stage: use, kind: encounter, next: {end: 60 %, give_up: 40 %}}\n";

  for (std::size_t length = 0; length <= text.size(); ++length) {
    base::Diagnostics diagnostics;
    const auto root = scenario::read_yaml(std::string_view(text).substr(0, length), "cut.yaml", diagnostics);
    const auto loaded = root ? scenario::resolve(*root, diagnostics) : std::nullopt;
    INFO(length);
    CHECK(loaded.has_value() == diagnostics.empty());
  }
}
