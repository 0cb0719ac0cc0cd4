// Moves a block of customers through time. Whoever has something due is listed by what it is; each list is
// one batch, and a batch at a step is done array by array. Customers do not see each other inside an epoch,
// so the order of batches is free; the order of one customer's own events is its own. One Kernel per worker;
// it owns its scratch and lists.
#pragma once

#include <memory>
#include <vector>

#include "simulate/context.hpp"
#include "simulate/journey_life.hpp"
#include "simulate/prospects.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

class Kernel {
 public:
  Kernel(const World& world, std::size_t block_size);

  /// Begins the lives of the block's customers at time 0.
  void wake(Context context, Columns& b);

  /// All events of the block's customers before `until`. Returns how many there were.
  std::uint64_t advance(Context context, Columns& b, Tick until);

  /// Counts the rounds before a time of a wait that repeats itself and has not come to its end.
  void count_unfinished_rounds(const Context& context, const Columns& b, std::size_t i, Tick time);

  /// Adds the visits to waits that repeat themselves, which are not in the books before. Once, at the end.
  void book_rounds(Books& books) const;

 private:
  /// Customers of the block with the same pending event, by their place in it.
  struct List {
    const std::uint16_t* places = nullptr;
    std::size_t count = 0;
    const std::uint16_t* begin() const { return places; }
    const std::uint16_t* end() const { return places + count; }
    std::uint16_t operator[](std::size_t k) const { return places[k]; }
    std::size_t size() const { return count; }
  };
  /// What a step's batch has to look at.
  struct Needs {
    bool first_block = false;   // some outcome is open
    bool second_block = false;  // more than the first word and three attributes decide
    bool keys = false;          // who draws at which visit: for these blocks, or for what a decision draws
    bool company = false;       // it matters whom the journey deals with
  };
  /// A wait that goes back to itself with some chance: how often is one geometric draw instead of one event a
  /// round.
  struct Rounds {
    bool repeats = false;
    float one_over_log_chance = 0.0f;    // of the chance to go round again
    float most = 0.0f;                   // rounds within 2^31 ticks (89 years), beyond which nobody waits
    std::vector<world::Exit> exits;      // the other ways out, and their chances among themselves
    std::vector<std::uint8_t> leads_on;  // per exit, 1: to a step that needs no thought to be entered
    std::uint32_t apart = 0;             // periods from round to round, if always as many; else 0
    /// Where `apart` is not 0, visits are booked as changes from period to period: +1 where they begin, -1
    /// where they have ended.
    std::vector<std::int64_t> changes;
  };
  /// So many visits to a wait, one every round, from the first on.
  struct Repeated {
    Tick first;
    std::uint32_t period;  // of the first
    std::uint32_t count;
  };
  static Rounds rounds_of(const World& world, std::size_t s);
  void prepare_rounds(std::size_t s);
  void visit_again(const Context& context, std::uint8_t s, const Repeated& visits);
  /// Whether something but the end of a journey can make people leave the market for good.
  static bool clocks_end_lives(const World& world);
  void fire_step(const Context& context, Columns& b, std::uint8_t s, const List& due, Tick until);
  void fire_rounds(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until);
  void fire_clock(const Context& context, Columns& b, std::uint8_t node, const List& list, Tick until);
  void arrivals(const Context& context, const Columns& b, std::size_t need, const List& list);
  void gather(const Context& context, const Columns& b, std::uint8_t s, const List& list);
  void outcomes(const Context& context, std::uint8_t s, std::size_t n);
  /// Those of the list who are served now; the others wait.
  List admit(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until);
  void decide_by_channel(std::uint8_t s, const List& list);
  void decide_by_utility(const Context& context, Columns& b, std::uint8_t s, const List& list);
  void effects(const Context& context, Columns& b, std::uint8_t s, const List& list);
  void count_visits(const Context& context, std::uint8_t s, std::size_t n);
  /// Where those customers go on to whose rows are kept.
  void count_passages(const Context& context, const Columns& b, std::uint8_t s, const List& list);
  void report(const Context& context, std::uint8_t s, std::size_t n);
  void move_on(const Context& context, Columns& b, const List& list, Tick until);
  /// Where to list who is due when. Held by value in loops, so that no store makes the compiler read it
  /// again.
  struct Pushes {
    std::uint16_t** ends;
    Tick* next_due;  // of the block's customers
    std::size_t nobody;
    Tick until;
    /// Without a branch: who has nothing due is listed aside.
    void operator()(std::size_t i, Pending next) const {
      next_due[i] = next.due;
      const std::size_t list = next.due < until ? next.node : nobody;
      *ends[list]++ = static_cast<std::uint16_t>(i);
    }
  };
  /// Does what was postponed, then lists the next event of those touched.
  void settle_down(const Context& context, Columns& b, std::size_t touched, Tick until);
  void do_postponed(const Context& context, Columns& b);
  void draw_reviews(const Context& context, Columns& b);
  void draw_waits(const Context& context, Columns& b);
  std::uint16_t* begin_of(std::size_t list) { return places_.data() + list * stride_; }
  Pushes pushes(const Columns& b, Tick until) { return {ends_.data(), b.next_due, nobody_, until}; }
  /// Lists n customers where lists[k] says; those of `elsewhere` nowhere.
  void distribute(const std::uint16_t* places, const std::uint8_t* lists, std::size_t n);
  std::uint8_t exit(const world::Branch& branch, float uniform) const;
  void take_exits(const world::Branch& branch, std::size_t n, std::uint8_t* to);

  const World& world_;
  std::unique_ptr<ChooserLanes> choosers_;
  Scratch x_;
  // One list per node, and one of those who have nothing more to do before `until`.
  std::size_t nobody_, stride_;
  std::vector<std::uint16_t> places_, current_, leaving_, touched_, served_;
  std::vector<std::uint16_t*> ends_;  // of each list
  Postponed postponed_;
  std::vector<Needs> needs_;    // per step
  std::vector<Rounds> rounds_;  // per step
  bool clocks_end_lives_;
  std::uint64_t rounds_at_once_ = 0;  // events that were done together with the one before
  std::vector<std::uint32_t>
      wait_purpose_;  // per step: what its drawn wait is keyed by; 0 where it is not drawn
  /// Ticks that a step takes, per step (two more: the ends) and provider, where it is a constant; `never`
  /// where entering needs thought.
  std::vector<Tick> takes_;
  std::vector<Tick> takes_anywhere_;  // the same per step, if no provider makes a difference; else empty
  static constexpr Tick needs_thought = base::never;
};

}  // namespace polku::simulate
