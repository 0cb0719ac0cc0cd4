// `polku compare`: the baseline against every option of the scenario, in paired worlds.
#include "cli/outcome_text.hpp"
#include "cli/simulation.hpp"

namespace polku::cli {

Exit compare(const Arguments& arguments, const Console& console) {
  const auto table = [](const scenario::Scenario& scenario, const record::Result& result, const Console& to) {
    return comparison_text(scenario, result, to.out_style(), to.width());
  };
  return simulate({true, study::compare, compare_answer, table}, arguments, console);
}

}  // namespace polku::cli
