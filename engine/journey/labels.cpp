#include "journey/labels.hpp"

#include <algorithm>
#include <cstdio>

#include "scenario/words.hpp"

namespace polku::journey {
namespace {

/// Three digits, and all of them before the point: 1234, 12.3, .0123.
std::string three_digits(double value) {
  char text[400];
  std::snprintf(text, sizeof text, value < 999.5 ? "%.3g" : "%.0f", value);
  return text;
}

std::string amount(double value, const char* unit) {
  const std::string number = three_digits(value);
  return number + " " + unit + (number == "1" ? "" : "s");
}

/// How often in a journey, and whether that is at most once on average and so reads as a share.
struct Often {
  double mean;
  bool share() const { return mean <= 1.0; }
};

Often often(double count, const Flow& flow) { return {flow.journeys > 0.0 ? count / flow.journeys : 0.0}; }

void append(std::string& text, const char* separator, const std::string& more) {
  if (!text.empty()) text += separator;
  text += more;
}

}  // namespace

std::string percent(double share) { return three_digits(100.0 * share) + " %"; }

std::string duration_words(double days) {
  if (days < 1.0 / 24.0) return amount(days * 24.0 * 60.0, "minute");
  if (days < 1.0) return amount(days * 24.0, "hour");
  if (days < 120.0) return amount(days, "day");
  if (days < 730.0) return amount(days / 30.4375, "month");
  return amount(days / 365.25, "year");
}

std::string title(std::string_view key) {
  std::string words(key);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string identifier(char letter, std::size_t number) {
  std::string text(1, letter);
  return text.append(std::to_string(number));
}

std::string entry_name(const Entry& entry) {
  const std::size_t dot = entry.source.find('.');
  return dot == std::string::npos ? entry.source : entry.source.substr(dot + 1);
}

std::vector<std::string> node_lines(const JourneyGraph& graph, std::size_t index, const Flow* flow) {
  const Node& node = graph.nodes[index];
  std::vector<std::string> lines{title(node.name)};
  std::string detail = title(node.owner);
  if (node.takes > 0.0) append(detail, " · ", duration_words(node.takes));
  if (!detail.empty()) lines.push_back(detail);
  if (node.gate < 1.0) lines.push_back("passes " + percent(node.gate));
  if (flow) {
    const Often visits = often(flow->visits[index], *flow);
    lines.push_back(visits.share() ? percent(visits.mean) + " of journeys"
                                   : three_digits(visits.mean) + " times a journey");
  }
  return lines;
}

std::string edge_label(const JourneyGraph& graph, std::size_t index, const Flow* flow) {
  const Edge& edge = graph.edges[index];
  const Node& from = graph.nodes[edge.from];
  std::string label;
  if (edge.fails()) {
    label = "fails";
  } else if (edge.outcome != "success") {
    label = title(edge.outcome);
  }
  if (edge.handoff && from.handoff_error > 0.0)
    append(label, ", ", "hand-off loses " + percent(from.handoff_error));
  if (!flow && edge.chance < 1.0) append(label, ", ", percent(edge.chance));
  if (flow && graph.edges_from(edge.from).size() > 1) {
    const Often passages = often(flow->passages[index], *flow);
    append(label, ": ", passages.share() ? percent(passages.mean) : "×" + three_digits(passages.mean));
  }
  return label;
}

double edge_share(std::size_t edge, const Flow* flow) {
  if (!flow || flow->journeys <= 0.0) return 0.0;
  return std::min(1.0, flow->passages[edge] / flow->journeys);
}

bool leaks(const JourneyGraph& graph, const Edge& edge) { return edge.fails() || edge.to == graph.give_up(); }

std::vector<StageGroup> stage_groups(const JourneyGraph& graph) {
  std::vector<StageGroup> groups;
  std::size_t number = 0;
  for (const std::string_view word : scenario::words_of(scenario::Stage{})) {
    StageGroup group{static_cast<scenario::Stage>(number++), std::string(word), {}};
    group.heading.front() = static_cast<char>(group.heading.front() - 'a' + 'A');
    for (std::size_t step = 0; step < graph.steps(); ++step)
      if (graph.nodes[step].stage == group.stage) group.steps.push_back(step);
    if (!group.steps.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

bool leads_to(std::span<const Edge> edges, std::size_t node) {
  return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.to == node; });
}

}  // namespace polku::journey
