// What each of the five parties gets, beyond the outcome table: measured in every replication, as today and
// as what each option changes.
#include <algorithm>
#include <functional>
#include <optional>

#include "report/arrays.hpp"
#include "report/parts.hpp"

namespace polku::report {
namespace {

using Measure = std::function<double(std::size_t world, std::size_t replication)>;

bool has(const record::Group* group, std::initializer_list<const char*> variables) {
  return group && std::all_of(variables.begin(), variables.end(),
                              [&](const char* name) { return group->variable(name); });
}

/// Sums over what happens after the warm-up in a group over world, replication, period and things.
class Sums {
 public:
  Sums(const record::Group& group, double horizon) : group_(&group), clock_(group, horizon) {}
  /// Of one thing, or of all.
  double operator()(const char* variable, std::size_t w, std::size_t r,
                    std::optional<std::size_t> thing = {}) const {
    const Array values(*group_, variable);
    const std::size_t first = thing.value_or(0), end = thing ? *thing + 1 : values.size(3);
    double total = 0.0;
    for (std::size_t k = first; k < end; ++k)
      total += sum(clock_.begin(), clock_.stop(), [&](std::size_t p) { return values({w, r, p, k}); });
    return total;
  }
  std::size_t last() const { return clock_.stop() - 1; }

 private:
  const record::Group* group_;
  Clock clock_;
};

class Rows {
 public:
  explicit Rows(const Subject& subject)
      : subject_(subject), model_(subject.scenario.model), horizon_(model_.time.horizon) {
    const record::Group* summary = subject.result.group("summary");
    worlds_ = summary ? summary->axis("world")->size() : 0;
    replications_ = summary ? summary->axis("replication")->size() : 0;
  }

  Json all() {
    people();
    recommendation();
    work();
    functions();
    market();
    return std::move(rows_);
  }

 private:
  const record::Group* group(const char* name) const { return subject_.result.group(name); }

  /// `measure` in every replication: its mean as today, and the paired difference of each option.
  void add(const char* party, std::string words, std::string note, const char* unit, const Measure& measure) {
    const double confidence =
        subject_.result.kind == "compare" ? subject_.scenario.decide.confidence : model_.run.confidence;
    std::vector<double> today;
    for (std::size_t r = 0; r < replications_; ++r) today.push_back(measure(0, r));
    Json one = {{"party", party}, {"words", std::move(words)}, {"note", std::move(note)}, {"unit", unit}};
    one["today"] = interval_json(today, confidence);
    one["options"] = Json::array();
    for (std::size_t w = 1; w < worlds_; ++w) {
      std::vector<double> changes;
      for (std::size_t r = 0; r < replications_; ++r) changes.push_back(measure(w, r) - today[r]);
      one["options"].push_back(interval_json(changes, confidence));
    }
    rows_.push_back(std::move(one));
  }

  void people() {
    const record::Group* periods = group("periods");
    if (!has(periods, {"effort_total", "journeys", "incidents", "encounters"})) return;
    const Sums sums(*periods, horizon_);
    const bool effort = sums("effort_total", 0, 0) > 0;
    if (effort)
      add("customers", "effort spent on us", "a journey", "1",
          [=](std::size_t w, std::size_t r) { return sums("effort_total", w, r) / sums("journeys", w, r); });
    if (sums("incidents", 0, 0) > 0)
      add("customers", "critical encounters", "of all", "share",
          [=](std::size_t w, std::size_t r) { return sums("incidents", w, r) / sums("encounters", w, r); });
  }

