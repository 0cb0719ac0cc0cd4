#include "scenario/units.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "scenario/text.hpp"

namespace polku::scenario {

double parse_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
#ifdef __cpp_lib_to_chars
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range) return value;
#endif
  // The WebAssembly library lacks from_chars for doubles; its strtod is exact and knows no locale. Also tells
  // overflow from underflow, which from_chars does not.
  return std::strtod(std::string(text).c_str(), nullptr);
}

namespace {

struct Named {
  std::string_view word;
  double days;
};
constexpr std::array<Named, 12> time_units{{{"minute", 1.0 / 1440.0},
                                            {"minutes", 1.0 / 1440.0},
                                            {"hour", 1.0 / 24.0},
                                            {"hours", 1.0 / 24.0},
                                            {"day", 1.0},
                                            {"days", 1.0},
                                            {"week", base::days_per_week},
                                            {"weeks", base::days_per_week},
                                            {"month", base::days_per_month},
                                            {"months", base::days_per_month},
                                            {"year", base::days_per_year},
                                            {"years", base::days_per_year}}};
// What may be counted in a rate, for readers only: `3000 contacts/week`.
constexpr std::array<std::string_view, 8> counted_things{"arrivals", "bookings", "calls",   "cases",
                                                         "contacts", "orders",   "reviews", "visits"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Days in one `word` ("week"), if it is a unit of time.
std::optional<double> time_unit(std::string_view word) {
  for (const Named& unit : time_units)
    if (unit.word == word) return unit.days;
  return std::nullopt;
}

std::string suggest_time_unit(std::string_view word) {
  std::vector<std::string_view> words;
  for (const Named& unit : time_units) words.push_back(unit.word);
  const std::string close = did_you_mean(word, words);
  return close.empty() ? "Units of time are minutes, hours, days, weeks, months, years" : close;
}

/// A number and the text behind it: 39 and "EUR/month".
struct Split {
  double number;
  std::string_view rest;
};

Mistake not_a_number(std::string_view text, const std::string& expected, std::string suggestion = "") {
  return {"not-a-number", say(quote(text), " is not a number"), say("expected is ", expected),
          std::move(suggestion)};
}

Reading<Split> split_number(std::string_view text, const std::string& expected) {
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t first = i;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - start;
  };
  const auto at = [&](std::size_t place) { return place < text.size() ? text[place] : '\0'; };

  // The whole part.
  const std::size_t whole = digits();
  if (whole == 0) {
    std::string lower(trim(text.substr(first)).substr(0, 9));
    for (char& c : lower) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    for (const char* word : {"nan", ".nan", "inf", ".inf", "infinity"})
      if (lower == word)
        return Mistake{"not-finite", say(quote(text), " is not a finite number"),
                       say("expected is ", expected), ""};
    if (at(i) == '.' && is_digit(at(i + 1)))
      return not_a_number(text, expected, say("Write ", quote(say(text.substr(0, i), "0", text.substr(i)))));
    return not_a_number(text, expected);
  }
  if (whole > 1 && text[first] == '0')
    return Mistake{"leading-zero", say(quote(text), " starts with a zero"),
                   "other programs read such numbers as octal", "Leave out the leading zero"};
  if (whole == 1 && text[first] == '0' && (at(i) == 'x' || at(i) == 'X'))
    return not_a_number(text, expected, "Write it in decimal digits");

  // Decimals and exponent.
  if (at(i) == '.') {
    ++i;
    if (digits() == 0) return not_a_number(text, expected, "Write a digit behind the point");
  }
  if (at(i) == 'e' || at(i) == 'E') {
    const std::size_t mark = i;
    i += at(i + 1) == '-' || at(i + 1) == '+' ? 2U : 1U;
    if (digits() == 0) i = mark;
  }
  if (at(i) == '_' || at(i) == ',' || at(i) == '\'' || (at(i) == ' ' && is_digit(at(i + 1))))
    return not_a_number(text, expected, "Write digits without separators, and a point before decimals");

  const double number = parse_decimal(text.substr(0, i));
  if (!std::isfinite(number))
    return Mistake{"not-finite", say(quote(text), " is too large"), say("expected is ", expected), ""};
  return Split{number, trim(text.substr(i))};
}

/// The factor that a unit stands for, or what is wrong with it.
class UnitReader {
 public:
  UnitReader(std::string_view text, Unit unit, std::string_view currency)
      : text_(text), currency_(currency), expected_(expected_text(unit, currency)) {}

  const std::string& expected() const { return expected_; }

