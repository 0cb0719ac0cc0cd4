// The three shapes of their own: `kano`, `next` and the edits of a change.
#include <algorithm>
#include <array>

#include "scenario/binder.hpp"
#include "scenario/edit.hpp"
#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

/// Chances start like numbers, steps and outcomes like names.
bool looks_like_number(const Node& node) {
  return node.kind == Node::Kind::scalar && !node.text.empty() &&
         std::string_view("+-.0123456789").find(node.text[0]) != std::string_view::npos;
}

bool belongs_to_questionnaire(std::string_view key) {
  constexpr std::array<std::string_view, 5> keys{"questionnaire", "functional", "dysfunctional", "table",
                                                 "answers"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::optional<double> Binder::read_share(const Entry& entry) {
  return open(entry, Node::Kind::scalar) ? read_in_range(entry, share("")) : std::nullopt;
}

/// `must_be`, `{attractive: 10 %, must_be: 90 %}`, or `{questionnaire: answers.csv}`.
void Binder::kano(const char* key, KanoMix& x, const Field& f) {
  const Node* given = levels_.back().map->find(key);
  const bool is_mix = given && given->kind == Node::Kind::map;
  const Entry* whole = take_entry(key, f, is_mix ? Node::Kind::map : Node::Kind::scalar);
  if (!whole) return;
  const Node* node = &whole->value;
  if (is_mix && std::any_of(node->entries.begin(), node->entries.end(),
                            [](const Entry& entry) { return belongs_to_questionnaire(entry.key); }))
    return questionnaire(*whole);
  std::vector<std::string_view> categories;
  for (const auto& [name, member] : kano_categories) categories.push_back(name);
  if (!is_mix) {
    if (const auto index = read_word(*node, key, categories)) x.*kano_categories[*index].second = 1.0;
    return;
  }
  const Scope scope(path_, key);
  for (const Entry& entry : node->entries) {
    const auto found = std::find(categories.begin(), categories.end(), entry.key);
    if (found == categories.end())
      error("unknown-key", entry.key_at, say("unknown category ", quote(entry.key), " in ", quote(path_)), "",
            did_you_mean(entry.key, categories));
    else if (const auto value = read_share(entry))
      x.*kano_categories[static_cast<std::size_t>(found - categories.begin())].second = *value;
  }
}

void Binder::questionnaire(const Entry& entry) {
  const std::string attribute = path_.substr(path_.rfind('.') + 1);
  Asked asked;
  asked.attribute = attribute;
  const Node& node = entry.value;
  {
    const Scope scope(path_, entry.key);
    levels_.push_back({&node, entry.key_at, {}});
    describe(*this, asked.questionnaire);
    for (const auto& [category, member] : kano_categories) {
      const Node* share = node.find(category);
      if (!share) continue;
      error("unknown-key", share->at, say(quote(category), " stands beside a questionnaire"),
            "its answers give the shares", "Leave one of the two out", share);
      levels_.back().legal.emplace_back(category);
    }
    close_level();
  }
  const auto place = [&](const Node* map, std::string_view key) {
    const Node* value = map ? map->find(key) : nullptr;
    return value ? value->at : node.at;
  };
  asked.file_at = place(&node, "questionnaire");
  asked.functional_at = place(&node, "functional");
  asked.dysfunctional_at = place(&node, "dysfunctional");
  constexpr std::array<std::string_view, 5> answers{"like", "must_be", "neutral", "live_with", "dislike"};
  for (std::size_t i = 0; i < answers.size(); ++i)
    asked.answers_at[i] = place(node.find("answers"), answers[i]);
  if (asked.questionnaire.functional.empty()) asked.questionnaire.functional = attribute + "_functional";
  if (asked.questionnaire.dysfunctional.empty())
    asked.questionnaire.dysfunctional = attribute + "_dysfunctional";
  asked_.push_back(std::move(asked));
}

/// `step`, `{step: 30 %, other: 70 %}`, or `{outcome: step, other_outcome: {step: 30 %, other: 70 %}}`.
void Binder::next(const char* key, std::vector<Edge>& x, const Field& f) {
  const Node* given = levels_.back().map->find(key);
  const bool is_map = given && given->kind == Node::Kind::map;
  const Node* node = take(key, f, is_map ? Node::Kind::map : Node::Kind::scalar);
  if (!node) return;
  if (!is_map) {
    if (node->text.empty()) error("empty-value", node->at, say(quote(full(key)), " is empty"), "", "", node);
    x.push_back({"", node->text, 1.0});
    return;
  }
  const Scope scope(path_, key);
  if (node->entries.empty()) {
    error("empty-value", node->at, say(quote(path_), " is empty"), "every step leads somewhere",
          "Write `end` if the journey ends here", node);
    return;
  }
  const bool chances = std::all_of(node->entries.begin(), node->entries.end(),
                                   [](const Entry& entry) { return looks_like_number(entry.value); });
  if (chances) return next_chances(*node, "", x);
  for (const Entry& entry : node->entries) next_outcome(entry, x);
}

void Binder::next_outcome(const Entry& outcome, std::vector<Edge>& x) {
  const Node& node = outcome.value;
  const bool is_map = node.kind == Node::Kind::map;
  if (!open(outcome, is_map ? Node::Kind::map : Node::Kind::scalar)) return;
  if (looks_like_number(node)) {
    error("wrong-shape", node.at, say(quote(full(outcome.key)), " is a number"),
          "the others are outcomes that lead to a step", "Write steps for all or chances for all", &node);
  } else if (!is_map) {
    x.push_back({outcome.key, node.text, 1.0});
  } else if (node.entries.empty()) {
    error("empty-value", node.at, say(quote(full(outcome.key)), " is empty"), "every outcome leads somewhere",
          "", &node);
  } else {
    const Scope scope(path_, outcome.key);
    next_chances(node, outcome.key, x);
  }
}

void Binder::next_chances(const Node& map, const std::string& outcome, std::vector<Edge>& x) {
  for (const Entry& entry : map.entries)
    if (const auto chance = read_share(entry)) x.push_back({outcome, entry.key, *chance});
}

void Binder::edits(std::vector<Edit>& x, const Field& f) {
  for (const EditKind kind : {EditKind::set, EditKind::add, EditKind::scale}) {
    const std::string key(word(kind));
    const Node* map = take(key.c_str(), f, Node::Kind::map);
    if (!map) continue;
    const Scope scope(path_, key);
    for (const Entry& entry : map->entries)
      if (open(entry, Node::Kind::scalar) && model_is_sound_) edit(kind, entry, x);
  }
}

void Binder::edit(EditKind kind, const Entry& entry, std::vector<Edit>& x) {
  const Node& node = entry.value;
  const auto number = locate(scenario_.model, entry.key);
  if (!number) {
    const PathProblem problem = explain(scenario_.model, entry.key);
    return error(problem.code, entry.key_at, problem.message, problem.why, problem.suggestion, &node);
  }
  if (number->field.dated == Dated::no)
    return error("not-dated", entry.key_at, say(quote(entry.key), " cannot change during a run"),
                 "customers carry it from birth, or the run depends on it",
                 "Override it for the whole run with --set", &node);
  if (kind == EditKind::scale) {
    if (const auto factor = accept(read_number(node.text, Unit::plain, currency_), node))
      x.push_back({kind, entry.key, *factor});
    return;
  }
  if (const auto value = read_as(*number, node)) x.push_back({kind, entry.key, *value});
}

std::optional<double> Binder::read_as(const NumberRef& number, const Node& node) {
  if (!number.price) return accept(read_number(node.text, number.field.unit, currency_), node);
  const auto price = accept(read_price(node.text, currency_), node);
  if (!price) return std::nullopt;
  if (price->period == number.price->period || price->amount == 0.0) return price->amount;
  error("other-period", node.at, say(quote(node.text), " has another period than the price that it changes"),
        say("in the model it is ", quote(write_price(*number.price, currency_))), "", &node);
  return std::nullopt;
}

void Binder::values(const char* key, std::vector<Sweep>& x, const Field& f) {
  paths(key, x, f, Node::Kind::scalar);
}
void Binder::sweeps(const char* key, std::vector<Sweep>& x, const Field& f) {
  paths(key, x, f, Node::Kind::list);
}

void Binder::paths(const char* key, std::vector<Sweep>& x, const Field& f, Node::Kind kind) {
  const Node* map = take(key, f, Node::Kind::map);
  const bool without_options = scenario_.options.empty();
  const bool sound =
      without_options ? diagnostics_.count(base::Severity::error) == errors_before_ : model_is_sound_;
  if (!map || !sound) return;
  const Scope scope(path_, key);
  for (const Entry& entry : map->entries) {
    if (!open(entry, kind)) continue;
    std::vector<const Node*> items;
    if (kind == Node::Kind::scalar) items.push_back(&entry.value);
    for (const Node& item : entry.value.items) items.push_back(&item);
    sweep(entry, items, x, kind == Node::Kind::list);
  }
}

void Binder::sweep(const Entry& entry, const std::vector<const Node*>& items, std::vector<Sweep>& x,
                   bool of_scenario) {
  const auto matching =
      of_scenario ? matching_paths(scenario_, entry.key) : matching_paths(scenario_.model, entry.key);
  if (matching.empty()) {
    if (of_scenario && entry.key.rfind("options.", 0) == 0)
      return error(
          "unknown-path", entry.key_at, say(quote(entry.key), " is not the size of an option"),
          "of options only the size can take several values",
          scenario_.options.empty()
              ? ""
              : say("Write for example ", quote(say("options.", scenario_.options[0].first, ".size"))),
          &entry.value);
    const PathProblem problem = explain(scenario_.model, entry.key, Dated::no);
    return error(problem.code, entry.key_at, problem.message, problem.why, problem.suggestion, &entry.value);
  }
  if (matching.front().rfind("time.", 0) == 0 || matching.front().rfind("run.", 0) == 0)
    return error("not-dated", entry.key_at, say(quote(entry.key), " cannot differ between worlds"),
                 "worlds that are compared share their clock", "Override it for all of them with --set",
                 &entry.value);
  if (items.empty())
    error("empty-value", entry.value.at, say(quote(full(entry.key)), " is empty"), "",
          "List the values to try", &entry.value);
  const auto number = locate(scenario_, matching.front());
  Sweep sweep{entry.key, {}};
  for (const Node* item : items) {
    if (item->kind != Node::Kind::scalar) {
      error("wrong-shape", item->at, say(quote(full(entry.key)), " contains ", kind_name(item->kind)),
            "expected is a list of values", "", item);
      continue;
    }
    const auto value = read_as(*number, *item);
    if (value && in_range(*value, number->field, *item, entry.key)) sweep.values.push_back(*value);
  }
  if (!sweep.values.empty()) x.push_back(std::move(sweep));
}

}  // namespace polku::scenario
