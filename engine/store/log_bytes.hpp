// The bytes of a file, unpacked if it is packed with gzip. Internal to the readers of event logs; the only
// place that sees zlib. Thread safety: one object per thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace polku::store {

class LogBytes {
 public:
  /// Throws base::EnvironmentError if there is no such file, or it is no ordinary one.
  explicit LogBytes(const std::string& path);
  ~LogBytes();
  LogBytes(const LogBytes&) = delete;
  LogBytes& operator=(const LogBytes&) = delete;

  /// At most `count` bytes; 0 at the end, or where the rest cannot be unpacked.
  std::size_t read(char* bytes, std::size_t count);
  /// Why the rest cannot be read; empty: all is well.
  const std::string& trouble() const { return trouble_; }

 private:
  struct File;
  std::unique_ptr<File> file_;
  std::string trouble_;
};

}  // namespace polku::store
