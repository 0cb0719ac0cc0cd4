#include "scenario/questionnaire.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/csv.hpp"
#include "scenario/text.hpp"
#include "scenario/words.hpp"

namespace polku::scenario {

namespace {

using behaviour::KanoAnswer;

constexpr std::size_t most_rows = 1'000'000;
constexpr std::size_t answer_count = 5;
constexpr std::size_t most_mistakes = 100;

/// What questionnaires say unless the scenario says what this one does: our keys, the wording of Berger et
/// al. 1993 (from memory) and shorter ones. The last is shown to people.
using Wordings = std::vector<std::string>;
std::array<Wordings, answer_count> usual_words() {
  return {
      {{"like", "I like it that way", "I like it"},
       {"must_be", "must be", "It must be that way", "I expect it to be that way", "I expect it"},
       {"neutral", "I feel neutral", "I am neutral"},
       {"live_with", "live with", "I can live with it that way", "I can live with it", "I can tolerate it"},
       {"dislike", "I dislike it that way", "I dislike it"}}};
}

std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// The five answers as this file words them, without regard to case.
class Vocabulary {
 public:
  explicit Vocabulary(const AnswerWords& stated) : words_(usual_words()) {
    const std::string* const own[] = {&stated.like, &stated.must_be, &stated.neutral, &stated.live_with,
                                      &stated.dislike};
    for (std::size_t answer = 0; answer < answer_count; ++answer) {
      stated_[answer] = !own[answer]->empty();
      if (stated_[answer]) words_[answer] = {*own[answer]};
      for (const std::string& word : words_[answer]) known_.emplace_back(folded(word), answer);
      shown_.push_back(words_[answer].back());
    }
    for (const Wordings& one : words_) all_.insert(all_.end(), one.begin(), one.end());
  }
  std::optional<KanoAnswer> find(std::string_view text) const {
    const std::string wanted = folded(text);
    for (const auto& [word, answer] : known_)
      if (word == wanted) return static_cast<KanoAnswer>(answer);
    return std::nullopt;
  }
  /// The first answer, if any, whose stated words are those of another.
  std::optional<std::size_t> alike() const {
    for (std::size_t i = 0; i < known_.size(); ++i)
      for (std::size_t j = 0; j < known_.size(); ++j)
        if (stated_[known_[i].second] && known_[i].first == known_[j].first &&
            known_[i].second != known_[j].second)
          return known_[i].second;
    return std::nullopt;
  }
  std::vector<std::string_view> shown() const { return {shown_.begin(), shown_.end()}; }
  std::vector<std::string_view> all() const { return {all_.begin(), all_.end()}; }

 private:
  std::array<Wordings, answer_count> words_;
  std::array<bool, answer_count> stated_{};
  std::vector<std::pair<std::string, std::size_t>> known_;
  std::vector<std::string> shown_, all_;
};

/// The answer in a field; nothing after a mistake was told.
std::optional<KanoAnswer> answer_in(base::CsvReader& reader, const base::CsvRow& row,
                                    const base::CsvField& field, const Vocabulary& words) {
  const auto answer = words.find(field.text);
  if (!answer)
    reader.refuse(row, field, "unknown-answer",
                  say(quote(base::visible(field.text)), " is none of the answers"),
                  say("expected is ", one_of(words.shown())), did_you_mean(field.text, words.all()));
  return answer;
}

/// Whether the settings can be right, whatever the file holds.
bool make_sense(const Asked& asked, const Vocabulary& words, base::Diagnostics& diagnostics) {
  const Questionnaire& x = asked.questionnaire;
  const auto alike = words.alike();
  if (alike)
    add_error(diagnostics, "duplicate-key", asked.answers_at[*alike], "two answers have the same words",
              "nobody could tell them apart", "Word them as the file does");
  const bool one_column = x.functional == x.dysfunctional;
  if (one_column)
    add_error(diagnostics, "duplicate-key", asked.dysfunctional_at,
              say("both answers are read from the column ", quote(x.functional)),
              "one question asks how it feels if it is there, the other if it is not");
  return !alike && !one_column;
}

}  // namespace

std::int64_t CountedAnswers::usable() const {
  std::int64_t sum = 0;
  for (const std::int64_t count : counts.by_category) sum += count;
  return sum;
}

KanoMix CountedAnswers::shares() const {
  KanoMix mix;
  const auto all = static_cast<double>(usable());
  for (std::size_t c = 0; c < kano_categories.size(); ++c)
    mix.*kano_categories[c].second = static_cast<double>(counts.by_category[c]) / all;
  return mix;
}

std::optional<CountedAnswers> count_answers(const std::string& path, const Asked& asked,
                                            base::Diagnostics& diagnostics) try {
  const Vocabulary words(asked.questionnaire.answers);
  if (!make_sense(asked, words, diagnostics)) return std::nullopt;
  base::CsvLimits limits;
  limits.mistakes = most_mistakes;
  base::CsvReader reader(path, diagnostics, limits);
  if (!reader.ready()) return std::nullopt;
  const auto functional = reader.column(asked.questionnaire.functional);
  const auto dysfunctional = reader.column(asked.questionnaire.dysfunctional);
  if (!functional || !dysfunctional) return std::nullopt;

  CountedAnswers result;
  std::size_t rows = 0;
  base::CsvRow row;
  while (reader.next(row)) {
    const base::CsvField &there = row.fields[*functional], &missing = row.fields[*dysfunctional];
    if (++rows > most_rows) {
      reader.refuse(row, there, "data-too-many-rows", "the file has too many rows",
                    say("at most ", most_rows, " are read"), "Draw a sample of respondents");
      break;
    }
    if (there.text.empty() || missing.text.empty()) {
      ++result.unanswered;
      continue;
    }
    const auto likes = answer_in(reader, row, there, words), misses = answer_in(reader, row, missing, words);
    if (likes && misses) result.counts.add(behaviour::evaluate(*likes, *misses, asked.questionnaire.table));
  }
  if (!reader.sound()) return std::nullopt;
  if (rows == 0) {
    add_error(diagnostics, "data-empty-file", {path, 1, 0}, "there are no rows below the header",
              "expected is a row for each respondent");
    return std::nullopt;
  }
  if (result.usable() == 0) {
    add_error(diagnostics, "no-answers", asked.file_at,
              say("no respondent says what ", quote(asked.attribute), " is to them"),
              say(rows, rows == 1 ? " row, " : " rows, ", result.counts.questionable, " questionable, ",
                  result.unanswered, " not answered"));
    return std::nullopt;
  }
  return result;
} catch (const base::EnvironmentError& problem) {
  add_error(diagnostics, "unreadable-file", asked.file_at, problem.what());
  return std::nullopt;
}

}  // namespace polku::scenario
