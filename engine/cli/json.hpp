// What every JSON answer is built with. Internal to the .cpp files of cli, the only ones that see
// nlohmann-json. Thread safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/diagnostic.hpp"

namespace polku::cli {

/// Keeps the order in which fields are written.
using Json = nlohmann::ordered_json;

/// One line; bytes that are not UTF-8 become U+FFFD, so that hostile names cannot make it fail.
inline std::string to_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json diagnostics_json(const base::Diagnostics& diagnostics);

}  // namespace polku::cli
