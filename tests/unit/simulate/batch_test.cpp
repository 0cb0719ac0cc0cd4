// Who is listed where: the loops that sort a batch, against plain ones.
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "base/time.hpp"
#include "simulate/batch.hpp"

using namespace polku;

TEST_CASE("those are listed for whom something is due before a time", "[simulate]") {
  const std::vector<base::Tick> due{5, 9, 10, 11, 0, base::never};
  std::vector<std::uint16_t> places(due.size() + simulate::slack);

  const std::size_t count = simulate::who_is_due(due.size(), due.data(), 10, places.data());

  CHECK(std::vector<std::uint16_t>(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count)) ==
        std::vector<std::uint16_t>{0, 1, 4});
}

TEST_CASE("long lists of who is due are those that a plain loop makes", "[simulate]") {
  std::mt19937 random(7);
  const base::Tick possible[] = {0, 1, 9, 10, 11, 0x7FFFFFFF, 0x80000000, base::never - 1, base::never};
  for (const base::Tick until :
       {base::Tick{0}, base::Tick{1}, base::Tick{10}, base::Tick{0x80000000}, base::never}) {
    std::vector<base::Tick> due(1003);
    for (auto& when : due) when = possible[random() % 9];
    std::vector<std::uint16_t> places(due.size() + simulate::slack), expected;
    for (std::size_t i = 0; i < due.size(); ++i)
      if (due[i] < until) expected.push_back(static_cast<std::uint16_t>(i));

    places.resize(simulate::who_is_due(due.size(), due.data(), until, places.data()));

    CHECK(places == expected);
  }
}

TEST_CASE("the earlier of step and clock is listed, the step first of equals", "[simulate]") {
  constexpr std::uint8_t nobody = 40;
  const std::vector<base::Tick> now{10, 10, 10, 10, 10, 10, base::never - 2};
  const std::vector<base::Tick> takes{5, 5, 5, 50, base::never, 5, 7};
  const std::vector<base::Tick> clock{20, 12, 15, 80, 20, 0, base::never};
  const std::vector<std::uint8_t> to{1, 2, 3, 4, 5, 6, 7}, node{31, 32, 33, 34, 35, 36, 37};
  std::vector<base::Tick> due(now.size()), next(now.size());
  std::vector<std::uint8_t> lists(now.size());

  simulate::schedule({now.size(), 30, nobody, to.data(), node.data(), now.data(), takes.data(), clock.data()},
                     due.data(), next.data(), lists.data());

  CHECK(lists ==
        std::vector<std::uint8_t>{1, 32, 3, nobody, simulate::elsewhere, simulate::elsewhere, nobody});
  CHECK(due[0] == 15);
  CHECK(next[1] == 12);
  CHECK(next[3] == 60);
  CHECK(due[6] == base::never);
}

TEST_CASE("lists are found and filled one by one", "[simulate]") {
  std::mt19937 random(3);
  std::vector<std::uint16_t> places(500), picked(500 + simulate::slack);
  std::vector<std::uint8_t> lists(places.size());
  const std::uint8_t possible[] = {0, 5, 31, 32, 63, simulate::elsewhere};
  for (std::size_t k = 0; k < places.size(); ++k) {
    places[k] = static_cast<std::uint16_t>(k * 7);
    lists[k] = possible[random() % 6];
  }

  CHECK(simulate::lists_used(lists.size(), lists.data()) ==
        (1ull | 1ull << 5 | 1ull << 31 | 1ull << 32 | 1ull << 63));
  for (const int number : {0, 31, 63}) {
    const auto list = static_cast<std::uint8_t>(number);
    std::vector<std::uint16_t> expected;
    for (std::size_t k = 0; k < places.size(); ++k)
      if (lists[k] == list) expected.push_back(places[k]);
    std::uint16_t* const end =
        simulate::pick_list(places.size(), places.data(), lists.data(), list, picked.data());
    CHECK(std::vector<std::uint16_t>(picked.data(), end) == expected);
  }
  lists[7] = 64;
  CHECK(simulate::lists_used(lists.size(), lists.data()) == 0);
}

TEST_CASE("values are alike if every one is", "[simulate]") {
  std::vector<std::uint32_t> values(100, 7u);
  CHECK(simulate::all_alike(values.size(), values.data()));
  values[99] = 8;
  CHECK_FALSE(simulate::all_alike(values.size(), values.data()));
  CHECK(simulate::all_alike(1, values.data()));
}
