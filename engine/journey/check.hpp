// What is wrong with a journey as a graph, found before anything is simulated. The last pass over a scenario:
// names already refer to something. Thread safety: pure functions.
//
//   code                  severity  means
//   no-entry              error     there are steps, but neither a need nor a review starts a journey
//   unreachable-step      error     no journey can come to the step
//   no-way-out            error     from some step on a journey can never end; one finding for each trap
//   timeless-loop         error     a cycle (perhaps through the start of the next journey) in which nothing
//   takes
//                                   time, so that a customer could go round for ever at one instant
//   missing-failure-edge  error     the step can fail, at ours or at a rival's, and says not where that leads
//   missing-success-edge  error     the step can succeed, and says not where that leads
//   unused-failure-edge   warning   the step cannot fail, so its failure edge is never taken
//   needless-gate         warning   passing the gate or not leads to the same places, and success does
//   nothing else no-purchase           warning   no step of the journey is a purchase
#pragma once

#include <vector>

#include "journey/graph.hpp"
#include "scenario/model.hpp"
#include "scenario/provenance.hpp"

namespace polku::journey {

/// With paths such as `journey.call_in.next`; scenario::report() finds the line.
using scenario::Finding;

/// Ordered by the table above, then by step. A model without steps has no findings. Linear in the size of the
/// journey, except for the naming of cycles.
std::vector<Finding> check(const scenario::Model& model);

/// For `graph == build(model)`, where it is at hand.
std::vector<Finding> check(const scenario::Model& model, const JourneyGraph& graph);

}  // namespace polku::journey
