// Graphviz text. Written by hand: boost::write_graphviz knows no clusters.
#include <cstdio>
#include <string_view>

#include "journey/draw.hpp"
#include "journey/labels.hpp"

namespace polku::journey {
namespace {

struct StageColours {
  const char* fill;    // of the stage's box
  const char* border;  // of its nodes
};

StageColours colours(scenario::Stage stage) {
  switch (stage) {
    case scenario::Stage::need: return {"#fdf4e3", "#b7791f"};
    case scenario::Stage::search: return {"#e9f2fb", "#2b6cb0"};
    case scenario::Stage::choice: return {"#f1ecfa", "#6b46c1"};
    case scenario::Stage::purchase: return {"#e8f6ec", "#2f855a"};
    case scenario::Stage::use: return {"#e5f5f6", "#1f7a8c"};
    case scenario::Stage::disposal: break;
  }
  return {"#f3f0ea", "#7b6f5b"};
}

constexpr const char* header = R"(digraph journey {
  graph [rankdir=LR, nodesep=0.35, ranksep=0.5, pad=0.3, bgcolor=white,
         fontname="Helvetica,Arial,sans-serif", fontsize=13, fontcolor="#52606d"]
  node [shape=box, style="filled,rounded", fillcolor=white, penwidth=1.4, margin="0.14,0.07",
        fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1f2933"]
  edge [color="#7b8794", penwidth=1.2, arrowsize=0.7,
        fontname="Helvetica,Arial,sans-serif", fontsize=10, fontcolor="#52606d"]
)";

/// Text for an HTML-like label, where nothing else has a meaning.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) switch (c) {
      case '"': result += "&quot;"; break;
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '\\': result += "&#92;"; break;
      default: result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  return result;
}

/// The title in full size, what else there is to know smaller below it.
std::string label(const std::vector<std::string>& lines) {
  std::string text = "label=<" + escaped(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i)
    text.append("<br/><font point-size=\"9.5\" color=\"#52606d\">")
        .append(escaped(lines[i]))
        .append("</font>");
  return text + ">";
}

const char* shape(const Node& node) {
  if (node.decides()) return "hexagon";
  if (node.gated) return "diamond";
  return node.kind == scenario::StepKind::encounter ? "box" : "ellipse";
}

std::string node_text(const JourneyGraph& graph, std::size_t index, const Flow* flow) {
  const Node& node = graph.nodes[index];
  std::string text = identifier('n', index) + " [" + label(node_lines(graph, index, flow)) +
                     ", shape=" + shape(node) + ", color=\"" + colours(node.stage).border + "\"";
  if (node.gated || node.decides()) text += ", style=filled, margin=\"0.02,0.02\"";
  if (node.effect == scenario::Effect::purchase) text += ", penwidth=3";
  return text + "]\n";
}

/// Every step has its own `end` and `give_up` beside it: lines to a common one would cross the whole picture.
std::string terminal_id(const JourneyGraph& graph, std::size_t step, std::size_t terminal) {
  return identifier(terminal == graph.end() ? 'x' : 'g', step);
}

std::string terminal_text(const JourneyGraph& graph, std::size_t step, std::size_t terminal) {
  const bool lost = terminal == graph.give_up();
  return terminal_id(graph, step, terminal) + " [" + label({title(graph.nodes[terminal].name)}) +
         ", fontsize=9.5, margin=\"0.06,0.02\", width=0.3, height=0.2, penwidth=1, " +
         (lost ? "fillcolor=\"#fbe5e1\", color=\"#c53030\", fontcolor=\"#c53030\"]\n"
               : "fillcolor=\"#e4e7eb\", color=\"#7b8794\", fontcolor=\"#52606d\"]\n");
}

std::string edge_text(const JourneyGraph& graph, std::size_t index, const Flow* flow) {
  const Edge& edge = graph.edges[index];
  std::string attributes;
  const auto set = [&](const std::string& attribute) {
    attributes += (attributes.empty() ? "" : ", ") + attribute;
  };
  const std::string words = edge_label(graph, index, flow);
  if (!words.empty()) set("label=< " + escaped(words) + " >");
  if (leaks(graph, edge)) set("color=\"#c53030\", fontcolor=\"#c53030\", style=dashed");
  if (edge.handoff) set("arrowtail=odot, dir=both");
  if (flow) {
    char width[32];
    std::snprintf(width, sizeof width, "penwidth=%.2f", 0.6 + 5.4 * edge_share(index, flow));
    set(width);
  }
  std::string text = identifier('n', edge.from) + " -> ";
  text += graph.is_step(edge.to) ? identifier('n', edge.to) : terminal_id(graph, edge.from, edge.to);
  if (!attributes.empty()) text.append(" [").append(attributes).append("]");
  return text + "\n";
}

}  // namespace

std::string to_dot(const JourneyGraph& graph, const Flow* flow) {
  std::string text = header;
  const auto line = [&](const std::string& content) { text.append("  ").append(content); };
  for (std::size_t i = 0; i < graph.entries.size(); ++i)
    line(identifier('e', i) + " [" + label({title(entry_name(graph.entries[i]))}) +
         ", shape=plaintext, style=\"\", fontsize=11, fontcolor=\"#52606d\"]\n");

  for (const StageGroup& group : stage_groups(graph)) {
    line("subgraph cluster_" + group.heading + " {\n    label=\"" + group.heading +
         "\"; labeljust=l; style=\"filled,rounded\"; color=\"" + colours(group.stage).fill +
         "\"; margin=14\n");
    for (const std::size_t step : group.steps) {
      line("  " + node_text(graph, step, flow));
      for (const std::size_t terminal : {graph.end(), graph.give_up()})
        if (leads_to(graph.edges_from(step), terminal)) line("  " + terminal_text(graph, step, terminal));
    }
    line("}\n");
  }
  for (std::size_t i = 0; i < graph.entries.size(); ++i)
    line(identifier('e', i) + " -> " + identifier('n', graph.entries[i].node) + "\n");
  for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) line(edge_text(graph, edge, flow));
  return text + "}\n";
}

}  // namespace polku::journey
