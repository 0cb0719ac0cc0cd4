#include "cli/progress.hpp"

#include <catch2/catch.hpp>

namespace polku::cli {

TEST_CASE("progress tells share, rate and time left", "[cli]") {
  // A quarter of 8 million customer-years took 10 s.
  CHECK(progress_line({0.25, 10.0, 8e6}, "gift, replication 1 of 5", 200) ==
        " 25 % █████░░░░░░░░░░░░░░░ gift, replication 1 of 5  200,000 customer-years/s, 30 s left");
  CHECK(progress_line({0.5, 1.0, 8e6}, "", 200) ==
        " 50 % ██████████░░░░░░░░░░  4.0 M customer-years/s, 1 s left");
}

TEST_CASE("at the very start nothing is extrapolated", "[cli]") {
  CHECK(progress_line({0.001, 0.1, 8e6}, "baseline", 200) == "  0 % ░░░░░░░░░░░░░░░░░░░░ baseline");
}

TEST_CASE("progress fits the terminal and is never more than all", "[cli]") {
  CHECK(columns_of(progress_line({0.5, 1.0, 8e6}, "an_option_with_a_long_name", 30)) <= 30);
  CHECK_THAT(progress_line({1.5, 1.0, 8e6}, "", 200), Catch::StartsWith("100 %"));
}

}  // namespace polku::cli
