#include "store/xes_write.hpp"

#include "store/csv_write.hpp"

namespace polku::store {
namespace {

using simulate::EventKind;

constexpr std::size_t piece_size = 1 << 16;
constexpr const char* step_outcomes[] = {"success", "recovered", "failure", "handoff_failure", "abandoned"};

std::string attribute(const char* type, std::string_view key, std::string_view value) {
  std::string text = "<";
  return text.append(type).append(" key=\"").append(key).append("\" value=\"").append(xml_text(value)) +
         "\"/>";
}

/// One event as any log shows it.
struct Shown {
  std::string activity, outcome, owner, channel;
  double day = 0.0;
};

/// What is known of a case.
struct Head {
  std::string name, customer, need, ending;
  bool ended = true;
};

class Cases {
 public:
  Cases(const RecordedLog& log, CaseIs is) : log_(log), is_(is) {}

  /// Calls begin(Head), event(Head, Shown) and end() for every case that has an event to show.
  template <class Begin, class Each, class End>
  LogSize visit(Begin begin, Each each, End end) const {
    LogSize size;
    for (const Case& x : is_ == CaseIs::journey ? journeys_of(log_) : lives_of(log_)) {
      const Head head = head_of(x);
      size.open += !head.ended;
      bool begun = false;
      for (std::size_t i = x.begin; i < x.end; ++i) {
        const RecordedEvent event = log_[i];
        if (!belongs(event)) continue;
        if (event.kind == EventKind::step && log_.step(event.thing).silent) {
          ++size.silent;
          continue;
        }
        if (!begun) begin(head);
        begun = true;
        each(head, shown(event));
        ++size.events;
      }
      if (!begun) continue;
      end();
      ++size.cases;
    }
    return size;
  }

 private:
  bool belongs(const RecordedEvent& event) const {
    if (event.kind == EventKind::step) return true;
    return is_ == CaseIs::customer && event.kind != EventKind::felt && event.kind != EventKind::encounter;
  }

  Head head_of(const Case& x) const {
    const RecordedEvent first = log_[x.begin], last = log_[x.end - 1];
    Head head;
    head.customer = std::to_string(first.customer);
    head.name = head.customer;
    if (is_ == CaseIs::customer) return head;
    head.name += '-' + std::to_string(first.journey);
    head.need = log_.thing_name(first);
    head.ended = last.kind == EventKind::journey_ends;
    head.ending = !head.ended ? "open" : last.outcome == 1 ? "completed" : "given_up";
    return head;
  }

  Shown shown(const RecordedEvent& event) const {
    Shown shown;
    shown.day = event.day;
    if (event.kind != EventKind::step) {
      const std::string thing = log_.thing_name(event);
      shown.activity = log_.kind_name(event.kind) + (thing.empty() ? "" : ": " + thing);
      return shown;
    }
    const scenario::Step& step = log_.step(event.thing);
    shown.activity = log_.step_name(event.thing);
    shown.outcome = step_outcomes[event.outcome & 3];
    shown.channel = step.channel;
    if (const auto* owner = log_.model().functions.find(step.owner))
      shown.owner = owner->title.empty() ? step.owner : owner->title;
    return shown;
  }

  const RecordedLog& log_;
  CaseIs is_;
};

/// Collects text and passes it on in pieces.
class Pieces {
 public:
  explicit Pieces(const TextSink& sink) : sink_(sink) {}
  ~Pieces() = default;
  void add(std::string_view text) {
    text_ += text;
    if (text_.size() >= piece_size) flush();
  }
  void flush() {
    sink_(text_);
    text_.clear();
  }

 private:
  const TextSink& sink_;
  std::string text_;
};

}  // namespace

std::string xml_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '"')
      safe += "&quot;";
    else if (c == '\t' || c == '\n' || c == '\r')
      safe += "&#" + std::to_string(byte) + ";";
    else if (byte < 0x20)
      safe += "\xEF\xBF\xBD";
    else
      safe += c;
  }
  return safe;
}

LogSize write_xes(const RecordedLog& log, CaseIs cases, std::int64_t date_zero, const TextSink& sink) {
  Pieces out(sink);
  out.add(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
      "<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
      "<extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
      "<extension name=\"Lifecycle\" prefix=\"lifecycle\" "
      "uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
      "<extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
      "<global scope=\"trace\"><string key=\"concept:name\" value=\"UNKNOWN\"/></global>\n"
      "<global scope=\"event\"><string key=\"concept:name\" value=\"UNKNOWN\"/>"
      "<string key=\"lifecycle:transition\" value=\"complete\"/>"
      "<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00.000+00:00\"/></global>\n"
      "<classifier name=\"Activity\" scope=\"event\" keys=\"concept:name\"/>\n");
  out.add(attribute("string", "concept:name", log.title()) + '\n');
  out.add(attribute("string", "polku:model", log.model().name) + '\n');
  const LogSize size =
      Cases(log, cases)
          .visit(
              [&](const Head& head) {
                out.add("<trace>" + attribute("string", "concept:name", head.name) +
                        attribute("string", "polku:customer", head.customer));
                if (!head.need.empty()) out.add(attribute("string", "polku:need", head.need));
                if (!head.ending.empty()) out.add(attribute("string", "polku:ending", head.ending));
                out.add("\n");
              },
              [&](const Head&, const Shown& event) {
                out.add("<event>" + attribute("string", "concept:name", event.activity) +
                        attribute("string", "lifecycle:transition", "complete") +
                        attribute("date", "time:timestamp", time_text(date_zero, event.day)));
                if (!event.owner.empty()) out.add(attribute("string", "org:group", event.owner));
                if (!event.channel.empty()) out.add(attribute("string", "polku:channel", event.channel));
                if (!event.outcome.empty()) out.add(attribute("string", "polku:outcome", event.outcome));
                out.add("</event>\n");
              },
              [&] { out.add("</trace>\n"); });
  out.add("</log>\n");
  out.flush();
  return size;
}

LogSize write_event_csv(const RecordedLog& log, CaseIs cases, std::int64_t date_zero, const TextSink& sink) {
  Pieces out(sink);
  out.add("case,activity,timestamp,customer,need,ending,owner,channel,outcome\r\n");
  const LogSize size = Cases(log, cases)
                           .visit([](const Head&) {},
                                  [&](const Head& head, const Shown& event) {
                                    const std::string cells[] = {
                                        head.name,     event.activity, time_text(date_zero, event.day),
                                        head.customer, head.need,      head.ending,
                                        event.owner,   event.channel};
                                    for (const std::string& cell : cells) out.add(csv_cell(cell) + ',');
                                    out.add(csv_cell(event.outcome) + "\r\n");
                                  },
                                  [] {});
  out.flush();
  return size;
}

}  // namespace polku::store
