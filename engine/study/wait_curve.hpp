// The waits that a log shows before a step, as a distribution with few knots that a model can state. In the
// flow: from waits to discovery. Thread safety: pure functions.
#pragma once

#include <vector>

#include "scenario/values.hpp"

namespace polku::study {

/// A distribution that is linear between knots and follows the waits closely, short ones as well as long.
/// [days] It has their mean. `waits` is not empty. At most `most` knots, and at least two.
std::vector<scenario::WaitKnot> wait_curve(std::vector<double> waits, std::size_t most = 14);

}  // namespace polku::study
