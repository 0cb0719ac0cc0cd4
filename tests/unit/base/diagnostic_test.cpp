#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"

using namespace polku::base;

namespace {

Diagnostic problem_at(int line, int column, std::string message = "problem") {
  Diagnostic diagnostic;
  diagnostic.code = "some-code";
  diagnostic.location = {"model.yaml", line, column};
  diagnostic.message = std::move(message);
  return diagnostic;
}

Diagnostics one(Diagnostic diagnostic) {
  Diagnostics diagnostics;
  diagnostics.add(std::move(diagnostic));
  return diagnostics;
}

SourceLookup always(std::string text) {
  return [text = std::move(text)](std::string_view) { return std::optional<std::string_view>(text); };
}

// The column, counted in characters of the excerpt, under which the caret stands.
std::string character_over_caret(const std::string& text) {
  const auto caret_line = text.rfind('\n', text.size() - 2) + 1;
  const auto source_line = text.rfind('\n', caret_line - 2) + 1;
  const auto caret = text.find('^', caret_line) - caret_line;
  return text.substr(source_line + caret, 1);
}

}  // namespace

TEST_CASE("a diagnostic reads problem, why, suggestion, code, source line, caret", "[base][diagnostic]") {
  auto diagnostic = problem_at(2, 3, "unknown key 'prise'");
  diagnostic.why = "an offer has name and price";
  diagnostic.suggestion = "Did you mean 'price'?";

  const auto text = to_text(one(diagnostic), always("offer:\n  prise: 10\nend: 1\n"));

  CHECK(text ==
        "model.yaml:2:3: error: unknown key 'prise' (an offer has name and price). Did you mean 'price'? "
        "[some-code]\n"
        "    2 |   prise: 10\n"
        "      |   ^\n");
}

TEST_CASE("notes show their own place", "[base][diagnostic]") {
  auto diagnostic = problem_at(2, 1, "duplicate key 'a'");
  diagnostic.severity = Severity::warning;
  diagnostic.notes = {{{"model.yaml", 1, 1}, "first given here"}};

  CHECK(to_text(one(diagnostic), always("a: 1\r\na: 2\r\n")) ==
        "model.yaml:2:1: warning: duplicate key 'a' [some-code]\n"
        "    2 | a: 2\n"
        "      | ^\n"
        "model.yaml:1:1: note: first given here\n"
        "    1 | a: 1\n"
        "      | ^\n");
}

TEST_CASE("a place without line, file or source still gives its headline", "[base][diagnostic]") {
  CHECK(to_text(one(problem_at(0, 0))) == "model.yaml: error: problem [some-code]\n");
  CHECK(to_text(one(problem_at(7, 0)), always("one line\n")) == "model.yaml:7: error: problem [some-code]\n");
  auto nowhere = problem_at(0, 0);
  nowhere.location.file.clear();
  CHECK(to_text(one(nowhere)) == "error: problem [some-code]\n");
}

TEST_CASE("the caret stands under the right glyph after tabs, umlauts, wide and combining characters",
          "[base][diagnostic]") {
  const auto caret_column = [](const std::string& line, int column) {
    const auto text = to_text(one(problem_at(1, column)), always(line));
    return text.find('^', text.rfind(" | ")) - text.rfind(" | ") - 3;
  };

  CHECK(caret_column("\tkey", 2) == 4);                // a tab shows as four columns
  CHECK(caret_column("k\xC3\xA4yt: x", 7) == 5);       // a-umlaut: two bytes, one column
  CHECK(caret_column("\xE8\xB7\xAF: x", 6) == 4);      // a Chinese character: three bytes, two columns
  CHECK(caret_column("e\xCC\x81: x", 6) == 3);         // combining accent: two bytes, none
  CHECK(caret_column("\xF0\x9F\x98\x80: x", 7) == 4);  // emoji: four bytes, two columns
  CHECK(caret_column("abc", 4) == 3);                  // just behind the end
  CHECK(caret_column("abc", 400) == 3);                // far behind the end
}

TEST_CASE("a very long line is clipped around its caret", "[base][diagnostic]") {
  std::string line(3'000'000, 'a');
  line[1'500'000] = 'X';

  const auto text = to_text(one(problem_at(1, 1'500'001)), always(line));

  CHECK(text.size() < 400);
  CHECK(text.find("...aaa") != std::string::npos);
  CHECK(text.find("aaa...") != std::string::npos);
  CHECK(character_over_caret(text) == "X");
}

TEST_CASE("a long line is shown from its beginning where the caret is near it", "[base][diagnostic]") {
  const std::string line = "key: " + std::string(500, 'v');

  const auto text = to_text(one(problem_at(1, 1)), always(line));

  CHECK(text.find("    1 | key: vvv") != std::string::npos);
  CHECK(character_over_caret(text) == "k");
}

TEST_CASE("nothing in a file or a message reaches the terminal as a command", "[base][diagnostic]") {
  const std::string hostile = "\x1b[2J\x07 \xC2\x9B \xE2\x80\xAE \xFF\xC0\xAF \xED\xA0\x80 \r x";
  auto diagnostic = problem_at(1, 1, hostile);
  diagnostic.location.file = hostile;

  const auto text = to_text(one(diagnostic), always(hostile));

  for (const char letter : text) CHECK((letter == '\n' || (letter >= ' ' && letter != '\x7f')));
  CHECK(text.find("\\x1b[2J\\x07 \\x9b \\u202e \\xff\\xc0\\xaf \\xed\\xa0\\x80 \\x0d x") !=
        std::string::npos);
}

TEST_CASE("diagnostics are sorted by place and cut after twenty, errors first", "[base][diagnostic]") {
  Diagnostics diagnostics;
  for (int line = 30; line > 0; --line) {
    auto diagnostic = problem_at(line, 1);
    diagnostic.severity = line == 29 ? Severity::error : Severity::warning;
    diagnostics.add(diagnostic);
  }

  const auto text = to_text(diagnostics);

  CHECK(text.find("model.yaml:1:1: warning") == 0);
  CHECK(text.find("model.yaml:29:1: error") != std::string::npos);
  CHECK(text.find("model.yaml:20:1") == std::string::npos);
  CHECK(text.ends_with("and 10 more\n"));
}

TEST_CASE("collected diagnostics know whether there are errors", "[base][diagnostic]") {
  Diagnostics diagnostics;
  auto warning = problem_at(3, 1);
  warning.severity = Severity::warning;
  diagnostics.add(warning);
  CHECK_FALSE(diagnostics.has_errors());

  diagnostics.append(one(problem_at(1, 1)));

  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.size() == 2);
  CHECK(diagnostics.count(Severity::warning) == 1);
  CHECK(diagnostics.sorted().front().location.line == 1);
}

TEST_CASE("the closest word is suggested, and none where none is close", "[base][diagnostic]") {
  const std::vector<std::string> words = {"price", "prize", "quality", "churn", "a"};
  const auto suggested = [&](std::string_view word) { return closest(word, words); };

  CHECK(suggested("prcie") == "price");  // swapped neighbours count once
  CHECK(suggested("Quality") == "quality");
  CHECK(suggested("qualty") == "quality");
  CHECK(suggested("chrun") == "churn");
  CHECK_FALSE(suggested("zebra"));
  CHECK_FALSE(suggested("x"));
  CHECK_FALSE(suggested(""));
  CHECK_FALSE(suggested(std::string(100'000, 'p')));
  CHECK_FALSE(closest("price", std::span<const std::string_view>{}));
}
