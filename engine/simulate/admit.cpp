// Who comes to a function waits to be served if it is busy: the step happens when the wait is over.
#include "simulate/journey_life.hpp"
#include "simulate/kernel.hpp"
#include "simulate/service.hpp"

namespace polku::simulate {

Kernel::List Kernel::admit(const Context& context, Columns& b, std::uint8_t s, const List& list, Tick until) {
  const auto& step = world_.steps[s];
  const Pushes push = pushes(b, until);
  std::size_t served = 0;
  for (const std::uint16_t i : list) {
    float waited = 0.0f;
    if (b.target[i] == world_.own) {
      const Tick now = b.step_due[i];
      if (b.queued_since[i] != base::never) {
        waited = static_cast<float>(base::to_days(now - b.queued_since[i]));
        b.queued_since[i] = base::never;
      } else {
        FunctionSums& sums = context.market->functions;
        sums.work[step.owner] += quantised(world_.parameters.float_at(step.load, now));
        ++sums.contacts[step.owner];
        context.books.add(now, FunctionMeasure::contacts, step.owner);
        const Tick wait = wait_to_be_served(context, step, b.first + i, b.visit_word[i]);
        if (wait > 0) {
          b.queued_since[i] = now;
          b.step_due[i] = base::saturating_add(now, wait);
          push(i, next_event(world_, b, i));
          continue;
        }
      }
    }
    x_.waited[served] = waited;
    served_[served++] = i;
  }
  return {served_.data(), served};
}

}  // namespace polku::simulate
