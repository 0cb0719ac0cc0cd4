#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "scenario/load.hpp"

using namespace polku;
using scenario::Texts;

namespace {

namespace fs = std::filesystem;

const std::string kiosk = std::string(POLKU_SOURCE_DIR) + "/tests/bad_scenarios/models/kiosk.yaml";

/// A folder that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("polku_load_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  fs::path path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a scenario lies over its model, and overrides over both", "[scenario]") {
  const Folder folder;
  const std::string file = folder.file("what-if.yaml", "polku: 1\nmodel: " + kiosk +
                                                           "\nquestion: Dearer?\n"
                                                           "providers: {us: {price: 4 EUR}}\n");
  base::Diagnostics diagnostics;
  Texts texts;

  const auto loaded = scenario::load(file, {"providers.us.price=5 EUR", "journey.buy.gate={success: 80 %}"},
                                     diagnostics, texts);

  INFO(base::to_text(diagnostics));
  REQUIRE(loaded);
  const auto& model = loaded->scenario.model;
  CHECK(loaded->scenario.question == "Dearer?");
  CHECK(model.providers.find("us")->price.amount == 5.0);
  CHECK(model.providers.find("us")->awareness == 0.9);
  CHECK(model.journey.find("buy")->gate.success == 0.8);
  CHECK(model.journey.find("buy")->gate.retry == 0.5);
  CHECK(texts.size() == 4);
}

TEST_CASE("every value knows whether a file, an override or nobody gave it", "[scenario]") {
  base::Diagnostics diagnostics;
  Texts texts;

  const auto loaded = scenario::load(kiosk, {"time.epoch=2 weeks"}, diagnostics, texts);

  REQUIRE(loaded);
  const auto& provenance = loaded->provenance;
  CHECK(scenario::source_text(provenance.at("time.horizon")) == kiosk + ":5:17");
  CHECK(scenario::source_text(provenance.at("time.epoch")) == "--set #1");
  REQUIRE(provenance.at("time.epoch").replaces.size() == 1);
  CHECK(provenance.at("time.epoch").replaces[0].line == 5);
  CHECK(scenario::source_text(provenance.at("time.discount_rate")) == "default");
  CHECK(scenario::source_text(provenance.at("providers.cart.performance.buy.speed")) == kiosk + ":27:71");
}

TEST_CASE("the mistakes of all overrides are told together", "[scenario]") {
  base::Diagnostics diagnostics;
  Texts texts;

  const auto loaded = scenario::load(kiosk, {"nonsense", "time.epoch=[", "a..b=1"}, diagnostics, texts);

  CHECK_FALSE(loaded);
  REQUIRE(diagnostics.size() == 3);
  CHECK(diagnostics.all()[0].location.file == "--set #1");
  CHECK(diagnostics.all()[1].code == "syntax-error");
  CHECK(diagnostics.all()[2].location.file == "--set #3");
}

TEST_CASE("a byte order mark and Windows line ends do no harm", "[scenario]") {
  const Folder folder;
  std::ifstream stream(kiosk);
  std::string text = "\xEF\xBB\xBF";
  for (std::string line; std::getline(stream, line);) (text += line) += "\r\n";
  const std::string file = folder.file("windows.yaml", text);
  base::Diagnostics diagnostics;
  Texts texts;

  const auto loaded = scenario::load(file, {}, diagnostics, texts);

  INFO(base::to_text(diagnostics));
  REQUIRE(loaded);
  CHECK(loaded->provenance.at("polku").key.column == 1);
  CHECK(loaded->scenario.model.name == "Kiosk");
}

TEST_CASE("only ordinary files are read, so that nothing can block", "[scenario]") {
  const Folder folder;
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const auto start = std::chrono::steady_clock::now();

  for (const std::string& file :
       {pipe, std::string("/dev/zero"), folder.path().string(), std::string("/nowhere/at/all")}) {
    base::Diagnostics diagnostics;
    Texts texts;
    INFO(file);
    CHECK_FALSE(scenario::load(file, {}, diagnostics, texts));
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics.all()[0].code == "unreadable-file");
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
