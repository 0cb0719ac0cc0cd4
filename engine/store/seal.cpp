#include "store/seal.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <system_error>
#include <vector>

#include "base/diagnostic.hpp"
#include "record/hash128.hpp"

namespace polku::store {
namespace {

constexpr std::string_view mark = "polku-xxh3-128 ";
constexpr std::uintmax_t seal_size = mark.size() + record::Hash128::text_size + 1;

[[noreturn]] void fail(const std::string& path) {
  throw base::EnvironmentError("cannot read '" + path + "': " + std::generic_category().message(errno));
}

std::ifstream open(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path);
  return file;
}

std::uintmax_t size_of(std::ifstream& file) {
  file.seekg(0, std::ios::end);
  const std::streamoff size = file.tellg();
  file.seekg(0);
  return static_cast<std::uintmax_t>(size);
}

/// The line for the first `size` bytes of a file.
std::string seal_line(std::ifstream& file, std::uintmax_t size, const std::string& path) {
  record::Hash128 hash;
  std::vector<char> buffer(std::size_t{1} << 20);
  while (size > 0) {
    const std::uintmax_t count = std::min<std::uintmax_t>(size, buffer.size());
    if (!file.read(buffer.data(), static_cast<std::streamsize>(count))) fail(path);
    hash.add(buffer.data(), count);
    size -= count;
  }
  return std::string(mark) + hash.text() + "\n";
}

}  // namespace

void seal(OutputFile& output) {
  std::ifstream file = open(output.temporary());
  const std::uintmax_t size = size_of(file);
  output.write(seal_line(file, size, output.temporary()));
}

Seal seal_of(const std::string& path) {
  std::ifstream file = open(path);
  const std::uintmax_t size = size_of(file);
  if (size < seal_size) return Seal::none;
  std::string found(seal_size, '\0');
  file.seekg(static_cast<std::streamoff>(size - seal_size));
  if (!file.read(found.data(), static_cast<std::streamsize>(found.size()))) fail(path);
  if (!found.starts_with(mark)) return Seal::none;
  file.seekg(0);
  return seal_line(file, size - seal_size, path) == found ? Seal::intact : Seal::broken;
}

}  // namespace polku::store
