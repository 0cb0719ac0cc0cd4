#include "cli/trace_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "base/diagnostic.hpp"
#include "behaviour/kano.hpp"
#include "cli/figures.hpp"
#include "cli/trace_portrait.hpp"

namespace polku::cli {
namespace {

using behaviour::KanoCategory;
using simulate::Cause;
using simulate::Event;
using simulate::EventKind;
using simulate::StepOutcome;

constexpr std::size_t date_columns = 17;

/// Turns events into lines. An event opens a line with its date, or adds to the one before.
class Narrator {
 public:
  Narrator(const Story& story, const scenario::Model& model)
      : world_(story.world), model_(model), provider_(story.portrait.provider), target_(provider_) {}

  std::vector<StoryLine> tell(const std::vector<Event>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      event_ = i;
      // A need that begins a journey is told with the journey.
      const bool begins = i + 1 < events.size() && events[i + 1].kind == EventKind::journey_begins;
      if (events[i].kind == EventKind::need && begins && events[i + 1].time == events[i].time) continue;
      tell(events[i]);
    }
    return std::move(lines_);
  }

 private:
  void tell(const Event& e) {
    switch (e.kind) {
      case EventKind::need: return line(e, "another need, which waits: " + need(e.thing));
      case EventKind::need_dropped:
        return line(e, "another need, for which there is no time: " + need(e.thing));
      case EventKind::journey_begins:
        target_ = provider_;
        line(e, e.thing == world::no_need ? "looks around for something better" : "a need: " + need(e.thing),
             Emphasis::strong);
        lines_.back().opens = true;
        return;
      case EventKind::desire_faded: return line(e, "the desire faded before anything was done");
      case EventKind::step: felt_here_ = 0; return line(e, step(e));
      case EventKind::felt: ++felt_here_; return detail(felt(e));
      case EventKind::encounter: return encounter(e);
      case EventKind::chosen: return detail(chosen(e));
      case EventKind::purchase:
        if (e.outcome == 0) detail("buys again from " + provider(e.thing));
        return;
      case EventKind::joined:
        provider_ = e.thing;
        return detail("becomes a customer of " + provider(e.thing));
      case EventKind::left: provider_ = world::no_provider; return detail(left(e));
      case EventKind::review: return line(e, review(e));
      case EventKind::contract_ends: return line(e, "the contract with " + provider(e.thing) + " ends");
      case EventKind::journey_ends: return line(e, journey_ends(e), Emphasis::strong);
      case EventKind::price_noticed:
        return line(e, fmt::format("notices that {} takes {:.4g} instead of {:.4g} {}", provider(e.thing),
                                   e.value, e.second, model_.currency));
      case EventKind::asked: return line(e, asked(e));
    }
  }

  void line(const Event& e, std::string words, Emphasis emphasis = Emphasis::none) {
    lines_.push_back({event_, e.time, std::move(words), emphasis, false, false});
  }
  void detail(std::string words) {
    lines_.push_back({event_, 0, std::move(words), Emphasis::none, false, true});
  }

  /// "asked by after_repair: gives 4 of 10, because of repair.speed".
  std::string asked(const Event& e) const {
    const std::string words = "asked by " + world_.surveys[e.thing].name;
    if (e.outcome == simulate::no_answer) return words + ": does not answer";
    const auto complaint = static_cast<std::size_t>(e.second);
    std::string why;
    if (complaint > 0) {
      const world::Lever& lever = world_.levers[complaint - 1];
      why = ", and would wish for better " + world_.attributes[lever.attribute].name + " at " +
            world_.steps[lever.step].name;
    }
    return words + fmt::format(": gives {} of 10", e.outcome) + why;
  }

  const std::string& need(std::uint8_t n) const { return world_.needs[n].name; }
  std::string provider(std::uint8_t j) const {
    return j == world::no_provider ? "nobody" : world_.providers[j].name;
  }

  /// "solve_problem: Customer support put it right at the second attempt".
  std::string step(const Event& e) const {
    const world::Step& x = world_.steps[e.thing];
    const scenario::Step& written = model_.journey[e.thing].second;
    std::string words = x.name;
    const bool ours = target_ == world_.own;
    if (x.kind == scenario::StepKind::encounter && !ours && target_ != world::no_provider)
      words += " at " + provider(target_);
    if (x.kind == scenario::StepKind::ripen) return words + ": now it is time to act";
    const bool can_fail = x.has_gate || x.has_handoff || x.abandons;
    std::string who;
    if (const auto* owner = model_.functions.find(written.owner); owner && ours)
      who = (owner->title.empty() ? written.owner : base::visible(owner->title)) + " ";
    switch (static_cast<StepOutcome>(e.outcome)) {
      case StepOutcome::success: return can_fail ? words + ": " + who + "got it right" : words;
      case StepOutcome::recovered: return words + ": " + who + "put it right at the second attempt";
      case StepOutcome::failure: return words + ": " + who + "failed";
      case StepOutcome::abandoned:
        return words + ": " + "no longer waits" +
               (who.empty() ? "" : " for " + who.substr(0, who.size() - 1));
      case StepOutcome::handoff_failure: break;
    }
    return words + ": done, but lost on the way to " +
           (written.handoff.to.empty() ? "the next" : written.handoff.to);
  }

