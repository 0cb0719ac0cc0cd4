#include "scenario/load.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "scenario/text.hpp"
#include "scenario/yaml_reader.hpp"

namespace polku::scenario {

namespace {

namespace fs = std::filesystem;

/// Reads files and overrides into trees; collects their texts.
class Loader {
 public:
  Loader(base::Diagnostics& diagnostics, Texts& texts) : diagnostics_(diagnostics), texts_(texts) {}

  /// The tree in a file. `named_at` is where the file is named, if in another file.
  std::optional<Node> read(const fs::path& path, const base::Location& named_at) {
    const std::string name = path.string();
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (!fs::exists(status)) return refuse(named_at, name, "there is no such file");
    if (fs::is_directory(status)) return refuse(named_at, name, "it is a folder");
    if (!fs::is_regular_file(status)) return refuse(named_at, name, "it is not an ordinary file");
    const Limits limits;
    const auto size = fs::file_size(path, problem);
    if (problem) return refuse(named_at, name, problem.message());
    if (size > limits.bytes) {
      add("too-large", {name, 0, 0}, "the text is too large",
          say("it has ", size, " bytes, at most ", limits.bytes, " are read"));
      return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(size)))
      return refuse(named_at, name, "the system does not let us read it");
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.compare(0, byte_order_mark.size(), byte_order_mark) == 0) text.erase(0, byte_order_mark.size());
    const std::string& kept = texts_[name] = std::move(text);
    std::optional<Node> root = read_yaml(kept, name, diagnostics_);
    if (root && root->kind == Node::Kind::map) return root;
    if (root)
      add("wrong-shape", root->at, say("the file holds ", kind_name(root->kind)),
          "expected is a map of keys and values");
    return std::nullopt;
  }

  /// Lays `path=value` over the tree. False after a mistake.
  bool set(Node& root, const std::string& assignment, std::size_t number) {
    const std::string source = say("--set #", number);
    texts_[source] = assignment;
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
      return add("bad-set", {source, 1, 1}, "this is not an override", "expected is path=value");
    // The value keeps its column: blanks stand in the place of the path.
    const std::string padded = std::string(equals + 1, ' ') + assignment.substr(equals + 1);
    std::optional<Node> value = read_yaml(padded, source, diagnostics_);
    if (!value) return false;
    Node overlay =
        nest(root, std::string_view(assignment).substr(0, equals), std::move(*value), {source, 1, 1});
    if (overlay.kind != Node::Kind::map)
      return add("bad-set", {source, 1, 1}, say(quote(assignment.substr(0, equals)), " is not a path"),
                 "keys are separated by single dots");
    root = merge(std::move(root), std::move(overlay));
    return true;
  }

  /// Lays `path=low..high` over the tree, as a range of `uncertain`. False after a mistake.
  bool vary(Node& root, const std::string& range, std::size_t number) {
    const std::string source = say("--vary #", number);
    texts_[source] = range;
    const std::size_t equals = range.find('='), dots = range.find("..", equals);
    if (equals == std::string::npos || equals == 0 || dots == std::string::npos)
      return add("bad-set", {source, 1, 1}, "this is not a range", "expected is path=low..high");
    const auto end = [&](std::size_t from, std::size_t to) {
      Node node;
      node.kind = Node::Kind::scalar;
      while (from < to && range[from] == ' ') ++from;
      node.at = {source, 1, static_cast<int>(from) + 1};
      node.text = range.substr(from, to - from);
      while (!node.text.empty() && node.text.back() == ' ') node.text.pop_back();
      return node;
    };
    Node both;
    both.kind = Node::Kind::list;
    both.at = {source, 1, static_cast<int>(equals) + 2};
    both.items = {end(equals + 1, dots), end(dots + 2, range.size())};
    Node ranges, overlay;
    ranges.kind = overlay.kind = Node::Kind::map;
    ranges.at = overlay.at = {source, 1, 1};
    ranges.entries.push_back({range.substr(0, equals), {source, 1, 1}, std::move(both)});
    overlay.entries.push_back({"uncertain", {source, 1, 1}, std::move(ranges)});
    root = merge(std::move(root), std::move(overlay));
    return true;
  }

  bool add(const char* code, const base::Location& at, std::string message, std::string why) {
    add_error(diagnostics_, code, at, std::move(message), std::move(why));
    return false;
  }

 private:
  std::optional<Node> refuse(const base::Location& named_at, const std::string& name,
                             const std::string& why) {
    add("unreadable-file", named_at.file.empty() ? base::Location{name, 0, 0} : named_at,
        say("cannot read ", quote(name)), why);
    return std::nullopt;
  }

  base::Diagnostics& diagnostics_;
  Texts& texts_;
};

/// Takes the entry `key` out of a map.
std::optional<Entry> take(Node& map, std::string_view key) {
  const auto found =
      std::find_if(map.entries.begin(), map.entries.end(), [&](const Entry& e) { return e.key == key; });
  if (found == map.entries.end()) return std::nullopt;
  Entry entry = std::move(*found);
  map.entries.erase(found);
  return entry;
}

}  // namespace

std::optional<Loaded> load(const std::string& file, const std::vector<std::string>& sets,
                           base::Diagnostics& diagnostics, Texts& texts,
                           const std::vector<std::string>& ranges) {
  Loader loader(diagnostics, texts);
  std::optional<Node> root = loader.read(file, {});
  if (!root) return std::nullopt;

  // The model below, the scenario above.
  if (const auto named = take(*root, "model")) {
    if (named->value.kind != Node::Kind::scalar || named->value.text.empty()) {
      loader.add("wrong-shape", named->value.at, "`model` is not the path of a file",
                 "expected is `model: FILE`");
      return std::nullopt;
    }
    const fs::path path = (fs::path(file).parent_path() / named->value.text).lexically_normal();
    std::optional<Node> model = loader.read(path, named->value.at);
    if (!model) return std::nullopt;
    if (const auto nested = take(*model, "model")) {
      loader.add("nested-model", nested->key_at, "a model cannot name another model", "only a scenario can");
      return std::nullopt;
    }
    root = merge(std::move(*model), std::move(*root));
  }

  // All overrides are tried, so that all their mistakes are told.
  bool all_set = true;
  for (std::size_t i = 0; i < sets.size(); ++i) all_set = loader.set(*root, sets[i], i + 1) && all_set;
  if (!ranges.empty()) take(*root, "uncertain");  // those of the command line stand for all
  for (std::size_t i = 0; i < ranges.size(); ++i) all_set = loader.vary(*root, ranges[i], i + 1) && all_set;
  if (!all_set) return std::nullopt;
  return resolve(*root, diagnostics, [&](const Asked& asked, base::Diagnostics& told) {
    // Relative to the file that names it; what the command line names, to the scenario.
    const std::string& by = asked.file_at.file.rfind("--", 0) == 0 ? file : asked.file_at.file;
    const fs::path path = (fs::path(by).parent_path() / asked.questionnaire.file).lexically_normal();
    return count_answers(path.string(), asked, told);
  });
}

}  // namespace polku::scenario
