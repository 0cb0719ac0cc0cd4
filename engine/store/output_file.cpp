#include "store/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/diagnostic.hpp"

namespace polku::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw base::EnvironmentError("cannot write '" + path + "': " + why);
}

/// The file that would be replaced: renaming over a symbolic link would replace the link instead.
fs::path behind_links(const std::string& path) {
  std::error_code ignored;
  const fs::path followed = fs::canonical(path, ignored);
  return ignored ? fs::path(path) : followed;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

}  // namespace

void check_output(const std::string& path, Overwrite overwrite) {
  if (path.empty()) refuse(path, "the file name is empty");
  std::error_code error;
  const fs::path target = behind_links(path);
  const fs::path folder = folder_of(target);
  const fs::file_status there = fs::status(target, error);
  if (fs::is_directory(there)) refuse(path, "it is a folder. Add a file name");
  // A rename over a device would remove the device.
  if (fs::exists(there) && !fs::is_regular_file(there)) refuse(path, "it is not an ordinary file");
  if (fs::exists(there) && overwrite == Overwrite::no) {
    refuse(path, "it exists already. Use --force to replace it, or -o for another name");
  }
  if (!fs::is_directory(folder, error)) refuse(path, "there is no folder '" + folder.string() + "'");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    refuse(path, "the folder '" + folder.string() + "': " + std::generic_category().message(errno));
  }
}

std::string incomplete_path(const std::string& path) {
  const std::string_view extension = ".h5";
  const bool has_it = path.size() > extension.size() && path.ends_with(extension);
  return path.substr(0, path.size() - (has_it ? extension.size() : 0)) + ".incomplete.h5";
}

OutputFile::OutputFile(const std::string& path, Overwrite overwrite) : path_(path), overwrite_(overwrite) {
  check_output(path, overwrite);
  target_ = behind_links(path).string();
  for (int attempt = 0; descriptor_ < 0; ++attempt) {
    const std::string unique = std::to_string(::getpid()) + "-" + std::to_string(attempt);
    temporary_ = (folder_of(target_) / (".polku-" + unique + ".tmp")).string();
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST) fail(errno);
  }
  size_signal_ = std::signal(SIGXFSZ, SIG_IGN);
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  std::signal(SIGXFSZ, size_signal_);
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::commit() {
  if (::fsync(descriptor_) != 0) fail(errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) fail(errno);
  check_output(path_, overwrite_);  // again: others may have written while this one was at it
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

void OutputFile::fail(int reason) const { refuse(path_, std::generic_category().message(reason)); }

}  // namespace polku::store
