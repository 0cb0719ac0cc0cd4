#include "store/ocel_write.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace polku::store {
namespace {

using Json = nlohmann::ordered_json;
using simulate::EventKind;

constexpr const char* step_outcomes[] = {"success", "recovered", "failure", "handoff_failure", "abandoned"};
constexpr const char* choices[] = {"straight", "free", "against_feeling"};
constexpr const char* reviews[] = {"kept", "opened", "held_back"};
constexpr const auto& causes = simulate::cause_words;

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string customer_id(const RecordedEvent& x) { return "customer " + std::to_string(x.customer); }
std::string journey_id(const RecordedEvent& x) {
  return "journey " + std::to_string(x.customer) + '-' + std::to_string(x.journey);
}
std::string provider_id(const std::string& name) { return "provider " + name; }

template <std::size_t count>
const char* word(const char* const (&words)[count], std::int64_t place) {
  return place >= 0 && static_cast<std::size_t>(place) < count ? words[place] : "unknown";
}

/// Name, type and value of what an event says besides its type, time and objects.
struct Attribute {
  const char *name, *type;
  Json value;
};

std::vector<Attribute> attributes_of(const RecordedLog& log, const RecordedEvent& x) {
  const auto thing = [&](const char* name) { return Attribute{name, "string", log.thing_name(x)}; };
  switch (x.kind) {
    case EventKind::need:
    case EventKind::need_dropped:
    case EventKind::journey_begins:
    case EventKind::desire_faded: return {thing("need")};
    case EventKind::step: return {{"outcome", "string", word(step_outcomes, x.outcome)}};
    case EventKind::encounter: return {thing("step"), {"experience", "float", x.value}};
    case EventKind::felt:
      return {thing("attribute"),
              {"quality", "float", x.value},
              {"reference", "float", x.second},
              {"satisfaction", "float", x.third}};
    case EventKind::chosen: return {thing("alternative"), {"choice", "string", word(choices, x.outcome)}};
    case EventKind::purchase: return {{"first", "boolean", x.outcome == 1}};
    case EventKind::left: return {{"cause", "string", word(causes, x.outcome)}};
    case EventKind::review:
      return {{"outcome", "string", word(reviews, x.outcome)}, {"chance", "float", x.value}};
    case EventKind::journey_ends:
      return {{"completed", "boolean", x.outcome == 1},
              {"remembered", "float", x.value},
              {"attitude", "float", x.second}};
    case EventKind::price_noticed: return {{"price", "float", x.value}, {"accepted", "float", x.second}};
    case EventKind::asked:
      if (x.outcome == simulate::no_answer) return {thing("survey"), {"satisfaction", "float", x.value}};
      return {thing("survey"), {"rating", "integer", x.outcome}, {"satisfaction", "float", x.value}};
    default: return {};
  }
}

/// The provider that an event concerns; empty: none.
std::string provider_of(const RecordedLog& log, const RecordedEvent& x) {
  switch (x.kind) {
    case EventKind::chosen:
    case EventKind::purchase:
    case EventKind::joined:
    case EventKind::left:
    case EventKind::review:
    case EventKind::contract_ends:
    case EventKind::journey_ends:
    case EventKind::price_noticed: return x.thing < log.model().providers.size() ? log.thing_name(x) : "";
    default: return "";
  }
}

/// Steps may be called like an event of another kind; an event type has one meaning.
std::string type_of(const RecordedLog& log, const RecordedEvent& x) {
  return x.kind == EventKind::step ? "step: " + log.step_name(x.thing) : log.kind_name(x.kind);
}

bool hidden(const RecordedLog& log, const RecordedEvent& x) {
  const bool of_step = x.kind == EventKind::step || x.kind == EventKind::encounter;
  return of_step && log.step(x.thing).silent;
}

/// Elements of a JSON array, one a line.
class Array {
 public:
  Array(const TextSink& sink, const char* name) : sink_(sink) { sink_("\"" + std::string(name) + "\": ["); }
  void add(const Json& element) {
    sink_((first_ ? "\n" : ",\n") + text(element));
    first_ = false;
  }
  void end(const char* after) { sink_(std::string("\n]") + after); }

