#include "cli/trace_words.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/trace_answer.hpp"

namespace polku::cli {
namespace {

using simulate::Event;
using simulate::EventKind;

constexpr std::uint8_t us = 0, rival = 1, against_feeling = 2, recovered = 1, must_be = 2, reverse = 4;

/// A model of few words: one need, one encounter that may fail, two attributes, two providers.
scenario::Model small_model() {
  scenario::Model model;
  model.name = "Line";
  model.population.customers = 100;
  scenario::Attribute basic, pushy;
  basic.kano.must_be = 1;
  pushy.kano.reverse = 1;
  model.attributes = {{"works", basic}, {"upsell", pushy}};
  scenario::Segment everybody;
  everybody.importance = {{"works", 1.0}, {"upsell", 1.0}};
  scenario::NeedRate rate;
  rate.every = 100;
  everybody.need_rates = {{"fault", rate}};
  model.segments = {{"everybody", everybody}};
  scenario::Provider own, other;
  own.own = true;
  own.price.amount = 10;
  model.providers = {{"us", own}, {"other", other}};
  model.population.start = {{"us", 1.0}};
  scenario::Need need;
  need.starts = "repair";
  model.needs = {{"fault", need}};
  scenario::Function support;
  support.title = "Our support";
  model.functions = {{"support", support}};
  scenario::Step step;
  step.owner = "support";
  step.delivers = {{"works", {1.0, 0.0}}, {"upsell", {0.25, 0.0}}};
  step.gate.success = 0.5;
  step.next = {{"success", "end", 1.0}, {"failure", "give_up", 1.0}};
  model.journey = {{"repair", step}};
  model.time.horizon = 400;
  return model;
}

scenario::Scenario small_scenario() {
  scenario::Scenario scenario;
  scenario.model = small_model();
  return scenario;
}

Event event(EventKind kind, std::uint8_t thing, std::uint8_t outcome = 0, float value = 0, float second = 0,
            float third = 0) {
  return {base::to_ticks(36.5), 7, kind, thing, outcome, value, second, third};
}

/// The words for these events alone.
std::string told(std::vector<Event> events) {
  const scenario::Scenario scenario = small_scenario();
  Story story = tell_story(scenario, std::nullopt, 7, 0, 1);
  story.events = std::move(events);
  return story_text(story, scenario.model, {});
}

}  // namespace

TEST_CASE("dates count from the end of the warm-up", "[cli]") {
  world::Calendar calendar;
  calendar.warm_up = base::to_ticks(10);

  CHECK(date_in_words(0, calendar) == "warm-up, day   1");
  CHECK(date_in_words(base::to_ticks(9.9), calendar) == "warm-up, day  10");
  CHECK(date_in_words(base::to_ticks(10), calendar) == "year 1, day   1");
  CHECK(date_in_words(base::to_ticks(46.5), calendar) == "year 1, day  37");
  CHECK(date_in_words(base::to_ticks(10 + 365.25), calendar) == "year 2, day   1");
}

TEST_CASE("a success at the second attempt is told with who achieved it", "[cli]") {
  CHECK_THAT(told({event(EventKind::journey_begins, 0), event(EventKind::step, 0, recovered)}),
             Catch::Contains("year 1, day  37    a need: fault\n") &&
                 Catch::Contains("repair: Our support put it right at the second attempt\n"));
}

TEST_CASE("what was felt is held against what was expected", "[cli]") {
  const std::string text = told({event(EventKind::journey_begins, 0), event(EventKind::step, 0),
                                 event(EventKind::felt, 0, must_be, 0.0f, 1.0f, -1.96f),
                                 event(EventKind::felt, 1, reverse, 0.81f, 0.62f, 0.4f),
                                 event(EventKind::encounter, 0, 0, -1.5f)});
  CHECK_THAT(text, Catch::Contains("found works failing: upset (-1.96)"));
  CHECK_THAT(text, Catch::Contains("felt little of upsell 0.81 against 0.62 expected: delighted (+0.40)"));
  CHECK_THAT(text, Catch::Contains("all in all -1.50\n"));
}

TEST_CASE("a switch is told with where the customer goes", "[cli]") {
  const std::string text = told({event(EventKind::journey_begins, 0), event(EventKind::step, 0),
                                 event(EventKind::chosen, rival, against_feeling), event(EventKind::step, 0),
                                 event(EventKind::left, us, 2), event(EventKind::joined, rival),
                                 event(EventKind::purchase, rival, 1)});
  CHECK_THAT(text, Catch::Contains("chooses other, against the feeling"));
  CHECK_THAT(text, Catch::Contains("repair at other: got it right"));  // our function does not get the credit
  CHECK_THAT(text, Catch::Contains("leaves us for another provider"));
  CHECK_THAT(text, Catch::Contains("becomes a customer of other"));
}

TEST_CASE("every kind of event has words", "[cli]") {
  for (int kind = 0; kind <= static_cast<int>(EventKind::price_noticed); ++kind) {
    const auto of_kind = static_cast<EventKind>(kind);
    const std::string without = told({});
    if (of_kind == EventKind::encounter) continue;  // told only where it says more than its attributes
    CHECK(told({event(EventKind::journey_begins, 0), event(of_kind, 0)}).size() > without.size());
  }
}

TEST_CASE("the story of a customer is the same alone and among all", "[cli]") {
  scenario::Scenario scenario = small_scenario();
  const Story alone = tell_story(scenario, std::nullopt, 7, 0, 1);
  scenario.model.behaviour.norm = scenario::NormSource::market;
  scenario.model.behaviour.norm_half_life = scenario::infinite;  // everybody lives, and nothing is learned
  const Story among_all = tell_story(scenario, std::nullopt, 7, 0, 2);

  REQUIRE(among_all.world.feedback);
  REQUIRE(alone.events.size() == among_all.events.size());
  CHECK(alone.events.size() >= 3 * 4);  // need, step, what was felt, end: at least three times in 400 days
  for (std::size_t i = 0; i < alone.events.size(); ++i) {
    CHECK(alone.events[i].time == among_all.events[i].time);
    CHECK(alone.events[i].kind == among_all.events[i].kind);
    CHECK(alone.events[i].value == among_all.events[i].value);
  }
  CHECK(alone.money == among_all.money);
}

TEST_CASE("the portrait is what the simulation starts from", "[cli]") {
  const Story story = tell_story(small_scenario(), std::nullopt, 7, 0, 1);

  CHECK(story.portrait.provider == us);
  CHECK(story.portrait.categories == std::vector<std::uint8_t>{must_be, reverse});
  const std::string text = story_text(story, small_model(), {});
  CHECK_THAT(text, Catch::StartsWith("Customer 7 of 100, replication 1, baseline\n"));
  CHECK_THAT(text, Catch::Contains("takes for granted works"));
  CHECK_THAT(text, Catch::Contains("would rather not have upsell"));
  CHECK_THAT(text, Catch::Contains("needs fault every 100 days"));
}

TEST_CASE("a story for machines names things and counts days from date 0", "[cli]") {
  Story story = tell_story(small_scenario(), std::nullopt, 7, 0, 1);
  story.events = {event(EventKind::felt, 1, reverse, 0.75f, 0.5f, 0.25f)};

  const auto answer = nlohmann::json::parse(trace_answer(story, small_model()));

  CHECK(answer["events"] == nlohmann::json::array({{{"day", 36.5},
                                                    {"kind", "felt"},
                                                    {"attribute", "upsell"},
                                                    {"category", "reverse"},
                                                    {"quality", 0.75},
                                                    {"reference", 0.5},
                                                    {"satisfaction", 0.25}}}));
  CHECK(answer["replication"] == 1);
  CHECK(answer["portrait"]["segment"] == "everybody");
}

TEST_CASE("feelings are named by their strength", "[cli]") {
  CHECK(feeling_in_words(0.4f) == "delighted");
  CHECK(feeling_in_words(0.1f) == "pleased");
  CHECK(feeling_in_words(0.0f) == "as it should be");
  CHECK(feeling_in_words(-0.2f) == "disappointed");
  CHECK(feeling_in_words(-1.0f) == "upset");
}

}  // namespace polku::cli
