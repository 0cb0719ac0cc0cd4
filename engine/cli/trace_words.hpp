// The story of one customer in words. In the flow: the last step of `polku trace`. Thread safety: pure
// functions.
#pragma once

#include <string>
#include <vector>

#include "cli/table.hpp"
#include "cli/trace_story.hpp"
#include "scenario/model.hpp"

namespace polku::cli {

/// "year 1, day  23", "warm-up, day  12": days count from 1, years have 365.25 of them.
std::string date_in_words(base::Tick time, const world::Calendar& calendar);

/// How a satisfaction of -lambda..1 feels: "delighted", "pleased", "as it should be", "disappointed",
/// "upset".
std::string feeling_in_words(float satisfaction);

/// What happens, event by event: a paragraph for each journey, with an empty line before it.
std::string life_text(const Story& story, const scenario::Model& model, const Style& style);
/// One line of a story: of an event, or a detail of the event before.
struct StoryLine {
  std::size_t event = 0;  ///< place in the story
  base::Tick time = 0;    ///< of a line that is no detail
  std::string words;
  Emphasis emphasis = Emphasis::none;
  bool opens = false;   ///< a journey
  bool detail = false;  ///< without a date of its own
};
std::vector<StoryLine> story_lines(const Story& story, const scenario::Model& model);

/// Who the customer is, what happens, event by event, and what it brought.
std::string story_text(const Story& story, const scenario::Model& model, const Style& style);

}  // namespace polku::cli
