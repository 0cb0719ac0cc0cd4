// What could turn the decision: each uncertain number at either end of its range, and what the options
// promise.
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
    if (p < subject.doubts.size()) one["written"] = subject.doubts[p].written;
    for (std::size_t e = 0; e < 2; ++e) {
      Json end = {{"setting", at("setting", p, e)},
                  {"best", at("best", p, e)},
                  {"turns", at("turns", p, e) != 0},
                  {"lead", {at("lead", p, e), at("lead_low", p, e), at("lead_high", p, e)}},
                  {"replications", at("replications", p, e)},
                  {"differences", Json::array()}};
      if (p < subject.doubts.size()) end["words"] = e == 0 ? subject.doubts[p].low : subject.doubts[p].high;
      for (std::size_t o = 0; o < difference.size(2); ++o)
        end["differences"].push_back(difference({p, e, o}));
      one["ends"].push_back(std::move(end));
    }
    json["parameters"].push_back(std::move(one));
  }
  return json;
}

Json break_even(const Subject& subject) {
  const record::Group* group = subject.result.group("break_even");
  if (!group) return nullptr;
  const auto &option = labels(*group, "option"), &what = labels(*group, "what"),
             &path = labels(*group, "path"), &against = labels(*group, "against");
  Json list = Json::array();
  for (std::size_t p = 0; p < option.size(); ++p) {
    const auto at = [&](const char* name) { return Array(*group, name)({p}); };
    Json one = {{"option", subject.scenario.options.index(option[p])},
                {"what", what[p]},
                {"path", path[p]},
                {"against", against[p] == "baseline" ? 0 : subject.scenario.options.index(against[p]) + 1},
                {"lead", {at("lead"), at("lead_low"), at("lead_high")}},
                {"share", {at("share"), at("share_low"), at("share_high")}},
                {"largest", at("largest")},
                {"amount", at("amount")}};
    if (p < subject.premises.size()) {
      const PremiseWords& words = subject.premises[p];
      one["words"] = {{"what", words.what}, {"plan", words.plan}, {"holds", words.holds}};
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace polku::report
