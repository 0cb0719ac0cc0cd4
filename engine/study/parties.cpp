#include "study/parties.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

#include "base/time.hpp"
#include "record/arrays.hpp"
#include "study/organisation.hpp"
#include "study/summary.hpp"
#include "study/totals.hpp"

namespace polku::study {
namespace {

using record::Collected;
using record::Finished;
using record::Group;
using M = simulate::SegmentMeasure;
using world::World;

constexpr const char *customers = "customers", *front_line = "front_line", *support = "support",
                     *company = "company", *owners = "owners";

struct Row {
  const char* party;
  OutcomeMeasure measure;
  std::string words;  // empty: those of the outcome table
  std::string note;
};

/// Rows of the outcome table that are a party's, in the order in which they are told.
struct Known {
  const char* party;
  const char* measure;
};
constexpr Known known[] = {
    {customers, "satisfaction"},
    {customers, "given_up"},
    {customers, "waiting"},
    {customers, "gave_up_waiting"},
    {company, "customers"},
    {company, "churn"},
    {company, "loyalty_voluntary"},
    {company, "share_of_wallet"},
    {company, "cost"},
    {owners, "profit"},
    {owners, "npv"},
    {owners, "customer_equity"},
    {owners, "customer_value"},
    {owners, "best_fifth"},
    {owners, "largest_customer"},
    {owners, "payback"},
    {owners, "paid_back"},
    {owners, "j_curve_depth"},
    {owners, "roi"},
};

/// What only a party asks for, and how it is measured in one replication of a world.
struct Extra {
  Row row;
  std::function<double(const World&, const Finished&)> of;
};

void add_people(std::vector<Extra>& extras, const Totals& today) {
  if (today.flow(M::effort_total) > 0)
    extras.push_back(
        {{customers, {"effort", "1", "effort spent on us in a journey"}, "effort spent on us", "a journey"},
         [](const World& world, const Finished& finished) {
           const Totals t(world, finished, whole(world));
           return ratio(t.sum(M::effort_total), t.flow(M::journeys));
         }});
  if (today.flow(M::incidents) > 0)
    extras.push_back({{customers,
                       {"critical_encounters", "share", "encounters that were critical"},
                       "critical encounters",
                       "of all"},
                      [](const World& world, const Finished& finished) {
                        const Totals t(world, finished, whole(world));
                        return ratio(t.flow(M::incidents), t.flow(M::encounters));
                      }});
}

const std::string& title_of(const std::string& name, const scenario::Function& function) {
  return function.title.empty() ? name : function.title;
}

/// Activities a year, with those who do them. Nobody's work is what the company pays for every customer.
void add_work(std::vector<Extra>& extras, const scenario::Model& model, const World& world) {
  for (std::size_t a = 0; a < world.activities.size(); ++a) {
    const std::string& name = world.activities[a].name;
    std::string who;
    bool meets_customers = false;
    for (std::size_t f = 0; f < model.functions.size(); ++f) {
      const std::string& function = model.functions[f].first;
      const bool does = std::any_of(model.journey.begin(), model.journey.end(), [&](const auto& step) {
        return step.second.owner == function && step.second.books.find(name);
      });
      if (!does) continue;
      who += (who.empty() ? "" : ", ") + title_of(function, model.functions[f].second);
      meets_customers = meets_customers || world.functions[f].front_line;
    }
    if (who.empty()) continue;
    extras.push_back({{meets_customers ? front_line : support,
                       {"activities." + name, "times", "times a year that it is done"},
                       name,
                       "a year · " + who},
                      [a](const World& at, const Finished& finished) {
                        const Totals t(at, finished, whole(at));
                        return ratio(t.flow_of(simulate::ActivityMeasure::bookings, a) / simulate::sum_scale,
                                     t.years());
                      }});
  }
}

/// Load, readiness and morale of every function, mean of the epochs after the warm-up.
void add_functions(std::vector<Extra>& extras, const scenario::Model& model, const World& world) {
  if (!world.organises) return;
  using scenario::Figure;
  const struct {
    Figure figure;
    const char *name, *doc;
  } states[] = {{Figure::load, "load", "load of the function, mean over time"},
                {Figure::readiness, "readiness", "readiness of the function, mean over time"},
                {Figure::morale, "morale", "morale of the function, mean over time"}};
  for (std::size_t f = 0; f < world.functions.size(); ++f)
    for (const auto& state : states) {
      const std::string& name = world.functions[f].name;
      const Figure figure = state.figure;
      extras.push_back({{world.functions[f].front_line ? front_line : support,
                         {"functions." + name + "." + state.name, "share", state.doc},
                         state.name,
                         title_of(name, model.functions[f].second)},
                        [f, figure](const World& at, const Finished& finished) {
                          return function_figure(figure, f, at, finished, {});
                        }});
    }
}

void add_market(std::vector<Extra>& extras, const World& world) {
  if (world.providers.size() < 2) return;
  extras.push_back({{company,
                     {"market_share", "share", "our share of those who have a provider, at the end"},
                     "market share at the end",
                     ""},
                    [](const World& at, const Finished& finished) {
                      const Totals t(at, finished, {0, at.calendar.periods, std::nullopt});
                      double all = 0.0;
                      for (std::size_t j = 0; j < at.providers.size(); ++j)
                        all += t.flow_of(simulate::ProviderMeasure::provider_customers, j);
                      return ratio(t.flow_of(simulate::ProviderMeasure::provider_customers, at.own), all);
                    }});
}

/// Rows under construction: first those of the outcome table, then the others, party by party.
class Rows {
 public:
  explicit Rows(std::size_t replications) : replications_(replications) {}
  void add(Row row) { rows_.push_back(std::move(row)); }
  /// Values of row `r` in world or option `thing`.
  std::vector<double>& values(std::size_t thing, std::size_t r) { return values_[thing * rows_.size() + r]; }
  void open(std::size_t things) {
    values_.assign(things * rows_.size(), std::vector<double>(replications_, nothing));
  }
  const std::vector<Row>& rows() const { return rows_; }

