#include "store/recorded_log.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "base/diagnostic.hpp"
#include "record/event_log.hpp"
#include "scenario/resolve.hpp"

namespace polku::store {
namespace {

using Integers = std::vector<std::int64_t>;
using Reals = std::vector<double>;
using Labels = std::vector<std::string>;
using simulate::EventKind;

scenario::Model model_of(const record::Result& result) {
  base::Diagnostics diagnostics;
  auto loaded = scenario::load_json(result.scenario, "the scenario in the result", diagnostics);
  if (!loaded)
    throw base::EnvironmentError("the scenario in the result cannot be read by this version of Polku:\n" +
                                 base::to_text(diagnostics));
  return std::move(loaded->scenario.model);
}

const Labels& labels(const record::Group& group, std::string_view axis) {
  return std::get<Labels>(group.axis(axis)->coordinates);
}
std::int64_t integer(const record::Group& group, std::string_view name, std::size_t i) {
  return std::get<Integers>(group.variable(name)->values)[i];
}
double real(const record::Group& group, std::string_view name, std::size_t i) {
  return std::get<Reals>(group.variable(name)->values)[i];
}

template <class Same>
std::vector<Case> runs(const RecordedLog& log, Same same) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (!cases.empty() && cases.back().end == i && same(log[i - 1], log[i]))
      ++cases.back().end;
    else
      cases.push_back({i, i + 1});
  }
  return cases;
}

}  // namespace

std::vector<std::string> recorded_worlds(const record::Result& result) {
  const record::Group* group = result.group(record::log_group_name);
  return group ? labels(*group, "world_name") : Labels();
}

RecordedLog::RecordedLog(const record::Result& result, std::string_view world)
    : title_(result.title), group_(*result.group(record::log_group_name)) {
  model_ = model_of(result);
  const Labels& worlds = labels(group_, "world_name");
  const auto found = std::find(worlds.begin(), worlds.end(), world);
  if (found == worlds.end()) throw std::invalid_argument("no world " + std::string(world));
  const auto& place = std::get<Integers>(group_.variable("world")->values);
  const auto range = std::equal_range(place.begin(), place.end(), found - worlds.begin());
  begin_ = static_cast<std::size_t>(range.first - place.begin());
  end_ = static_cast<std::size_t>(range.second - place.begin());
}

RecordedEvent RecordedLog::operator[](std::size_t i) const {
  const std::size_t at = begin_ + i;
  return {integer(group_, "customer", at),
          integer(group_, "journey", at),
          real(group_, "day", at),
          static_cast<EventKind>(integer(group_, "kind", at)),
          static_cast<std::size_t>(integer(group_, "thing", at)),
          integer(group_, "outcome", at),
          real(group_, "value", at),
          real(group_, "second", at),
          real(group_, "third", at)};
}

const std::string& RecordedLog::step_name(std::size_t step) const {
  const auto& [key, written] = model_.journey.at(step);
  return written.title.empty() ? key : written.title;
}

std::string RecordedLog::kind_name(EventKind kind) const {
  const auto place = static_cast<std::size_t>(kind);
  const Labels& words = labels(group_, "kind_name");
  return place < words.size() ? words[place] : "unknown";
}

std::string RecordedLog::thing_name(const RecordedEvent& event) const {
  const char* axis = "alternative";
  switch (event.kind) {
    case EventKind::step:
    case EventKind::encounter: return step_name(event.thing);
    case EventKind::need:
    case EventKind::need_dropped:
    case EventKind::journey_begins:
    case EventKind::desire_faded: axis = "need"; break;
    case EventKind::felt: axis = "attribute"; break;
    case EventKind::asked: axis = "survey"; break;
    default: break;
  }
  const Labels& names = labels(group_, axis);
  return event.thing < names.size() ? names[event.thing] : "";
}

std::vector<Case> journeys_of(const RecordedLog& log) {
  std::vector<Case> cases = runs(log, [](const RecordedEvent& a, const RecordedEvent& b) {
    return a.customer == b.customer && a.journey == b.journey;
  });
  std::erase_if(cases, [&](const Case& x) { return log[x.begin].journey == 0; });
  return cases;
}

std::vector<Case> lives_of(const RecordedLog& log) {
  return runs(log, [](const RecordedEvent& a, const RecordedEvent& b) { return a.customer == b.customer; });
}

bool read_date(std::string_view text, std::int64_t& days) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  std::array<int, 3> parts{};
  const std::array<std::string_view, 3> pieces = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto [end, error] =
        std::from_chars(pieces[i].data(), pieces[i].data() + pieces[i].size(), parts[i]);
    if (error != std::errc() || end != pieces[i].data() + pieces[i].size() || parts[i] < 0) return false;
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok()) return false;
  days = std::chrono::sys_days(date).time_since_epoch().count();
  return true;
}

std::string time_text(std::int64_t date_zero, double day) {
  constexpr std::int64_t day_milliseconds = 86'400'000;
  const auto whole = static_cast<std::int64_t>(std::floor(day));
  auto rest = static_cast<std::int64_t>((day - static_cast<double>(whole)) * day_milliseconds + 0.5);
  std::int64_t date = date_zero + whole;
  if (rest == day_milliseconds) ++date, rest = 0;
  const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(date))};
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03d+00:00", static_cast<int>(civil.year()),
                static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()),
                static_cast<int>(rest / 3'600'000), static_cast<int>(rest / 60'000 % 60),
                static_cast<int>(rest / 1000 % 60), static_cast<int>(rest % 1000));
  return text;
}

}  // namespace polku::store
