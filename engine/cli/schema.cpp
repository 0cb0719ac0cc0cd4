// `polku schema`: the format described, for editors or for people.
#include "scenario/schema.hpp"

#include "cli/command.hpp"

namespace polku::cli {

Exit schema(const Arguments& arguments, const Console& console) {
  std::string text = arguments.reference ? scenario::field_reference() : scenario::json_schema();
  if (!text.ends_with('\n')) text += '\n';
  console.out(text);
  return Exit::done;
}

}  // namespace polku::cli
