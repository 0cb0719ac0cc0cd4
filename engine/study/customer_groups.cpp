#include "study/customer_groups.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "behaviour/costing.hpp"
#include "record/arrays.hpp"
#include "study/customer_money.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using record::Collected;
using record::Finished;
using record::Group;
using M = simulate::SegmentMeasure;
using world::World;

/// To two digits: 1234 becomes 1200.
double rounded(double x) {
  if (!(x > 0)) return 0;
  double scale = 1;
  while (x / scale >= 100) scale *= 10;
  while (x / scale < 10) scale /= 10;
  return std::floor(x / scale + 0.5) * scale;
}

/// Borders between `classes` parts of equal size.
std::vector<double> borders(std::vector<double> amounts, std::size_t classes) {
  std::sort(amounts.begin(), amounts.end());
  std::vector<double> found;
  for (std::size_t c = 1; c < classes; ++c)
    found.push_back(amounts.empty() ? 0 : rounded(amounts[c * amounts.size() / classes]));
  return found;
}

std::size_t class_of(const std::vector<double>& borders, double amount) {
  return static_cast<std::size_t>(std::upper_bound(borders.begin(), borders.end(), amount) - borders.begin());
}

std::string amount(double x) {
  const auto cents = static_cast<std::int64_t>(std::floor(100 * x + 0.5));
  std::string text = std::to_string(cents / 100);
  if (cents % 100 != 0) text += '.' + std::to_string(cents % 100 / 10) + std::to_string(cents % 10);
  return text;
}

/// "below 0", "0 to 310", "from 310".
std::vector<std::string> class_names(const std::vector<double>& borders) {
  if (borders.empty()) return {"any"};
  std::vector<std::string> names = {"below " + amount(borders.front())};
  for (std::size_t c = 1; c < borders.size(); ++c)
    names.push_back(amount(borders[c - 1]) + " to " + amount(borders[c]));
  names.push_back("from " + amount(borders.back()));
  return names;
}

/// Customers recorded who ever were ours.
template <class Visit>
void each_customer(const Finished& finished, Visit visit) {
  const auto& rows = finished.outcome->customers;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].purchases > 0) visit(i, rows[i], finished.outcome->accounts[i]);
}

/// Sums over replications on the way to their mean.
class Grid {
 public:
  Grid(Group& group, std::size_t volumes, double replications)
      : group_(group), volumes_(volumes), replications_(replications) {}
  struct Cell {
    double people = 0, ours_at_end = 0, revenue = 0, result = 0, value = 0, told = 0, complaints = 0,
           wallet = 0, buyers = 0;
  };
  std::vector<Cell> cells;

  void column(const char* name, const std::string& unit, const char* doc, double Cell::*member) {
    fill(name, unit, doc, [&](const Cell& cell) { return cell.*member / replications_; });
  }
  template <class Of>
  void fill(const char* name, const std::string& unit, const char* doc, Of of) {
    auto& values =
        record::add_variable<double>(group_, name, unit, doc, {"world", "result_class", "volume_class"});
    for (std::size_t at = 0; at < values.size(); ++at) values[at] = of(cells[at]);
  }
  Cell& at(std::size_t world, std::size_t result_class, std::size_t volume_class, std::size_t results) {
    return cells[(world * results + result_class) * volumes_ + volume_class];
  }

 private:
  Group& group_;
  std::size_t volumes_;
  double replications_;
};

record::Axis worlds_axis(const Collected& all) {
  std::vector<std::string> worlds;
  for (const World& world : all.worlds) worlds.push_back(world.name);
  return record::labels("world", worlds, "the baseline and the options");
}

