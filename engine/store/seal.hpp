// A line at the very end of a file with the hash of all bytes before it, so that damage is noticed before
// anyone interprets the bytes: HDF5 crashes on some damaged files and reads wrong numbers from others. HDF5
// ignores what stands behind its data, and removes it when other software changes the file: then there is no
// seal to break.
// In the flow: the last thing that the result file's writer does, the first that its reader does.
#pragma once

#include <string>

#include "store/output_file.hpp"

namespace polku::store {

/// Seals a file whose content is complete. Throws base::EnvironmentError if it cannot be read or written.
void seal(OutputFile& file);

enum class Seal { none, intact, broken };
/// Throws base::EnvironmentError if the file cannot be read.
Seal seal_of(const std::string& path);

}  // namespace polku::store
