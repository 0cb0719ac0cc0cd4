// The decision of a comparison in the words of a page: what to do, by how much it is better, how sure that
// is. In the flow: between a result's ranking and its report. Thread safety: pure functions.
#pragma once

#include "report/page.hpp"

namespace polku::cli {

/// Each premise of the result; none if it holds none.
std::vector<report::PremiseWords> premises_of(const scenario::Scenario& scenario,
                                              const record::Result& result);

/// Each uncertain number of the result that was tried at its ends; none if it holds none.
std::vector<report::DoubtWords> doubts_in_words(const scenario::Scenario& scenario,
                                                const record::Result& result);

report::Decision advice_of(const scenario::Scenario& scenario, const record::Result& result);

/// For a result of one world, where there is nothing to decide: what to expect.
report::Decision outlook_of(const scenario::Scenario& scenario, const record::Result& result);

}  // namespace polku::cli
