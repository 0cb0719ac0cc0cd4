// A result as one HDF5 file that Python, R and Julia read without Polku; its format is in output/README.md.
// In the flow: the last station of a run or comparison, the first of explain, report, export and digest.
// Thread safety: none; one thread reads and writes files. A file appears whole or not at all.
#pragma once

#include <string>

#include "record/result.hpp"
#include "store/output_file.hpp"

namespace polku::store {

/// Writes `result` and returns the name of the file: `path` for a complete one, `incomplete_path(path)` for
/// an interrupted one. An earlier incomplete result there is replaced, a complete one never. Throws
/// base::EnvironmentError if the file cannot be written or has a name it may not replace, and
/// std::invalid_argument if the result contradicts itself (a variable's size is not that of its axes, a name
/// twice).
std::string write(const record::Result& result, const std::string& path, Overwrite overwrite);

/// The result in a file that `write` made. Throws base::EnvironmentError if there is none, or it is damaged.
record::Result read(const std::string& path);

}  // namespace polku::store