 private:
  const TextSink& sink_;
  bool first_ = true;
};

Json declared(const char* name, const char* type) { return {{"name", name}, {"type", type}}; }

void write_types(const RecordedLog& log, const TextSink& sink) {
  std::map<std::string, Json> types;  // in an order of its own, whoever came first
  for (std::size_t i = 0; i < log.size(); ++i) {
    const RecordedEvent x = log[i];
    if (hidden(log, x)) continue;
    auto [place, fresh] = types.try_emplace(type_of(log, x), Json::array());
    if (fresh)
      for (const Attribute& a : attributes_of(log, x)) place->second.push_back(declared(a.name, a.type));
  }
  Array events(sink, "eventTypes");
  for (const auto& [name, attributes] : types) events.add({{"name", name}, {"attributes", attributes}});
  events.end(",\n");
  Array objects(sink, "objectTypes");
  objects.add({{"name", "customer"}, {"attributes", Json::array()}});
  objects.add({{"name", "journey"},
               {"attributes", Json::array({declared("need", "string"), declared("ending", "string")})}});
  objects.add({{"name", "provider"}, {"attributes", Json::array({declared("own", "boolean")})}});
  objects.end(",\n");
}

Json related(const std::string& object, const char* how) {
  return {{"objectId", object}, {"qualifier", how}};
}

LogSize write_events(const RecordedLog& log, std::int64_t date_zero, const TextSink& sink) {
  LogSize size;
  Array events(sink, "events");
  for (std::size_t i = 0; i < log.size(); ++i) {
    const RecordedEvent x = log[i];
    if (hidden(log, x)) {
      size.silent += x.kind == EventKind::step;
      continue;
    }
    Json event = {{"id", "event " + std::to_string(i)},
                  {"type", type_of(log, x)},
                  {"time", time_text(date_zero, x.day)},
                  {"attributes", Json::array()},
                  {"relationships", Json::array({related(customer_id(x), "happens to")})}};
    for (Attribute& a : attributes_of(log, x))
      event["attributes"].push_back({{"name", a.name}, {"value", std::move(a.value)}});
    if (x.journey > 0) event["relationships"].push_back(related(journey_id(x), "is part of"));
    if (const std::string provider = provider_of(log, x); !provider.empty())
      event["relationships"].push_back(related(provider_id(provider), "concerns"));
    events.add(event);
    ++size.events;
  }
  events.end(",\n");
  return size;
}

void write_objects(const RecordedLog& log, std::int64_t date_zero, LogSize& size, const TextSink& sink) {
  Array objects(sink, "objects");
  for (const auto& [name, provider] : log.model().providers)
    objects.add({{"id", provider_id(name)},
                 {"type", "provider"},
                 {"attributes",
                  Json::array({Json{
                      {"name", "own"}, {"time", time_text(date_zero, 0.0)}, {"value", provider.own}}})}});
  for (const Case& life : lives_of(log))
    objects.add({{"id", customer_id(log[life.begin])}, {"type", "customer"}, {"attributes", Json::array()}});
  for (const Case& journey : journeys_of(log)) {
    const RecordedEvent first = log[journey.begin], last = log[journey.end - 1];
    const bool ended = last.kind == EventKind::journey_ends;
    const char* ending = !ended ? "open" : last.outcome == 1 ? "completed" : "given_up";
    Json attributes = Json::array();
    attributes.push_back(
        {{"name", "need"}, {"time", time_text(date_zero, first.day)}, {"value", log.thing_name(first)}});
    attributes.push_back({{"name", "ending"}, {"time", time_text(date_zero, last.day)}, {"value", ending}});
    objects.add({{"id", journey_id(first)},
                 {"type", "journey"},
                 {"attributes", attributes},
                 {"relationships", Json::array({related(customer_id(first), "is made by")})}});
    ++size.cases;
    size.open += !ended;
  }
  objects.end("\n");
}

}  // namespace

LogSize write_ocel(const RecordedLog& log, std::int64_t date_zero, const TextSink& sink) {
  std::string pieces;
  const TextSink collect = [&](std::string_view more) {
    pieces += more;
    if (pieces.size() < (1 << 16)) return;
    sink(pieces);
    pieces.clear();
  };
  collect("{\n");
  write_types(log, collect);
  LogSize size = write_events(log, date_zero, collect);
  write_objects(log, date_zero, size, collect);
  collect("}\n");
  sink(pieces);
  return size;
}

}  // namespace polku::store
