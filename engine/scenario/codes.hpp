// Every code that a diagnostic about a scenario can carry, once. Codes are stable: scripts may rely on them.
// tests/bad_scenarios has a file for each. Thread safety: constants.
#pragma once

#include <array>

namespace polku::scenario {

struct Code {
  const char* code;
  const char* meaning;
};

/// Found while files and overrides are read.
inline constexpr std::array syntax_codes = std::to_array<Code>({
    {"alias", "an anchor or alias"},
    {"bad-key", "a key that is empty, a map or a list"},
    {"bad-set", "an override that is not path=value"},
    {"control-character", "a byte that no text contains"},
    {"duplicate-key", "a key or word given twice"},
    {"empty-file", "a file without content"},
    {"invalid-utf8", "bytes that are no UTF-8"},
    {"merge-key", "a `<<` merge"},
    {"nested-model", "a model that names another model"},
    {"second-document", "a second document in one file"},
    {"syntax-error", "not YAML, or not JSON"},
    {"tab-indentation", "a line indented with a tab"},
    {"tag", "an explicit type"},
    {"too-deep", "values nested too deeply"},
    {"too-large", "a file with too many bytes"},
    {"too-many-values", "a file with too many values"},
    {"unreadable-file", "a file that is missing or no ordinary file"},
});

/// Found while fields are read.
inline constexpr std::array field_codes = std::to_array<Code>({
    {"absent-entry", "a change of an entry that the model does not state"},
    {"bad-currency", "a currency that is not three capital letters"},
    {"bad-name", "a name with other characters than letters, digits and underscores"},
    {"empty-value", "a key without a value"},
    {"format-version", "a format that this program does not read"},
    {"leading-zero", "a number that starts with a zero"},
    {"missing-key", "a required key that is not there"},
    {"no-answers", "a questionnaire in which nobody says anything"},
    {"missing-unit", "a number without its unit"},
    {"not-a-number", "a text where a number is expected"},
    {"not-a-number-path", "a change of something that is not a number"},
    {"not-a-whole-number", "a fraction where a count is expected"},
    {"not-dated", "a change of a number that is fixed for a run"},
    {"not-finite", "infinity or not a number"},
    {"not-true-or-false", "a truth value other than true or false"},
    {"other-period", "a change of a price into one for another period"},
    {"out-of-range", "a number outside its range, as written or after a change"},
    {"reserved-name", "a name that has a meaning of its own"},
    {"too-many-entries", "a table with too many names"},
    {"unknown-answer", "an answer to a questionnaire that is none of the five"},
    {"unknown-key", "a key that means nothing there"},
    {"unknown-path", "a change of something that does not exist"},
    {"unknown-word", "a word that is not one of those possible"},
    {"wait-levels", "a distribution of waits whose shares or times do not rise from 0 % to 100 %"},
    {"wrong-currency", "an amount in another currency"},
    {"wrong-shape", "a map, list or value where another is expected"},
    {"wrong-unit", "a unit that does not fit the field"},
});

/// Found between fields.
inline constexpr std::array check_codes = std::to_array<Code>({
    {"between-periods", "a study's time that cuts a reporting period"},
    {"booked-and-recurring", "an activity that is booked although its cost recurs"},
    {"budget-and-capacity", "a budget without capacity, or the reverse"},
    {"club-terms", "a reward that no number of purchases brings, or one for payments that recur"},
    {"cohort-start", "data of a cohort against people who do not begin with a first purchase"},
    {"contract-terms", "a renewal without a contract"},
    {"cost-and-budget", "an activity with a cost and a budget"},
    {"edited-twice", "a number changed twice in one change"},
    {"ends-before-start", "a change that ends before it starts"},
    {"trait-is-segment", "a trait that has the name of a segment"},
    {"expectation-rates", "expectations that fall faster than they rise"},
    {"field-without-effect", "a field that can have no effect where it stands"},
    {"handoff-to-nobody", "a hand-off without a function that takes over"},
    {"leave-shape", "parameters that are no Beta distribution"},
    {"memory-weights", "weights of memory above 100 %"},
    {"listens-to-nothing", "a policy that reads what no survey asks"},
    {"missing-period", "a recurring amount without a period"},
    {"need-rate", "a need with two rates"},
    {"review-clocks", "reviews at random times and at fixed intervals"},
    {"never-starts", "a change after the horizon"},
    {"no-calibration", "numbers to find out without data, or the reverse"},
    {"no-contrast", "a study that compares nothing"},
    {"no-edits", "an option or change that changes nothing"},
    {"nothing-to-adopt", "a change that people take up without a stage that rises"},
    {"no-indifference", "replications until the best is settled, without a difference that does not matter"},
    {"no-importance", "a segment to which nothing is important"},
    {"no-range", "an uncertain number without a lowest and a highest value"},
    {"nothing-recorded", "a figure of single customers where none are recorded"},
    {"nothing-to-rate", "a survey after a step at which nothing is felt"},
    {"one-own-provider", "no provider of our own, or several"},
    {"segment-without-need", "a segment that never needs anything"},
    {"servers-without-handling", "servers without the time that a contact takes"},
    {"prior-without-search", "a prior of a number that is not sought"},
    {"search-range", "a range that is not two values, the lower first"},
    {"shares-do-not-sum", "shares that do not sum to 100 %"},
    {"shorter-than-epoch", "a policy that reads more often than the market is looked at"},
    {"spread-too-wide", "a spread that no quality between 0 and 1 can have"},
    {"support-weights", "support that weighs more than 100 %"},
    {"supports-itself", "a function that supports itself"},
    {"survey-occasion", "a survey with two occasions, or one that its shoppers cannot have"},
    {"too-long", "more time than the clock has"},
    {"too-many-periods", "an epoch or report too short for the time"},
    {"two-capacities", "a function with servers and a capacity"},
    {"unknown-name", "a name of something that does not exist"},
    {"unknown-outcome", "an outcome that the step cannot have"},
});

/// Told by `polku check` of questionnaires that are right.
inline constexpr std::array questionnaire_codes = std::to_array<Code>({
    {"mixed-class", "a Kano class that chance may have made the largest"},
});

/// Found in the journey's graph, by the room journey.
inline constexpr std::array graph_codes = std::to_array<Code>({
    {"missing-failure-edge", "a gate without a way for those who fail"},
    {"missing-success-edge", "a gate without a way for those who pass"},
    {"needless-gate", "a gate that nothing depends on"},
    {"no-entry", "a journey that nobody can begin"},
    {"no-purchase", "a journey without a purchase that can be reached"},
    {"no-way-out", "a step from which the journey never ends"},
    {"timeless-loop", "a loop that takes no time"},
    {"unreachable-step", "a step that nobody reaches"},
    {"unused-failure-edge", "a way for failures that cannot happen"},
});

}  // namespace polku::scenario
