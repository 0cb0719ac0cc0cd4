#include "store/log_bytes.hpp"

#include <zlib.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/diagnostic.hpp"

namespace polku::store {

struct LogBytes::File {
  gzFile handle;
};

LogBytes::LogBytes(const std::string& path) : file_(std::make_unique<File>()) {
  const auto refuse = [&](const std::string& why) {
    throw base::EnvironmentError("cannot read '" + path + "': " + why);
  };
  std::error_code error;
  const auto there = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(there)) refuse("it is a folder");
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    refuse("it is not an ordinary file");
  file_->handle = gzopen(path.c_str(), "rb");
  if (!file_->handle) refuse(std::generic_category().message(errno));
  gzbuffer(file_->handle, 1 << 18);
}

LogBytes::~LogBytes() { gzclose(file_->handle); }

std::size_t LogBytes::read(char* bytes, std::size_t count) {
  const int got = gzread(file_->handle, bytes, static_cast<unsigned>(count));
  if (got > 0) return static_cast<std::size_t>(got);
  int code = Z_OK;
  const char* words = gzerror(file_->handle, &code);
  if (code == Z_BUF_ERROR)
    trouble_ = "the packed file ends in the middle";
  else if (code == Z_ERRNO)
    trouble_ = std::generic_category().message(errno);
  else if (code != Z_OK && code != Z_STREAM_END)
    trouble_ = std::string("the packed file is damaged (") + words + ")";
  return 0;
}

}  // namespace polku::store
