// Runs `dot -Tsvg` without a shell. Its input and its complaints are unnamed temporary files, so that neither
// side can wait for the other however large the picture is; only its output is a pipe.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/diagnostic.hpp"
#include "journey/draw.hpp"

extern char** environ;

namespace polku::journey {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(const std::string& what, int error) {
  throw base::EnvironmentError("cannot draw the journey: " + what + " (" + std::strerror(error) + ")");
}

File temporary_file() {
  File file(std::tmpfile());
  if (!file) fail("no temporary file", errno);
  return file;
}

std::string read_all(std::FILE* file) {
  std::string text;
  std::array<char, 65536> buffer;
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), file))
    text.append(buffer.data(), n);
  return text;
}

/// Starts dot with these standard streams; 0 or an errno.
int start_dot(pid_t& child, int in, int out, int err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  std::string program = "dot", format = "-Tsvg";
  std::array<char*, 3> arguments{program.data(), format.data(), nullptr};
  const int error = posix_spawnp(&child, "dot", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail("lost sight of dot", errno);
  return status;
}

}  // namespace

std::string to_svg(const JourneyGraph& graph, const Flow* flow) {
  constexpr const char* not_installed =
      "cannot draw the journey: Graphviz's dot is not on the PATH. Install the package graphviz, or ask for "
      "the "
      "format dot, mermaid or graphml";
  const std::string dot = to_dot(graph, flow);
  const File input = temporary_file();
  const File complaints = temporary_file();
  if (std::fwrite(dot.data(), 1, dot.size(), input.get()) != dot.size() || std::fflush(input.get()) != 0)
    fail("no room for a temporary file", errno);
  std::rewind(input.get());

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("no pipe", errno);
  const File output(fdopen(ends[0], "r"));
  pid_t child = 0;
  const int error = start_dot(child, fileno(input.get()), ends[1], fileno(complaints.get()));
  close(ends[1]);
  if (error == ENOENT) throw base::EnvironmentError(not_installed);
  if (error != 0) fail("dot does not start", error);

  const std::string svg = read_all(output.get());
  const int status = wait_for(child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw base::EnvironmentError(not_installed);
  if (status != 0 || svg.empty()) {
    std::rewind(complaints.get());
    throw base::EnvironmentError("cannot draw the journey: dot failed: " +
                                 base::visible(read_all(complaints.get())));
  }
  return svg;
}

}  // namespace polku::journey
