// `polku graph`: the journey as a drawing.
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "journey/draw.hpp"
#include "store/output_file.hpp"

namespace polku::cli {
namespace {

std::string drawing(const journey::JourneyGraph& graph, const std::string& format) {
  if (format == "dot") return journey::to_dot(graph);
  if (format == "graphml") return journey::to_graphml(graph);
  if (format == "mermaid") return journey::to_mermaid(graph);
  return journey::to_svg(graph);
}

}  // namespace

Exit graph(const Arguments& arguments, const Console& console) {
  const auto overwrite = arguments.force ? store::Overwrite::yes : store::Overwrite::no;
  const Input input = read_input(arguments);
  tell(input.diagnostics, input.texts, arguments, console);
  if (!input.loaded) return Exit::mistake;
  if (!arguments.output.empty()) store::check_output(arguments.output, overwrite);

  const std::string text = drawing(journey::build(input.loaded->scenario.model), arguments.format);
  if (arguments.output.empty()) {
    console.out(text);
    return Exit::done;
  }
  store::OutputFile file(arguments.output, overwrite);
  file.write(text);
  file.commit();
  if (!arguments.quiet) console.message("written to " + base::visible(arguments.output) + '\n');
  return Exit::done;
}

}  // namespace polku::cli
