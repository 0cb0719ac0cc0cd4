// In place of the bundle where Polku is built without npm.
#include "report/bundle.hpp"

namespace polku::report {

Bundle bundle() { return {}; }

}  // namespace polku::report
