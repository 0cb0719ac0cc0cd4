// A discovered model as a file that a person reads and changes.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "base/time.hpp"
#include "study/discover.hpp"

namespace polku::study {
namespace {

constexpr std::int64_t whole = 1'000'000;  // parts in which chances are written, so that they sum to 100 %

std::string number(double value, int digits) {
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits).ptr;
  std::string plain(text.data(), end);
  if (plain.find('e') == plain.npos) return plain;
  const auto fixed =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 9).ptr;
  plain.assign(text.data(), fixed);
  while (plain.find('.') != plain.npos && (plain.back() == '0' || plain.back() == '.')) {
    const bool point = plain.back() == '.';
    plain.pop_back();
    if (point) break;
  }
  return plain;
}

std::string percent(std::int64_t parts) {
  std::string digits = std::to_string(parts / 10'000);
  std::string rest = std::to_string(10'000 + parts % 10'000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return digits + (rest.empty() ? "" : "." + rest) + " %";
}

/// Parts of `whole` by largest remainder, at least one each.
std::vector<std::int64_t> parts_of(const std::vector<std::uint64_t>& counts) {
  double total = 0.0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  std::vector<std::int64_t> parts;
  std::int64_t sum = 0;
  for (const std::uint64_t count : counts) {
    parts.push_back(std::max<std::int64_t>(
        1, static_cast<std::int64_t>(
               std::floor(static_cast<double>(count) / total * static_cast<double>(whole) + 0.5))));
    sum += parts.back();
  }
  *std::max_element(parts.begin(), parts.end()) += whole - sum;
  return parts;
}

std::string duration(double days) {
  struct Unit {
    double days;
    const char* name;
  };
  constexpr std::array<Unit, 3> units = {{{1.0, "day"}, {1.0 / 24.0, "hour"}, {1.0 / 1440.0, "minute"}}};
  if (days <= 0.0) return "0 minutes";
  const Unit* unit = &units.back();
  for (const Unit& candidate : units)
    if (days >= candidate.days) {
      unit = &candidate;
      break;
    }
  const std::string count = number(days / unit->days, 4);
  return count + " " + unit->name + (count == "1" ? "" : "s");
}

/// Text between quotation marks, harmless in YAML.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') result += '\\';
    result += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return result + "\"";
}

/// Keys of steps: letters, digits and underscores, no two alike.
std::vector<std::string> keys_of(const Discovered& model) {
  constexpr std::size_t longest = 40;
  std::map<std::string, int> taken;
  for (const char* word : {"begin", "end", "give_up", "success", "failure", "present", "rival", "nothing",
                           "repair", "none", "us", "baseline"})
    taken[word] = 1;
  std::vector<std::string> keys;
  for (const DiscoveredStep& step : model.steps) {
    std::string key;
    for (const char c : model.activities[step.activity]) {
      const bool upper = c >= 'A' && c <= 'Z', plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (upper || plain)
        key += upper ? static_cast<char>(c - 'A' + 'a') : c;
      else if (!key.empty() && key.back() != '_')
        key += '_';
      if (key.size() == longest) break;
    }
    while (!key.empty() && key.back() == '_') key.pop_back();
    if (key.empty() || (key[0] >= '0' && key[0] <= '9'))
      key = "step" + std::string(key.empty() ? "" : "_") + key;
    std::string unique = key;
    while (taken.contains(unique)) unique = key + "_" + std::to_string(++taken[key]);
    taken.emplace(unique, 1);
    keys.push_back(unique);
  }
  return keys;
}

class Writer {
 public:
  explicit Writer(const Discovered& model) : model_(model), keys_(keys_of(model)) {}

  std::string text(const std::string& name, const std::string& source) {
    // A little more than the log, so that the journeys of its last days can end.
    const double horizon = std::clamp(std::ceil(model_.span_days * 1.1) + 1.0, 2.0, 60'000.0);
    const double report = std::max(1.0, std::ceil(horizon / 60.0));
    const double per_year = base::days_per_year / std::max(1.0, model_.span_days);
    text_ += "# Discovered by Polku in " + plain(source) + ": " + std::to_string(model_.cases) + " cases, " +
             std::to_string(model_.events) +
             " events.\n"
             "# An activity is several steps where what follows depends on what came before; `title` is its "
             "name in\n"
             "# the log. A gate is where some have to do again what they did before. What a log cannot show "
             "(who the\n"
             "# customers are, what they feel, what things cost) is yours to add.\n"
             "polku: 1\nname: " +
             quoted(name) + "\n";
    line("time: {horizon: " + number(horizon, 6) + " days, epoch: " + number(report, 6) +
         " days, report: " + number(report, 6) + " days}");
    line("population: {customers: " + std::to_string(std::max<std::uint64_t>(1, model_.cases)) +
         ", start: {us: 100 %}, tenure: fresh}");
    line("providers: {us: {own: true}}");
    line("segments: {everybody: {share: 100 %, need_rates: {arrival: {mean: " + number(per_year, 6) +
         "/year}}}}");
    const bool fork = model_.starts.size() > 1;
    line("needs: {arrival: {starts: " + (fork ? std::string("begin") : keys_[model_.starts[0].to]) +
         ", during_journey: wait}}");
    text_ += "\njourney:\n";
    if (fork) {
      line("  begin:\n    silent: true\n    stage: need\n    kind: wait");
      text_ += "    next:" + chances(model_.starts, 6) + "\n";
    }
    for (std::size_t s = 0; s < model_.steps.size(); ++s) step(s);
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }

  static std::string plain(const std::string& text) {
    std::string result;
    for (const char c : text) result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return result;
  }

  std::string name_of(const DiscoveredWay& way) const {
    return way.to == DiscoveredWay::end ? "end" : keys_[way.to];
  }

  /// What stands behind the colon: one name, or below it a line for each with its chance.
  std::string chances(const std::vector<DiscoveredWay>& ways, std::size_t indent) const {
    if (ways.size() == 1) return " " + name_of(ways[0]);
    std::vector<std::uint64_t> counts;
    for (const DiscoveredWay& way : ways) counts.push_back(way.count);
    const std::vector<std::int64_t> parts = parts_of(counts);
    std::string text;
    for (std::size_t i = 0; i < ways.size(); ++i)
      text += "\n" + std::string(indent, ' ') + name_of(ways[i]) + ": " + percent(parts[i]);
    return text;
  }

  void step(std::size_t s) {
    const DiscoveredStep& step = model_.steps[s];
    line("  " + keys_[s] + ":");
    line("    title: " + quoted(model_.activities[step.activity]));
    line("    stage: use\n    kind: encounter");
    if (!step.wait.empty() && scenario::mean_of(step.wait) > 0.0) {
      std::string knots;
      for (const scenario::WaitKnot& knot : step.wait)
        knots += (knots.empty() ? "" : ", ") + number(100.0 * knot.share, 4) + " % " + duration(knot.days);
      line("    takes: " + knots);
    }
    std::vector<DiscoveredWay> on, again;
    for (const DiscoveredWay& way : step.ways) (way.again ? again : on).push_back(way);
    if (on.empty() || again.empty()) {
      line("    next:" + chances(step.ways, 6));
      return;
    }
    std::vector<std::uint64_t> counts(2, 0);
    for (const DiscoveredWay& way : on) counts[0] += way.count;
    for (const DiscoveredWay& way : again) counts[1] += way.count;
    line("    gate: {success: " + percent(parts_of(counts)[0]) + "}");
    line("    next:");
    line("      success:" + chances(on, 8));
    line("      failure:" + chances(again, 8));
  }

  const Discovered& model_;
  std::vector<std::string> keys_;
  std::string text_;
};

}  // namespace

std::string to_yaml(const Discovered& discovered, const std::string& name, const std::string& source) {
  return Writer(discovered).text(name, source);
}

}  // namespace polku::study
