// The commands, one file each. They get arguments that are right in themselves, print what they have to say,
// and return how it went. In the flow: called by main. Each throws base::EnvironmentError, or OutputClosed.
#pragma once

#include "cli/arguments.hpp"
#include "cli/console.hpp"

namespace polku::cli {

/// What the shell is told.
enum class Exit {
  done = 0,
  internal_error = 1,
  mistake = 2,      ///< the scenario or the arguments are wrong
  environment = 3,  ///< file, disk, memory
  interrupted = 130,
};

Exit check(const Arguments& arguments, const Console& console);
Exit run(const Arguments& arguments, const Console& console);
Exit compare(const Arguments& arguments, const Console& console);
Exit study(const Arguments& arguments, const Console& console);
Exit explain(const Arguments& arguments, const Console& console);
Exit sweep(const Arguments& arguments, const Console& console);
Exit sensitivity(const Arguments& arguments, const Console& console);
Exit optimize(const Arguments& arguments, const Console& console);
Exit calibrate(const Arguments& arguments, const Console& console);
Exit graph(const Arguments& arguments, const Console& console);
Exit schema(const Arguments& arguments, const Console& console);
Exit digest(const Arguments& arguments, const Console& console);
Exit trace(const Arguments& arguments, const Console& console);
Exit discover(const Arguments& arguments, const Console& console);
Exit export_result(const Arguments& arguments, const Console& console);
Exit report(const Arguments& arguments, const Console& console);

}  // namespace polku::cli
