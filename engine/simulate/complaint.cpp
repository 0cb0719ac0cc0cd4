#include "simulate/complaint.hpp"

#include "behaviour/recovery.hpp"
#include "simulate/account.hpp"

namespace polku::simulate {

using base::Purpose;

float complain(const Context& context, Columns& b, std::size_t i, Tick time, float remembered) {
  const World& world = context.world;
  const auto& x = world.complaints;
  if (b.target[i] != world.own || !(remembered < -x.below)) return remembered;
  const bool conflicted =
      (b.flags[i] & (population::Flag::conflicted | population::Flag::chose_against_feeling)) != 0;
  const auto words = context.draw(b.first + static_cast<std::uint32_t>(i), 0,
                                  base::purpose_word(Purpose::complaint), b.visit_word[i]);
  const double share = world.parameters.at(x.share, time) * (conflicted ? 1.0 + x.conflicted : 1.0);
  if (base::unit_double(words[0]) >= share) return remembered;
  context.books.add(time, SegmentMeasure::complaints, b.segment[i]);
  context.on_account(b.first + i, time, [](CustomerAccount& account) { ++account.complaints; });
  for (const auto& booking : x.books)
    book_activity(context, b, i, time, booking.activity, world.parameters.at(booking.times, time));
  const bool resolved = base::unit_double(words[1]) < world.parameters.at(x.resolved, time);
  if (resolved) context.books.add(time, SegmentMeasure::complaints_resolved, b.segment[i]);
  return behaviour::after_complaint(remembered, resolved, world.parameters.float_at(x.gain, time),
                                    world.parameters.float_at(x.takes, time), x.patience);
}

}  // namespace polku::simulate
