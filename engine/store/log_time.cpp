// Times as event logs write them.
#include <chrono>

#include "store/log_read.hpp"

namespace polku::store {
namespace {

/// Eats a text from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  bool done() const { return text_.empty(); }
  bool eat(char wanted) {
    if (text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }
  char next() const { return text_.empty() ? '\0' : text_.front(); }
  /// Exactly `count` digits.
  bool number(std::size_t count, int& value) {
    if (text_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return false;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return true;
  }
  /// Digits after a point, as milliseconds; further ones are cut off.
  bool fraction(int& milliseconds) {
    int scale = 100, digits = 0;
    milliseconds = 0;
    for (; next() >= '0' && next() <= '9'; text_.remove_prefix(1), scale /= 10, ++digits)
      milliseconds += (next() - '0') * scale;
    return digits > 0 && digits <= 12;
  }

 private:
  std::string_view text_;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Z, UTC, +01:00, +0100, +01: minutes east of Greenwich.
bool read_zone(Cursor& cursor, int& minutes) {
  minutes = 0;
  if (cursor.eat('Z') || cursor.eat('z')) return cursor.done();
  if (cursor.eat('U')) return cursor.eat('T') && cursor.eat('C') && cursor.done();
  const bool west = cursor.next() == '-';
  if (!cursor.eat('+') && !cursor.eat('-')) return false;
  int hours = 0, rest = 0;
  if (!cursor.number(2, hours)) return false;
  cursor.eat(':');
  if (!cursor.done() && !cursor.number(2, rest)) return false;
  minutes = (hours * 60 + rest) * (west ? -1 : 1);
  return cursor.done() && hours <= 15 && rest < 60;
}

}  // namespace

bool read_time(std::string_view text, std::int64_t& milliseconds, bool& zone) {
  Cursor cursor(trimmed(text));
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, thousandths = 0, east = 0;
  zone = false;
  if (!cursor.number(4, year)) return false;
  const char dash = cursor.next();
  if ((dash != '-' && dash != '/') || !cursor.eat(dash) || !cursor.number(2, month) || !cursor.eat(dash) ||
      !cursor.number(2, day))
    return false;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1) return false;
  if (!cursor.done()) {
    if (!cursor.eat('T') && !cursor.eat(' ')) return false;
    if (!cursor.number(2, hour) || !cursor.eat(':') || !cursor.number(2, minute)) return false;
    if (cursor.eat(':')) {
      if (!cursor.number(2, second)) return false;
      if ((cursor.eat('.') || cursor.eat(',')) && !cursor.fraction(thousandths)) return false;
    }
    cursor.eat(' ');
    if (!cursor.done()) {
      if (!read_zone(cursor, east)) return false;
      zone = true;
    }
    if (hour > 23 || minute > 59 || second > 60) return false;
  }
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  milliseconds = ((days * 24 + hour) * 60 + minute - east) * 60'000 + second * 1000 + thousandths;
  return true;
}

}  // namespace polku::store
