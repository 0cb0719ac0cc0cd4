#include "scenario/tree.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "scenario/text.hpp"

namespace polku::scenario {

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Node merge(Node base, Node overlay) {
  overlay.replaces.push_back(base.at);
  overlay.replaces.insert(overlay.replaces.end(), base.replaces.begin(), base.replaces.end());
  if (base.kind != Node::Kind::map || overlay.kind != Node::Kind::map) return overlay;

  // By index, because a hostile pair of maps with 10^5 keys each would take 10^10 comparisons by search.
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < base.entries.size(); ++i) place.emplace(base.entries[i].key, i);
  for (Entry& entry : overlay.entries) {
    const auto found = place.find(entry.key);
    if (found == place.end()) {
      base.entries.push_back(std::move(entry));
      continue;
    }
    Entry& old = base.entries[found->second];
    if (old.value.kind == Node::Kind::map) old.value.at = old.key_at;  // the better place to name
    old.value = merge(std::move(old.value), std::move(entry.value));
    old.key_at = entry.key_at;
  }
  overlay.entries = std::move(base.entries);
  return overlay;
}

namespace {

/// The length of the key with which `path` starts.
std::size_t key_length(const Node* parent, std::string_view parent_key, std::string_view path) {
  if (parent_key == "performance") return path.size();
  std::size_t length = 0;
  static const std::vector<Entry> none;
  for (const Entry& entry : parent ? parent->entries : none) {
    const std::string& key = entry.key;
    const bool ends_there =
        path.size() == key.size() || (path.size() > key.size() && path[key.size()] == '.');
    if (key.size() > length && ends_there && path.substr(0, key.size()) == key) length = key.size();
  }
  return length > 0 ? length : std::min(path.find('.'), path.size());
}

}  // namespace

Node nest(const Node& root, std::string_view path, Node value, const base::Location& at) {
  struct Step {
    std::string key;
    base::Location at;
  };
  std::vector<Step> steps;
  const Node* parent = &root;
  base::Location here = at;
  std::string_view parent_key;
  while (true) {
    const std::size_t length = key_length(parent, parent_key, path);
    if (length == 0) return {};
    steps.push_back({std::string(path.substr(0, length)), here});
    if (length == path.size()) break;
    if (parent) parent = parent->find(path.substr(0, length));
    parent_key = path.substr(0, length);
    here.column += static_cast<int>(length) + 1;
    path.remove_prefix(length + 1);
  }
  Node nested = std::move(value);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    Node map;
    map.kind = Node::Kind::map;
    map.at = step->at;
    map.entries.push_back({step->key, step->at, std::move(nested)});
    nested = std::move(map);
  }
  return nested;
}

namespace {

/// Bytes of the UTF-8 character at the start of `text`, or 0 if it is broken, overlong, a surrogate or out of
/// range.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const std::uint8_t second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}

}  // namespace

bool is_readable(std::string_view text, const std::string& source, const Limits& limits,
                 base::Diagnostics& diagnostics) {
  int line = 1;
  std::size_t line_start = 0;
  const auto refuse = [&](const char* code, std::size_t place, std::string message, std::string why) {
    add_error(diagnostics, code, {source, line, static_cast<int>(place - line_start) + 1}, std::move(message),
              std::move(why));
    return false;
  };
  if (text.size() > limits.bytes)
    return refuse("too-large", 0, "the text is too large",
                  say("it has ", text.size(), " bytes, at most ", limits.bytes, " are read"));
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = character_length(text.substr(i));
    if (length == 0)
      return refuse("invalid-utf8", i, "the text is not valid UTF-8",
                    say("byte ", unsigned{byte}, " cannot stand here"));
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F)
      return refuse("control-character", i, "the text contains a control character",
                    say("byte ", unsigned{byte}));
    i += length;
    if (byte == '\n') {
      ++line;
      line_start = i;
    }
  }
  return true;
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::scalar: return "a value";
    case Node::Kind::map: return "a map";
    case Node::Kind::list: return "a list";
  }
  return "";
}

}  // namespace polku::scenario
