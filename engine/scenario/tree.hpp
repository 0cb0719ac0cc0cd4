// A scenario file as a tree of values, before anybody knows what the keys mean. Every value and every key
// remembers where it was written, also after one tree was merged over another. In the flow: made by
// yaml_reader and json_reader, merged by load, given meaning by bind. Thread safety: plain values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace polku::scenario {

struct Entry;

struct Node {
  enum class Kind { null, scalar, map, list };
  Kind kind = Kind::null;
  bool quoted = false;                   // the scalar stood in quotes
  std::string text;                      // of a scalar
  std::vector<Entry> entries;            // of a map, in the order of the file
  std::vector<Node> items;               // of a list
  base::Location at;                     // where the value stands; of an omitted value: its key
  std::vector<base::Location> replaces;  // what this one was laid over, the latest first

  /// The value under `key`, or null if this is no map or has no such key.
  const Node* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  base::Location key_at;
  Node value;
};

/// What a reader refuses to build, so that a hostile text costs bounded time and memory. yaml-cpp takes up to
/// 200 bytes for each byte of a long line; the largest model that fits the engine has a tenth of this as
/// YAML.
struct Limits {
  std::size_t bytes = std::size_t{2} << 20;
  std::size_t values = 200'000;
  std::size_t depth = 64;
};

/// `overlay` over `base`: maps merge key by key, lists and scalars replace. The result stands where the
/// overlay was written and remembers what it was laid over.
Node merge(Node base, Node overlay);

/// A tree that holds `value` at the dotted `path` and nothing else, to be merged over `root`. A key that
/// contains a dot is recognised if `root` has it or if it stands in a `performance` map (step.attribute).
/// `at` is the place of the path's first letter. An empty key in the path gives a null node.
Node nest(const Node& root, std::string_view path, Node value, const base::Location& at);

/// True if the text may be read at all: within the limit of bytes, valid UTF-8 without control characters.
/// Else the reason is added to `diagnostics`. `source` names the text in locations.
bool is_readable(std::string_view text, const std::string& source, const Limits& limits,
                 base::Diagnostics& diagnostics);

/// "a map", "a list", "a value", "nothing": for messages.
std::string_view kind_name(Node::Kind kind);

}  // namespace polku::scenario
