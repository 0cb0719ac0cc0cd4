#include "study/organisation.hpp"

#include <algorithm>

namespace polku::study {
namespace {

using simulate::FunctionMeasure;
using simulate::FunctionRecord;
using world::World;

/// Mean over the epochs that begin in the time asked for, the last of which may be shorter.
double over_epochs(const World& world, const record::Finished& finished, std::size_t function,
                   double FunctionRecord::*member, double from, double until) {
  const double epoch = base::to_days(world.calendar.epoch), warm_up = base::to_days(world.calendar.warm_up),
               end = base::to_days(world.calendar.end) - warm_up;
  double sum = 0.0, days = 0.0;
  for (std::size_t e = 0; e < finished.outcome->functions.size(); ++e) {
    const double start = epoch * static_cast<double>(e) - warm_up;
    if (start < from || start >= until) continue;
    const double length = std::min(epoch, end - start);
    sum += length * finished.outcome->functions[e][function].*member;
    days += length;
  }
  return ratio(sum, days);
}

/// Readiness is known beforehand, so its track is asked.
double readiness(const World& world, std::size_t function, const Window& window) {
  double sum = 0.0, days = 0.0;
  for (std::size_t p = window.first; p < window.end; ++p) {
    const double length = record::period_length(world, p);
    const double middle = record::period_start(world, p) + base::to_days(world.calendar.warm_up) + length / 2;
    sum += length * world.parameters.at(world.functions[function].readiness, base::to_ticks(middle));
    days += length;
  }
  return ratio(sum, days);
}

bool limited(const World& world, const world::Function& function) {
  return world.parameters.range(function.servers).second > 0.0;
}

/// Functions of the front line, or those that support others from behind it.
std::vector<std::size_t> line(const World& world, bool front) {
  std::vector<std::size_t> found;
  for (std::size_t f = 0; f < world.functions.size(); ++f) {
    const bool supports =
        std::any_of(world.functions.begin(), world.functions.end(), [&](const world::Function& other) {
          return std::any_of(other.supported_by.begin(), other.supported_by.end(),
                             [&](const auto& supporter) { return supporter.function == f; });
        });
    if (front ? world.functions[f].front_line : supports && !world.functions[f].front_line)
      found.push_back(f);
  }
  return found;
}

}  // namespace

double function_figure(scenario::Figure figure, std::size_t f, const World& world,
                       const record::Finished& finished, const scenario::Measurement& time) {
  const Window window = between(world, time.from, time.until);
  if (figure == scenario::Figure::readiness) return readiness(world, f, window);
  if (!world.organises) return nothing;
  const Totals totals(world, finished, window);
  const auto mean = [&](double FunctionRecord::*member) {
    return over_epochs(world, finished, f, member, time.from, time.until);
  };
  switch (figure) {
    case scenario::Figure::waiting:
      return 24.0 * ratio(totals.flow_of(FunctionMeasure::waiting_total, f) / simulate::sum_scale,
                          totals.flow_of(FunctionMeasure::served, f));
    case scenario::Figure::abandoned:
      return ratio(totals.flow_of(FunctionMeasure::abandoned, f), totals.flow_of(FunctionMeasure::served, f));
    case scenario::Figure::load: return mean(&FunctionRecord::load);
    case scenario::Figure::morale: return mean(&FunctionRecord::morale);
    default: return nothing;
  }
}

std::vector<OutcomeMeasure> organisation_measures(const World& world) {
  if (!world.organises) return {};
  return {{"waiting", "hours", "mean wait to be served by us"},
          {"gave_up_waiting", "share", "contacts that gave up waiting"},
          {"load_front_line", "share",
           "load of the functions that customers meet, mean over those with a capacity"},
          {"load_support", "share", "the same of the functions that support them"},
          {"readiness_front_line", "share", "readiness of the functions that customers meet"},
          {"morale_front_line", "share", "morale of the functions that customers meet"}};
}

std::vector<double> organisation_values(const World& world, const record::Finished& finished) {
  if (!world.organises) return {};
  const Totals totals(world, finished, whole(world));
  double waited = 0, served = 0, gave_up = 0;
  for (std::size_t f = 0; f < world.functions.size(); ++f) {
    waited += totals.flow_of(FunctionMeasure::waiting_total, f) / simulate::sum_scale;
    served += totals.flow_of(FunctionMeasure::served, f);
    gave_up += totals.flow_of(FunctionMeasure::abandoned, f);
  }
  const auto epochs = [&](double FunctionRecord::*member) {
    return [&world, &finished, member](std::size_t f) {
      return over_epochs(world, finished, f, member, 0.0, scenario::infinite);
    };
  };
  const auto mean = [&](bool front, bool only_limited, auto of) {
    double sum = 0.0, count = 0.0;
    for (const std::size_t f : line(world, front)) {
      if (only_limited && !limited(world, world.functions[f])) continue;
      sum += of(f);
      count += 1.0;
    }
    return ratio(sum, count);
  };
  return {24.0 * ratio(waited, served),
          ratio(gave_up, served),
          mean(true, true, epochs(&FunctionRecord::load)),
          mean(false, true, epochs(&FunctionRecord::load)),
          mean(true, false, [&](std::size_t f) { return readiness(world, f, whole(world)); }),
          mean(true, false, epochs(&FunctionRecord::morale))};
}

}  // namespace polku::study
