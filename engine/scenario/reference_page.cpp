// The reference page: every key with what may stand behind it, its range, its default and its meaning.
#include <cmath>

#include "base/time.hpp"
#include "scenario/names.hpp"
#include "scenario/schema.hpp"
#include "scenario/text.hpp"
#include "scenario/units.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

constexpr const char* introduction = R"(# Reference of models and scenarios

Generated from the field table of the engine; do not edit.

A file starts with `polku: 1`. A **model** describes a business. A **scenario** names one (`model: FILE`, relative to
itself), asks a question, lists options and may restate any part of the model: maps merge, lists and values replace.
A file without `model` must be complete. `--set path=value` overrides one value for one run.

| value | is written |
|---|---|
| number | `4`, `0.5`, `-3` |
| share | `40 %` or `0.4` |
| time | `3 months`, `12 hours`, `none`, `forever`; a date is `month 3`, counted from the end of the warm-up |
| rate | `0.5/year`, `8 %/year`, `3000 contacts/week` |
| amount | `39 EUR`, `400 kEUR`, `1.2 MEUR` |
| price | an amount, paid once, or `39 EUR/month` |
| quality | mean and spread (standard deviation): `0.75 +- 0.20`, or the mean alone |
| duration | a time; `exponential 3 days` for a random one with that mean; `0 % 1 hour, 50 % 1 day, 100 % 9 days` for one of which half are at most a day |

A month is 30.4375 days, a year 365.25. A bare `0` needs no unit. *Dated* values can be changed by options while
customers live.
)";

const char* name_of(Unit unit) {
  switch (unit) {
    case Unit::plain: return "number";
    case Unit::share: return "share";
    case Unit::days: return "time";
    case Unit::per_day: return "rate";
    case Unit::money: return "amount";
    case Unit::share_per_year: return "yearly rate";
    case Unit::measure: return "amount or number";
  }
  return "";
}

const char* name_of(Refers refers) {
  switch (refers) {
    case Refers::anything: return "name";
    case Refers::attribute: return "attribute";
    case Refers::attribute_or_step_attribute: return "attribute or step.attribute";
    case Refers::attribute_or_segment_attribute: return "attribute or segment.attribute";
    case Refers::provider: return "provider";
    case Refers::provider_or_none: return "provider or `none`";
    case Refers::need: return "need";
    case Refers::function: return "function";
    case Refers::readiness_stage: return "stage";
    case Refers::step: return "step";
    case Refers::activity: return "activity";
    case Refers::channel: return "channel";
    case Refers::segment: return "segment";
    case Refers::survey: return "survey";
    case Refers::delivery: return "step.attribute";
    case Refers::world: return "option or `baseline`";
  }
  return "";
}

/// A default as a person would write it: the first text that reads back to the same bits, else in base units.
std::string natural(double value, Unit unit) {
  if (value == 0.0) return "0";
  if (std::isinf(value)) return unit == Unit::days ? "forever" : "no limit";
  std::vector<std::string> texts;
  if (unit == Unit::share) texts.push_back(say(shortest(std::round(value * 1e6) / 1e4), " %"));
  if (unit == Unit::share_per_year) texts.push_back(say(shortest(std::round(value * 1e6) / 1e4), " %/year"));
  for (const auto& [period, days] :
       {std::pair("year", base::days_per_year), std::pair("month", base::days_per_month),
        std::pair("week", base::days_per_week), std::pair("day", 1.0)}) {
    const double times = value / days;
    if (unit == Unit::days && times == std::floor(times))
      texts.push_back(say(shortest(times), " ", period, times == 1.0 ? "" : "s"));
    if (unit == Unit::per_day)
      texts.push_back(say(shortest(std::round(value * days * 1e6) / 1e6), "/", period));
  }
  for (const std::string& text : texts) {
    const Reading<double> reading = read_number(text, unit, "EUR");
    if (const double* same = std::get_if<double>(&reading); same && *same == value) return text;
  }
  return write_number(value, unit, "EUR");
}

/// The visitor that writes one object's table and, below it, those of the objects inside.
class PageWriter {
 public:
  explicit PageWriter(std::string path) : path_(std::move(path)) {}

  /// This object's section and all below.
  std::string page(const std::string& doc) const {
    const std::string head = path_.empty() ? "\n## The file\n" : say("\n## `", path_, "`\n");
    const std::string about = doc.empty() ? "" : say("\n", doc, "\n");
    return say(head, about,
               "\n| key | value | range | default | dated | meaning |\n|---|---|---|---|---|---|\n", rows_,
               below_);
  }

