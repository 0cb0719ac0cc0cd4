// What people tell each other, in numbers that follow from the formulas alone.
#include <cmath>

#include "behaviour/word_of_mouth.hpp"
#include "tolerance.hpp"

using namespace polku::behaviour;

TEST_CASE("messages grow with feeling, a little more with annoyance", "[behaviour]") {
  CHECK(messages_told(0.0, 0.5, 1.0, 1.2) == 0.5);
  CHECK(messages_told(1.0, 0.5, 1.0, 1.2) == Approx(1.0));
  CHECK(messages_told(-1.0, 0.5, 1.0, 1.2) == Approx(1.1));
}

TEST_CASE("one utility moves the liked and the disliked apart", "[behaviour]") {
  const auto moved = [](double share, double utility) {
    return polku::base::sigmoid(std::log(share / (1 - share)) + utility) - share;
  };
  // Impact .5 and one message.
  CHECK(moved(0.3, hearsay_utility(1.0, 0.0, 0.5)) == Approx(0.114038).margin(1e-6));
  CHECK(moved(0.3, hearsay_utility(0.0, 1.0, 0.5)) == Approx(-0.093688).margin(1e-6));
  CHECK(moved(0.7, hearsay_utility(1.0, 0.0, 0.5)) == Approx(0.093688).margin(1e-6));
  CHECK(moved(0.7, hearsay_utility(0.0, 1.0, 0.5)) == Approx(-0.114038).margin(1e-6));
}

TEST_CASE("messages make aware as Poisson contacts do, and only those who are not", "[behaviour]") {
  CHECK(made_aware(0.4, 0.0, 0.5) == 0.4);
  CHECK(made_aware(0.4, 2.0, 0.5) == Approx(1.0 - 0.6 * std::exp(-1.0)).epsilon(1e-12));
  CHECK(made_aware(1.0, 2.0, 0.5) == 1.0);
}
