// `polku run`: one world, replicated.
#include "cli/outcome_text.hpp"
#include "cli/simulation.hpp"

namespace polku::cli {

Exit run(const Arguments& arguments, const Console& console) {
  const auto table = [](const scenario::Scenario& scenario, const record::Result& result, const Console& to) {
    return outcome_text(scenario, result, to.out_style());
  };
  return simulate({false, study::run, run_answer, table}, arguments, console);
}

}  // namespace polku::cli