  Group group(const char* name, const char* doc, record::Axis first, const std::string& currency,
              double confidence) const {
    std::vector<OutcomeMeasure> measures;
    std::vector<std::string> parties, words, notes;
    for (const Row& row : rows_) {
      measures.push_back(row.measure);
      parties.push_back(row.party);
      words.push_back(row.words);
      notes.push_back(row.note);
    }
    std::vector<double> all;
    for (const auto& some : values_) all.insert(all.end(), some.begin(), some.end());
    Group group =
        measured_group(name, doc, std::move(first), measures, currency, replications_, confidence, all);
    group.axes.push_back(record::labels("party", parties, "whose it is, in the order of the measures"));
    group.axes.push_back(record::labels("words", words, "what it is called; empty: as in `summary`"));
    group.axes.push_back(record::labels("note", notes, "of what, or of whom; may be empty"));
    return group;
  }

 private:
  std::size_t replications_;
  std::vector<Row> rows_;
  std::vector<std::vector<double>> values_;
};

const Group* named(const std::vector<Group>& groups, std::string_view name) {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.name == name; });
  return found == groups.end() ? nullptr : &*found;
}

const std::vector<std::string>& labels(const Group& group, const char* axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

/// Rows of a group of the outcome table that some party asks for: the known ones, and the scores of surveys.
std::vector<Row> rows_in(const Group& outcome) {
  const auto &names = labels(outcome, "measure"), &units = labels(outcome, "unit");
  std::vector<Row> rows;
  const auto add = [&](const char* party, std::size_t m, std::string words, std::string note) {
    rows.push_back({party, {names[m], units[m], ""}, std::move(words), std::move(note)});
  };
  for (const auto& [party, measure] : known)
    if (const auto found = std::find(names.begin(), names.end(), measure); found != names.end())
      add(party, static_cast<std::size_t>(found - names.begin()), "", "");
  for (std::size_t m = 0; m < names.size(); ++m) {
    const std::size_t dot = names[m].rfind('.');
    if (dot == std::string::npos) continue;
    const std::string score = names[m].substr(dot + 1), survey = names[m].substr(0, dot);
    if (score == "nps") add(customers, m, "would recommend us, as answered", "NPS, " + survey);
    if (score == "nps_true") add(customers, m, "would recommend us, in truth", "NPS, " + survey);
  }
  return rows;
}

/// Of one party after the other.
std::vector<Row> in_order(const std::vector<Row>& rows) {
  std::vector<Row> sorted;
  for (const char* party : {customers, front_line, support, company, owners})
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(sorted),
                 [&](const Row& row) { return row.party == party; });
  return sorted;
}

