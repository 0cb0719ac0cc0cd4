#include "scenario/edit.hpp"

#include "scenario/text.hpp"
#include "scenario/walk.hpp"

namespace polku::scenario {

namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

class NumberWalk : public Walk<NumberWalk> {
 public:
  using Visit = std::function<void(const std::string&, const NumberRef&)>;
  NumberWalk(const Visit& visit, std::string_view under) : visit_(visit), under_(under) {}

  bool enters() const { return under_.empty() || starts_with(under_, path() + "."); }

  void leaf(double& x, const Field& f) { visit_(path(), {&x, f, nullptr}); }
  void leaf(Price& x, const Field& f) { visit_(path(), {&x.amount, f, &x}); }
  void leaf(Duration& x, const Field& f) { visit_(path(), {&x.mean, f, nullptr}); }
  void leaf(Quality& x, const Field& f) {
    visit_(path(), {&x.mean, f, nullptr});
    visit_(path() + ".mean", {&x.mean, f, nullptr});
    Field spread = f;
    spread.high = 0.5;  // nothing in 0..1 spreads more
    visit_(path() + ".spread", {&x.spread, spread, nullptr});
  }
  template <class T>
  void leaf(T&, const Field&) {}

 private:
  const Visit& visit_;
  std::string_view under_;
};

/// Finds out what stands at a path that names no number.
class PathWalk : public Walk<PathWalk> {
 public:
  explicit PathWalk(std::string_view target) : target_(target) {}

  bool is_something = false;         // a map, a list, a word or a whole number
  std::string missing_in;            // a table of numbers in which the entry is missing
  std::vector<std::string> entries;  // what the table has

  template <class T>
  void leaf(T&, const Field&) {
    look();
  }
  template <class T>
  void object(const char* key, T& x, const Field&) {
    const Scope scope(*this, key);
    look();
    describe(*this, x);
  }
  template <class T>
  void table(const char* key, Table<T>& x, const Field& f) {
    {
      const Scope scope(*this, key);
      look();
    }
    Walk::table(key, x, f);
  }
  void numbers(const char* key, Table<double>& x, Refers, const Field&) { entries_of(key, x); }
  void qualities(const char* key, Table<Quality>& x, Refers, const Field&) { entries_of(key, x); }

 private:
  void look() { is_something = is_something || path() == target_; }
  template <class T>
  void entries_of(const char* key, Table<T>& x) {
    const Scope scope(*this, key);
    look();
    if (!starts_with(target_, path() + ".")) return;
    missing_in = path();
    for (const auto& entry : x) entries.push_back(entry.first);
  }

  std::string_view target_;
};

}  // namespace

void for_each_number(Model& model, const std::function<void(const std::string&, const NumberRef&)>& visit,
                     std::string_view under) {
  NumberWalk walk(visit, under);
  describe(walk, model);
}

std::optional<NumberRef> locate(Model& model, std::string_view path) {
  std::optional<NumberRef> found;
  for_each_number(
      model,
      [&](const std::string& here, const NumberRef& number) {
        if (here == path) found = number;
      },
      path);
  return found;
}

std::vector<std::string> all_paths(const Model& model, Dated only) {
  Model copy = model;
  std::vector<std::string> paths;
  for_each_number(copy, [&](const std::string& path, const NumberRef& number) {
    if (only == Dated::no || number.field.dated == Dated::yes) paths.push_back(path);
  });
  return paths;
}

namespace {

/// The part of a dotted path before its first dot, which is taken off.
std::string_view next_part(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view part = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  return part;
}

bool matches(std::string_view path, std::string_view pattern) {
  while (!path.empty() && !pattern.empty()) {
    const std::string_view wanted = next_part(pattern), part = next_part(path);
    if (wanted != "*" && wanted != part) return false;
  }
  return path.empty() && pattern.empty();
}

}  // namespace

std::vector<std::string> matching_paths(const Model& model, std::string_view pattern) {
  std::vector<std::string> found;
  if (pattern.find('*') == std::string_view::npos) {
    // The walk needs a model that could be changed, and changes none.
    if (locate(const_cast<Model&>(model), pattern)) found.emplace_back(pattern);
    return found;
  }
  for (auto& path : all_paths(model))
    if (matches(path, pattern)) found.push_back(std::move(path));
  return found;
}

PathProblem explain(const Model& model, std::string_view path, Dated legal) {
  Model copy = model;
  PathWalk walk(path);
  describe(walk, copy);
  if (!walk.missing_in.empty()) {
    const std::string entry(path.substr(walk.missing_in.size() + 1));
    return {"absent-entry", say(quote(walk.missing_in), " has no entry ", quote(entry)),
            "a change needs a value to start from",
            walk.entries.empty() ? "State its value in the model first"
                                 : say("State it in the model first, or change ",
                                       one_of({walk.entries.begin(), walk.entries.end()}))};
  }
  if (walk.is_something)
    return {"not-a-number-path", say(quote(path), " is not a number with a unit"), "only numbers can change",
            ""};
  return {"unknown-path", say("nothing in the model is called ", quote(path)), "",
          did_you_mean_or_list(path, all_paths(model, legal))};
}

void put(Model& model, const Sweep& sweep, double value) {
  for (const auto& path : matching_paths(model, sweep.path)) *locate(model, path)->value = value;
}

std::optional<NumberRef> locate(Scenario& scenario, std::string_view path) {
  constexpr std::string_view head = "options.", tail = ".size";
  if (!starts_with(path, head)) return locate(scenario.model, path);
  if (path.size() <= head.size() + tail.size() || path.substr(path.size() - tail.size()) != tail)
    return std::nullopt;
  const auto name = path.substr(head.size(), path.size() - head.size() - tail.size());
  Option* option = scenario.options.find(name);
  if (!option) return std::nullopt;
  return NumberRef{&option->size, plain("how much of the option is done", 0, 100)};
}

std::vector<std::string> matching_paths(const Scenario& scenario, std::string_view pattern) {
  if (!starts_with(pattern, "options.")) return matching_paths(scenario.model, pattern);
  Scenario copy = scenario;
  return locate(copy, pattern) ? std::vector<std::string>{std::string(pattern)} : std::vector<std::string>{};
}

void put(Scenario& scenario, const Sweep& sweep, double value) {
  for (const auto& path : matching_paths(scenario, sweep.path)) *locate(scenario, path)->value = value;
}

double edited(double before, const Edit& edit) {
  if (edit.delivered != 1.0) return edited(before, edit, 1.0);
  switch (edit.kind) {
    case EditKind::set: return edit.value;
    case EditKind::add: return before + edit.value;
    case EditKind::scale: return before * edit.value;
  }
  return before;
}

double edited(double before, const Edit& edit, double share) {
  share *= edit.delivered;
  switch (edit.kind) {
    case EditKind::set: return before + share * (edit.value - before);
    case EditKind::add: return before + share * edit.value;
    case EditKind::scale: return before * (1.0 + share * (edit.value - 1.0));
  }
  return before;
}

}  // namespace polku::scenario
