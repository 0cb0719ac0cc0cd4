#include "simulate/decide.hpp"

#include <limits>

#include "behaviour/choice.hpp"
#include "simulate/reference.hpp"
#include "simulate/relationship.hpp"

namespace polku::simulate {
namespace {

using population::Flag;

world::Branch go(const Context& context, Columns& b, std::size_t i, Tick time, const world::Step& step,
                 std::size_t alternative, std::uint8_t outcome) {
  const std::uint8_t present = b.provider[i];
  if (alternative < context.world.providers.size()) {
    b.target[i] = static_cast<std::uint8_t>(alternative);
    if (context.world.promises && alternative != present) hear_promises(context, b, i, time, alternative);
  }
  const std::uint32_t customer = b.first + static_cast<std::uint32_t>(i);
  if (context.watches(customer))
    context.sink->on({time, customer, EventKind::chosen, static_cast<std::uint8_t>(alternative), outcome});
  return alternative == present && step.present.count > 0 ? step.present : step.by_alternative[alternative];
}

/// Whether the step lets people change their provider at all; calling support or trying alone is no such
/// decision.
bool decides_on_provider(const world::Step& step, std::size_t providers, std::uint8_t present) {
  for (std::size_t j = 0; j < providers; ++j)
    if (j != present && step.by_alternative[j].count > 0) return true;
  return false;
}

/// Staying was a free decision: the relationship closes again, and a contract that renews starts again.
void stay(const Context& context, Columns& b, std::size_t i, Tick time, bool only_forced) {
  const auto& provider = context.world.providers[b.provider[i]];
  set_forced(context, b, i, time, only_forced);
  accept_price(context, b, i, time);
  b.flags[i] &= static_cast<std::uint16_t>(~Flag::opened);
  if (!provider.renews || b.lapse[i] != base::never) return;
  b.lapse[i] = population::contract_end(time, provider.contract);
  b.clock_due[i] = clocks_moved;
}

}  // namespace

bool offered(const world::Step& step, std::size_t alternative, std::uint8_t present) {
  return step.by_alternative[alternative].count > 0 || (alternative == present && step.present.count > 0);
}

bool goes_straight(const Columns& b, std::size_t i, const world::Step& step) {
  const std::uint8_t present = b.provider[i];
  return step.asks == scenario::Asks::opened && present != world::no_provider &&
         (b.flags[i] & Flag::opened) == 0 && offered(step, present, present);
}

world::Branch go_straight(const Context& context, Columns& b, std::size_t i, Tick time, std::uint8_t s) {
  return go(context, b, i, time, context.world.steps[s], b.provider[i], 0);
}

void choose(const Context& context, Columns& b, std::uint8_t s, ChooserLanes& x, std::size_t n,
            world::Branch* branches) {
  const World& world = context.world;
  const auto& step = world.steps[s];
  judge_alternatives(context, b, step, x, n);
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = x.place[k], segment = x.segment[k], best = x.best.alternative[k];
    const Tick time = x.now[k];
    std::int64_t* const row = context.books.row(context.layout.period(time));
    ++row[context.layout.place(SegmentMeasure::choices, segment)];
    branches[k] = {};
    if (x.best.utility[k] == -std::numeric_limits<float>::infinity()) continue;
    ++row[context.layout.place(AlternativeMeasure::chosen, best)];
    const bool conflicted = behaviour::conflicted(best, x.felt.alternative[k]);
    if (conflicted) {
      ++row[context.layout.place(SegmentMeasure::conflicted, segment)];
      b.flags[i] |= Flag::conflicted;
    }
    const std::uint8_t present = b.provider[i];
    if (best == present && decides_on_provider(step, world.providers.size(), present))
      stay(context, b, i, time, x.unforced.alternative[k] != present);
    branches[k] = go(context, b, i, time, step, best, conflicted ? 2 : 1);
  }
}

}  // namespace polku::simulate