  /// Net promoter score of every survey, as answered and as it is.
  void recommendation() {
    const record::Group* surveys = group("surveys");
    if (!has(surveys,
             {"answers", "promoters", "detractors", "occasions", "true_promoters", "true_detractors"}))
      return;
    const Clock clock(*surveys, horizon_);
    const auto& names = labels(*surveys, "survey");
    const auto score = [surveys, clock](std::size_t s, const char* good, const char* bad, const char* of) {
      const auto total = [=](const char* variable, std::size_t w, std::size_t r) {
        const Array values(*surveys, variable);
        double all = 0.0;
        for (std::size_t p = clock.begin(); p < clock.stop(); ++p)
          for (std::size_t g = 0; g < values.size(4); ++g) all += values({w, r, p, s, g});
        return all;
      };
      return [=](std::size_t w, std::size_t r) {
        return (total(good, w, r) - total(bad, w, r)) / total(of, w, r);
      };
    };
    for (std::size_t s = 0; s < names.size(); ++s) {
      add("customers", "would recommend us, as answered", "NPS, " + names[s], "share",
          score(s, "promoters", "detractors", "answers"));
      add("customers", "would recommend us, in truth", "NPS, " + names[s], "share",
          score(s, "true_promoters", "true_detractors", "occasions"));
    }
  }

  bool meets_customers(const std::string& function) const {
    return std::any_of(model_.journey.begin(), model_.journey.end(), [&](const auto& step) {
      return step.second.owner == function && step.second.kind == scenario::StepKind::encounter;
    });
  }
  static const std::string& title(const std::string& name, const scenario::Function& function) {
    return function.title.empty() ? name : function.title;
  }

  /// Activities a year, with those who do them.
  void work() {
    const record::Group* activities = group("activities");
    if (!has(activities, {"bookings"})) return;
    const Sums sums(*activities, horizon_);
    const auto& names = labels(*activities, "activity");
    for (std::size_t a = 0; a < names.size(); ++a) {
      std::string who;
      for (const auto& entry : model_.functions) {
        const bool does = std::any_of(model_.journey.begin(), model_.journey.end(), [&](const auto& step) {
          return step.second.owner == entry.first && step.second.books.find(names[a]);
        });
        if (does) who += (who.empty() ? "" : ", ") + title(entry.first, entry.second);
      }
      if (who.empty()) continue;
      const double years = horizon_ / 365.25;
      add("front_line", names[a], "a year · " + who, "times",
          [=](std::size_t w, std::size_t r) { return sums("bookings", w, r, a) / years; });
    }
  }

  /// Load, readiness and morale of every function, mean of the epochs after the warm-up.
  void functions() {
    const record::Group* organisation = group("organisation");
    if (!organisation || !organisation->axis("function")) return;
    const auto& starts = std::get<std::vector<double>>(organisation->axis("epoch")->coordinates);
    const auto begin =
        static_cast<std::size_t>(std::lower_bound(starts.begin(), starts.end(), 0.0) - starts.begin());
    const auto& names = labels(*organisation, "function");
    for (std::size_t f = 0; f < names.size(); ++f) {
      const scenario::Function* function = model_.functions.find(names[f]);
      const char* party = meets_customers(names[f]) ? "front_line" : "support";
      for (const char* variable : {"load", "readiness", "morale"}) {
        if (!has(organisation, {variable})) continue;
        const Array values(*organisation, variable);
        add(party, variable, function ? title(names[f], *function) : names[f], "share",
            [=](std::size_t w, std::size_t r) {
              return sum(begin, values.size(2),
                         [&](std::size_t e) {
                           return values({w, r, e, f});
                         }) /
                     static_cast<double>(values.size(2) - begin);
            });
      }
    }
  }

  void market() {
    const record::Group* providers = group("providers");
    if (!has(providers, {"provider_customers"}) || model_.providers.size() < 2) return;
    const Array people(*providers, "provider_customers");
    const std::size_t last = Sums(*providers, horizon_).last();
    std::size_t own = 0;
    while (own + 1 < model_.providers.size() && !model_.providers[own].second.own) ++own;
    add("company", "market share at the end", "", "share", [=](std::size_t w, std::size_t r) {
      double all = 0.0;
      for (std::size_t j = 0; j < people.size(3); ++j) all += people({w, r, last, j});
      return people({w, r, last, own}) / all;
    });
  }

  const Subject& subject_;
  const scenario::Model& model_;
  double horizon_;
  std::size_t worlds_ = 0, replications_ = 0;
  Json rows_ = Json::array();
};

}  // namespace

Json parties(const Subject& subject) {
  Json rows = Rows(subject).all();
  if (rows.empty()) return nullptr;
  return rows;
}

}  // namespace polku::report
