// XES, read as it streams by: expat tells of elements, and only what stands directly in a trace or event
// counts. No tree is built.
#include <expat.h>

#include <cstring>
#include <memory>
#include <vector>

#include "store/log_formats.hpp"

namespace polku::store {
namespace {

constexpr int deepest = 100;                     // elements in each other; real logs have fewer than 10
constexpr std::int64_t longest_token = 4 << 20;  // bytes that expat has seen without an end
constexpr std::size_t longest_value = 64 << 10;  // bytes of a value that is kept
constexpr std::size_t piece = 1 << 16;

struct Free {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// `concept:name` without a namespace that an element carries.
std::string_view local(const char* name) {
  const char* colon = std::strrchr(name, ':');
  return colon ? colon + 1 : name;
}

class Reader {
 public:
  explicit Reader(LogCollector& to) : to_(to), parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** pairs) {
          static_cast<Reader*>(self)->guarded([&](Reader& x) { x.begin(local(name), pairs); });
        },
        [](void* self, const XML_Char*) { static_cast<Reader*>(self)->guarded([](Reader& x) { x.end(); }); });
    XML_SetStartDoctypeDeclHandler(parser_.get(),
                                   [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
                                     static_cast<Reader*>(self)->guarded([](Reader& x) { x.doctype(); });
                                   });
  }

  void feed(std::string_view text, bool last) {
    fed_ += static_cast<std::int64_t>(text.size());
    const auto status = XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), last);
    if (gave_up_) throw GiveUp();
    if (status == XML_STATUS_ERROR) syntax();
    if (fed_ - XML_GetCurrentByteIndex(parser_.get()) > longest_token)
      to_.give_up("log-too-long", line(), "a tag or value begins here and has no end within 4 MiB", "", "");
  }

  /// The packed file broke off.
  [[noreturn]] void cut_short(const std::string& why) {
    to_.give_up("log-truncated", line(), why, "the last event read stands here", "Get the file again");
  }

  void finish() {
    if (!seen_log_)
      to_.give_up("log-syntax", 1, "this is XML, but no XES log", "its first element is not `log`", "");
  }

 private:
  /// Nothing may be thrown through expat, which is C.
  template <class Act>
  void guarded(Act act) noexcept {
    if (gave_up_) return;
    try {
      act(*this);
    } catch (const GiveUp&) {
      gave_up_ = true;
      XML_StopParser(parser_.get(), XML_FALSE);
    } catch (...) {  // no memory
      gave_up_ = true;
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

  void doctype() {
    to_.give_up("log-entity", line(), "the file declares a document type",
                "no log needs one, and entities can explode", "Remove the <!DOCTYPE>");
  }

  [[noreturn]] void syntax() {
    const XML_Error error = XML_GetErrorCode(parser_.get());
    if (error == XML_ERROR_INVALID_TOKEN)
      to_.give_up("log-syntax", line(), "this is no XML, or no UTF-8",
                  "a character stands here that cannot; the file may be in another encoding, or in two", "");
    if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
        error == XML_ERROR_PARTIAL_CHAR || error == XML_ERROR_UNCLOSED_CDATA_SECTION)
      to_.give_up("log-truncated", line(), "the file ends in the middle", XML_ErrorString(error),
                  "Get the file again");
    to_.give_up("log-syntax", line(), std::string("this is no XML: ") + XML_ErrorString(error), "", "");
  }

  void begin(std::string_view name, const XML_Char** pairs) {
    if (++depth_ > deepest)
      to_.give_up("log-too-deep", line(),
                  "more than " + std::to_string(deepest) + " elements stand in each other", "", "");
    if (depth_ == 1) {
      seen_log_ = name == "log";
      if (!seen_log_)
        to_.give_up("log-syntax", line(), "this is XML, but no XES log",
                    "its first element is `" + std::string(name.substr(0, 80)) + "`, not `log`", "");
    } else if (depth_ == 2 && name == "trace") {
      in_trace_ = true;
      trace_events_ = 0;
      case_ = to_.unnamed_case();
    } else if (name == "event" && !in_event_ && (depth_ == 2 || (depth_ == 3 && in_trace_))) {
      if (depth_ == 2)
        to_.give_up("log-syntax", line(), "an event stands outside of any trace",
                    "whose it is cannot be known", "");
      in_event_ = true;
      event_line_ = line();
      activity_.clear();
      time_.clear();
      lifecycle_ = LogCollector::Lifecycle::unknown;
    } else if (in_event_ && depth_ == 4) {
      event_attribute(pairs);
    } else if (in_trace_ && !in_event_ && depth_ == 3) {
      trace_attribute(pairs);
    }
  }

  void end() {
    if (in_event_ && depth_ == 3) {
      ++trace_events_;
      to_.event(case_, activity_, time_, lifecycle_, event_line_);
      in_event_ = false;
    } else if (in_trace_ && depth_ == 2) {
      if (trace_events_ == 0) to_.empty_case();
      in_trace_ = false;
    }
    --depth_;
  }

  static std::string_view value_of(const XML_Char** pairs, const char* wanted) {
    for (; pairs[0]; pairs += 2)
      if (std::strcmp(pairs[0], wanted) == 0) return pairs[1];
    return {};
  }

  void event_attribute(const XML_Char** pairs) {
    const std::string_view key = value_of(pairs, "key"),
                           value = value_of(pairs, "value").substr(0, longest_value);
    if (key == "concept:name")
      activity_ = value;
    else if (key == "time:timestamp")
      time_ = value;
    else if (key == "lifecycle:transition")
      lifecycle_ = LogCollector::lifecycle_of(value);
  }

  void trace_attribute(const XML_Char** pairs) {
    // Written by Polku's own export of journeys that the end of the simulation cut off.
    if (value_of(pairs, "key") == "polku:ending" && value_of(pairs, "value") == "open")
      to_.case_is_open(case_);
  }

  LogCollector& to_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::int64_t fed_ = 0;
  bool gave_up_ = false, seen_log_ = false, in_trace_ = false, in_event_ = false;
  int depth_ = 0;
  std::uint32_t case_ = 0;
  std::uint64_t trace_events_ = 0, event_line_ = 0;
  std::string activity_, time_;
  LogCollector::Lifecycle lifecycle_{};
};

}  // namespace

void read_xes(std::string_view head, LogBytes& bytes, LogCollector& to) {
  Reader reader(to);
  reader.feed(head, false);
  std::vector<char> buffer(piece);
  while (const std::size_t got = bytes.read(buffer.data(), buffer.size()))
    reader.feed({buffer.data(), got}, false);
  if (!bytes.trouble().empty()) reader.cut_short(bytes.trouble());
  reader.feed({}, true);
  reader.finish();
}

}  // namespace polku::store
