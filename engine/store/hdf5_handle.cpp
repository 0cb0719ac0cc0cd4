#include "store/hdf5_handle.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace polku::store {
namespace {

constexpr std::array<const char*, 4> units_of_time = {"day", "hour", "minute", "second"};

bool is_unit_of_time(const std::string& singular) {
  return std::find(units_of_time.begin(), units_of_time.end(), singular) != units_of_time.end();
}

/// Keeps the innermost reason of an error stack. That of a failed write ends in the system's own words.
herr_t keep_reason(unsigned, const H5E_error2_t* error, void* kept) {
  std::string& reason = *static_cast<std::string*>(kept);
  reason = error->desc == nullptr ? "" : error->desc;
  const std::string_view mark = "error message = '";
  if (const std::size_t begin = reason.find(mark); begin != reason.npos) {
    reason = reason.substr(begin + mark.size());
    reason.resize(std::min(reason.find('\''), reason.size()));
  }
  return 1;  // stop here
}

}  // namespace

void fail(const char* what) {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_reason, &reason);
  throw Hdf5Error("HDF5 failed at '" + std::string(what) + "'" + (reason.empty() ? "" : ": " + reason));
}

void start_hdf5() {
  H5dont_atexit();  // heeded only by the first call into the library
  H5PLset_loading_state(0);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // holds for the calling thread only
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
  check(H5Tset_size(type, H5T_VARIABLE), "text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

std::string unit_in_file(const std::string& unit) {
  if (is_unit_of_time(unit)) throw std::invalid_argument("unit '" + unit + "' must be written in the plural");
  const std::string singular = unit.substr(0, unit.empty() ? 0 : unit.size() - 1);
  return unit.ends_with('s') && is_unit_of_time(singular) ? singular : unit;
}

std::string unit_from_file(const std::string& spelled) {
  return is_unit_of_time(spelled) ? spelled + "s" : spelled;
}

}  // namespace polku::store
