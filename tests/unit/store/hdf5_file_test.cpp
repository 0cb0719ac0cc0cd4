#include "store/hdf5_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "base/diagnostic.hpp"
#include "example_result.hpp"
#include "support/temporary_folder.hpp"

using namespace polku::store;
using polku::base::EnvironmentError;
using polku::record::digest;
using polku::record::Result;
using polku::store::testing::example_result;
using polku::test::bytes_of;
using polku::test::put;
using polku::test::TemporaryFolder;

// HDF5 1.10 never frees what a failed write leaves behind; the process that reports the failure ends anyway.
extern "C" const char* __lsan_default_suppressions() { return "leak:^H5"; }

namespace {

constexpr std::size_t seal_length = 48;

Result small_result() {
  Result result;
  result.kind = "run";
  result.groups = {{"periods",
                    "",
                    {{"period", "days", "", std::vector<double>{0, 30}}},
                    {{"profit", "EUR", "", {"period"}, std::vector<double>{0.5, -1}}}}};
  return result;
}

/// The message of what reading `path` throws.
std::string failure(const std::string& path) {
  try {
    read(path);
  } catch (const EnvironmentError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a result comes back from its file as it was", "[store]") {
  const TemporaryFolder folder;
  const Result written = example_result();

  CHECK(write(written, folder / "out.h5", Overwrite::no) == folder / "out.h5");
  const Result back = read(folder / "out.h5");

  CHECK(digest(back) == digest(written));
  CHECK(back.kind == written.kind);
  CHECK(back.title == written.title);
  CHECK(back.scenario == written.scenario);
  CHECK(back.version == written.version);
  CHECK(back.git_hash == written.git_hash);
  CHECK(back.seed == written.seed);
  CHECK(back.complete == written.complete);
  CHECK(back.seconds == written.seconds);
  CHECK(back.threads == written.threads);
  REQUIRE(back.origins.size() == written.origins.size());
  CHECK(back.origins[1].path == "needs.coffee.rate");
  CHECK(back.origins[1].source == "--set");
  REQUIRE(back.groups.size() == written.groups.size());
  CHECK(back.groups[0].doc == written.groups[0].doc);
  CHECK(back.groups[0].axes[2].doc == written.groups[0].axes[2].doc);
  CHECK(back.groups[0].axes[2].unit == "days");
  CHECK(back.groups[0].variables[3].doc == written.groups[0].variables[3].doc);
}

TEST_CASE("every bit of a number survives the file", "[store]") {
  const TemporaryFolder folder;
  Result written = small_result();
  using Limits = std::numeric_limits<double>;
  const std::vector<double> hard = {-0.0, Limits::denorm_min(), Limits::max(), -Limits::infinity(),
                                    Limits::quiet_NaN()};
  const std::vector<std::int64_t> wide = {std::numeric_limits<std::int64_t>::min(), -1, 0, 1,
                                          (std::int64_t{1} << 53) + 1};
  written.groups.push_back({"numbers",
                            "",
                            {{"i", "1", "", wide}},
                            {{"hard", "1", "", {"i"}, hard}, {"wide", "1", "", {"i"}, wide}}});

  write(written, folder / "out.h5", Overwrite::no);
  const Result result = read(folder / "out.h5");

  const auto& back = std::get<std::vector<double>>(result.group("numbers")->variable("hard")->values);
  REQUIRE(back.size() == hard.size());
  for (std::size_t i = 0; i < hard.size(); ++i) {
    CHECK(std::bit_cast<std::uint64_t>(back[i]) == std::bit_cast<std::uint64_t>(hard[i]));
  }
  CHECK(std::get<std::vector<std::int64_t>>(result.group("numbers")->variable("wide")->values) == wide);
  CHECK(std::get<std::vector<std::int64_t>>(result.group("numbers")->axis("i")->coordinates) == wide);
}

TEST_CASE("a result without any group is a result", "[store]") {
  const TemporaryFolder folder;

  write(Result{}, folder / "out.h5", Overwrite::no);

  CHECK(digest(read(folder / "out.h5")) == digest(Result{}));
}

TEST_CASE("the same result gives the same file, also a second later", "[store]") {
  const TemporaryFolder folder;

  write(example_result(), folder / "one.h5", Overwrite::no);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // HDF5 would note the second
  write(example_result(), folder / "other.h5", Overwrite::no);

  CHECK(bytes_of(folder / "one.h5") == bytes_of(folder / "other.h5"));
}

TEST_CASE("a result file that exists is replaced only on request", "[store]") {
  const TemporaryFolder folder;
  write(small_result(), folder / "out.h5", Overwrite::no);

  CHECK_THROWS_AS(write(example_result(), folder / "out.h5", Overwrite::no), EnvironmentError);
  CHECK(read(folder / "out.h5").kind == "run");

  write(example_result(), folder / "out.h5", Overwrite::yes);
  CHECK(read(folder / "out.h5").kind == "compare");
}

TEST_CASE("an interrupted result replaces an interrupted one but never a complete one", "[store]") {
  const TemporaryFolder folder;
  Result interrupted = small_result();
  interrupted.complete = false;
  write(small_result(), folder / "out.h5", Overwrite::no);

  CHECK(write(interrupted, folder / "out.h5", Overwrite::yes) == folder / "out.incomplete.h5");
  interrupted.seed = 8;
  CHECK(write(interrupted, folder / "out.h5", Overwrite::no) == folder / "out.incomplete.h5");

  CHECK(read(folder / "out.h5").complete);
  CHECK_FALSE(read(folder / "out.incomplete.h5").complete);
  CHECK(read(folder / "out.incomplete.h5").seed == 8);

  write(small_result(), folder / "out.incomplete.h5", Overwrite::yes);
  CHECK_THROWS_AS(write(interrupted, folder / "out.h5", Overwrite::yes), EnvironmentError);
  CHECK(read(folder / "out.incomplete.h5").complete);
}

TEST_CASE("a result that contradicts itself is not written", "[store]") {
  const TemporaryFolder folder;
  const auto refuses = [&](auto spoil) {
    Result result = small_result();
    spoil(result);
    CHECK_THROWS_AS(write(result, folder / "out.h5", Overwrite::no), std::invalid_argument);
  };

  refuses([](Result& r) { r.groups[0].variables[0].values = std::vector<double>{1}; });
  refuses([](Result& r) { r.groups[0].variables[0].axes = {"week"}; });
  refuses([](Result& r) { r.groups[0].variables[0].name = "period"; });
  refuses([](Result& r) { r.groups[0].variables[0].name = "a/b"; });
  refuses([](Result& r) { r.groups[0].variables[0].unit = "day"; });
  refuses([](Result& r) { r.groups[0].name = "scenario"; });
  refuses([](Result& r) { r.groups.push_back(r.groups[0]); });
  CHECK(folder.files() == 0);
}

TEST_CASE("a text that HDF5 would cut off is refused", "[store]") {
  const TemporaryFolder folder;
  Result result = small_result();
  result.title = std::string("before\0after", 12);

  CHECK_THROWS_WITH(write(result, folder / "out.h5", Overwrite::no), Catch::Contains("NUL"));
  CHECK(folder.files() == 0);
}

TEST_CASE("a disk that fills up while a result is written is an error and nothing is left behind",
          "[store]") {
  const TemporaryFolder folder;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  std::string message;

  write(example_result(), folder / "whole.h5", Overwrite::no);
  const rlim_t needed = std::filesystem::file_size(folder / "whole.h5");

  for (const rlim_t room : {rlim_t{0}, rlim_t{100}, needed / 9, needed / 2, needed - 1}) {
    const rlimit small{room, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    try {
      write(example_result(), folder / "out.h5", Overwrite::no);
    } catch (const EnvironmentError& error) {
      message = error.what();
    }
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);

    CHECK_THAT(message, Catch::Contains("cannot write") && Catch::Contains("File too large"));
    CHECK(folder.files() == 1);
    message.clear();
  }

  write(example_result(), folder / "out.h5", Overwrite::no);
  CHECK(digest(read(folder / "out.h5")) == digest(example_result()));
}

TEST_CASE("what is no result file is refused with the reason", "[store]") {
  const TemporaryFolder folder;
  put(folder / "text.h5", "polku");
  put(folder / "empty.h5", "");
  put(folder / "magic.h5", "\x89HDF\r\n\x1a\n");
  REQUIRE(::mkfifo((folder / "pipe.h5").c_str(), 0600) == 0);

  CHECK_THAT(failure(folder / "none.h5"), Catch::Contains("No such file"));
  CHECK_THAT(failure(folder.path()), Catch::Contains("it is a folder"));
  CHECK_THAT(failure(folder / "pipe.h5"), Catch::Contains("not an ordinary file"));
  CHECK_THAT(failure("/dev/zero"), Catch::Contains("not an ordinary file"));
  CHECK_THAT(failure(folder / "text.h5"), Catch::Contains("not a result file of Polku"));
  CHECK_THAT(failure(folder / "empty.h5"), Catch::Contains("not a result file of Polku"));
  CHECK_THAT(failure(folder / "magic.h5"), Catch::Contains("cut short"));
}

TEST_CASE("a result file cut anywhere is refused", "[store]") {
  const TemporaryFolder folder;
  write(example_result(), folder / "whole.h5", Overwrite::no);
  const std::string whole = bytes_of(folder / "whole.h5");

  for (std::size_t size = 0; size + seal_length < whole.size(); size += 1 + whole.size() / 97) {
    put(folder / "cut.h5", whole.substr(0, size));
    CHECK_FALSE(failure(folder / "cut.h5").empty());
  }
}

TEST_CASE("one wrong bit anywhere in a result file is noticed", "[store]") {
  const TemporaryFolder folder;
  write(small_result(), folder / "whole.h5", Overwrite::no);
  const std::string whole = bytes_of(folder / "whole.h5");

  for (std::size_t i = 0; i + seal_length < whole.size(); i += 1 + whole.size() / 97) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << i % 8));
    put(folder / "damaged.h5", damaged);
    CHECK_THAT(failure(folder / "damaged.h5"), Catch::Contains("damaged"));
  }
}

TEST_CASE("a file without its seal is read, as other software removes it when it changes a file", "[store]") {
  const TemporaryFolder folder;
  write(small_result(), folder / "whole.h5", Overwrite::no);
  const std::string whole = bytes_of(folder / "whole.h5");

  put(folder / "changed.h5", whole.substr(0, whole.size() - seal_length));

  CHECK(digest(read(folder / "changed.h5")) == digest(small_result()));
}
