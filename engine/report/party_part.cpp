// What each of the five parties gets, as today and as what each option changes.
#include <algorithm>

#include "report/arrays.hpp"
#include "report/parts.hpp"

namespace polku::report {
namespace {

/// [mean, low, high] of a row; null where the group lacks it.
Json interval(const record::Group& group, std::size_t thing, const std::string& measure) {
  const auto& names = labels(group, "measure");
  const auto m = static_cast<std::size_t>(std::find(names.begin(), names.end(), measure) - names.begin());
  if (m == names.size()) return {nullptr, nullptr, nullptr};
  return {Array(group, "mean")({thing, m}), Array(group, "low")({thing, m}),
          Array(group, "high")({thing, m})};
}

}  // namespace

Json parties(const Subject& subject) {
  const record::Group* today = subject.result.group("parties");
  if (!today) return nullptr;
  const record::Group* changes = subject.result.group("party_differences");
  const record::Group& widest = changes ? *changes : *today;
  const auto& names = labels(widest, "measure");
  Json rows = Json::array();
  for (std::size_t m = 0; m < names.size(); ++m) {
    Json one = {{"party", labels(widest, "party")[m]},
                {"name", names[m]},
                {"words", labels(widest, "words")[m]},
                {"note", labels(widest, "note")[m]},
                {"unit", labels(widest, "unit")[m]},
                {"today", interval(*today, 0, names[m])},
                {"options", Json::array()}};
    for (std::size_t o = 0; changes && o < changes->axis("option")->size(); ++o)
      one["options"].push_back(interval(*changes, o, names[m]));
    rows.push_back(std::move(one));
  }
  return rows;
}

}  // namespace polku::report
