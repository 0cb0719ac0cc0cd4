#include "cli/groups_text.hpp"

#include <cmath>
#include <vector>

#include "cli/figures.hpp"

namespace polku::cli {
namespace {

const std::vector<std::string>& labels(const record::Group& group, const char* axis) {
  return std::get<std::vector<std::string>>(group.axis(axis)->coordinates);
}

double at(const record::Group& group, const char* variable, std::size_t place) {
  return std::get<std::vector<double>>(group.variable(variable)->values)[place];
}

/// Of the baseline, over replications: place k of `size`.
double mean(const record::Group& group, const char* variable, std::size_t k, std::size_t size) {
  const std::size_t replications = group.axis("replication")->size();
  double sum = 0.0;
  for (std::size_t r = 0; r < replications; ++r) sum += at(group, variable, r * size + k);
  return sum / static_cast<double>(replications);
}

struct Scaled {
  std::string unit;
  std::vector<double> values;
  std::string text(std::size_t i) const { return number(values[i], figure_for(unit, std::span(values), {})); }
  std::string heading(const std::string& words) const {
    const std::string shown = figure_for(unit, std::span(values), {}).unit;
    return shown.empty() ? words : words + ", " + shown;
  }
};

/// Every group's figure, and of one customer where `each` says so.
Scaled column(const record::Group& group, const char* variable, const std::string& unit, bool each) {
  Scaled scaled{unit, {}};
  const std::size_t cells = labels(group, "result_class").size() * labels(group, "volume_class").size();
  for (std::size_t cell = 0; cell < cells; ++cell)
    scaled.values.push_back(at(group, variable, cell) / (each ? at(group, "people", cell) : 1.0));
  return scaled;
}

std::string table_of_groups(const record::Group& group, const std::string& currency, const Style& style) {
  const Scaled people = column(group, "people", "people", false),
               stay = column(group, "ours_at_end", "share", true),
               revenue = column(group, "revenue", currency, true),
               result = column(group, "result", currency, true),
               value = column(group, "value", currency, true), all = column(group, "result", currency, false),
               wallet = column(group, "share_of_wallet", "share", false),
               told = column(group, "told", "times", false);
  Table table({{"", Align::left},
               {"people"},
               {stay.heading("stay")},
               {wallet.heading("wallet")},
               {revenue.heading("pays")},
               {result.heading("brings")},
               {value.heading("worth")},
               {all.heading("all")},
               {"told"}});
  const auto &results = labels(group, "result_class"), &volumes = labels(group, "volume_class");
  for (std::size_t r = results.size(); r-- > 0;) {
    table.section("Brings " + results[r] + " " + currency);
    for (std::size_t v = volumes.size(); v-- > 0;) {
      const std::size_t cell = r * volumes.size() + v;
      if (people.values[cell] == 0.0) continue;
      table.row({{"pays " + volumes[v]},
                 {people.text(cell)},
                 {stay.text(cell)},
                 {wallet.text(cell)},
                 {revenue.text(cell)},
                 {result.text(cell)},
                 {value.text(cell)},
                 {all.text(cell)},
                 {told.text(cell)}});
    }
  }
  const Scaled rest{currency, {at(group, "others", 0), at(group, "unallocated", 0), at(group, "profit", 0)}};
  return table.text(style) + "Customers recorded; others " + rest.text(0) + ", unallocated " + rest.text(1) +
         ", profit " + rest.text(2) + " " + figure_for(currency, std::span(rest.values), {}).unit + ".\n";
}

std::string table_of_segments(const record::Group& group, const std::string& currency, const Style& style) {
  const auto& segments = labels(group, "segment");
  Scaled before{currency, {}}, general{currency, {}}, after{currency, {}};
  for (std::size_t g = 0; g < segments.size(); ++g) {
    before.values.push_back(mean(group, "result", g, segments.size()));
    general.values.push_back(mean(group, "general", g, segments.size()));
    after.values.push_back(mean(group, "after", g, segments.size()));
  }
  Table table({{"segment", Align::left},
               {before.heading("result")},
               {general.heading("general costs shown")},
               {after.heading("left")}});
  for (std::size_t g = 0; g < segments.size(); ++g)
    table.row({{segments[g]}, {before.text(g)}, {general.text(g)}, {after.text(g)}});
  return table.text(style);
}

std::string text_of_cube(const record::Group& group, const std::string& currency) {
  const auto shown = [&](const char* variable, const std::string& unit) {
    const double value = mean(group, variable, 0, 1);
    const Figure figure = figure_for(unit, std::span(&value, 1), {});
    return number(value, figure) + (figure.unit.empty() ? "" : " " + figure.unit);
  };
  return "A customer's value: " + shown("volume", currency) + " a year x " + shown("efficiency", "share") +
         " left x " + shown("duration", "years") + " discounted = " + shown("value", currency) + ".\n";
}

}  // namespace

std::string groups_text(const record::Result& result, const std::string& currency, const Style& style) {
  std::string text;
  if (const record::Group* group = result.group("groups"))
    text += style("Groups of customers, as today", Emphasis::strong) + '\n' +
            table_of_groups(*group, currency, style);
  if (const record::Group* group = result.group("value_cube")) text += text_of_cube(*group, currency);
  if (const record::Group* group = result.group("allocation"))
    text += '\n' + style("General costs next to segments, only for show", Emphasis::strong) + '\n' +
            table_of_segments(*group, currency, style);
  return text;
}

void add_groups(Json& answer, const record::Result& result) {
  answer["groups"] = answer["value_cube"] = answer["allocation"] = nullptr;
  if (const record::Group* group = result.group("groups")) {
    const auto &results = labels(*group, "result_class"), &volumes = labels(*group, "volume_class");
    answer["groups"] = Json::array();
    for (std::size_t cell = 0; cell < results.size() * volumes.size(); ++cell) {
      Json one = {{"brings", results[cell / volumes.size()]}, {"pays", volumes[cell % volumes.size()]}};
      for (const char* variable :
           {"people", "ours_at_end", "revenue", "result", "value", "share_of_wallet", "told", "complaints"})
        one[variable] = at(*group, variable, cell);
      answer["groups"].push_back(std::move(one));
    }
  }
  if (const record::Group* group = result.group("value_cube"))
    answer["value_cube"] = {{"volume", mean(*group, "volume", 0, 1)},
                            {"efficiency", mean(*group, "efficiency", 0, 1)},
                            {"duration", mean(*group, "duration", 0, 1)},
                            {"value", mean(*group, "value", 0, 1)}};
  if (const record::Group* group = result.group("allocation")) {
    const auto& segments = labels(*group, "segment");
    answer["allocation"] = Json::array();
    for (std::size_t g = 0; g < segments.size(); ++g)
      answer["allocation"].push_back({{"segment", segments[g]},
                                      {"result", mean(*group, "result", g, segments.size())},
                                      {"general", mean(*group, "general", g, segments.size())},
                                      {"after", mean(*group, "after", g, segments.size())}});
  }
}

}  // namespace polku::cli
