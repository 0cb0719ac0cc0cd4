#include "study/variants.hpp"

#include <algorithm>
#include <map>

namespace polku::study {

std::vector<Variant> variants_of(const record::CaseLog& log, std::span<const record::LoggedCase> cases,
                                 std::size_t longest) {
  std::map<std::vector<std::uint32_t>, std::pair<std::uint64_t, std::uint64_t>> counts;
  std::vector<std::uint32_t> path;
  for (const record::LoggedCase& x : cases) {
    const auto events = log.of(x);
    const std::size_t length = std::min<std::size_t>(events.size(), longest);
    path.clear();
    for (std::size_t i = 0; i < length; ++i) path.push_back(events[i].activity);
    auto& count = counts[path];
    ++count.first;
    count.second += x.open || length < events.size();
  }
  std::vector<Variant> variants;
  for (const auto& [way, count] : counts) variants.push_back({way, count.first, count.second});
  std::stable_sort(variants.begin(), variants.end(),
                   [](const Variant& a, const Variant& b) { return a.count > b.count; });
  return variants;
}

}  // namespace polku::study
