// What could turn the decision: each uncertain number at either end of its range.
#include "report/arrays.hpp"
#include "report/parts.hpp"

namespace polku::report {

Json doubts(const Subject& subject) {
  const record::Group* group = subject.result.group("assumptions");
  if (!group) return nullptr;
  const auto& paths = labels(*group, "parameter");
  const Array difference(*group, "difference");
  const auto at = [&](const char* name, std::size_t parameter, std::size_t end) {
    return Array(*group, name)({parameter, end});
  };
  Json json = {{"parameters", Json::array()}};
  for (std::size_t p = 0; p < paths.size(); ++p) {
    Json one = {{"path", paths[p]}, {"ends", Json::array()}};
    for (std::size_t e = 0; e < 2; ++e) {
      Json end = {{"setting", at("setting", p, e)},
                  {"best", at("best", p, e)},
                  {"turns", at("turns", p, e) != 0},
                  {"lead", {at("lead", p, e), at("lead_low", p, e), at("lead_high", p, e)}},
                  {"differences", Json::array()}};
      for (std::size_t o = 0; o < difference.size(2); ++o)
        end["differences"].push_back(difference({p, e, o}));
      one["ends"].push_back(std::move(end));
    }
    json["parameters"].push_back(std::move(one));
  }
  return json;
}

}  // namespace polku::report
