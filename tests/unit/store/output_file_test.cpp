#include "store/output_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "support/temporary_folder.hpp"

using namespace polku::store;
using polku::base::EnvironmentError;
using polku::test::bytes_of;
using polku::test::put;
using polku::test::TemporaryFolder;

TEST_CASE("a file appears under its name only when it is whole", "[store]") {
  const TemporaryFolder folder;
  OutputFile file(folder / "out.csv", Overwrite::no);

  file.write("a,b\n");
  file.write("1,2\n");

  CHECK_FALSE(std::filesystem::exists(folder / "out.csv"));
  file.commit();
  CHECK(bytes_of(folder / "out.csv") == "a,b\n1,2\n");
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that is not finished leaves nothing behind and the old one in place", "[store]") {
  const TemporaryFolder folder;
  put(folder / "out.csv", "old");

  {
    OutputFile file(folder / "out.csv", Overwrite::yes);
    file.write("new");
  }

  CHECK(bytes_of(folder / "out.csv") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that exists is replaced only on request", "[store]") {
  const TemporaryFolder folder;
  put(folder / "out.csv", "old");

  CHECK_THROWS_AS(OutputFile(folder / "out.csv", Overwrite::no), EnvironmentError);
  OutputFile file(folder / "out.csv", Overwrite::yes);
  file.write("new");
  file.commit();

  CHECK(bytes_of(folder / "out.csv") == "new");
}

TEST_CASE("a file that another process made in the meantime is kept", "[store]") {
  const TemporaryFolder folder;
  OutputFile file(folder / "out.csv", Overwrite::no);
  put(folder / "out.csv", "theirs");

  CHECK_THROWS_AS(file.commit(), EnvironmentError);

  CHECK(bytes_of(folder / "out.csv") == "theirs");
}

TEST_CASE("a symbolic link stays one and its target gets the new content", "[store]") {
  const TemporaryFolder folder;
  put(folder / "target.csv", "old");
  std::filesystem::create_symlink(folder / "target.csv", folder / "link.csv");

  OutputFile file(folder / "link.csv", Overwrite::yes);
  file.write("new");
  file.commit();

  CHECK(std::filesystem::is_symlink(folder / "link.csv"));
  CHECK(bytes_of(folder / "target.csv") == "new");
}

TEST_CASE("places where no file can be are refused before any work", "[store]") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  put(folder / "file", "");

  CHECK_THROWS_WITH(check_output("", Overwrite::no), Catch::Contains("empty"));
  CHECK_THROWS_WITH(check_output(folder.path(), Overwrite::yes), Catch::Contains("it is a folder"));
  CHECK_THROWS_WITH(check_output(folder / "pipe", Overwrite::yes), Catch::Contains("not an ordinary file"));
  CHECK_THROWS_WITH(check_output("/dev/full", Overwrite::yes), Catch::Contains("not an ordinary file"));
  CHECK_THROWS_WITH(check_output(folder / "none/out.h5", Overwrite::no),
                    Catch::Contains("there is no folder"));
  CHECK_THROWS_WITH(check_output(folder / "file/out.h5", Overwrite::no),
                    Catch::Contains("there is no folder"));
  CHECK_THROWS_WITH(check_output(folder / "file", Overwrite::no), Catch::Contains("--force"));
  CHECK_THROWS_AS(OutputFile("/proc/out.h5", Overwrite::no), EnvironmentError);
  CHECK_NOTHROW(check_output(folder / "file", Overwrite::yes));
  CHECK_NOTHROW(check_output("just-a-name.h5", Overwrite::no));
}

TEST_CASE("a disk without room is an error that says so and leaves nothing behind", "[store]") {
  const TemporaryFolder folder;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{4096, before.rlim_max};
  std::string message;

  {
    OutputFile file(folder / "out.csv", Overwrite::no);
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    try {
      file.write(std::string(10000, 'x'));
    } catch (const EnvironmentError& error) {
      message = error.what();
    }
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  }

  CHECK_THAT(message, Catch::Contains("out.csv': File too large"));
  CHECK(folder.files() == 0);
}

TEST_CASE("the name of an incomplete result stands beside that of the complete one", "[store]") {
  CHECK(incomplete_path("runs/out.h5") == "runs/out.incomplete.h5");
  CHECK(incomplete_path("out") == "out.incomplete.h5");
  CHECK(incomplete_path("my.h5.d/out") == "my.h5.d/out.incomplete.h5");
}