  std::string felt(const Event& e) const {
    const std::string& name = world_.attributes[e.thing].name;
    const auto category = static_cast<KanoCategory>(e.outcome);
    const std::string feels = fmt::format(": {} ({:+.2f})", feeling_in_words(e.third), e.third);
    const bool works_or_fails = world_.behaviour.must_be == scenario::MustBe::works_or_fails;
    if (category == KanoCategory::must_be && works_or_fails)
      return "found " + name + (e.value > 0.5f ? " in order" : " failing" + feels);
    const char* sign = category == KanoCategory::reverse ? "felt little of " : "felt ";
    return fmt::format("{}{} {:.2f} against {:.2f} expected{}", sign, name, e.value, e.second,
                       category == KanoCategory::indifferent ? ": does not care" : feels);
  }

  /// The whole encounter, where it says more than its one attribute did.
  void encounter(const Event& e) {
    const bool critical = -static_cast<double>(e.value) > world_.review.incident;
    if (felt_here_ > 1 || critical)
      detail(fmt::format("all in all {:+.2f}{}", e.value, critical ? ": a critical incident" : ""));
  }

  std::string chosen(const Event& e) {
    const bool a_provider = e.thing < world_.providers.size();
    if (a_provider) target_ = e.thing;
    const std::string what = a_provider                                ? provider(e.thing)
                             : e.thing == world_.alternative_nothing() ? "to do nothing"
                                                                       : "to repair";
    if (e.outcome == 0) return "goes straight to " + what;
    return (a_provider && e.thing == provider_ ? "stays with " : "chooses ") + what +
           (e.outcome == 2 ? ", against the feeling" : "");
  }

  std::string left(const Event& e) const {
    switch (static_cast<Cause>(e.outcome)) {
      case Cause::switched: return "leaves " + provider(e.thing) + " for another provider";
      case Cause::escaped: return "gets out of the contract with " + provider(e.thing);
      case Cause::disposal: return "has no more use for " + provider(e.thing) + " and leaves";
      case Cause::refused: return "is no longer accepted by " + provider(e.thing);
      case Cause::review:
      case Cause::none: break;
    }
    return "leaves " + provider(e.thing);
  }

  std::string review(const Event& e) const {
    const bool leaves = world_.review.outcome == scenario::ReviewOutcome::leave;
    const char* outcome = e.outcome == 0   ? "and stays as before"
                          : e.outcome == 1 ? (leaves ? "and has had enough" : "and is open to others now")
                                           : "and would like to leave, but the contract holds";
    return fmt::format("reconsiders {} {} (chance to open {:.1f} %)", provider(e.thing), outcome,
                       100.0f * e.value);
  }

  std::string journey_ends(const Event& e) const {
    std::string words = e.outcome == 1 ? "the journey is completed" : "gives up";
    if (e.thing != world::no_provider)
      words += fmt::format("; remembers {:+.2f}, attitude towards {} is {:+.2f}", e.value, provider(e.thing),
                           e.second);
    return words;
  }

  const world::World& world_;
  const scenario::Model& model_;
  std::uint8_t provider_, target_;
  int felt_here_ = 0;  // attributes at this encounter
  std::size_t event_ = 0;
  std::vector<StoryLine> lines_;
};

/// Dated lines; the date only where it differs from the line before, or after a blank line.
std::string text_of(const std::vector<StoryLine>& lines, const world::Calendar& calendar,
                    const Style& style) {
  std::string text, last_date;
  for (const StoryLine& line : lines) {
    if (line.opens) text += '\n';
    if (line.detail) {
      text += std::string(date_columns + 4, ' ') + line.words + '\n';
      continue;
    }
    const std::string date = date_in_words(line.time, calendar);
    const bool same = date == last_date && !line.opens;
    last_date = date;
    text += style(fmt::format("{:<{}}", same ? "" : date, date_columns), Emphasis::faint) + "  " +
            style(line.words, line.emphasis) + '\n';
  }
  return text;
}

}  // namespace

std::string date_in_words(base::Tick time, const world::Calendar& calendar) {
  if (time < calendar.warm_up)
    return fmt::format("warm-up, day {:3.0f}", std::floor(base::to_days(time)) + 1.0);
  const double days = base::to_days(time - calendar.warm_up);
  const double year = std::floor(days / base::days_per_year);
  return fmt::format("year {:.0f}, day {:3.0f}", year + 1.0,
                     std::floor(days - year * base::days_per_year) + 1.0);
}

std::string feeling_in_words(float satisfaction) {
  if (satisfaction >= 0.35f) return "delighted";
  if (satisfaction >= 0.05f) return "pleased";
  if (satisfaction > -0.05f) return "as it should be";
  return satisfaction > -0.5f ? "disappointed" : "upset";
}

std::vector<StoryLine> story_lines(const Story& story, const scenario::Model& model) {
  return Narrator(story, model).tell(story.events);
}

std::string life_text(const Story& story, const scenario::Model& model, const Style& style) {
  return text_of(story_lines(story, model), story.world.calendar, style);
}

std::string story_text(const Story& story, const scenario::Model& model, const Style& style) {
  std::string text =
      style(fmt::format("Customer {} of {}, replication {}, {}", story.customer,
                        thousands(story.world.customers), story.replication + 1, story.world.name),
            Emphasis::strong);
  text += '\n' + portrait_text(story);
  text += life_text(story, model, style);
  if (story.events.empty()) text += "\nNothing ever happens to this customer.\n";
  return text + money_text(story, model, style);
}

}  // namespace polku::cli
