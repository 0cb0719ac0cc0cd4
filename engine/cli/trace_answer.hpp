// The story of one customer for machines: what `polku trace --json` prints, described in JSON.md.
// Thread safety: pure functions.
#pragma once

#include <string>

#include "cli/trace_story.hpp"
#include "scenario/model.hpp"

namespace polku::cli {

std::string trace_answer(const Story& story, const scenario::Model& model);

}  // namespace polku::cli
