#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "scenario/schema.hpp"
#include "scenario/units.hpp"

using namespace polku::scenario;

namespace {

bool matches(const nlohmann::json& definition, const std::string& text) {
  for (const auto& alternative : definition.at("anyOf"))
    if (alternative.contains("pattern"))
      return std::regex_search(
          text, std::regex(alternative.at("pattern").get<std::string>(), std::regex::ECMAScript));
  return false;
}

}  // namespace

TEST_CASE("the schema's patterns agree with the reader", "[scenario]") {
  const auto schema = nlohmann::json::parse(json_schema());
  const std::vector<std::pair<std::string, Unit>> units{
      {"plain", Unit::plain},     {"share", Unit::share}, {"days", Unit::days},
      {"per_day", Unit::per_day}, {"money", Unit::money}, {"share_per_year", Unit::share_per_year}};
  const std::vector<std::string> texts{
      "5 years",  "month 3", "forever",  "none",         "40 %",    "0.4",          "8 %/year",
      "0.5/year", "39 EUR",  "400 kEUR", "-3",           "1e6",     "010",          ".5",
      "0x10",     "5",       "nan",      "39 EUR/month", "5 yeers", "3 orders/day", "1_000"};

  for (const auto& [name, unit] : units)
    for (const std::string& text : texts) {
      INFO(name << ": " << text);
      const bool is_zero = unit != Unit::plain && unit != Unit::share && text == "0";
      const bool readable = std::holds_alternative<double>(read_number(text, unit, "EUR"));
      CHECK((matches(schema.at("definitions").at(name), text) || is_zero) == readable);
    }
}

TEST_CASE("a scenario may leave out what its model states, a model may not", "[scenario]") {
  const auto schema = nlohmann::json::parse(json_schema());
  const auto& complete = schema.at("definitions").at("complete");
  const auto& scenario = schema.at("definitions").at("scenario");

  CHECK(schema.at("$schema") == "http://json-schema.org/draft-07/schema#");
  CHECK(complete.at("required") == nlohmann::json({"name", "segments", "providers", "journey", "polku"}));
  CHECK(scenario.at("required") == nlohmann::json({"polku"}));
  CHECK(scenario.at("properties").contains("model"));
  CHECK_FALSE(complete.at("properties").contains("model"));
  CHECK(complete.at("additionalProperties") == false);
}

TEST_CASE("the reference page lists every key once a section, with range and default", "[scenario]") {
  const std::string page = field_reference();

  CHECK_THAT(page, Catch::Contains("## `journey.NAME.gate`"));
  CHECK_THAT(page, Catch::Contains("| `success` | share | 0 % to 100 % | 100 % | yes |"));
  CHECK_THAT(page, Catch::Contains("| `horizon` | time | 1 day to 65535 days | 5 years |"));
  CHECK_THAT(page, Catch::Contains("## `segments.NAME.need_rates.need`"));
  CHECK_THAT(
      page,
      Catch::Contains(
          "| `stage` | `need`, `search`, `choice`, `purchase`, `use` or `disposal` |  | **required** |"));
}
