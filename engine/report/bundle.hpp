// What web/ was bundled into at build time: script and style of the page, and their hashes. Internal to
// report.
#pragma once

#include <string_view>

namespace polku::report {

struct Bundle {
  std::string_view script, style;            ///< empty: built without npm
  std::string_view script_hash, style_hash;  ///< SHA-256 in base64, as a Content-Security-Policy has them
};

Bundle bundle();

}  // namespace polku::report
