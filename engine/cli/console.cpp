#include "cli/console.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>

#include "base/diagnostic.hpp"

namespace polku::cli {
namespace {

/// A closed standard stream would give its number to the next file that is opened, and the table would be
/// written into a result. Opened for reading, so that writing to it still fails.
void open_what_is_closed() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) static_cast<void>(::open("/dev/null", O_RDONLY));
}

bool set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Whether a terminal that understands escapes is there.
bool is_terminal(int descriptor) {
  const char* terminal = std::getenv("TERM");
  return ::isatty(descriptor) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// 0, or the reason why not everything could be written.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {  // whoever started us made the stream non-blocking
      pollfd ready{descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
      continue;
    }
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Console::Console() {
  open_what_is_closed();
  std::signal(SIGPIPE, SIG_IGN);  // a reader who goes away must not end a run that also writes a file
  out_style_.colour = is_terminal(STDOUT_FILENO) && !set("NO_COLOR");
  message_style_.colour = is_terminal(STDERR_FILENO) && !set("NO_COLOR");
  shows_progress_ = is_terminal(STDERR_FILENO);
  if (const std::size_t columns = terminal_columns(STDOUT_FILENO))
    width_ = std::max<std::size_t>(60, columns);
}

void Console::out(std::string_view text) const {
  const int reason = write_all(STDOUT_FILENO, text);
  if (reason == EPIPE) throw OutputClosed();
  if (reason != 0)
    throw base::EnvironmentError("cannot write to standard output: " +
                                 std::generic_category().message(reason));
}

void Console::message(std::string_view text) const { static_cast<void>(write_all(STDERR_FILENO, text)); }

std::size_t terminal_columns(int descriptor) {
  winsize size{};
  return ::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace polku::cli
