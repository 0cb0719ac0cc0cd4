// What both sides of the result file share: owners for HDF5 identifiers, the names in the file, its units.
// In the flow: only hdf5_write.cpp and hdf5_read.cpp include it; no HDF5 type leaves this folder.
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace polku::store {

/// Why a file could not be written or read. Callers turn it into a base::EnvironmentError that names the
/// file.
struct Hdf5Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws an Hdf5Error that says what failed and, as far as HDF5 knows, why.
[[noreturn]] void fail(const char* what);

/// Fails where an HDF5 function reports failure by a negative number.
template <class T>
T check(T outcome, const char* what) {
  if (outcome < 0) fail(what);
  return outcome;
}

/// Owns one identifier. `what` says in messages what was to be opened.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle(hid_t id, Close how, const char* what) : id_(check(id, what)), close_(how) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }

  /// Closes now. Data still in HDF5's buffers reach the disk here, so writers must ask whether it went well.
  void close() { check(close_(std::exchange(id_, H5I_INVALID_HID)), "close"); }

 private:
  hid_t id_;
  Close close_;
};

/// To be called before any use: keeps HDF5 from printing, from loading plugins, and from tidying up at exit,
/// where version 1.10 crashes after a write that failed.
void start_hdf5();

/// Variable-length UTF-8: readers see text, where fixed lengths give them bytes.
Handle text_type();

/// Where the resolved scenario and its origins are; no group of a result has this name.
inline constexpr const char* scenario_group = "scenario";

/// The unit as the file spells it. xarray turns plural units of time into time differences, and `days` into
/// nanoseconds; the singular leaves the numbers alone.
std::string unit_in_file(const std::string& unit);
/// The reverse.
std::string unit_from_file(const std::string& spelled);

}  // namespace polku::store
