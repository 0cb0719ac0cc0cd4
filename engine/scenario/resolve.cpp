#include "scenario/resolve.hpp"

#include "scenario/bind.hpp"
#include "scenario/check.hpp"
#include "scenario/json_reader.hpp"
#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

/// Puts the shares of the answers into the model.
void count_all(Loaded& loaded, const CountAnswers& count, base::Diagnostics& diagnostics) {
  for (Asked& asked : loaded.asked) {
    if (!count) {
      add_error(diagnostics, "unreadable-file", asked.file_at,
                say("cannot read ", quote(asked.questionnaire.file)), "there are no files here",
                "State the shares of the categories");
      continue;
    }
    if (const auto answers = count(asked, diagnostics)) {
      asked.answers = *answers;
      loaded.scenario.model.attributes.find(asked.attribute)->kano = answers->shares();
    }
  }
}

}  // namespace

std::optional<Loaded> resolve(const Node& root, base::Diagnostics& diagnostics, const CountAnswers& count) {
  const std::size_t errors_before = diagnostics.count(base::Severity::error);
  const auto failed = [&] { return diagnostics.count(base::Severity::error) > errors_before; };
  if (root.kind != Node::Kind::map) {
    add_error(diagnostics, "wrong-shape", root.at, say("the file holds ", kind_name(root.kind)),
              "expected is a map of keys and values");
    return std::nullopt;
  }
  Loaded loaded;
  loaded.scenario = bind(root, loaded.provenance, diagnostics, &loaded.asked);
  if (failed()) return std::nullopt;
  count_all(loaded, count, diagnostics);
  if (failed()) return std::nullopt;
  check(loaded.scenario, loaded.provenance, diagnostics);
  if (failed()) return std::nullopt;
  return loaded;
}

std::optional<Loaded> load_json(std::string_view text, const std::string& source,
                                base::Diagnostics& diagnostics) {
  const auto root = read_json(text, source, diagnostics);
  return root ? resolve(*root, diagnostics) : std::nullopt;
}

}  // namespace polku::scenario