  Reading<double> convert(const Split& split, Unit unit) const {
    if (split.rest.empty()) {
      if (unit == Unit::plain || unit == Unit::share || unit == Unit::measure || split.number == 0.0)
        return split.number;
      return Mistake{"missing-unit", say(quote(text_), " lacks a unit"), say("expected is ", expected_), ""};
    }
    switch (unit) {
      case Unit::plain: return wrong();
      case Unit::share: return split.rest == "%" ? Reading<double>(split.number / 100.0) : wrong();
      case Unit::days: return time(split);
      case Unit::per_day: return rate(split, 1.0);
      case Unit::share_per_year: return rate(split, base::days_per_year);
      case Unit::money:
      case Unit::measure: return money(split.number, split.rest);
    }
    return wrong();
  }

  /// `EUR`, `kEUR`, `MEUR` behind a number.
  Reading<double> money(double number, std::string_view rest) const {
    double factor = 1.0;
    std::string_view code = rest;
    if (code.size() == 4 && (code[0] == 'k' || code[0] == 'M')) {
      factor = code[0] == 'k' ? 1e3 : 1e6;
      code.remove_prefix(1);
    }
    if (code == currency_) return number * factor;
    const bool is_currency =
        code.size() == 3 && is_capital(code[0]) && is_capital(code[1]) && is_capital(code[2]);
    if (!is_currency) return wrong();
    return Mistake{"wrong-currency", say(quote(text_), " is in another currency"),
                   say("all amounts are in ", currency_), ""};
  }

  Mistake wrong(std::string suggestion = "") const {
    return {"wrong-unit", say(quote(text_), " does not fit here"), say("expected is ", expected_),
            std::move(suggestion)};
  }

 private:
  Reading<double> time(const Split& split) const {
    const auto unit = time_unit(split.rest);
    if (!unit) return wrong(suggest_time_unit(split.rest));
    return split.number * *unit;
  }

  /// `/year`, `%/year`, `contacts/week`: how much in `base_period` days.
  Reading<double> rate(const Split& split, double base_period) const {
    const std::size_t slash = split.rest.find('/');
    if (slash == std::string_view::npos) return wrong();
    const std::string_view thing = trim(split.rest.substr(0, slash));
    const std::string_view period = trim(split.rest.substr(slash + 1));
    const bool percent = thing == "%";
    bool known = percent || thing.empty();
    if (base_period == 1.0)
      for (const std::string_view counted : counted_things) known = known || thing == counted;
    if (!known) return wrong();
    const auto unit = time_unit(period);
    if (!unit) return wrong(suggest_time_unit(period));
    const double number = percent ? split.number / 100.0 : split.number;
    return *unit == base_period ? number : number * base_period / *unit;
  }

  std::string_view text_;
  std::string_view currency_;
  std::string expected_;
};

/// `none`, `forever` and `month 3`, which do not start with a digit.
std::optional<double> worded_time(std::string_view text) {
  if (text == "none") return 0.0;
  if (text == "forever") return infinite;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto unit = time_unit(text.substr(0, space));
  const std::string_view number = trim(text.substr(space));
  if (!unit || number.empty() || !is_digit(number[0])) return std::nullopt;
  const Reading<Split> split = split_number(number, "");
  const Split* found = std::get_if<Split>(&split);
  if (!found || !found->rest.empty()) return std::nullopt;
  return found->number * *unit;
}

}  // namespace

Reading<double> read_number(std::string_view text, Unit unit, std::string_view currency) {
  text = trim(text);
  if (unit == Unit::days)
    if (const auto time = worded_time(text)) return *time;
  const UnitReader reader(text, unit, currency);
  const Reading<Split> split = split_number(text, reader.expected());
  if (const Mistake* mistake = std::get_if<Mistake>(&split)) return *mistake;
  return reader.convert(std::get<Split>(split), unit);
}

Reading<std::int64_t> read_count(std::string_view text) {
  text = trim(text);
  const std::string expected = "a whole number such as `10000`";
  const Reading<Split> split = split_number(text, expected);
  if (const Mistake* mistake = std::get_if<Mistake>(&split)) return *mistake;
  if (text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    return Mistake{"not-a-whole-number", say(quote(text), " is not a whole number"),
                   say("expected is ", expected), ""};
  return value;
}

Reading<bool> read_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  for (const std::string_view yes : {"yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE", "y", "Y"})
    if (text == yes)
      return Mistake{"not-true-or-false", say(quote(text), " is not a truth value"), "", "Write `true`"};
  for (const std::string_view no : {"no", "No", "NO", "off", "Off", "OFF", "False", "FALSE", "n", "N"})
    if (text == no)
      return Mistake{"not-true-or-false", say(quote(text), " is not a truth value"), "", "Write `false`"};
  return Mistake{"not-true-or-false", say(quote(text), " is not a truth value"),
                 "expected is `true` or `false`", ""};
}

