#include <string_view>

#include "journey/draw.hpp"
#include "journey/labels.hpp"

namespace polku::journey {
namespace {

/// Text for a double-quoted label: Mermaid's own entities for what it or HTML would read as markup.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) switch (c) {
      case '"': result += "#quot;"; break;
      case '#': result += "#35;"; break;
      case '&': result += "#amp;"; break;
      case '<': result += "#lt;"; break;
      case '>': result += "#gt;"; break;
      case '`': result += "#96;"; break;
      default: result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  return result;
}

std::string node_text(const JourneyGraph& graph, std::size_t index, const Flow* flow) {
  const Node& node = graph.nodes[index];
  std::string label;
  for (const std::string& line : node_lines(graph, index, flow))
    label += (label.empty() ? "" : "<br>") + escaped(line);
  const char* open = "[\"";
  const char* close = "\"]";
  if (!graph.is_step(index) || node.kind == scenario::StepKind::wait ||
      node.kind == scenario::StepKind::ripen) {
    open = "([\"", close = "\"])";
  } else if (node.decides()) {
    open = "{{\"", close = "\"}}";
  } else if (node.gated) {
    open = "{\"", close = "\"}";
  }
  return identifier('n', index) + open + label + close + "\n";
}

}  // namespace

std::string to_mermaid(const JourneyGraph& graph, const Flow* flow) {
  std::string text = "flowchart LR\n";
  const auto line = [&](const std::string& content) { text.append("  ").append(content); };
  for (std::size_t i = 0; i < graph.entries.size(); ++i)
    line(identifier('e', i) + "(( )) -- \"" + escaped(title(entry_name(graph.entries[i]))) + "\" --> " +
         identifier('n', graph.entries[i].node) + "\n");

  for (const StageGroup& group : stage_groups(graph)) {
    line("subgraph " + group.heading + "\n");
    for (const std::size_t step : group.steps) line("  " + node_text(graph, step, flow));
    line("end\n");
  }
  for (const std::size_t terminal : {graph.end(), graph.give_up()})
    if (leads_to(graph.edges, terminal)) line(node_text(graph, terminal, flow));

  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const Edge& edge = graph.edges[i];
    const std::string label = edge_label(graph, i, flow);
    std::string arrow = leaks(graph, edge) ? " -.->" : " -->";
    if (!label.empty()) arrow.append("|\"").append(escaped(label)).append("\"|");
    line(identifier('n', edge.from) + arrow + " " + identifier('n', edge.to) + "\n");
  }
  return text;
}

}  // namespace polku::journey
