// What the user is told about a mistake: values that are collected, never thrown, each with a place in a
// file. Readers and checks add to a Diagnostics; the command line prints it once with to_text(). Grammar of a
// message: problem (why). suggestion [code]. Thread safety: none; one collection per thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace polku::base {

enum class Severity { error, warning, note };

/// A place in a text. Lines and columns count from 1; columns count bytes, as parsers and compilers do. Line
/// 0 means the whole file, an empty file name no place at all.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< stable, in kebab case: "unknown-key"
  Location location;
  std::string message;     ///< the problem, without a full stop
  std::string why;         ///< shown in brackets; may be empty
  std::string suggestion;  ///< what to do, a sentence without a full stop; may be empty
  std::vector<std::pair<Location, std::string>> notes = {};  ///< other places that matter
};

/// The diagnostics of one pass or one command, in the order found.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void append(const Diagnostics& others);

  bool has_errors() const;
  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  std::size_t count(Severity severity) const;

  const std::vector<Diagnostic>& all() const { return all_; }
  /// By file, line and column; what shares a place stays in the order found.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
};

/// The text of a file that a location names, or nothing where it is not at hand.
using SourceLookup = std::function<std::optional<std::string_view>(std::string_view file)>;

struct TextOptions {
  std::size_t most = 20;    ///< diagnostics shown, errors before warnings; the rest is counted
  std::size_t width = 100;  ///< columns of source shown around the caret
};

/// For people: one line a diagnostic, then the source line with a caret under the place. Sorted by place.
/// Control characters and broken UTF-8 become visible escapes, whatever the input: nothing reaches the
/// terminal as a command.
std::string to_text(const Diagnostics& diagnostics, const SourceLookup& source = {},
                    TextOptions options = {});

/// `text` on one line and harmless in a terminal: control characters, direction overrides and broken UTF-8
/// appear as escapes such as \x1b.
std::string visible(std::string_view text);

/// The candidate that `word` was probably meant to be: least Damerau-Levenshtein distance without regard to
/// case, the first on a tie; nothing when none is close (more than a third of the letters differ).
std::optional<std::string> closest(std::string_view word, std::span<const std::string_view> candidates);
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

/// The world outside failed us (disk full, file not writable, ...): exit code 3. Caught in main.
struct EnvironmentError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace polku::base
