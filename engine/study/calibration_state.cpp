// The finished stages of a calibration as text: a word a line, then its numbers in the fewest digits that
// read back to the same bits.
#include <charconv>
#include <sstream>

#include "scenario/text.hpp"
#include "study/calibration.hpp"

namespace polku::study {
namespace {

constexpr const char* heading = "polku calibration 1";

void write(std::string& text, const std::vector<double>& values) {
  text += std::to_string(values.size());
  for (const double value : values) text += ' ' + scenario::shortest(value);
  text += '\n';
}

/// Reads what write() wrote; `sound` says whether it could.
class Reader {
 public:
  explicit Reader(const std::string& text) : stream_(text) {}
  bool sound = true;

  std::string line() {
    std::string found;
    sound = static_cast<bool>(std::getline(stream_, found)) && sound;
    return found;
  }
  void word(const char* expected) { sound = line() == expected && sound; }
  std::size_t count() {
    constexpr std::size_t most = 1'000'000;
    const auto found = numbers();
    if (found.size() != 1 || !(found[0] >= 0) || found[0] > most) sound = false;
    return sound ? static_cast<std::size_t>(found[0]) : 0;
  }
  std::vector<double> numbers() {
    std::istringstream words(line());
    std::size_t size = 0;
    words >> size;
    std::vector<double> found;
    for (std::string word; sound && words >> word;) {
      double value = 0.0;
      const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
      sound = problem == std::errc() && end == word.data() + word.size();
      found.push_back(value);
    }
    sound = sound && found.size() == size;
    return found;
  }

 private:
  std::istringstream stream_;
};

void write_count(std::string& text, std::size_t count) { write(text, {static_cast<double>(count)}); }

}  // namespace

std::string FinishedStages::text() const {
  std::string text = std::string(heading) + '\n' + key + '\n';
  write(text, fit);
  write_count(text, profiles.size());
  for (const Profile& x : profiles) {
    write(text, x.at);
    write(text, x.rise);
    write(text, {x.low, x.high, x.open_below ? 1.0 : 0.0, x.open_above ? 1.0 : 0.0});
  }
  write_count(text, recoveries.size());
  for (const Recovery& x : recoveries) {
    write(text, x.at);
    write(text, x.errors);
  }
  const auto real = [](std::size_t n) { return static_cast<double>(n); };
  // The first round has no tolerance.
  const bool bounded = posterior.tolerance < 1e300;
  write(text, {real(posterior.rounds), real(posterior.simulations), posterior.acceptance,
               bounded ? posterior.tolerance : -1.0});
  write_count(text, posterior.particles.size());
  for (const Particle& x : posterior.particles) {
    write(text, x.at);
    write(text, {x.weight, x.distance});
    write(text, x.summaries);
  }
  return text + "end\n";
}

std::optional<FinishedStages> FinishedStages::read(const std::string& text) {
  Reader reader(text);
  FinishedStages found;
  reader.word(heading);
  found.key = reader.line();
  found.fit = reader.numbers();
  found.profiles.resize(reader.count());
  for (Profile& x : found.profiles) {
    x.at = reader.numbers();
    x.rise = reader.numbers();
    const auto rest = reader.numbers();
    if (rest.size() != 4 || x.rise.size() != x.at.size()) return std::nullopt;
    x.low = rest[0], x.high = rest[1], x.open_below = rest[2] != 0.0, x.open_above = rest[3] != 0.0;
  }
  found.recoveries.resize(reader.count());
  for (Recovery& x : found.recoveries) {
    x.at = reader.numbers();
    x.errors = reader.numbers();
    if (x.at.size() != found.fit.size() || x.errors.size() != found.fit.size()) return std::nullopt;
  }
  const auto head = reader.numbers();
  if (head.size() != 4) return std::nullopt;
  found.posterior.rounds = static_cast<std::size_t>(head[0]);
  found.posterior.simulations = static_cast<std::size_t>(head[1]);
  found.posterior.acceptance = head[2];
  found.posterior.tolerance = head[3] < 0 ? scenario::infinite : head[3];
  found.posterior.particles.resize(reader.count());
  for (Particle& x : found.posterior.particles) {
    x.at = reader.numbers();
    const auto rest = reader.numbers();
    x.summaries = reader.numbers();
    if (rest.size() != 2 || x.at.size() != found.fit.size()) return std::nullopt;
    x.weight = rest[0], x.distance = rest[1];
  }
  reader.word("end");
  if (!reader.sound) return std::nullopt;
  return found;
}

}  // namespace polku::study
