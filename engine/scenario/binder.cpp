#include "scenario/binder.hpp"

#include <algorithm>

#include "scenario/names.hpp"
#include "scenario/text.hpp"

namespace polku::scenario {

namespace {

bool is_currency(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Binder::Binder(const Node& root, Scenario& scenario, Provenance& provenance, base::Diagnostics& diagnostics)
    : root_(root),
      scenario_(scenario),
      provenance_(provenance),
      diagnostics_(diagnostics),
      currency_("EUR"),
      errors_before_(diagnostics.count(base::Severity::error)) {
  // Amounts are read before or after the currency, whatever the order in the file.
  const Node* currency = root.find("currency");
  if (currency && is_currency(currency->text)) currency_ = currency->text;
}

void Binder::bind() {
  provenance_[""] = {root_.at, root_.at, {}};
  levels_.push_back({&root_, root_.at, {}});
  std::int64_t format = 0;
  count("polku", format, required({"version of the scenario format"}));
  if (const Node* node = root_.find("polku"); node && format != 1 && node->kind == Node::Kind::scalar)
    error("format-version", node->at, say("format version ", quote(node->text), " is unknown"),
          "this program reads version 1", "", node);
  describe(*this, scenario_);
  if (!is_currency(scenario_.model.currency))
    report({"bad-currency", "currency", say(quote(scenario_.model.currency), " is not a currency"),
            "expected is a code of three capital letters such as `EUR`"},
           provenance_, diagnostics_);
  close_level();
}

// --- entries of the map being read

const Entry* Binder::take_entry(const char* key, const Field& f, Node::Kind kind) {
  Level& level = levels_.back();
  level.legal.emplace_back(key);
  const auto& entries = level.map->entries;
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  if (found != entries.end()) return open(*found, kind) ? &*found : nullptr;
  if (f.presence == Presence::required)
    error("missing-key", level.named_at,
          say(path_.empty() ? "the file" : quote(path_), " lacks ", quote(key)), f.doc, "", level.map);
  return nullptr;
}

const Node* Binder::take(const char* key, const Field& f, Node::Kind kind) {
  const Entry* entry = take_entry(key, f, kind);
  return entry ? &entry->value : nullptr;
}

bool Binder::open(const Entry& entry, Node::Kind kind) {
  const Node& node = entry.value;
  provenance_[full(entry.key)] = {node.at, entry.key_at, node.replaces};
  if (node.kind == kind) return true;
  if (node.kind == Node::Kind::null)
    error("empty-value", entry.key_at, say(quote(full(entry.key)), " has no value"),
          "what is not wanted is left out",
          kind == Node::Kind::map ? "Write `{}` for a map without keys" : "", &node);
  else
    error("wrong-shape", node.at, say(quote(full(entry.key)), " is ", kind_name(node.kind)),
          say("expected is ", kind_name(kind)), "", &node);
  return false;
}

void Binder::close_level() {
  const Level level = std::move(levels_.back());
  levels_.pop_back();
  constexpr std::size_t most_reported = 100;
  std::size_t reported = 0;
  for (const Entry& entry : level.map->entries) {
    if (std::find(level.legal.begin(), level.legal.end(), entry.key) != level.legal.end()) continue;
    if (++reported > most_reported) break;
    const std::string where = path_.empty() ? "" : say(" in ", quote(path_));
    error("unknown-key", entry.key_at, say("unknown key ", quote(entry.key), where), "",
          did_you_mean_or_list(entry.key, level.legal));
  }
}

bool Binder::fits_table(const Entry& map) {
  // Options come last, and the unit of what they change is that of the number which their path names.
  if (map.key == "options") model_is_sound_ = diagnostics_.count(base::Severity::error) == errors_before_;
  const auto& entries = map.value.entries;
  if (const std::size_t most = most_entries(map.key); entries.size() > most) {
    error("too-many-entries", map.key_at, say(quote(full(map.key)), " has ", entries.size(), " entries"),
          say("at most ", most, " are possible"));
    return false;
  }
  for (const Entry& entry : entries) {
    if (!is_name(entry.key))
      error("bad-name", entry.key_at, say(quote(entry.key), " cannot be a name"), name_rule);
    else if (is_reserved(map.key, entry.key))
      error("reserved-name", entry.key_at, say(quote(entry.key), " cannot be a name in ", quote(map.key)),
            "the word has a meaning of its own there");
  }
  return true;
}

// --- single values

bool Binder::in_range(double value, const Field& f, const Node& node, std::string_view key) {
  if (value >= f.low && value <= f.high) return true;
  // A share without its sign is the commonest slip.
  const bool per_cent = f.unit == Unit::share && value > f.high && value / 100.0 <= f.high &&
                        node.text.find('%') == std::string::npos;
  error("out-of-range", node.at, say(quote(full(key)), " is out of range"),
        say("allowed is ", range_text(f, currency_)), per_cent ? say("Write ", quote(node.text + " %")) : "",
        &node);
  return false;
}

std::optional<double> Binder::read_in_range(const Entry& entry, const Field& f) {
  const auto value = accept(read_number(entry.value.text, f.unit, currency_), entry.value);
  return value && in_range(*value, f, entry.value, entry.key) ? value : std::nullopt;
}

void Binder::number(const char* key, double& x, const Field& f) {
  if (const Entry* entry = take_entry(key, f, Node::Kind::scalar))
    if (const auto value = read_in_range(*entry, f)) x = *value;
}

void Binder::count(const char* key, std::int64_t& x, const Field& f) {
  if (const Node* node = take(key, f, Node::Kind::scalar))
    if (const auto value = accept(read_count(node->text), *node))
      if (in_range(static_cast<double>(*value), f, *node, key)) x = *value;
}

void Binder::flag(const char* key, bool& x, const Field& f) {
  const Node* node = take(key, f, Node::Kind::scalar);
  if (!node) return;
  if (node->quoted)
    error("not-true-or-false", node->at, say(quote(full(key)), " is a text"), "it stands in quotes",
          "Write `true` or `false` without quotes", node);
  else if (const auto value = accept(read_flag(node->text), *node))
    x = *value;
}

void Binder::text(const char* key, std::string& x, const Field& f) {
  const Node* node = take(key, f, Node::Kind::scalar);
  if (!node) return;
  if (node->text.empty())
    error("empty-value", node->at, say(quote(full(key)), " is empty"), "what is not wanted is left out", "",
          node);
  x = node->text;
}

void Binder::quality(const char* key, Quality& x, const Field& f) {
  const Node* node = take(key, f, Node::Kind::scalar);
  if (!node) return;
  const auto value = accept(read_quality(node->text), *node);
  if (value && in_range(value->mean, f, *node, key)) x = *value;
}

void Binder::price(const char* key, Price& x, const Field& f) {
  const Node* node = take(key, f, Node::Kind::scalar);
  if (!node) return;
  const auto value = accept(read_price(node->text, currency_), *node);
  if (value && in_range(value->amount, f, *node, key)) x = *value;
}

void Binder::duration(const char* key, Duration& x, const Field& f) {
  const Node* node = take(key, f, Node::Kind::scalar);
  if (!node) return;
  const auto value = accept(read_duration(node->text), *node);
  if (value && in_range(value->mean, f, *node, key)) x = *value;
}

// --- maps from names to numbers; whose names they are is checked later

void Binder::numbers(const char* key, Table<double>& x, Refers, const Field& f) {
  const Node* map = take(key, f, Node::Kind::map);
  if (!map) return;
  const Scope scope(path_, key);
  for (const Entry& entry : map->entries)
    if (open(entry, Node::Kind::scalar))
      if (const auto value = read_in_range(entry, f)) x.emplace_back(entry.key, *value);
}

void Binder::qualities(const char* key, Table<Quality>& x, Refers, const Field& f) {
  const Node* map = take(key, f, Node::Kind::map);
  if (!map) return;
  const Scope scope(path_, key);
  for (const Entry& entry : map->entries) {
    if (!open(entry, Node::Kind::scalar)) continue;
    const auto value = accept(read_quality(entry.value.text), entry.value);
    if (value && in_range(value->mean, f, entry.value, entry.key)) x.emplace_back(entry.key, *value);
  }
}

// --- words

std::optional<std::size_t> Binder::read_word(const Node& node, const char* key,
                                             const std::vector<std::string_view>& legal) {
  const auto found = std::find(legal.begin(), legal.end(), node.text);
  if (found != legal.end()) return static_cast<std::size_t>(found - legal.begin());
  error("unknown-word", node.at, say(quote(node.text), " is not a word for ", quote(key)),
        say("expected is ", one_of(legal)), did_you_mean(node.text, legal), &node);
  return std::nullopt;
}

std::vector<std::size_t> Binder::read_words(const Node& node, const char* key,
                                            const std::vector<std::string_view>& legal) {
  std::vector<std::size_t> indices;
  for (const Node& item : node.items) {
    if (item.kind != Node::Kind::scalar) {
      error("wrong-shape", item.at, say(quote(full(key)), " contains ", kind_name(item.kind)),
            say("expected is a list of ", one_of(legal)), "", &node);
      continue;
    }
    const auto index = read_word(item, key, legal);
    if (!index) continue;
    if (std::find(indices.begin(), indices.end(), *index) != indices.end())
      error("duplicate-key", item.at, say(quote(item.text), " is listed twice"), "", "", &node);
    else
      indices.push_back(*index);
  }
  return indices;
}

std::string Binder::full(std::string_view key) const {
  return path_.empty() ? std::string(key) : say(path_, ".", key);
}

void Binder::error(const char* code, const base::Location& at, std::string message, std::string why,
                   std::string suggestion, const Node* node) {
  add_error(diagnostics_, code, at, std::move(message), std::move(why), std::move(suggestion),
            node ? override_notes(node->replaces) : Notes{});
}

}  // namespace polku::scenario
