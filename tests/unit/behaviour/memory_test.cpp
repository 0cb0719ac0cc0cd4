// Memory of a journey and the attitude that it leaves.
#include "behaviour/memory.hpp"

#include <initializer_list>

#include "tolerance.hpp"

using namespace polku::behaviour;
using namespace polku::test;

namespace {

JourneyMemory<double> journey(std::initializer_list<double> encounters) {
  JourneyMemory<double> memory;
  for (const double encounter : encounters) memory.absorb(encounter);
  return memory;
}

}  // namespace

TEST_CASE("a longer journey with a milder end is better remembered", "[behaviour][memory]") {
  CHECK_THAT(journey({-2, -8}).remembered(0.5, 0.5), exactly(-8.0));
  CHECK_THAT(journey({-2, -8, -4}).remembered(0.5, 0.5), exactly(-6.0));
}

TEST_CASE("memory can also be the mean of the journey, or a blend", "[behaviour][memory]") {
  const JourneyMemory<double> memory = journey({1, -5, 2, 2});

  CHECK_THAT(memory.remembered(0, 0), exactly(0.0));
  CHECK_THAT(memory.remembered(0.35, 0.35), exactly(-1.05));
}

TEST_CASE("the peak is the encounter of the largest magnitude, the first of equals", "[behaviour][memory]") {
  CHECK(journey({3, -2, 1}).peak == 3);
  CHECK(journey({3, -4, 1}).peak == -4);
  CHECK(journey({3, -3}).peak == 3);
  CHECK(journey({}).remembered(0.35, 0.35) == 0.0);
}

TEST_CASE("early journeys shape attitude most and late ones never less than a floor", "[behaviour][memory]") {
  CHECK_THAT(attitude_after(0.0, 1.0, 0.0), exactly(0.5));
  CHECK_THAT(attitude_after(0.0, 1.0, 2.0), exactly(0.25));
  CHECK_THAT(attitude_after(0.0, 1.0, 8.0), exactly(0.1));
  CHECK_THAT(attitude_after(0.4, 1.0, 500.0), exactly(0.46));
  CHECK_THAT(attitude_after(0.0, 1.0, 500.0, 0.3), exactly(0.3));
}
