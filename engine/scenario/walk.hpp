// A visitor over the field table that knows the dotted path of what it looks at. A visitor derives from it,
// hides the shapes that it treats apart and offers `leaf(x, field)` for all others. In the flow: base of the
// visitors of edit, check, echo and bind. Thread safety: one visitor per thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/describe_question.hpp"

namespace polku::scenario {

template <class Self>
class Walk {
 public:
  /// Whether to go below a path; hidden by visitors that look for one path only.
  bool enters() const { return true; }

  void number(const char* key, double& x, const Field& f) { visit(key, x, f); }
  void count(const char* key, std::int64_t& x, const Field& f) { visit(key, x, f); }
  void flag(const char* key, bool& x, const Field& f) { visit(key, x, f); }
  void text(const char* key, std::string& x, const Field& f) { visit(key, x, f); }
  void quality(const char* key, Quality& x, const Field& f) { visit(key, x, f); }
  void price(const char* key, Price& x, const Field& f) { visit(key, x, f); }
  void duration(const char* key, Duration& x, const Field& f) { visit(key, x, f); }
  void kano(const char* key, KanoMix& x, const Field& f) { visit(key, x, f); }
  void next(const char* key, std::vector<Edge>& x, const Field& f) { visit(key, x, f); }
  void edits(std::vector<Edit>& x, const Field& f) { self().leaf(x, f); }
  void values(const char* key, std::vector<Sweep>& x, const Field& f) { visit(key, x, f); }
  void sweeps(const char* key, std::vector<Sweep>& x, const Field& f) { visit(key, x, f); }
  void reference(const char* key, std::string& x, Refers, const Field& f) { visit(key, x, f); }
  template <class E>
  void choice(const char* key, E& x, const Field& f) {
    visit(key, x, f);
  }
  template <class E>
  void choices(const char* key, std::vector<E>& x, const Field& f) {
    visit(key, x, f);
  }

  void numbers(const char* key, Table<double>& x, Refers, const Field& f) { visit_entries(key, x, f); }
  void qualities(const char* key, Table<Quality>& x, Refers, const Field& f) { visit_entries(key, x, f); }

  template <class T>
  void object(const char* key, T& x, const Field&) {
    const Scope scope(*this, key);
    if (self().enters()) describe(self(), x);
  }
  template <class T>
  void table(const char* key, Table<T>& x, const Field& f) {
    const Scope scope(*this, key);
    if (self().enters())
      for (auto& [name, item] : x) self().object(name.c_str(), item, f);
  }
  template <class T>
  void objects(const char* key, Table<T>& x, Refers, const Field& f) {
    self().table(key, x, f);
  }
  template <class T>
  void list(const char* key, std::vector<T>& x, const Field& f) {
    const Scope scope(*this, key);
    for (std::size_t i = 0; i < x.size(); ++i) self().object(std::to_string(i + 1).c_str(), x[i], f);
  }

 protected:
  /// Lengthens the path by one key while it lives.
  class Scope {
   public:
    Scope(Walk& walk, std::string_view key) : path_(walk.path_), length_(path_.size()) {
      if (!path_.empty()) path_ += '.';
      path_ += key;
    }
    ~Scope() { path_.resize(length_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    std::string& path_;
    std::size_t length_;
  };

  const std::string& path() const { return path_; }

 private:
  Self& self() { return static_cast<Self&>(*this); }

  template <class T>
  void visit(const char* key, T& x, const Field& f) {
    const Scope scope(*this, key);
    self().leaf(x, f);
  }
  template <class T>
  void visit_entries(const char* key, Table<T>& x, const Field& f) {
    const Scope scope(*this, key);
    for (auto& [name, value] : x) visit(name.c_str(), value, f);
  }

  std::string path_;
};

}  // namespace polku::scenario
