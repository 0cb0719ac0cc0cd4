#include <catch2/catch.hpp>

#include "scenario/json_reader.hpp"
#include "scenario/tree.hpp"
#include "scenario/yaml_reader.hpp"

using namespace polku;
using namespace polku::scenario;

namespace {

Node yaml(std::string_view text, const std::string& source = "a.yaml") {
  base::Diagnostics diagnostics;
  auto root = read_yaml(text, source, diagnostics);
  INFO(base::to_text(diagnostics));
  REQUIRE(root);
  return *root;
}

std::string place(const base::Location& at) {
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::vector<std::string> json_codes(std::string_view text) {
  base::Diagnostics diagnostics;
  read_json(text, "a.json", diagnostics);
  std::vector<std::string> codes;
  for (const auto& diagnostic : diagnostics.all()) codes.push_back(diagnostic.code);
  return codes;
}

}  // namespace

TEST_CASE("keys and values know where they stand", "[scenario]") {
  const Node root = yaml("a: 1\nb: {c: x, d: [1, 2]}\ne:\n  f:\n");

  CHECK(place(root.entries[0].key_at) == "a.yaml:1:1");
  CHECK(place(root.find("a")->at) == "a.yaml:1:4");
  CHECK(place(root.find("b")->find("d")->items[1].at) == "a.yaml:2:18");
  CHECK(root.find("e")->find("f")->kind == Node::Kind::null);
  CHECK(place(root.find("e")->find("f")->at) == "a.yaml:4:3");
}

TEST_CASE("only what stands in quotes is marked as quoted", "[scenario]") {
  const Node root = yaml("a: 010\nb: \"010\"\nc: '010'\nd: yes\n");

  CHECK(root.find("a")->text == "010");
  CHECK_FALSE(root.find("a")->quoted);
  CHECK(root.find("b")->quoted);
  CHECK(root.find("c")->quoted);
  CHECK(root.find("d")->text == "yes");
}

TEST_CASE("maps merge, lists and scalars replace, and the overridden place is kept", "[scenario]") {
  const Node merged =
      merge(yaml("a: {x: 1, y: 2}\nl: [1, 2]\nkept: 3\n"), yaml("a: {y: 5, z: 6}\nl: [9]\n", "b.yaml"));

  CHECK(merged.find("a")->find("x")->text == "1");
  CHECK(merged.find("a")->find("z")->text == "6");
  CHECK(merged.find("l")->items.size() == 1);
  CHECK(merged.find("kept")->text == "3");
  const Node& y = *merged.find("a")->find("y");
  CHECK(y.text == "5");
  CHECK(place(y.at) == "b.yaml:1:8");
  REQUIRE(y.replaces.size() == 1);
  CHECK(place(y.replaces[0]) == "a.yaml:1:14");
}

TEST_CASE("a value overridden twice remembers both places, the latest first", "[scenario]") {
  const Node merged = merge(merge(yaml("a: 1", "1"), yaml("a: 2", "2")), yaml("a: 3", "3"));

  const auto& replaces = merged.find("a")->replaces;

  REQUIRE(replaces.size() == 2);
  CHECK(replaces[0].file == "2");
  CHECK(replaces[1].file == "1");
}

TEST_CASE("a path becomes nested maps, with keys that contain dots kept whole", "[scenario]") {
  const Node root = yaml("m: {a.b: 1}\nproviders: {us: {performance: {}}}\n");
  const Node value = yaml("7");

  const Node known = nest(root, "m.a.b", value, {"s", 1, 1});
  const Node performance = nest(root, "providers.us.performance.buy.speed", value, {"s", 1, 1});
  const Node fresh = nest(root, "x.y", value, {"s", 1, 1});

  CHECK(known.find("m")->find("a.b")->text == "7");
  CHECK(performance.find("providers")->find("us")->find("performance")->find("buy.speed")->text == "7");
  CHECK(fresh.find("x")->find("y")->text == "7");
  CHECK(place(fresh.find("x")->entries[0].key_at) == "s:1:3");
  for (const char* bad : {"", ".a", "a.", "a..b"}) CHECK(nest(root, bad, value, {}).kind == Node::Kind::null);
}

TEST_CASE("JSON gives the same tree as the same text read as YAML", "[scenario]") {
  const std::string text =
      R"({"a": "5 years", "b": [1, 2.5e-3, true, null], "c": {"d\u00e9\n\"": "\ud83d\ude00"}, "e": {}})";
  base::Diagnostics diagnostics;

  const auto json = read_json(text, "a.json", diagnostics);

  INFO(base::to_text(diagnostics));
  REQUIRE(json);
  const Node same =
      yaml("a: \"5 years\"\nb: [1, 2.5e-3, true, null]\nc: {\"d\u00e9\\n\\\"\": \"\U0001F600\"}\ne: {}\n");
  CHECK(json->find("a")->text == same.find("a")->text);
  CHECK(json->find("a")->quoted);
  REQUIRE(json->find("b")->items.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(json->find("b")->items[i].text == same.find("b")->items[i].text);
    CHECK(json->find("b")->items[i].kind == same.find("b")->items[i].kind);
  }
  CHECK(json->find("c")->entries[0].key == same.find("c")->entries[0].key);
  CHECK(json->find("c")->entries[0].value.text == same.find("c")->entries[0].value.text);
  CHECK(place(json->find("b")->items[1].at) == "a.json:1:27");
}

TEST_CASE("broken JSON is one located diagnostic", "[scenario]") {
  for (const char* text : {"{", "[1,]", "{\"a\" 1}", "{\"a\":}", "{a: 1}", "\"x", "\"\\x\"", "\"\\ud800\"",
                           "nope", "1 2", "{\"a\": 1,}", "[1 2]"}) {
    INFO(text);
    CHECK(json_codes(text) == std::vector<std::string>{"syntax-error"});
  }
  CHECK(json_codes("") == std::vector<std::string>{"empty-file"});
  CHECK(json_codes("{\"a\": 1, \"a\": 2}") == std::vector<std::string>{"duplicate-key"});
  CHECK(json_codes(std::string(100'000, '[')) == std::vector<std::string>{"too-deep"});
}
