#include "scenario/json_reader.hpp"

#include <cstdint>
#include <unordered_set>

#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

/// Recursive descent; each function stands at the first character of what it reads and leaves behind its
/// last.
class JsonParser {
 public:
  JsonParser(std::string_view text, std::string source, const Limits& limits, base::Diagnostics& diagnostics)
      : text_(text), source_(std::move(source)), limits_(limits), diagnostics_(diagnostics) {}

  bool document(Node& root) {
    skip_space();
    if (place_ == text_.size()) return fail("empty-file", "the file is empty");
    if (!value(root, 0)) return false;
    skip_space();
    return place_ == text_.size() || fail("syntax-error", "something follows the end of the JSON value");
  }

 private:
  bool value(Node& node, std::size_t depth) {
    node.at = here();
    if (++values_ > limits_.values) return fail("too-many-values", "the file has too many values");
    switch (peek()) {
      case '{': return depth < limits_.depth ? map(node, depth) : too_deep();
      case '[': return depth < limits_.depth ? list(node, depth) : too_deep();
      case '"':
        node.kind = Node::Kind::scalar;
        node.quoted = true;
        return string(node.text);
      default: return literal(node);
    }
  }

  bool map(Node& node, std::size_t depth) {
    node.kind = Node::Kind::map;
    std::unordered_set<std::string> seen;
    ++place_;
    skip_space();
    if (take('}')) return true;
    do {
      skip_space();
      Entry& entry = node.entries.emplace_back();
      entry.key_at = here();
      if (peek() != '"') return fail("syntax-error", "a key in quotes is expected");
      if (!string(entry.key)) return false;
      if (!seen.insert(entry.key).second) {
        place_ = key_start_;
        return fail("duplicate-key", say("the key ", quote(entry.key), " is given twice"));
      }
      skip_space();
      if (!take(':')) return fail("syntax-error", "`:` is expected");
      skip_space();
      if (!value(entry.value, depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take('}') || fail("syntax-error", "`,` or `}` is expected");
  }

  bool list(Node& node, std::size_t depth) {
    node.kind = Node::Kind::list;
    ++place_;
    skip_space();
    if (take(']')) return true;
    do {
      skip_space();
      if (!value(node.items.emplace_back(), depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(']') || fail("syntax-error", "`,` or `]` is expected");
  }

  bool string(std::string& text) {
    key_start_ = place_++;
    while (true) {
      const char c = peek();
      if (c == '\0' || c == '\n') return fail("syntax-error", "the text does not end");
      ++place_;
      if (c == '"') return true;
      if (c != '\\') {
        text += c;
      } else if (!escape(text)) {
        return false;
      }
    }
  }

  bool escape(std::string& text) {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const char c = peek();
    ++place_;
    if (const std::size_t known = names.find(c); c != '\0' && known != std::string_view::npos) {
      text += meant[known];
      return true;
    }
    std::uint32_t code = 0;
    if (c != 'u' || !hex(code)) return fail("syntax-error", "unknown escape in a text");
    if (code >= 0xD800 && code < 0xDC00) {  // first half of a surrogate pair
      std::uint32_t low = 0;
      if (!take('\\') || !take('u') || !hex(low) || low < 0xDC00 || low > 0xDFFF)
        return fail("syntax-error", "half a surrogate pair in a text");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      return fail("syntax-error", "half a surrogate pair in a text");
    }
    append_utf8(text, code);
    return true;
  }

  bool hex(std::uint32_t& code) {
    for (int i = 0; i < 4; ++i) {
      const std::size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(peek() | 0x20));
      if (digit == std::string_view::npos) return false;
      code = code * 16 + static_cast<std::uint32_t>(digit);
      ++place_;
    }
    return true;
  }

  static void append_utf8(std::string& text, std::uint32_t code) {
    const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
      add(code);
    } else if (code < 0x800) {
      add(0xC0 | code >> 6);
      add(0x80 | (code & 0x3F));
    } else {
      if (code < 0x10000) {
        add(0xE0 | code >> 12);
      } else {
        add(0xF0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3F));
      }
      add(0x80 | (code >> 6 & 0x3F));
      add(0x80 | (code & 0x3F));
    }
  }

  /// Numbers, `true`, `false` and `null`; whether a number is one is found out with its unit.
  bool literal(Node& node) {
    const std::size_t start = place_;
    const auto belongs = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
             c == '-' || c == '.';
    };
    while (belongs(peek())) ++place_;
    node.text = text_.substr(start, place_ - start);
    const bool is_number =
        !node.text.empty() && (node.text[0] == '-' || (node.text[0] >= '0' && node.text[0] <= '9'));
    if (node.text == "null") {
      node.text.clear();
      return true;
    }
    node.kind = Node::Kind::scalar;
    if (is_number || node.text == "true" || node.text == "false") return true;
    place_ = start;
    return fail("syntax-error", "a value is expected");
  }

  void skip_space() {
    for (; place_ < text_.size(); ++place_) {
      const char c = text_[place_];
      if (c == '\n') {
        ++line_;
        line_start_ = place_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
    }
  }
  char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }
  bool take(char c) {
    if (peek() != c) return false;
    ++place_;
    return true;
  }
  base::Location here() const { return {source_, line_, static_cast<int>(place_ - line_start_) + 1}; }
  bool too_deep() { return fail("too-deep", "the values are nested too deeply"); }
  bool fail(const char* code, std::string message) {
    add_error(diagnostics_, code, here(), std::move(message));
    return false;
  }

  std::string_view text_;
  std::string source_;
  Limits limits_;
  base::Diagnostics& diagnostics_;
  std::size_t place_ = 0;
  std::size_t key_start_ = 0;  // of the text read last
  std::size_t line_start_ = 0;
  std::size_t values_ = 0;
  int line_ = 1;
};

}  // namespace

std::optional<Node> read_json(std::string_view text, const std::string& source,
                              base::Diagnostics& diagnostics, const Limits& limits) {
  if (!is_readable(text, source, limits, diagnostics)) return std::nullopt;
  Node root;
  if (!JsonParser(text, source, limits, diagnostics).document(root)) return std::nullopt;
  return root;
}

}  // namespace polku::scenario
