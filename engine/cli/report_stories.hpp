// A few customers whose fate the best option changes, told in both worlds from the first difference on. The
// lives are simulated again from the scenario in the result; where what they brought is not what the result
// says, nothing is told. In the flow: between a result and its page. Thread safety: one thread; the
// simulation behind it may use several.
#pragma once

#include <cstddef>
#include <vector>

#include "report/page.hpp"

namespace polku::cli {

/// Stories of the customer won and the customer lost, where there are such, in the world of `option` against
/// the baseline. Empty if the result keeps no rows of customers.
std::vector<report::Story> stories_of(const scenario::Scenario& scenario, const record::Result& result,
                                      std::size_t option, std::size_t threads);

}  // namespace polku::cli
