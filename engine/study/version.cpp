#include "study/version.hpp"

namespace polku::study {

std::string version() { return POLKU_VERSION; }
std::string git_hash() { return POLKU_GIT_HASH; }

}  // namespace polku::study
