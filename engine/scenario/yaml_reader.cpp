#include "scenario/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

/// Ends the parser's walk at once; the reason is among the diagnostics.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string source, const Limits& limits, base::Diagnostics& diagnostics)
      : source_(std::move(source)), limits_(limits), diagnostics_(diagnostics) {}

  Node& root() { return root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(place(mark), anchor);
    add(Node{}, place(mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    error("alias", place(mark), "aliases are not supported", "", "Write the value again where it is needed");
    add(Node{}, place(mark));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(place(mark), anchor);
    refuse_tag(place(mark), tag);
    Node node;
    node.kind = Node::Kind::scalar;
    node.quoted = tag == "!";  // so yaml-cpp marks what stood in quotes; plain scalars have "?"
    node.text = value;
    add(std::move(node), place(mark));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(Node::Kind::list, place(mark), tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(Node::Kind::map, place(mark), tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  /// A map or list whose end has not come yet.
  struct Open {
    Node node;
    bool expects_value = false;  // of a map: the key is known
    std::string key;
    base::Location key_at;
    std::unordered_map<std::string, base::Location> seen;
  };

  base::Location place(const YAML::Mark& mark) const { return {source_, mark.line + 1, mark.column + 1}; }

  void error(const char* code, const base::Location& at, std::string message, std::string why = "",
             std::string suggestion = "", Notes notes = {}) {
    add_error(diagnostics_, code, at, std::move(message), std::move(why), std::move(suggestion),
              std::move(notes));
    if (diagnostics_.size() > most_errors) throw Stop{};
  }
  void refuse_anchor(const base::Location& at, YAML::anchor_t anchor) {
    if (anchor != 0)
      error("alias", at, "anchors are not supported", "nothing can refer to them", "Leave it out");
  }
  void refuse_tag(const base::Location& at, const std::string& tag) {
    if (tag != "?" && tag != "!" && !tag.empty())
      error("tag", at, "tags are not supported", "every field has one type", say("Leave out ", quote(tag)));
  }

  void count_value(const base::Location& at) {
    if (++values_ <= limits_.values) return;
    error("too-many-values", at, "the file has too many values",
          say("at most ", limits_.values, " are read"));
    throw Stop{};
  }

  void start(Node::Kind kind, const base::Location& at, const std::string& tag, YAML::anchor_t anchor) {
    count_value(at);
    refuse_anchor(at, anchor);
    refuse_tag(at, tag);
    if (open_.size() >= limits_.depth) {
      error("too-deep", at, "the values are nested too deeply",
            say("at most ", limits_.depth, " levels are read"));
      throw Stop{};
    }
    Open opened;
    opened.node.kind = kind;
    opened.node.at = at;
    open_.push_back(std::move(opened));
  }

  void end() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(node));
  }

  void add(Node node, const base::Location& at) {
    count_value(at);
    node.at = at;
    attach(std::move(node));
  }

  /// Puts a finished value where it belongs: as root, list item, key, or value of a key.
  void attach(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.expects_value) {
      take_key(parent, node);
      parent.expects_value = true;
    } else {
      // An omitted value has no place of its own.
      if (node.kind == Node::Kind::null) node.at = parent.key_at;
      if (!parent.key.empty()) parent.node.entries.push_back({parent.key, parent.key_at, std::move(node)});
      parent.expects_value = false;
    }
  }

  /// The key is left empty if it is refused, so that its value is dropped.
  void take_key(Open& parent, const Node& node) {
    parent.key.clear();
    parent.key_at = node.at;
    const bool is_word = node.kind == Node::Kind::scalar;
    if (!is_word || node.text.empty())
      return error(
          "bad-key", node.at,
          say("a key is ", is_word || node.kind == Node::Kind::null ? "empty" : kind_name(node.kind)),
          "keys are words");
    if (node.text == "<<")
      return error("merge-key", node.at, "`<<` merges are not supported", "",
                   "Write the keys again, or put the shared part into a model that the scenario names");
    const auto [first, is_new] = parent.seen.emplace(node.text, node.at);
    if (!is_new)
      return error("duplicate-key", node.at, say("the key ", quote(node.text), " is given twice"), "", "",
                   {{first->second, "it was given here first"}});
    parent.key = node.text;
  }

  static constexpr std::size_t most_errors = 1000;

  std::string source_;
  Limits limits_;
  base::Diagnostics& diagnostics_;
  std::size_t values_ = 0;
  Node root_;
  std::vector<Open> open_;
};

/// Tabs that indent, which YAML forbids and yaml-cpp reports in puzzling words.
bool has_tab_indentation(std::string_view text, const std::string& source, base::Diagnostics& diagnostics) {
  int line = 1;
  for (std::size_t start = 0; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view content = text.substr(start, end - start);
    const std::size_t first = content.find_first_not_of(" \t\r");
    const std::size_t tab = content.substr(0, first).find('\t');
    if (first != std::string_view::npos && content[first] != '#' && tab != std::string_view::npos) {
      add_error(diagnostics, "tab-indentation", {source, line, static_cast<int>(tab) + 1},
                "the line is indented with a tab", "YAML indents with spaces");
      return true;
    }
    start = end + 1;
  }
  return false;
}

/// yaml-cpp's words for a syntax error, without what only its authors understand.
std::string plain_words(const std::string& message) {
  if (message.find("illegal map value") != std::string::npos)
    return "a second `:` in one line, or wrong indentation";
  return message;
}

}  // namespace

std::optional<Node> read_yaml(std::string_view text, const std::string& source,
                              base::Diagnostics& diagnostics, const Limits& limits) {
  if (!is_readable(text, source, limits, diagnostics)) return std::nullopt;
  if (has_tab_indentation(text, source, diagnostics)) return std::nullopt;
  const std::size_t errors_before = diagnostics.count(base::Severity::error);
  const auto refuse = [&](const char* code, const YAML::Mark& mark, std::string message, std::string why) {
    add_error(diagnostics, code, {source, mark.line + 1, mark.column + 1}, std::move(message),
              std::move(why));
  };

  TreeBuilder builder(source, limits, diagnostics);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      refuse("empty-file", YAML::Mark(), "the file is empty", "");
      return std::nullopt;
    }
    TreeBuilder second(source, limits, diagnostics);
    if (parser.HandleNextDocument(second)) {
      const int line = std::max(second.root().at.line, 1);
      add_error(diagnostics, "second-document", {source, line, 1}, "the file has a second document",
                "only one is read", "Remove the line `---` or what follows it");
    }
  } catch (const YAML::Exception& problem) {
    refuse("syntax-error", problem.mark, "this is not valid YAML", plain_words(problem.msg));
  } catch (const Stop&) {
    return std::nullopt;
  }
  if (diagnostics.count(base::Severity::error) > errors_before) return std::nullopt;
  return std::move(builder.root());
}

}  // namespace polku::scenario
