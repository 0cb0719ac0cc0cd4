// Customers: who stays and why, what they feel and expect, what single ones earn us; and who works for them.
#include <algorithm>
#include <functional>
#include <numeric>

#include "report/arrays.hpp"
#include "report/parts.hpp"
#include "scenario/words.hpp"

namespace polku::report {
namespace {

/// Our customers whose rows are kept, in one world: what each earned us, and which segment it is of.
struct Earner {
  double result = 0.0;
  std::size_t segment = 0;
  bool ours = false;  // at the end
};

std::vector<Earner> earners_of(const record::Group& group, std::size_t world, std::size_t own) {
  const Array result(group, "result"), segment(group, "segment"), purchases(group, "purchases"),
      provider(group, "provider");
  std::vector<Earner> found;
  for (std::size_t i = 0; i < result.size(1); ++i)
    if (purchases({world, i}) > 0)
      found.push_back({result({world, i}), static_cast<std::size_t>(segment({world, i})),
                       provider({world, i}) == static_cast<double>(own)});
  return found;
}

double total(const std::vector<Earner>& earners) {
  return std::accumulate(earners.begin(), earners.end(), 0.0,
                         [](double before, const Earner& one) { return before + one.result; });
}

/// What the best share of the customers earned, for shares 0, 1 ... 100 %.
Json whale_curve(std::vector<Earner> earners) {
  std::stable_sort(earners.begin(), earners.end(),
                   [](const Earner& a, const Earner& b) { return a.result > b.result; });
  Json curve = Json::array();
  double sum_so_far = 0.0;
  std::size_t next = 0;
  for (std::size_t percent = 0; percent <= 100; ++percent) {
    for (const std::size_t until = (percent * earners.size() + 50) / 100; next < until; ++next)
      sum_so_far += earners[next].result;
    curve.push_back(sum_so_far);
  }
  return curve;
}

/// Shares of Kano's categories of one attribute at every moment that was counted, as today: {days, category:
/// [...]}.
Json category_shares(const record::Group& group, std::size_t attribute) {
  const Array people(group, "people");
  Json json = {{"days", std::get<std::vector<double>>(group.axis("moment")->coordinates)}};
  const auto& names = labels(group, "category");
  for (std::size_t c = 0; c < names.size(); ++c) {
    json[names[c]] = Json::array();
    for (std::size_t m = 0; m < people.size(2); ++m) {
      double some = 0.0, all = 0.0;
      for (std::size_t r = 0; r < people.size(1); ++r)
        for (std::size_t other = 0; other < names.size(); ++other) {
          all += people({0, r, m, attribute, other});
          if (other == c) some += people({0, r, m, attribute, other});
        }
      json[names[c]].push_back(some / all);
    }
  }
  return json;
}

std::size_t own_provider(const scenario::Model& model) {
  std::size_t own = 0;
  while (own < model.providers.size() && !model.providers[own].second.own) ++own;
  return own;
}

}  // namespace

Json loyalty(const Subject& subject) {
  const record::Group* group = subject.result.group("periods");
  if (!group) return nullptr;
  const Clock clock(*group, subject.scenario.model.time.horizon);
  const Array customers(*group, "customers");
  const std::size_t count = customers.size(0), replications = customers.size(1), segments = customers.size(3);
  const auto mean = [&](const Array& array, std::size_t w, std::size_t first, std::size_t end) {
    double sum_of_all = 0.0;
    for (std::size_t r = 0; r < replications; ++r)
      for (std::size_t p = first; p < end; ++p)
        for (std::size_t g = 0; g < segments; ++g) sum_of_all += array({w, r, p, g});
    return sum_of_all / static_cast<double>(replications);
  };
  Json json = {{"years", clock.years()}, {"worlds", Json::array()}};
  for (std::size_t w = 0; w < count; ++w) {
    Json one = {{"customers", Json::array()}, {"causes", Json::object()}};
    for (std::size_t point = 0; point < clock.points(); ++point) {
      const std::size_t last = clock.end(point) - 1;
      one["customers"].push_back(mean(customers, w, last, last + 1));
    }
    for (const char* cause : {"lost_switched", "lost_review", "lost_escaped", "lost_disposal"})
      one["causes"][cause] = mean(Array(*group, cause), w, clock.begin(), clock.stop());
    json["worlds"].push_back(std::move(one));
  }
  return json;
}

Json attributes(const Subject& subject) {
  const record::Group* group = subject.result.group("attributes");
  if (!group) return nullptr;
  const Clock clock(*group, subject.scenario.model.time.horizon, 41);
  const Array observations(*group, "observations");
  const auto means = [&](const char* total_of, std::size_t w, std::size_t k) {
    const Array totals(*group, total_of);
    Json curve = Json::array();
    for (std::size_t point = 0; point < clock.points(); ++point) {
      double count = 0.0, amount = 0.0;
      for (std::size_t r = 0; r < totals.size(1); ++r)
        for (std::size_t p = clock.first(point); p < clock.end(point); ++p) {
          count += observations({w, r, p, k});
          amount += totals({w, r, p, k});
        }
      curve.push_back(count > 0 ? Json(amount / count) : Json());
    }
    return curve;
  };
  Json json = {{"years", clock.years()}, {"shown", shown_worlds(subject)}, {"attributes", Json::array()}};
  const auto& names = labels(*group, "attribute");
  for (std::size_t k = 0; k < names.size(); ++k) {
    const scenario::Attribute& written = subject.scenario.model.attributes[k].second;
    Json one = {{"name", names[k]},
                {"dimension", scenario::word(written.dimension)},
                {"trajectory", scenario::word(written.drift.trajectory)},
                {"kano", Json::object()},
                {"felt", Json::array()},
                {"expected", Json::array()}};
    for (const auto& [category, share] : scenario::kano_categories)
      one["kano"][std::string(category)] = written.kano.*share;
    for (const std::size_t w : shown_worlds(subject)) {
      one["felt"].push_back(means("felt_total", w, k));
      one["expected"].push_back(means("expectation_total", w, k));
    }
    if (const record::Group* years = subject.result.group("categories"))
      one["categories"] = category_shares(*years, k);
    json["attributes"].push_back(std::move(one));
  }
  return json;
}

namespace {

/// Customers recorded by what they bring (rows) and pay (columns), as today; null where the result lacks
/// them.
Json groups(const Subject& subject) {
  const record::Group* group = subject.result.group("groups");
  if (!group) return nullptr;
  const auto &results = labels(*group, "result_class"), &volumes = labels(*group, "volume_class");
  Json json = {{"brings", results}, {"pays", volumes}, {"cells", Json::array()}};
  for (std::size_t r = 0; r < results.size(); ++r)
    for (std::size_t v = 0; v < volumes.size(); ++v) {
      Json one;
      for (const char* figure :
           {"people", "ours_at_end", "revenue", "result", "value", "share_of_wallet", "told", "complaints"})
        one[figure] = Array(*group, figure)({0, r, v});
      json["cells"].push_back(std::move(one));
    }
  return json;
}

}  // namespace

Json earners(const Subject& subject) {
  const record::Group* group = subject.result.group("customers");
  if (!group || group->axis("customer")->size() == 0) return nullptr;
  const scenario::Model& model = subject.scenario.model;
  const std::size_t own = own_provider(model);
  Json json = {{"recorded", group->axis("customer")->size()},
               {"shown", shown_worlds(subject)},
               {"groups", groups(subject)},
               {"worlds", Json::array()}};
  for (const std::size_t w : shown_worlds(subject)) {
    const std::vector<Earner> all = earners_of(*group, w, own);
    if (all.empty()) return nullptr;
    Json one = {{"customers", all.size()},
                {"total", total(all)},
                {"whale", whale_curve(all)},
                {"segments", Json::array()}};
    for (std::size_t g = 0; g < model.segments.size(); ++g) {
      std::vector<Earner> some;
      std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                   [&](const Earner& x) { return x.segment == g; });
      const auto stayed = std::count_if(some.begin(), some.end(), [](const Earner& x) { return x.ours; });
      one["segments"].push_back({{"name", model.segments[g].first},
                                 {"customers", some.size()},
                                 {"ours_at_end", stayed},
                                 {"total", total(some)}});
    }
    json["worlds"].push_back(std::move(one));
  }
  return json;
}

}  // namespace polku::report
