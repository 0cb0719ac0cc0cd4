// `polku run`: one world, replicated.
#include "cli/groups_text.hpp"
#include "cli/outcome_text.hpp"
#include "cli/simulation.hpp"

namespace polku::cli {

Exit run(const Arguments& arguments, const Console& console) {
  const auto table = [&arguments](const scenario::Scenario& scenario, const record::Result& result,
                                  const Console& to) {
    const std::string text = outcome_text(scenario, result, to.out_style());
    return arguments.groups ? text + '\n' + groups_text(result, scenario.model.currency, to.out_style())
                            : text;
  };
  return simulate({false, study::run, run_answer, table}, arguments, console);
}

}  // namespace polku::cli
