#include "scenario/echo.hpp"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "scenario/edit.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

using Json = nlohmann::ordered_json;

/// The writing visitor: every field becomes a key of the JSON object that is being filled.
class Writer {
 public:
  Writer(Json& object, Scenario& scenario) : here_(object), scenario_(scenario), model_(scenario.model) {}

  void number(const char* key, double& x, const Field& f) {
    if (std::isfinite(x) || f.unit == Unit::days) here_[key] = in_unit(x, f);
  }
  void count(const char* key, std::int64_t& x, const Field&) { here_[key] = x; }
  void flag(const char* key, bool& x, const Field&) { here_[key] = x; }
  void text(const char* key, std::string& x, const Field&) {
    if (!x.empty()) here_[key] = x;
  }
  void reference(const char* key, std::string& x, Refers, const Field& f) { text(key, x, f); }
  void quality(const char* key, Quality& x, const Field&) { here_[key] = write_quality(x); }
  void price(const char* key, Price& x, const Field&) { here_[key] = write_price(x, model_.currency); }
  void duration(const char* key, Duration& x, const Field&) { here_[key] = write_duration(x); }
  template <class E>
  void choice(const char* key, E& x, const Field&) {
    here_[key] = word(x);
  }
  template <class E>
  void choices(const char* key, std::vector<E>& x, const Field&) {
    here_[key] = Json::array();
    for (const E value : x) here_[key].push_back(word(value));
  }

  void numbers(const char* key, Table<double>& x, Refers, const Field& f) {
    for (const auto& [name, value] : x) here_[key][name] = in_unit(value, f);
  }
  void qualities(const char* key, Table<Quality>& x, Refers, const Field&) {
    for (const auto& [name, value] : x) here_[key][name] = write_quality(value);
  }
  template <class T>
  void object(const char* key, T& x, const Field&) {
    write_object(here_[key], x);
  }
  void object(const char* key, Study& x, const Field&) {
    if (!x.claim.empty()) write_object(here_[key], x);
  }
  /// Nothing is said of measurement where there is none.
  void object(const char* key, Surveying& x, const Field&) {
    if (!x.surveys.empty()) write_object(here_[key], x);
  }
  void table(const char* key, Table<ListeningPolicy>& x, const Field& f) {
    if (!x.empty()) table<ListeningPolicy>(key, x, f);
  }
  void object(const char* key, Adoption& x, const Field&) {
    if (!x.by.empty()) write_object(here_[key], x);
  }
  void object(const char* key, Calibration& x, const Field&) {
    if (!x.search.empty()) write_object(here_[key], x);
  }
  template <class T>
  void table(const char* key, Table<T>& x, const Field&) {
    here_[key] = Json::object();
    for (auto& [name, item] : x) write_object(here_[key][name], item);
  }
  template <class T>
  void objects(const char* key, Table<T>& x, Refers, const Field& f) {
    table(key, x, f);
  }
  template <class T>
  void list(const char* key, std::vector<T>& x, const Field&) {
    here_[key] = Json::array();
    for (T& item : x) write_object(here_[key].emplace_back(), item);
  }

  void kano(const char* key, KanoMix& x, const Field&) {
    for (const auto& [category, member] : kano_categories)
      if (x.*member != 0.0) here_[key][std::string(category)] = x.*member;
  }
  void next(const char* key, std::vector<Edge>& x, const Field&) {
    std::map<std::string, std::size_t> ways;
    for (const Edge& edge : x) ++ways[edge.outcome];
    for (const Edge& edge : x) {
      Json& place = edge.outcome.empty() ? here_[key] : here_[key][edge.outcome];
      if (ways[edge.outcome] == 1 && edge.chance == 1.0)
        place = edge.target;
      else
        place[edge.target] = edge.chance;
    }
  }
  void edits(std::vector<Edit>& x, const Field&) {
    for (const Edit& edit : x) {
      Json& place = here_[std::string(word(edit.kind))][edit.path];
      const auto number = locate(model_, edit.path);
      if (edit.kind == EditKind::scale || !number)
        place = edit.value;
      else if (number->price)
        place = write_price({edit.value, number->price->period}, model_.currency);
      else
        place = in_unit(edit.value, number->field);
    }
  }
  void values(const char* key, std::vector<Sweep>& x, const Field&) {
    for (const Sweep& sweep : x) here_[key][sweep.path] = texts_of(sweep).front();
  }
  void sweeps(const char* key, std::vector<Sweep>& x, const Field&) {
    for (const Sweep& sweep : x) here_[key][sweep.path] = texts_of(sweep);
  }

 private:
  template <class T>
  void write_object(Json& place, T& x) {
    place = Json::object();
    Writer writer(place, scenario_);
    describe(writer, x);
    leave_out_unused(place, x);
  }
  /// What came after others had kept results and leaves every number alone: not said where it is not used.
  template <class T>
  static void leave_out_unused(Json&, const T&) {}
  static void leave_out_unused(Json& place, const Step& x) {
    if (!x.silent) place.erase("silent");
  }
  static void leave_out_unused(Json& place, const Record& x) {
    if (x.events == 0) place.erase("events");
  }
  static void leave_out_unused(Json& place, const Drift& x) {
    const Drift usual;
    if (x.renewed == 0.0) place.erase("renewed");
    if (x.trajectory != Trajectory::stable) return;
    if (x.per_contact == usual.per_contact) place.erase("per_contact");
    if (x.per_diffusion == usual.per_diffusion) place.erase("per_diffusion");
  }
  Json texts_of(const Sweep& sweep) const {
    Json list = Json::array();
    const auto number = locate(scenario_, matching_paths(scenario_, sweep.path).front());
    for (const double value : sweep.values)
      list.push_back(number->price ? Json(write_price({value, number->price->period}, model_.currency))
                                   : in_unit(value, number->field));
    return list;
  }
  /// Plain numbers and shares as numbers, everything else as text with its unit.
  Json in_unit(double value, const Field& f) const {
    if (f.unit == Unit::plain || f.unit == Unit::share || f.unit == Unit::measure) return value;
    return write_number(value, f.unit, model_.currency);
  }

  Json& here_;
  Scenario& scenario_;
  Model& model_;  // for the units of what options edit
};

}  // namespace

std::string echo(const Scenario& scenario) {
  Scenario copy = scenario;
  Json root = Json::object();
  root["polku"] = 1;
  Writer writer(root, copy);
  describe(writer, copy);
  return root.dump(2);
}

}  // namespace polku::scenario