/// Value of a measure in the outcome table, [thing][measure][replication].
double value_in(const Group& outcome, std::size_t thing, const std::string& measure, std::size_t r) {
  const auto& names = labels(outcome, "measure");
  const auto m = static_cast<std::size_t>(std::find(names.begin(), names.end(), measure) - names.begin());
  const auto& values = std::get<std::vector<double>>(outcome.variable("value")->values);
  return values[(thing * names.size() + m) * outcome.axis("replication")->size() + r];
}

constexpr const char* chance_of_loss = "chance_of_loss";

/// What `decision` says about each option alone; there is one for all replications.
void put_chance_of_loss(Group& differences, const Group& decision) {
  const auto& names = labels(differences, "measure");
  const auto row =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), chance_of_loss) - names.begin());
  const auto& chance = std::get<std::vector<double>>(decision.variable(chance_of_loss)->values);
  for (record::Variable& variable : differences.variables) {
    if (variable.name == "value") continue;
    auto& values = std::get<std::vector<double>>(variable.values);
    for (std::size_t o = 0; o + 1 < chance.size(); ++o)
      values[o * names.size() + row] = variable.name == "mean" ? chance[o + 1] : nothing;
  }
}

}  // namespace

std::vector<Group> party_groups(const scenario::Model& model, const Collected& all, double confidence,
                                const std::vector<Group>& outcome) {
  const World& world = all.worlds.front();
  const std::size_t replications = all.replications();
  std::vector<Extra> extras;
  add_people(extras, Totals(world, all.runs[0][0], whole(world)));
  add_work(extras, model, world);
  add_functions(extras, model, world);
  add_market(extras, world);
  // values[extra][world][replication]
  std::vector<std::vector<std::vector<double>>> measured;
  for (const Extra& extra : extras) {
    measured.emplace_back(all.worlds.size());
    for (std::size_t w = 0; w < all.worlds.size(); ++w)
      for (const Finished& finished : all.runs[w])
        measured.back()[w].push_back(extra.of(all.worlds[w], finished));
  }
  const auto rows_for = [&](const Group& table) {
    std::vector<Row> rows = rows_in(table);
    for (const Extra& extra : extras) rows.push_back(extra.row);
    return rows;
  };
  const auto extra_at = [&](const Row& row) {
    return static_cast<std::size_t>(
        std::find_if(extras.begin(), extras.end(),
                     [&](const Extra& extra) { return extra.row.measure.name == row.measure.name; }) -
        extras.begin());
  };
  const auto fill = [&](Rows& rows, const Group& table, std::size_t things, auto of_extra) {
    rows.open(things);
    for (std::size_t thing = 0; thing < things; ++thing)
      for (std::size_t i = 0; i < rows.rows().size(); ++i) {
        const Row& row = rows.rows()[i];
        if (row.measure.name == chance_of_loss) continue;
        const std::size_t extra = extra_at(row);
        for (std::size_t r = 0; r < replications; ++r)
          rows.values(thing, i)[r] =
              extra < extras.size() ? of_extra(extra, thing, r) : value_in(table, thing, row.measure.name, r);
      }
  };

  std::vector<Group> groups;
  const Group& summary = *named(outcome, "summary");
  Rows today(replications);
  for (Row& row : in_order(rows_for(summary))) today.add(std::move(row));
  fill(today, summary, all.worlds.size(),
       [&](std::size_t extra, std::size_t w, std::size_t r) { return measured[extra][w][r]; });
  groups.push_back(today.group("parties", "what each of the five parties gets", *summary.axis("world"),
                               all.currency, confidence));
  const Group *differences = named(outcome, "differences"), *decision = named(outcome, "decision");
  if (!differences || !decision) return groups;
  Rows changes(replications);
  std::vector<Row> rows = rows_for(*differences);
  rows.push_back({owners,
                  {chance_of_loss, "share", "chance that a single future ends below today"},
                  "single futures that end below today",
                  ""});
  for (Row& row : in_order(rows)) changes.add(std::move(row));
  fill(changes, *differences, all.worlds.size() - 1, [&](std::size_t extra, std::size_t o, std::size_t r) {
    return measured[extra][o + 1][r] - measured[extra][0][r];
  });
  groups.push_back(changes.group("party_differences", "what each option changes for the five parties",
                                 *differences->axis("option"), all.currency, confidence));
  put_chance_of_loss(groups.back(), *decision);
  return groups;
}

}  // namespace polku::study
