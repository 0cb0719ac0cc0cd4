// The readers of the two formats, each from bytes to a collector. Internal to read_log().
// Thread safety: pure but for what they are given.
#pragma once

#include "store/log_bytes.hpp"
#include "store/log_collect.hpp"

namespace polku::store {

/// `head`: the bytes read so far, which tell the format. Both throw GiveUp.
void read_xes(std::string_view head, LogBytes& bytes, LogCollector& to);
void read_csv_log(std::string_view head, LogBytes& bytes, const LogSettings& settings, LogCollector& to);

}  // namespace polku::store
