// A Kano questionnaire behind an attribute: which file holds the answers and how they are worded, and what
// they say once they are counted. In the flow: `kano` is bound to it, load counts the file, and the shares
// stand in the model as if they had been written, so that whatever comes later needs no file. Thread safety:
// plain values; a function on files and the caller's diagnostics.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "behaviour/kano_questionnaire.hpp"
#include "scenario/model.hpp"

namespace polku::scenario {

/// How the file words the five answers; empty: one of the usual wordings (see usual_words).
struct AnswerWords {
  std::string like, must_be, neutral, live_with, dislike;
};

/// What a person writes under `kano` instead of shares.
struct Questionnaire {
  std::string file;           // CSV, relative to the file that names it; one respondent a row
  std::string functional;     // column of "how do you feel if it is there"; empty: NAME_functional
  std::string dysfunctional;  // column of "... if it is not"; empty: NAME_dysfunctional
  behaviour::KanoTable table = behaviour::KanoTable::standard;
  AnswerWords answers;
};

/// Pairs of answers by category.
struct CountedAnswers {
  behaviour::KanoCounts counts;
  std::int64_t unanswered = 0;  // respondents who left one of the two questions open

  /// Pairs that have a category.
  std::int64_t usable() const;
  /// Shares of these; usable() must not be 0.
  KanoMix shares() const;
};

/// An attribute whose shares are counted.
struct Asked {
  std::string attribute;
  Questionnaire questionnaire;
  base::Location file_at, functional_at, dysfunctional_at;  // where the file and its columns are named
  base::Location answers_at[5];                             // and the words
  CountedAnswers answers;                                   // once they are counted
};

/// Counts the answers of an attribute. Nothing after mistakes, which are all told.
using CountAnswers = std::function<std::optional<CountedAnswers>(const Asked&, base::Diagnostics&)>;

/// Counts a file whose path is given. Mistakes in it have the line and column of the file; at most a hundred
/// are told, a million rows read.
std::optional<CountedAnswers> count_answers(const std::string& path, const Asked& asked,
                                            base::Diagnostics& diagnostics);

}  // namespace polku::scenario
