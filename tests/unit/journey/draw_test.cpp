#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/diagnostic.hpp"
#include "journey/analysis.hpp"
#include "journey/draw.hpp"
#include "journey/labels.hpp"
#include "small_journey.hpp"

using namespace polku::journey;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

JourneyGraph with_hostile_names() {
  return SmallJourney()
      .step("a\"<b>&\\N#`\n]", {to("end")})
      .owner("x\"y")
      .need("n|\"", "a\"<b>&\\N#`\n]")
      .graph();
}

/// Sets an environment variable for one test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name), before_(std::getenv(name)) {
    setenv(name, value, 1);
  }
  ~Environment() { setenv(name_, before_.c_str(), 1); }

 private:
  const char* name_;
  std::string before_;
};

}  // namespace

TEST_CASE("numbers in drawings have the unit that people would choose", "[journey]") {
  CHECK(percent(0.0345) == "3.45 %");
  CHECK(percent(1.0) == "100 %");
  CHECK(percent(12.345) == "1234 %");
  CHECK(duration_words(0.5 / 24) == "30 minutes");
  CHECK(duration_words(0.5) == "12 hours");
  CHECK(duration_words(1.0) == "1 day");
  CHECK(duration_words(365.25 / 2) == "6 months");
  CHECK(duration_words(5 * 365.25) == "5 years");
}

TEST_CASE("a Graphviz drawing groups steps by stage and draws gates as diamonds", "[journey]") {
  const std::string dot = to_dot(broadband().graph());

  for (const char* stage : {"Need", "Search", "Choice", "Purchase", "Use", "Disposal"})
    CHECK(contains(dot, "subgraph cluster_" + std::string(stage)));
  CHECK(count(dot, "shape=diamond") == 3);
  CHECK(count(dot, "shape=hexagon") == 1);
  CHECK(contains(dot, ">sales · 28.8 minutes</font><br/>"));
  CHECK(contains(dot, ">passes 96.8 %</font>"));
  CHECK(contains(dot, "fails, 70 %"));
  CHECK(count(dot, " -> ") == 22);
  CHECK(dot == to_dot(broadband().graph()));
}

TEST_CASE("a Graphviz drawing gives each step that ends a journey an end of its own", "[journey]") {
  const JourneyGraph graph = SmallJourney()
                                 .step("a", {to("b", 0.5), to("end", 0.5), on("failure", "end")})
                                 .gate(0.9)
                                 .step("b", {to("end")})
                                 .need("n", "a")
                                 .graph();

  CHECK(count(to_dot(graph), "label=<end>") == 2);
  CHECK(count(to_dot(graph), "-> x0") == 2);
  CHECK(count(to_mermaid(graph), "end\"])") == 1);
}

TEST_CASE("a stage without steps is not drawn", "[journey]") {
  const JourneyGraph graph = SmallJourney().step("a", {to("end")}).stage(Stage::use).need("n", "a").graph();

  CHECK(count(to_dot(graph), "subgraph") == 1);
  CHECK(count(to_mermaid(graph), "subgraph") == 1);
  CHECK_FALSE(contains(to_dot(graph), "give up"));
}

TEST_CASE("a flow makes lines as thick as the share of journeys that pass", "[journey]") {
  const JourneyGraph graph =
      SmallJourney().step("a", {to("end"), on("failure", "give_up")}).gate(0.75).need("n", "a").graph();
  const Flow counted{{400, 300, 100}, {300, 100}, 400};
  const Flow computed = analyse(graph).flow;

  CHECK(contains(to_dot(graph, &counted), "penwidth=4.65"));
  CHECK(contains(to_dot(graph, &counted), "fails: 25 %"));
  CHECK(to_dot(graph, &counted) == to_dot(graph, &computed));
  CHECK(to_mermaid(graph, &counted) == to_mermaid(graph, &computed));
  CHECK(contains(to_graphml(graph, &counted), "visits"));
}

TEST_CASE("more than one visit in a journey reads as a multiple", "[journey]") {
  const JourneyGraph graph =
      SmallJourney().step("a", {to("end"), on("failure", "a")}).gate(0.5).need("n", "a").graph();
  const Flow flow = analyse(graph).flow;

  CHECK(contains(to_dot(graph, &flow), "2 times a journey"));
  CHECK(contains(to_mermaid(graph, &flow), "fails: 100 %"));
}

TEST_CASE("no name can break a drawing", "[journey]") {
  const JourneyGraph graph = with_hostile_names();

  CHECK(contains(to_dot(graph), "a&quot;&lt;b&gt;&amp;&#92;N#` ]"));
  CHECK(contains(to_mermaid(graph), "a#quot;#lt;b#gt;#amp;\\N#35;#96; ]"));
  CHECK(contains(to_graphml(graph), "a&quot;&lt;b&gt;&amp;"));
}

TEST_CASE("a Mermaid drawing never uses a name as an identifier", "[journey]") {
  const std::string mermaid = to_mermaid(SmallJourney().step("a", {to("end")}).need("n", "a").graph());

  CHECK(mermaid ==
        "flowchart LR\n"
        "  e0(( )) -- \"n\" --> n0\n"
        "  subgraph Use\n"
        "    n0[\"a<br>1 day\"]\n"
        "  end\n"
        "  n1([\"end\"])\n"
        "  n0 --> n1\n");
}

TEST_CASE("GraphML carries every node and edge with its properties", "[journey]") {
  const JourneyGraph graph = broadband().graph();

  const std::string graphml = to_graphml(graph);

  CHECK(count(graphml, "<node ") == graph.nodes.size());
  CHECK(count(graphml, "<edge ") == graph.edges.size());
  for (const char* key : {"name", "stage", "kind", "owner", "takes_days", "success", "outcome", "chance"})
    CHECK(contains(graphml, "attr.name=\"" + std::string(key) + "\""));
  CHECK(contains(graphml, ">call_in<"));
}

TEST_CASE("dot draws the journey as SVG, also a large one", "[journey]") {
  SmallJourney chain;
  for (std::size_t i = 0; i < 200; ++i)
    chain.step(numbered("step", i), {to(i < 199 ? numbered("step", i + 1) : "end")});

  const std::string svg = to_svg(broadband().graph());

  CHECK(contains(svg, "<svg"));
  CHECK(contains(svg, "call in"));
  CHECK(contains(svg, "</svg>"));
  CHECK(to_svg(chain.need("n", "step_0").graph()).size() > 65536);
  CHECK(contains(to_svg(with_hostile_names()), "x&quot;y"));
}

TEST_CASE("without dot the message says what to install", "[journey]") {
  const Environment no_programs("PATH", "/nonexistent");

  CHECK_THROWS_WITH(to_svg(broadband().graph()), Catch::Contains("Install the package graphviz"));
  CHECK_THROWS_AS(to_svg(broadband().graph()), polku::base::EnvironmentError);
}