  void number(const char* key, double& x, const Field& f) {
    row(key, name_of(f.unit), natural(x, f.unit), f);
  }
  void count(const char* key, std::int64_t& x, const Field& f) {
    row(key, "whole number", std::to_string(x), f);
  }
  void flag(const char* key, bool& x, const Field& f) {
    row(key, "`true` or `false`", x ? "true" : "false", f);
  }
  void text(const char* key, std::string& x, const Field& f) { row(key, "text", x, f); }
  void quality(const char* key, Quality& x, const Field& f) { row(key, "quality", write_quality(x), f); }
  void price(const char* key, Price& x, const Field& f) { row(key, "price", write_price(x, "EUR"), f); }
  void duration(const char* key, Duration& x, const Field& f) {
    row(key, "duration", natural(x.mean, Unit::days), f);
  }
  void reference(const char* key, std::string&, Refers refers, const Field& f) {
    row(key, say("name of a ", name_of(refers)), "", f);
  }
  template <class E>
  void choice(const char* key, E& x, const Field& f) {
    row(key, one_of(all_words<E>()), word(x), f);
  }
  template <class E>
  void choices(const char* key, std::vector<E>&, const Field& f) {
    row(key, say("list of ", one_of(all_words<E>())), "", f);
  }
  void numbers(const char* key, Table<double>&, Refers refers, const Field& f) {
    row(key, say("map: ", name_of(refers), " to ", name_of(f.unit)), "", f);
  }
  void qualities(const char* key, Table<Quality>&, Refers refers, const Field& f) {
    row(key, say("map: ", name_of(refers), " to quality"), "", f);
  }
  void kano(const char* key, KanoMix&, const Field& f) {
    std::vector<std::string_view> categories;
    for (const auto& [category, member] : kano_categories) categories.push_back(category);
    row(key, say(one_of(categories), ", a map of them to shares, or a questionnaire"), "", f);
    Questionnaire asked;
    section(key, asked, words("a questionnaire whose answers give the shares"));
  }
  void next(const char* key, std::vector<Edge>&, const Field& f) {
    row(key, "a step, `end` or `give_up`; map: outcome to such, or such to share", "", f);
  }
  void edits(std::vector<Edit>&, const Field& f) {
    for (const std::string_view kind : all_words<EditKind>())
      row(std::string(kind).c_str(), "map: path to value", "", f);
  }
  void values(const char* key, std::vector<Sweep>&, const Field& f) {
    row(key, "map: path to value; `*` in a path is any name", "", f);
  }
  void sweeps(const char* key, std::vector<Sweep>&, const Field& f) {
    row(key, "map: path to a list of values; `*` in a path is any name", "", f);
  }

  template <class T>
  void object(const char* key, T& x, const Field& f) {
    row(key, "map", "", f);
    section(key, x, f);
  }
  template <class T>
  void table(const char* key, Table<T>&, const Field& f) {
    row(key, say("map: up to ", most_entries(key), " names of your own"), "", f);
    T item;
    section(say(key, ".NAME"), item, f);
  }
  template <class T>
  void objects(const char* key, Table<T>&, Refers refers, const Field& f) {
    row(key, say("map: ", name_of(refers), " to map"), "", f);
    T item;
    section(say(key, ".", name_of(refers)), item, f);
  }
  template <class T>
  void list(const char* key, std::vector<T>&, const Field& f) {
    row(key, "list of maps", "", f);
    T item;
    section(say(key, ".N"), item, f);
  }

 private:
  void row(const char* key, std::string_view value, std::string_view otherwise, const Field& f) {
    const std::string by_default = f.presence == Presence::required ? "**required**" : std::string(otherwise);
    rows_ += say("| `", key, "` | ", value, " | ", range_text(f, "EUR"), " | ", by_default, " | ",
                 f.dated == Dated::yes ? "yes" : "", " | ", f.doc, " |\n");
  }
  template <class T>
  void section(const std::string& key, T& x, const Field& f) {
    PageWriter writer(path_.empty() ? key : say(path_, ".", key));
    describe(writer, x);
    below_ += writer.page(f.doc);
  }

  std::string path_;
  std::string rows_;
  std::string below_;
};

}  // namespace

std::string field_reference() {
  PageWriter writer("");
  Scenario scenario;
  describe(writer, scenario);
  return introduction + writer.page("");
}

}  // namespace polku::scenario
