// The format described for machines (JSON Schema draft-07, which editors use to complete and check) and for
// people (the reference page), both from the field table. In the flow: printed by `polku schema`. Thread
// safety: pure functions.
#pragma once

#include <string>

namespace polku::scenario {

/// JSON Schema, draft-07. A file that names a `model` may leave out what the model says; any other must be
/// complete.
std::string json_schema();

/// Markdown: one table an object, in the order of the field table.
std::string field_reference();

}  // namespace polku::scenario
