// The events that a result holds, with the names that its scenario gives them, for writers of event logs.
// In the flow: between a result that was read and the writers of XES and OCEL. Thread safety: immutable.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/result.hpp"
#include "scenario/model.hpp"
#include "simulate/events.hpp"

namespace polku::store {

/// Takes text in pieces.
using TextSink = std::function<void(std::string_view)>;

struct RecordedEvent {
  std::int64_t customer = 0;
  std::int64_t journey = 0;  ///< counts the customer's journeys from 1; 0 between journeys
  double day = 0.0;          ///< from the end of the warm-up
  simulate::EventKind kind{};
  std::size_t thing = 0;
  std::int64_t outcome = 0;
  double value = 0.0, second = 0.0, third = 0.0;
};

/// Worlds whose events the result holds; none if it was not asked to keep any.
std::vector<std::string> recorded_worlds(const record::Result& result);

/// The events of one world, by customer and time. Refers to the result.
class RecordedLog {
 public:
  /// `world` is one of recorded_worlds(). Throws base::EnvironmentError if the result's scenario cannot be
  /// read.
  RecordedLog(const record::Result& result, std::string_view world);

  std::size_t size() const { return end_ - begin_; }
  RecordedEvent operator[](std::size_t i) const;

  const scenario::Model& model() const { return model_; }
  const std::string& title() const { return title_; }
  /// What readers call a step: its title, else its key.
  const std::string& step_name(std::size_t step) const;
  const scenario::Step& step(std::size_t step) const { return model_.journey[step].second; }
  /// What the event is about: a step, need, attribute, provider or alternative; empty: nothing.
  std::string thing_name(const RecordedEvent& event) const;
  std::string kind_name(simulate::EventKind kind) const;

 private:
  scenario::Model model_;
  std::string title_;
  const record::Group& group_;
  std::size_t begin_ = 0, end_ = 0;
};

/// A run of events of one journey, or of one customer, in [begin, end).
struct Case {
  std::size_t begin = 0, end = 0;
};
/// Events between journeys belong to no journey.
std::vector<Case> journeys_of(const RecordedLog& log);
std::vector<Case> lives_of(const RecordedLog& log);

/// Midnight of a day in UTC, counted from 1970-01-01. Empty text if it is not YYYY-MM-DD.
bool read_date(std::string_view text, std::int64_t& days);
/// `2026-01-01T08:30:00.000+00:00`: `day` after midnight of `date_zero`, to the millisecond.
std::string time_text(std::int64_t date_zero, double day);

}  // namespace polku::store
