// What Polku this is; stamped into every result.
#pragma once

#include <string>

namespace polku::study {

std::string version();   // of the project, 0.1.0
std::string git_hash();  // of the sources it was built from; empty if unknown

}  // namespace polku::study
