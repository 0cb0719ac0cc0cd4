// The frame of a customer's story: who it is at the start, what it has brought at the end. Internal to cli.
// Thread safety: pure functions.
#pragma once

#include <string>

#include "cli/table.hpp"
#include "cli/trace_story.hpp"
#include "scenario/model.hpp"

namespace polku::cli {

/// Segment, provider at the start, traits, needs, and what each attribute is to this customer.
std::string portrait_text(const Story& story);

/// The customer's account with our company, to the cent; the lines add up to the result.
std::string money_text(const Story& story, const scenario::Model& model, const Style& style);

}  // namespace polku::cli
