// The page for people who would rather look than read: a result and what was decided on it, as one HTML file
// that works offline. In the flow: after store and study, called by cli. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "record/result.hpp"
#include "scenario/model.hpp"

namespace polku::report {

/// One option in the ranking, best first.
struct Placed {
  std::size_t option = 0;  ///< place in the scenario
  std::string verdict;     ///< "clearly better"
  std::string words;       ///< the same for people: "better by too little to matter, over budget"
  bool matters = true;
  bool over_budget = false;
};

/// What follows from a comparison. Who ranks decides; the page only shows it.
struct Decision {
  std::string sentence;  ///< what to do, for those who read one sentence
  std::string detail;    ///< by how much, and how sure that is
  std::string measure;   ///< by which it was decided: a measure of the result
  std::vector<Placed> order;
};

/// One line of a customer's story.
struct StoryLine {
  std::string date;  ///< empty: as the line before
  std::string words;
  bool detail = false;  ///< part of what happens in the line before
};

/// What happens to a customer in one world, from the first difference between the worlds on.
struct Telling {
  std::size_t world = 0;
  std::vector<StoryLine> lines;
  bool gap = false;           ///< something was left out ...
  std::size_t gap_after = 0;  ///< ... after so many lines
  double result = 0.0;        ///< what the customer brought, less what serving them cost
};

/// A customer whose fate an option changes.
struct Story {
  std::uint32_t customer = 0;
  std::string segment;
  bool won = true;  ///< stays with the option and left without it; else the other way round
  std::vector<Telling> tellings;
};

/// A premise of the group `break_even`, in its order, in words.
struct PremiseWords {
  std::string what;   ///< "its cost at the start"; a path of the model as it is
  std::string plan;   ///< as written: "40 kEUR"
  std::string holds;  ///< when the option leads: "at most 123 ±18 kEUR"
};

/// A number of the group `assumptions`, in its order, in words.
struct DoubtWords {
  std::string written;    ///< "1.955"; "1.5 to 2" where its path stands for several
  std::string low, high;  ///< the ends of its range
};

/// A measure in the words of the tables.
struct Wording {
  std::string measure;
  std::string section;
  std::string words;
};

/// All that a page is about. `scenario` is the one in the result.
struct Subject {
  const record::Result& result;
  const scenario::Scenario& scenario;
  Decision decision;
  std::vector<Wording> wordings;
  std::vector<Story> stories;
  std::string digest;
  std::string file;  ///< name of the result's file, without its folder
  std::vector<PremiseWords> premises = {};
  std::vector<DoubtWords> doubts = {};
};

/// Polku was built where there was no npm, so it carries no page.
struct NoPage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What an option is called: its title, or its name as words.
std::string title_of(const std::string& name, const scenario::Option& option);

/// The page. Throws NoPage.
std::string page(const Subject& subject);

/// What the page shows, as one JSON object; described in content.cpp and drawn by web/. Numbers are the
/// result's, or sums, means and intervals of them; null stands for what does not exist. A part that the
/// result has no data for is left out.
std::string content(const Subject& subject);

}  // namespace polku::report
