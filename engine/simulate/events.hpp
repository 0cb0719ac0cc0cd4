// What happens to a customer, for whoever wants to listen: a trace, a sample of events. The simulation does
// not know who does. In the flow: emitted by the kernel, received by record and cli.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "base/time.hpp"

namespace polku::simulate {

enum class EventKind : std::uint8_t {
  need,            // thing: need
  need_dropped,    // thing: need
  journey_begins,  // thing: need, or no_need for looking around
  desire_faded,    // thing: need
  step,            // thing: step; outcome; value: chance of success
  felt,            // thing: attribute; value: quality felt, reference, satisfaction
  encounter,       // thing: step; value: experience
  chosen,          // thing: alternative; outcome: 0 went straight there, 1 free choice, 2 against the feeling
  purchase,        // thing: provider; outcome: 1 first, 0 repeat
  joined,          // thing: provider
  left,            // thing: provider; outcome: Cause
  review,          // outcome: 0 not opened, 1 opened, 2 opened but held back by the contract; value: chance
  contract_ends,   // thing: provider
  journey_ends,    // outcome: 1 completed, 0 given up; value: what is remembered, attitude after
  price_noticed,   // thing: provider; value: price now, price accepted before
  asked,           // thing: survey; outcome: rating, or no_answer; value: satisfaction, complaint (lever + 1)
};

inline constexpr std::uint8_t no_answer = 0xFF;

/// Why a relationship ended.
enum class Cause : std::uint8_t { none, review, switched, escaped, disposal, refused };
/// The words of `Cause`, in its order, as results and exports write them.
inline constexpr const char* cause_words[] = {"none", "review", "switched", "escaped", "disposal", "refused"};
static_assert(static_cast<std::size_t>(Cause::refused) + 1 == std::size(cause_words));

enum class StepOutcome : std::uint8_t { success, recovered, failure, handoff_failure, abandoned };

struct Event {
  base::Tick time = 0;
  std::uint32_t customer = 0;
  EventKind kind{};
  std::uint8_t thing = 0;
  std::uint8_t outcome = 0;
  float value = 0.0f;
  float second = 0.0f;
  float third = 0.0f;
};

class EventSink {
 public:
  virtual ~EventSink() = default;
  /// Whether to report this customer at all; asked often, so cheap.
  virtual bool watches(std::uint32_t customer) const = 0;
  /// Called in the order of the customer's life, but for two things that are told with what comes next:
  /// surveys at intervals, and the second to the last but one round of a wait that repeats itself.
  virtual void on(const Event& event) = 0;
};

}  // namespace polku::simulate
