// A scenario file, the model that it names and the overrides of the command line, as one checked scenario.
// In the flow: first thing that every command does. Thread safety: pure but for the files and the caller's
// values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/resolve.hpp"

namespace polku::scenario {

/// The texts that were read, by the name that locations use: for showing the line of a mistake.
using Texts = std::map<std::string, std::string, std::less<>>;

/// Reads `file`, the model that its key `model` names (a path relative to it), lays the file over the model
/// and then each of `sets` (`path=value`) over both, binds and checks. Nothing after errors, also if a file
/// cannot be read; only ordinary files are, so a pipe or a device cannot block. `texts` is filled in any
/// case.
/// `ranges`: `path=low..high` each, instead of what the file says under `uncertain`.
std::optional<Loaded> load(const std::string& file, const std::vector<std::string>& sets,
                           base::Diagnostics& diagnostics, Texts& texts,
                           const std::vector<std::string>& ranges = {});

}  // namespace polku::scenario