Group groups(const Collected& all, std::size_t classes) {
  std::vector<double> results, revenues;
  for (const Finished& finished : all.runs[0])
    each_customer(finished, [&](std::size_t, const auto&, const auto& account) {
      results.push_back(base::to_units(account.result));
      revenues.push_back(base::to_units(account.revenue));
    });
  const auto by_result = result_borders(std::move(results), classes),
             by_volume = volume_borders(std::move(revenues), classes);
  Group group{
      "groups",
      "customers recorded who ever were ours, by result and by revenue; borders as of the baseline, the "
      "same in every world; means over replications",
      {},
      {}};
  group.axes.push_back(worlds_axis(all));
  group.axes.push_back(record::labels("result_class", class_names(by_result),
                                      "what a customer brought less what serving cost, in currency units"));
  group.axes.push_back(record::labels("volume_class", class_names(by_volume), "revenue, in currency units"));
  const std::size_t result_classes = by_result.size() + 1, volume_classes = by_volume.size() + 1;
  const auto replications = static_cast<double>(all.replications());
  Grid grid(group, volume_classes, replications);
  grid.cells.resize(all.worlds.size() * result_classes * volume_classes);
  std::vector<double> grouped(all.worlds.size()), of_customers(all.worlds.size()), profit(all.worlds.size());
  for (std::size_t w = 0; w < all.worlds.size(); ++w)
    for (const Finished& finished : all.runs[w]) {
      const World& world = all.worlds[w];
      const auto worth = worth_at_end(world, finished);
      each_customer(finished, [&](std::size_t i, const auto& row, const auto& account) {
        const double result = base::to_units(account.result), revenue = base::to_units(account.revenue);
        auto& cell = grid.at(w, class_of(by_result, result), class_of(by_volume, revenue), result_classes);
        cell.people += 1;
        cell.ours_at_end += row.provider == world.own;
        cell.revenue += revenue;
        cell.result += result;
        cell.value += lifetime_value(world, finished, i, worth);
        cell.told += static_cast<double>(account.told_positive - account.told_negative) / simulate::sum_scale;
        cell.complaints += account.complaints;
        if (account.purchases > 0) {
          cell.wallet += static_cast<double>(account.purchases) / account.purchases_of_all;
          cell.buyers += 1;
        }
        grouped[w] += result;
      });
      const Totals t(world, finished, whole(world));
      of_customers[w] += t.customers_result();
      profit[w] += t.profit();
    }
  using Cell = Grid::Cell;
  grid.column("people", "1", "customers", &Cell::people);
  grid.column("ours_at_end", "1", "of them, ours at the end", &Cell::ours_at_end);
  grid.column("revenue", all.currency, "what they paid us", &Cell::revenue);
  grid.column("result", all.currency, "what they brought less what serving them cost", &Cell::result);
  grid.column("value", all.currency, "sum of their lifetime values", &Cell::value);
  grid.column("told", "1", "reference value: good messages about us that they told, less bad ones",
              &Cell::told);
  grid.column("complaints", "1", "learning value: complaints to us", &Cell::complaints);
  grid.fill("share_of_wallet", "1",
            "share of their purchases that they made with us, mean of those who bought",
            [](const Cell& cell) { return ratio(cell.wallet, cell.buyers); });
  const auto scalar = [&](const char* name, const char* doc, auto of) {
    auto& values = record::add_variable<double>(group, name, all.currency, doc, {"world"});
    for (std::size_t w = 0; w < values.size(); ++w) values[w] = of(w) / replications;
  };
  scalar("others", "result of customers who are in no group, because their rows are not kept",
         [&](std::size_t w) { return of_customers[w] - grouped[w]; });
  scalar("unallocated", "costs that belong to no customer",
         [&](std::size_t w) { return of_customers[w] - profit[w]; });
  scalar("profit", "the company's: results of all groups and of others, less what is unallocated",
         [&](std::size_t w) { return profit[w]; });
  return group;
}

