// The reading visitor: takes each field of the field table out of a tree, checks its shape, unit and range,
// and remembers where it stood. All mistakes are collected; a field with a mistake keeps its default. In the
// flow: private to bind. Thread safety: one binder per thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/describe_question.hpp"
#include "scenario/edit.hpp"
#include "scenario/provenance.hpp"
#include "scenario/tree.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

class Binder {
 public:
  Binder(const Node& root, Scenario& scenario, Provenance& provenance, base::Diagnostics& diagnostics);

  /// Binds everything; to be called once.
  void bind();
  /// The questionnaires that were named.
  const std::vector<Asked>& asked() const { return asked_; }

  // The visitor of describe.hpp.
  void number(const char* key, double& x, const Field& f);
  void count(const char* key, std::int64_t& x, const Field& f);
  void flag(const char* key, bool& x, const Field& f);
  void text(const char* key, std::string& x, const Field& f);
  void quality(const char* key, Quality& x, const Field& f);
  void price(const char* key, Price& x, const Field& f);
  void duration(const char* key, Duration& x, const Field& f);
  void reference(const char* key, std::string& x, Refers, const Field& f) { text(key, x, f); }
  void kano(const char* key, KanoMix& x, const Field& f);
  void next(const char* key, std::vector<Edge>& x, const Field& f);
  void edits(std::vector<Edit>& x, const Field& f);
  void values(const char* key, std::vector<Sweep>& x, const Field& f);
  void sweeps(const char* key, std::vector<Sweep>& x, const Field& f);

  template <class E>
  void choice(const char* key, E& x, const Field& f) {
    if (const Node* node = take(key, f, Node::Kind::scalar))
      if (const auto index = read_word(*node, key, all_words<E>())) x = static_cast<E>(*index);
  }
  template <class E>
  void choices(const char* key, std::vector<E>& x, const Field& f) {
    if (const Node* node = take(key, f, Node::Kind::list))
      for (const std::size_t index : read_words(*node, key, all_words<E>()))
        x.push_back(static_cast<E>(index));
  }

  void numbers(const char* key, Table<double>& x, Refers, const Field& f);
  void qualities(const char* key, Table<Quality>& x, Refers, const Field& f);
  template <class T>
  void object(const char* key, T& x, const Field& f) {
    if (const Entry* entry = take_entry(key, f, Node::Kind::map)) bind_object(*entry, x);
  }
  template <class T>
  void table(const char* key, Table<T>& x, const Field& f) {
    const Entry* map = take_entry(key, f, Node::Kind::map);
    if (!map || !fits_table(*map)) return;
    bind_entries(*map, x);
  }
  template <class T>
  void objects(const char* key, Table<T>& x, Refers, const Field& f) {
    if (const Entry* map = take_entry(key, f, Node::Kind::map)) bind_entries(*map, x);
  }
  template <class T>
  void list(const char* key, std::vector<T>& x, const Field& f) {
    const Node* node = take(key, f, Node::Kind::list);
    if (!node) return;
    const Scope scope(path_, key);
    for (const Node& item : node->items) {
      const Entry entry{std::to_string(x.size() + 1), item.at, item};
      x.emplace_back();
      if (open(entry, Node::Kind::map)) bind_object(entry, x.back());
    }
  }

 private:
  /// A map that is being read, with the keys that were legal in it so far.
  struct Level {
    const Node* map;
    base::Location named_at;
    std::vector<std::string> legal;
  };
  /// Lengthens the path by one key while it lives.
  class Scope {
   public:
    Scope(std::string& path, std::string_view key) : path_(path), length_(path.size()) {
      if (!path.empty()) path += '.';
      path += key;
    }
    ~Scope() { path_.resize(length_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    std::string& path_;
    std::size_t length_;
  };

  /// The entry under `key` of the map being read if it is there and of that kind; a mistake is reported
  /// otherwise.
  const Entry* take_entry(const char* key, const Field& f, Node::Kind kind);
  const Node* take(const char* key, const Field& f, Node::Kind kind);
  /// Remembers the place of an entry below the present path and checks its kind.
  bool open(const Entry& entry, Node::Kind kind);

  template <class T>
  void bind_object(const Entry& entry, T& x) {
    const Scope scope(path_, entry.key);
    levels_.push_back({&entry.value, entry.key_at, {}});
    describe(*this, x);
    close_level();
  }
  template <class T>
  void bind_entries(const Entry& map, Table<T>& x) {
    const Scope scope(path_, map.key);
    x.reserve(map.value.entries.size());
    for (const Entry& entry : map.value.entries) {
      x.emplace_back(entry.key, T{});
      if (open(entry, Node::Kind::map)) bind_object(entry, x.back().second);
    }
  }
  /// Reports the keys that nothing asked for and leaves the map.
  void close_level();
  /// The names of a table: few enough, legal and not reserved.
  bool fits_table(const Entry& map);

  std::optional<std::size_t> read_word(const Node& node, const char* key,
                                       const std::vector<std::string_view>& legal);
  std::vector<std::size_t> read_words(const Node& node, const char* key,
                                      const std::vector<std::string_view>& legal);
  /// The value of a reading, or nothing after its mistake was reported at `node`.
  template <class T>
  std::optional<T> accept(const Reading<T>& reading, const Node& node) {
    if (const T* value = std::get_if<T>(&reading)) return *value;
    const Mistake& mistake = std::get<Mistake>(reading);
    error(mistake.code, node.at, mistake.message, mistake.why, mistake.suggestion, &node);
    return std::nullopt;
  }
  bool in_range(double value, const Field& f, const Node& node, std::string_view key);
  std::optional<double> read_in_range(const Entry& entry, const Field& f);
  std::optional<double> read_share(const Entry& entry);

  void questionnaire(const Entry& entry);
  void next_outcome(const Entry& outcome, std::vector<Edge>& x);
  void next_chances(const Node& map, const std::string& outcome, std::vector<Edge>& x);
  void edit(EditKind kind, const Entry& entry, std::vector<Edit>& x);
  /// Opens the map of paths under a key, if the model above it is sound; each entry of the given kind.
  void paths(const char* key, std::vector<Sweep>& x, const Field& f, Node::Kind kind);
  void sweep(const Entry& entry, const std::vector<const Node*>& items, std::vector<Sweep>& x,
             bool of_scenario);
  /// A value in the unit of a number of the model.
  std::optional<double> read_as(const NumberRef& number, const Node& node);

  std::string full(std::string_view key) const;
  void error(const char* code, const base::Location& at, std::string message, std::string why = "",
             std::string suggestion = "", const Node* node = nullptr);

  const Node& root_;
  Scenario& scenario_;
  Provenance& provenance_;
  base::Diagnostics& diagnostics_;
  std::string currency_;
  std::size_t errors_before_;
  bool model_is_sound_ = true;  // no mistake before the options
  std::string path_;
  std::vector<Level> levels_;
  std::vector<Asked> asked_;
};

}  // namespace polku::scenario
