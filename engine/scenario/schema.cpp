#include "scenario/schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenario/names.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

using Json = nlohmann::ordered_json;

/// Whether a file may leave keys out because a model below it states them.
enum class Strictness { overlay, complete };

Json reference_to(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

Json text_of(const std::string& pattern) { return {{"type", "string"}, {"pattern", "^" + pattern + "$"}}; }

/// A text with a unit, or a bare zero.
Json with_unit(const std::string& pattern) { return {{"anyOf", {{{"const", 0}}, text_of(pattern)}}}; }

/// One definition a way of writing a value.
Json definitions() {
  const std::string n = "[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";
  const std::string unit = "(minute|hour|day|week|month|year)s?";
  const std::string time = say("(none|forever|0|", n, " *", unit, "|", unit, " ", n, ")");
  const std::string share = say(n, "( *%)?");
  const std::string amount = say(n, " *[kM]?[A-Z]{3}");
  Json all;
  all["plain"] = {{"anyOf", {{{"type", "number"}}, text_of(n)}}};
  all["share"] = {{"anyOf", {{{"type", "number"}}, text_of(share)}}};
  all["days"] = with_unit(time);
  all["per_day"] = with_unit(say(n, " *(%|[a-z]+)? */ *", unit));
  all["money"] = with_unit(amount);
  all["measure"] = {{"anyOf", {{{"type", "number"}}, with_unit(amount)}}};
  all["share_per_year"] = with_unit(say(n, " *%? */ *", unit));
  all["price"] = with_unit(say(amount, "( */ *", unit, ")?"));
  all["quality"] = {
      {"anyOf", {{{"type", "number"}}, text_of(say(share, "( *(\\+-|\u00B1) *", share, ")?"))}}};
  const std::string knot = say(share, " *", time);
  all["duration"] = with_unit(say("((exponential +)?", time, "|", knot, "(, *", knot, ")+)"));
  all["name"] = {{"type", "string"}, {"pattern", name_pattern}};
  const Json chances = {
      {"type", "object"}, {"minProperties", 1}, {"additionalProperties", reference_to("share")}};
  const Json ways = {{"anyOf", {reference_to("name"), reference_to("share"), chances}}};
  all["next"] = {
      {"anyOf",
       {reference_to("name"), {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", ways}}}}};
  all["edits"] = {{"type", "object"}, {"additionalProperties", {{"type", {"number", "string"}}}}};
  return all;
}

const char* name_of(Unit unit) {
  switch (unit) {
    case Unit::plain: return "plain";
    case Unit::share: return "share";
    case Unit::days: return "days";
    case Unit::per_day: return "per_day";
    case Unit::money: return "money";
    case Unit::share_per_year: return "share_per_year";
    case Unit::measure: return "measure";
  }
  return "";
}

/// The visitor that fills `properties` and `required` of one object's schema.
class SchemaWriter {
 public:
  SchemaWriter(Json& object, Strictness strictness) : object_(object), strictness_(strictness) {
    object_["type"] = "object";
    object_["additionalProperties"] = false;
    object_["properties"] = Json::object();
  }

  void number(const char* key, double& x, const Field& f) {
    add(key, reference_to(name_of(f.unit)), f, in_unit(x, f.unit));
  }
  void count(const char* key, std::int64_t& x, const Field& f) {
    const auto low = static_cast<std::int64_t>(f.low);
    const auto high = static_cast<std::int64_t>(f.high);
    add(key, {{"type", "integer"}, {"minimum", low}, {"maximum", high}}, f, x);
  }
  void flag(const char* key, bool& x, const Field& f) { add(key, {{"type", "boolean"}}, f, x); }
  void text(const char* key, std::string&, const Field& f) {
    add(key, {{"type", {"string", "number", "boolean"}}}, f);  // `name: 2026` is a name too
  }
  void reference(const char* key, std::string&, Refers, const Field& f) { add(key, reference_to("name"), f); }
  void quality(const char* key, Quality&, const Field& f) { add(key, reference_to("quality"), f); }
  void price(const char* key, Price&, const Field& f) { add(key, reference_to("price"), f); }
  void duration(const char* key, Duration& x, const Field& f) {
    add(key, reference_to("duration"), f, write_duration(x));
  }
  template <class E>
  void choice(const char* key, E& x, const Field& f) {
    add(key, {{"enum", all_words<E>()}}, f, word(x));
  }
  template <class E>
  void choices(const char* key, std::vector<E>&, const Field& f) {
    add(key, {{"type", "array"}, {"uniqueItems", true}, {"items", {{"enum", all_words<E>()}}}}, f);
  }
  void numbers(const char* key, Table<double>&, Refers, const Field& f) {
    add(key, {{"type", "object"}, {"additionalProperties", reference_to(name_of(f.unit))}}, f);
  }
  void qualities(const char* key, Table<Quality>&, Refers, const Field& f) {
    add(key, {{"type", "object"}, {"additionalProperties", reference_to("quality")}}, f);
  }
  void next(const char* key, std::vector<Edge>&, const Field& f) { add(key, reference_to("next"), f); }
  void kano(const char* key, KanoMix&, const Field& f) {
    Json categories = Json::array();
    Json shares;
    for (const auto& [category, member] : kano_categories) {
      categories.push_back(category);
      shares[std::string(category)] = reference_to("share");
    }
    const Json mix = {{"type", "object"}, {"additionalProperties", false}, {"properties", shares}};
    Questionnaire asked;
    add(key, {{"anyOf", {{{"enum", categories}}, mix, schema_of(asked)}}}, f);
  }
  void edits(std::vector<Edit>&, const Field& f) {
    for (const std::string_view kind : all_words<EditKind>())
      add(std::string(kind).c_str(), reference_to("edits"), f);
  }
  void values(const char* key, std::vector<Sweep>&, const Field& f) { add(key, reference_to("edits"), f); }
  void sweeps(const char* key, std::vector<Sweep>&, const Field& f) {
    const Json values = {{"type", "array"}, {"minItems", 1}, {"items", {{"type", {"number", "string"}}}}};
    add(key, {{"type", "object"}, {"additionalProperties", values}}, f);
  }

  template <class T>
  void object(const char* key, T& x, const Field& f) {
    add(key, schema_of(x), f);
  }
  template <class T>
  void table(const char* key, Table<T>&, const Field& f) {
    T item;
    add(key,
        {{"type", "object"},
         {"maxProperties", most_entries(key)},
         {"propertyNames", {{"pattern", name_pattern}}},
         {"additionalProperties", schema_of(item)}},
        f);
  }
  template <class T>
  void objects(const char* key, Table<T>& x, Refers, const Field& f) {
    table(key, x, f);
  }
  template <class T>
  void list(const char* key, std::vector<T>&, const Field& f) {
    T item;
    add(key, {{"type", "array"}, {"items", schema_of(item)}}, f);
  }

 private:
  template <class T>
  Json schema_of(T& x) const {
    Json schema;
    SchemaWriter writer(schema, strictness_);
    describe(writer, x);
    return schema;
  }

  /// The default as it would be written; nothing for what has none, or depends on the currency.
  static Json in_unit(double value, Unit unit) {
    if (unit == Unit::plain || unit == Unit::share || unit == Unit::measure)
      return std::isfinite(value) ? Json(value) : Json();
    if (value == 0.0) return 0;
    return unit == Unit::money ? Json() : Json(write_number(value, unit, ""));
  }

  void add(const std::string& key, const Json& schema, const Field& f, const Json& otherwise = {}) {
    Json property = {{"description", described(f)}};
    // Draft-07 ignores what stands beside a $ref, so the reference stands one level down.
    if (schema.contains("$ref"))
      property["allOf"] = {schema};
    else
      property.update(schema);
    if (f.presence == Presence::optional && !otherwise.is_null()) property["default"] = otherwise;
    object_["properties"][key] = property;
    if (f.presence == Presence::required && strictness_ == Strictness::complete)
      object_["required"].push_back(key);
  }
  static std::string described(const Field& f) {
    const std::string range = range_text(f, "currency units");
    return range.empty() ? f.doc : say(f.doc, " [", range, "]");
  }

  Json& object_;
  Strictness strictness_;
};

Json whole_file(Strictness strictness) {
  Json schema;
  SchemaWriter writer(schema, strictness);
  Scenario scenario;
  describe(writer, scenario);
  Json& properties = schema["properties"];
  properties["polku"] = {{"description", "version of the scenario format"}, {"const", 1}};
  if (strictness == Strictness::overlay)
    properties["model"] = {{"description", "the model that this scenario is about, relative to this file"},
                           {"type", "string"}};
  schema["required"].push_back("polku");
  return schema;
}

}  // namespace

std::string json_schema() {
  Json root;
  root["$schema"] = "http://json-schema.org/draft-07/schema#";
  root["title"] = "Polku model or scenario, format 1";
  root["if"] = {{"required", {"model"}}};
  root["then"] = reference_to("scenario");
  root["else"] = reference_to("complete");
  root["definitions"] = definitions();
  root["definitions"]["scenario"] = whole_file(Strictness::overlay);
  root["definitions"]["complete"] = whole_file(Strictness::complete);
  return root.dump(1) + "\n";
}

}  // namespace polku::scenario