Reading<Quality> read_quality(std::string_view text) {
  std::size_t place = text.find("+-");
  if (place == std::string_view::npos) place = text.find("\u00B1");  // two bytes as well
  const Reading<double> mean = read_number(text.substr(0, place), Unit::share, "");
  if (const Mistake* mistake = std::get_if<Mistake>(&mean)) return *mistake;
  if (place == std::string_view::npos) return Quality{std::get<double>(mean), 0.0};
  const Reading<double> spread = read_number(text.substr(place + 2), Unit::share, "");
  if (const Mistake* mistake = std::get_if<Mistake>(&spread)) return *mistake;
  return Quality{std::get<double>(mean), std::get<double>(spread)};
}

Reading<Price> read_price(std::string_view text, std::string_view currency) {
  text = trim(text);
  const UnitReader reader(text, Unit::money, currency);
  const Reading<Split> split = split_number(text, reader.expected());
  if (const Mistake* mistake = std::get_if<Mistake>(&split)) return *mistake;
  const auto [number, rest] = std::get<Split>(split);
  const std::size_t slash = rest.find('/');
  const Reading<double> amount = rest.empty() ? reader.convert({number, rest}, Unit::money)
                                              : reader.money(number, trim(rest.substr(0, slash)));
  if (const Mistake* mistake = std::get_if<Mistake>(&amount)) return *mistake;
  if (slash == std::string_view::npos) return Price{std::get<double>(amount), 0.0};
  const std::string_view period = trim(rest.substr(slash + 1));
  const auto unit = time_unit(period);
  if (!unit) return reader.wrong(suggest_time_unit(period));
  return Price{std::get<double>(amount), *unit};
}

namespace {

/// `50 % 3 days`, `0.5 3 days`: a share, then a time.
Reading<WaitKnot> read_knot(std::string_view text) {
  text = trim(text);
  const std::size_t percent = text.find('%');
  const std::size_t end = percent == text.npos ? text.find(' ') : percent + 1;
  if (end == text.npos)
    return Mistake{"wait-levels", say(quote(text), " is not a share and a time"),
                   "expected is for example `50 % 3 days`: half of the waits are at most that long", ""};
  const Reading<double> share = read_number(text.substr(0, end), Unit::share, "");
  if (const Mistake* mistake = std::get_if<Mistake>(&share)) return *mistake;
  const Reading<double> days = read_number(text.substr(end), Unit::days, "");
  if (const Mistake* mistake = std::get_if<Mistake>(&days)) return *mistake;
  return WaitKnot{std::get<double>(share), std::get<double>(days)};
}

Reading<Duration> read_knots(std::string_view text) {
  Duration duration;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const Reading<WaitKnot> knot = read_knot(text.substr(begin, end - begin));
    if (const Mistake* mistake = std::get_if<Mistake>(&knot)) return *mistake;
    duration.knots.push_back(std::get<WaitKnot>(knot));
    begin = end + 1;
  }
  const auto& knots = duration.knots;
  if (knots.front().share != 0.0 || knots.back().share != 1.0)
    return Mistake{"wait-levels", "the waits do not go from 0 % to 100 %",
                   "0 % has the shortest wait, 100 % the longest", ""};
  for (std::size_t i = 0; i < knots.size(); ++i) {
    if (!(knots[i].days >= 0.0) || !(knots[i].days <= longest_days))
      return Mistake{"out-of-range", say("a wait of ", shortest(knots[i].days), " days is out of range"),
                     say("possible are 0 to ", shortest(longest_days), " days"), ""};
    if (i > 0 && (knots[i].share < knots[i - 1].share || knots[i].days < knots[i - 1].days * (1.0 - 1e-12)))
      return Mistake{"wait-levels", say("the waits fall at part ", std::to_string(i + 1)),
                     "shares and times rise from part to part", ""};
  }
  duration.mean = mean_of(knots);
  return duration;
}

}  // namespace

Reading<Duration> read_duration(std::string_view text) {
  text = trim(text);
  if (text.find(',') != text.npos) return read_knots(text);
  constexpr std::string_view word = "exponential ";
  const bool exponential = text.substr(0, word.size()) == word;
  if (exponential) text.remove_prefix(word.size());
  const Reading<double> mean = read_number(text, Unit::days, "");
  if (const Mistake* mistake = std::get_if<Mistake>(&mean)) return *mistake;
  return Duration{std::get<double>(mean), exponential};
}

}  // namespace polku::scenario