Group cube(const Collected& all) {
  Group group{
      "value_cube",
      "what the lifetime value of the customer in the middle is made of: volume x efficiency x duration",
      {},
      {}};
  group.axes.push_back(worlds_axis(all));
  group.axes.push_back(record::numbers("replication", all.replications(), "independent repetition"));
  const auto column = [&](const char* name, const std::string& unit, const char* doc, auto of) {
    auto& values = record::add_variable<double>(group, name, unit, doc, {"world", "replication"});
    std::size_t at = 0;
    for (std::size_t w = 0; w < all.worlds.size(); ++w)
      for (std::size_t r = 0; r < all.replications(); ++r) {
        const auto here = value_cube(all.worlds[w], all.runs[w][r]);
        const auto today = value_cube(all.worlds[0], all.runs[0][r]);
        values[at++] = of(here, behaviour::split_change(today, here));
      }
  };
  using Cube = behaviour::ValueCube;
  using Split = std::optional<behaviour::ValueSplit>;
  column("volume", all.currency, "revenue of a customer a year",
         [](const Cube& x, const Split&) { return x.volume; });
  column("efficiency", "1", "result in proportion to revenue",
         [](const Cube& x, const Split&) { return x.efficiency; });
  column("duration", "years", "discounted years that a customer stays",
         [](const Cube& x, const Split&) { return x.duration; });
  column("value", all.currency, "their product", [](const Cube& x, const Split&) { return x.value(); });
  const struct {
    const char *name, *doc;
    double behaviour::ValueSplit::*part;
  } parts[] = {
      {"by_volume", "part of the change in ln(value) against the baseline", &behaviour::ValueSplit::volume},
      {"by_efficiency", "another; none where a measure is not above 0", &behaviour::ValueSplit::efficiency},
      {"by_duration", "and the last: they sum to it", &behaviour::ValueSplit::duration}};
  for (const auto& part : parts)
    column(part.name, "1", part.doc,
           [&](const Cube&, const Split& split) { return split ? (*split).*(part.part) : nothing; });
  return group;
}

/// What a key says of a segment.
double weight(scenario::AllocationKey key, const Totals& t) {
  switch (key) {
    case scenario::AllocationKey::revenue: return std::max(0.0, t.revenue());
    case scenario::AllocationKey::customers: return t.mean_stock(M::customers);
    case scenario::AllocationKey::purchases: return t.flow(M::purchases);
    case scenario::AllocationKey::none: break;
  }
  return 0;
}

Group allocation(const Collected& all, scenario::AllocationKey key) {
  const World& first = all.worlds.front();
  std::vector<std::string> segments;
  for (const auto& segment : first.segments) segments.push_back(segment.name);
  Group group{"allocation",
              "general costs next to segments, by the key that the scenario states: only for show",
              {},
              {}};
  group.axes.push_back(worlds_axis(all));
  group.axes.push_back(record::numbers("replication", all.replications(), "independent repetition"));
  group.axes.push_back(record::labels("segment", segments, "segment"));
  std::vector<double> before, shown, after;
  for (std::size_t w = 0; w < all.worlds.size(); ++w)
    for (const Finished& finished : all.runs[w]) {
      base::Money general = 0;
      for (std::size_t p = first.calendar.warm_up_periods; p < first.calendar.periods; ++p)
        general += finished.company[p].general;
      std::vector<double> weights;
      for (std::size_t g = 0; g < segments.size(); ++g) {
        Window window = whole(all.worlds[w]);
        window.segment = g;
        const Totals t(all.worlds[w], finished, window);
        weights.push_back(weight(key, t));
        before.push_back(t.profit());
      }
      for (const std::int64_t cents : behaviour::shown_cents(general, weights))
        shown.push_back(static_cast<double>(cents) / 100);
    }
  for (std::size_t i = 0; i < before.size(); ++i) after.push_back(before[i] - shown[i]);
  const auto column = [&](const char* name, const char* doc, std::vector<double>& values) {
    record::add_variable<double>(group, name, all.currency, doc, {"world", "replication", "segment"}) =
        std::move(values);
  };
  column("result", "results of its customers less what winning them cost", before);
  column("general", "its share of general costs, in cents that sum to all of them", shown);
  column("after", "what is left", after);
  return group;
}

}  // namespace

std::vector<double> result_borders(std::vector<double> results, std::size_t classes) {
  if (classes < 2) return {};
  std::erase_if(results, [](double result) { return result < 0; });
  std::vector<double> found = borders(std::move(results), classes - 1);
  found.insert(found.begin(), 0.0);
  return found;
}

std::vector<double> volume_borders(std::vector<double> revenues, std::size_t classes) {
  return borders(std::move(revenues), classes);
}

std::vector<Group> customer_groups(const scenario::Model& model, const Collected& all) {
  std::vector<Group> found;
  if (model.record.groups > 0 && all.worlds.front().recorded_customers > 0)
    found.push_back(groups(all, static_cast<std::size_t>(model.record.groups)));
  found.push_back(cube(all));
  if (model.costs.shown_by != scenario::AllocationKey::none)
    found.push_back(allocation(all, model.costs.shown_by));
  return found;
}

}  // namespace polku::study
