// The three streams of the program: data to standard output, messages to standard error, and what kind of
// place they go to. Nothing else in Polku writes to them. In the flow: made in main, handed to every command.
// Thread safety: message() and bar() may be called from any thread, one call at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "cli/table.hpp"

namespace polku::cli {

/// Whoever reads our standard output has gone away (`polku schema | head`): nothing more to say, exit code 3.
struct OutputClosed {};

class Console {
 public:
  /// Looks at the environment: colour and bars only on a terminal, colour not with NO_COLOR (no-color.org) or
  /// TERM=dumb. Opens standard streams that are closed, so that no file can take their place.
  Console();

  /// Writes all of `text` to standard output. Throws OutputClosed, or base::EnvironmentError (disk full ...).
  void out(std::string_view text) const;
  /// Writes to standard error; what cannot be written there is lost.
  void message(std::string_view text) const;

  const Style& out_style() const { return out_style_; }
  const Style& message_style() const { return message_style_; }
  bool shows_progress() const { return shows_progress_; }
  /// Columns of standard output: of its terminal, 100 elsewhere; at least 60.
  std::size_t width() const { return width_; }

 private:
  Style out_style_, message_style_;
  bool shows_progress_ = false;
  std::size_t width_ = 100;
};

/// Columns of the terminal behind a descriptor, 0 if it is none.
std::size_t terminal_columns(int descriptor);

}  // namespace polku::cli
