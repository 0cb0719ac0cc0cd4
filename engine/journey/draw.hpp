// The journey as a picture: stages as boxes, gates as diamonds, decisions as hexagons, lost customers in red.
// With a Flow the lines are as thick as the share of journeys that pass, so that leaks show. Same journey,
// same text, byte for byte. Thread safety: pure functions; to_svg starts a process.
#pragma once

#include <string>

#include "journey/graph.hpp"

namespace polku::journey {

/// Graphviz.
std::string to_dot(const JourneyGraph& graph, const Flow* flow = nullptr);

/// Mermaid flowchart, as in Markdown on code-hosting sites.
std::string to_mermaid(const JourneyGraph& graph, const Flow* flow = nullptr);

/// GraphML with every property as data, for graph editors (yEd, Gephi) and libraries (networkx, igraph).
std::string to_graphml(const JourneyGraph& graph, const Flow* flow = nullptr);

#ifndef __EMSCRIPTEN__
/// Scalable picture, laid out by Graphviz's `dot`, which must be on the PATH. Throws base::EnvironmentError
/// that says what to install if it is not, or what it said if it failed.
std::string to_svg(const JourneyGraph& graph, const Flow* flow = nullptr);
#endif

}  // namespace polku::journey
