// What a complaint makes of a bad memory.
#include "behaviour/recovery.hpp"
#include "tolerance.hpp"

using namespace polku::behaviour;

TEST_CASE("recovery gives back, late recovery less, failed recovery takes again", "[behaviour]") {
  CHECK(after_complaint(-2.0, true, 1.0, 0.0, 7.0) == 0.0);
  CHECK(after_complaint(-2.0, true, 1.5, 0.0, 7.0) == Approx(1.0));
  CHECK(after_complaint(-2.0, true, 1.0, 7.0, 7.0) == Approx(-1.0));
  CHECK(after_complaint(-2.0, false, 1.0, 0.0, 7.0) == -4.0);
}
