// The finished stages of a calibration as text: a word a line, then its numbers in the fewest digits that
// read back to the same bits.
#include <charconv>
#include <sstream>

#include "scenario/text.hpp"
#include "study/calibration.hpp"

namespace polku::study {
namespace {

constexpr const char* heading = "polku calibration 3";

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
  write(text,
        {static_cast<double>(design.rounds), static_cast<double>(design.near), design.finished ? 1.0 : 0.0});
  write(text, design.guess.at);
  std::vector<double> covariance;
  for (std::size_t i = 0; i < design.guess.at.size(); ++i)
    for (std::size_t j = 0; j < design.guess.at.size(); ++j)
      covariance.push_back(design.guess.covariance(i, j));
  write(text, covariance);
  write_count(text, design.trials.size());
  for (const SimulatedPoint& x : design.trials) {
    write(text, x.at);
    write(text, x.moments);
    write(text, {x.customers});
  }
  return text + "end\n";
}

std::optional<FinishedStages> FinishedStages::read(const std::string& text) {
  Reader reader(text);
  FinishedStages found;
  reader.word(heading);
  found.key = reader.line();
  const auto head = reader.numbers();
  Design& design = found.design;
  design.guess.at = reader.numbers();
  const std::size_t n = design.guess.at.size();
  const auto covariance = reader.numbers();
  if (head.size() != 3 || covariance.size() != n * n) return std::nullopt;
  design.rounds = static_cast<std::size_t>(head[0]);
  design.near = static_cast<std::size_t>(head[1]);
  design.finished = head[2] != 0.0;
  design.guess.covariance = Matrix(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) design.guess.covariance(i, j) = covariance[i * n + j];
  design.trials.resize(reader.count());
  for (SimulatedPoint& x : design.trials) {
    x.at = reader.numbers();
    x.moments = reader.numbers();
    const auto rest = reader.numbers();
    if (rest.size() != 1 || x.at.size() != n || x.moments.size() != design.trials.front().moments.size())
      return std::nullopt;
    x.customers = rest[0];
  }
  reader.word("end");
  if (!reader.sound) return std::nullopt;
  return found;
}

}  // namespace polku::study
