// The state of a block of customers: one column per field, all in one slab, so that a block stays in the
// cache and a customer who is not due is not touched. The table below is the only place where a field is
// declared; the bytes a customer takes are counted from it. In the flow: born here, moved by simulate, read
// by record. A block belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "world/world.hpp"

namespace polku::population {

using base::Money;
using base::Tick;

/// How many values of a field a customer has.
/// From `club` on they are there only where the mechanism is: per attribute those of satiation,
/// forgetting and learning, per need that of referral, per survey those of survey and contact.
enum class Per {
  customer,
  provider,
  attribute,
  need,
  club,
  price_noticed,
  breakup,
  satiation,
  forgetting,
  learning,
  referral,
  survey,
  contact,
  complaint,
  relationship,
  organised
};

// clang-format off
// FIELD(type, name, per, meaning)
#define POLKU_CUSTOMER_FIELDS(FIELD)                                                                              \
  FIELD(Tick, next_due, customer, "nothing happens before this")                                                  \
  FIELD(std::uint8_t, step, customer, "position in the journey")                                                  \
  FIELD(Tick, step_due, customer, "when that step happens")                                                       \
  FIELD(Tick, clock_due, customer, "earliest of needs, lapse and review clock")                                   \
  FIELD(std::uint8_t, clock_node, customer, "which of them")                                                      \
  FIELD(Tick, journey_start, customer, "when the present journey's need appeared")                                \
  FIELD(std::uint32_t, visit_word, customer, "journeys begun << 16 | steps done in this one: what luck is keyed by") \
  FIELD(std::uint8_t, need, customer, "need behind the journey")                                                  \
  FIELD(std::uint8_t, waiting_need, customer, "need that waits for the journey to end")                           \
  FIELD(Tick, waiting_since, customer, "when that need appeared")                                                  \
  FIELD(std::uint8_t, target, customer, "provider that this journey deals with")                                  \
  FIELD(std::uint8_t, provider, customer, "provider whose customer this is")                                      \
  FIELD(std::uint8_t, segment, customer, "benefit segment")                                                       \
  FIELD(std::uint16_t, flags, customer, "see Flag")                                                               \
  FIELD(float, peak, customer, "encounter of largest magnitude in this journey")                                  \
  FIELD(float, end, customer, "last encounter of this journey")                                                   \
  FIELD(float, sum, customer, "sum of encounters of this journey")                                                \
  FIELD(std::uint16_t, encounters, customer, "encounters of this journey")                                        \
  FIELD(float, effort, customer, "effort spent in this journey")                                                  \
  FIELD(float, loss_weight, customer, "lambda")                                                                   \
  FIELD(float, log_stay, customer, "ln(1 - own chance to open the relationship at a review)")                     \
  FIELD(Tick, anchor, customer, "start of the relationship, from which periods of payment count; see Flag::underway")                 \
  FIELD(Tick, settled, customer, "payments before this are booked")                                               \
  FIELD(Tick, lapse, customer, "end of the contract")                                                             \
  FIELD(Tick, wish, customer, "when a wish to leave was held back by the contract")                               \
  FIELD(Tick, review_due, customer, "next review by the clock")                                                   \
  FIELD(std::uint16_t, purchases, customer, "purchases from us")                                                  \
  FIELD(Tick, last_purchase, customer, "last purchase from us")                                                   \
  FIELD(Tick, left, customer, "when we lost the customer last")                                                   \
  FIELD(std::uint8_t, cause, customer, "why")                                                                     \
  FIELD(Money, revenue, customer, "booked so far")                                                                \
  FIELD(Money, product_cost, customer, "booked so far")                                                           \
  FIELD(Money, order_cost, customer, "booked so far")                                                             \
  FIELD(Money, service_cost, customer, "booked so far")                                                           \
  FIELD(Money, sustaining_cost, customer, "booked so far")                                                        \
  FIELD(float, attitude, provider, "what is felt about the provider, in units of experience")                     \
  FIELD(float, taste, provider, "lasting taste, in utility")                                                      \
  FIELD(std::uint8_t, experiences, provider, "journeys with the provider, at most 255")                           \
  FIELD(float, expectation, attribute, "quality expected, as felt: 1 - q where less is better")                                                        \
  FIELD(std::uint8_t, category, attribute, "Kano category")                                                       \
  FIELD(Tick, need_due, need, "when the need arrives next")                                                       \
  FIELD(float, need_rate, need, "own rate of arrival [1/day]")                                                    \
  FIELD(std::uint16_t, collected, club, "purchases that count towards the present provider's next reward")        \
  FIELD(float, accepted_price, price_noticed, "price last accepted; what is paid is held against it")             \
  FIELD(Tick, price_due, price_noticed, "payment at which a rise will be noticed")                                \
  FIELD(Tick, returned, breakup, "when the customer came back after a disappointment; never: did not")            \
  FIELD(Tick, delighted, satiation, "when the attribute pleased last; never: not yet")                           \
  FIELD(Tick, last_felt, forgetting, "when the attribute was felt last, from which an expectation fades")         \
  FIELD(std::uint16_t, observed, learning, "observations behind the expectation, at most 65535")                 \
  FIELD(float, referral_at, referral, "exposure to others at which the need comes through them next")            \
  FIELD(Tick, referral_due, referral, "when that is, if within this epoch")                            \
  FIELD(std::uint8_t, rated, survey, "last rating answered, plus 1; 0: none")                                     \
  FIELD(std::uint8_t, felt_rating, survey, "rating that was felt last, plus 1; 0: none")                          \
  FIELD(std::uint8_t, contacts, contact, "visits to the step of first contact in this journey")                   \
  FIELD(float, shortfall, complaint, "worst weighted satisfaction with an attribute in this journey, at most 0")   \
  FIELD(std::uint16_t, journey_complaint, complaint, "lever behind it, plus 1; 0: none")                          \
  FIELD(std::uint16_t, last_complaint, complaint, "the same of the last journey with us")                         \
  FIELD(Tick, surveyed, relationship, "surveys at intervals before this have been held")                             \
  FIELD(Tick, queued_since, organised, "since when the customer waits to be served; never: does not wait")
// clang-format on

/// Bits of `flags`.
enum Flag : std::uint16_t {
  opened = 1,                    // the relationship is open: the next decision is free
  forced = 2,                    // stays only because of what is imposed
  incident = 4,                  // a critical encounter in this journey
  bought_first = 8,              // first purchase from the target in this journey
  bought_again = 16,             // repeat purchase in this journey
  gone = 32,                     // left the market for good
  wants_review_journey = 64,     // looks around as soon as the journey ends
  conflicted = 128,              // chose by reason against feeling in this journey
  chose_against_feeling = 1024,  // so did who became a customer of the present provider
  ever_bought = 4096,            // from anybody
  price_noticed = 2048,          // paid a price in this journey that is noticeably higher
  came_back = 8192,              // our customer, and had left us before
  underway = 512,     // joined before the clock started: `anchor` is a share of every period, in 2^-32
  waits_again = 256,  // in a wait that repeats itself, the last round of which is due
};

/// When a contract made at a time ends; one for ever is after everything that happens, but it is not `never`,
/// which stands for no contract.
inline Tick contract_end(Tick time, Tick contract) {
  const Tick end = base::saturating_add(time, contract);
  return end == base::never ? base::never - 1 : end;
}

/// One block's columns. A value per provider, attribute or need of customer i stands at [k * capacity + i].
struct Columns {
#define POLKU_DECLARE(type, name, per, meaning) type* name = nullptr;
  POLKU_CUSTOMER_FIELDS(POLKU_DECLARE)
#undef POLKU_DECLARE
  std::size_t capacity = 0;  // customers that fit
  std::size_t count = 0;     // customers that live here
  std::uint32_t first = 0;   // number of the first
  std::size_t at(std::size_t k, std::size_t i) const { return k * capacity + i; }
};

/// How many values of a field each customer has in this world.
std::size_t values_per_customer(const world::World& world, Per per);

struct FieldSize {
  std::string name;
  std::string meaning;
  std::size_t bytes = 0;  // a customer
};
/// Every field with the bytes that a customer of this world takes in it.
std::vector<FieldSize> field_sizes(const world::World& world);
std::size_t bytes_per_customer(const world::World& world);

/// Memory of one block and the columns that point into it.
class Block {
 public:
  Block(const world::World& world, std::size_t capacity);
  Columns& columns() { return columns_; }
  const Columns& columns() const { return columns_; }

 private:
  struct Free {
    void operator()(std::byte* slab) const;
  };
  using Slab = std::unique_ptr<std::byte[], Free>;
  Slab slab_;
  Columns columns_;
};

}  // namespace polku::population
