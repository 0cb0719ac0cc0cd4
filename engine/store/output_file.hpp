// Files that appear whole or not at all: written under a temporary name in the same folder, flushed to the
// disk, then renamed. Whatever goes wrong on the way, the old file stays and no half-written one is left
// behind.
// In the flow: under every writer of files. Not thread-safe: writing holds one signal of the whole process.
#pragma once

#include <string>
#include <string_view>

namespace polku::store {

/// What to do with a file that already has the name. `yes` is the command line's --force.
enum class Overwrite { no, yes };

/// Throws base::EnvironmentError unless a file could be put at `path`: its folder exists and can be written
/// to, and nothing has the name, or a regular file that may be overwritten. To be asked before a long run.
void check_output(const std::string& path, Overwrite overwrite);

/// Where an interrupted run leaves what it finished: `out.h5` -> `out.incomplete.h5`, `out` ->
/// `out.incomplete.h5`.
std::string incomplete_path(const std::string& path);

/// One file being written. Members throw base::EnvironmentError with the system's reason. While one exists, a
/// write beyond the process's file size limit is an error like any other, not a signal that ends the process.
class OutputFile {
 public:
  OutputFile(const std::string& path, Overwrite overwrite);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Appends, also to what others wrote into the temporary file.
  void write(std::string_view bytes);
  /// Gives the file its name. Without it the destructor removes what was written.
  void commit();
  /// The name until `commit()`, for libraries that want to open the file themselves.
  const std::string& temporary() const { return temporary_; }

 private:
  [[noreturn]] void fail(int reason) const;

  std::string path_;       // as given, for messages
  std::string target_;     // symbolic links followed
  std::string temporary_;  // empty once committed
  Overwrite overwrite_;
  void (*size_signal_)(int);  // what SIGXFSZ did before
  int descriptor_ = -1;
};

}  // namespace polku::store
