#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "base/draws.hpp"

using namespace polku::base;

TEST_CASE("Philox gives the published vectors", "[base][draws]") {
  constexpr std::uint32_t ones = 0xffffffffu;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
        PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a batch gives each lane the words it has alone, however wide the lanes are", "[base][draws]") {
  const auto lanes = GENERATE(Lanes::plain, Lanes::avx2, Lanes::avx512);
  if (!has(lanes)) return;  // this processor cannot
  for (const std::size_t n : {0u, 1u, 7u, 8u, 17u, 64u, 1001u}) {
    std::vector<std::uint32_t> c0(n), c2(n), c3(n), w0(n), w1(n), w2(n), w3(n), alone(n);
    for (std::size_t i = 0; i < n; ++i) {
      c0[i] = static_cast<std::uint32_t>(i * 2654435761u);
      c2[i] = static_cast<std::uint32_t>(i * 3266489917u);
      c3[i] = static_cast<std::uint32_t>(~i * 40503u);
    }

    philox_batch({n,
                  c0.data(),
                  77,
                  0xdeadbeef,
                  nullptr,
                  c3.data(),
                  {1, 2},
                  {w0.data(), w1.data(), w2.data(), w3.data()}},
                 lanes);
    philox_batch(
        {n, c0.data(), 77, 0, c2.data(), c3.data(), {1, 2}, {alone.data(), nullptr, nullptr, nullptr}},
        lanes);

    for (std::size_t i = 0; i < n; ++i) {
      REQUIRE(PhiloxBlock{w0[i], w1[i], w2[i], w3[i]} == philox({c0[i], 77, 0xdeadbeef, c3[i]}, {1, 2}));
      REQUIRE(alone[i] == philox({c0[i], 77, c2[i], c3[i]}, {1, 2})[0]);
    }
  }
}

TEST_CASE("uniform numbers lie strictly between 0 and 1", "[base][draws]") {
  CHECK(unit_float(0) == 0x1p-24f);
  CHECK(1 - unit_float(0xffffffffu) == 0x1p-24f);
  CHECK(unit_float(0x7fffffffu) < 0.5f);
  CHECK(unit_float(0x80000000u) > 0.5f);
  CHECK(unit_double(0) == 0x1p-33);
  CHECK(1 - unit_double(0xffffffffu) == 0x1p-33);
}

TEST_CASE("the counter holds customer, replication and slot, purpose, journey and visit", "[base][draws]") {
  constexpr DrawAddress address = {11, 5, 2, purpose_word(Purpose::step, name_hash("order")), 3, 9};

  CHECK(counter_of(address) == PhiloxCounter{11, 5u << 8 | 2u, address.purpose, 3u << 16 | 9u});
  CHECK(DrawKey{0x0123456789abcdefu}.philox_key() == PhiloxKey{0x89abcdefu, 0x01234567u});
  CHECK(draw(DrawKey{42}, address) == philox(counter_of(address), {42, 0}));
}

TEST_CASE("every part of an address changes the luck", "[base][draws]") {
  const DrawAddress base = {1, 1, 1, purpose_word(Purpose::step, name_hash("order")), 1, 1};
  std::vector<DrawAddress> addresses(7, base);
  addresses[1].customer = 2;
  addresses[2].replication = 2;
  addresses[3].slot = 2;
  addresses[4].purpose = purpose_word(Purpose::choice, name_hash("order"));
  addresses[5].journey = 2;
  addresses[6].visit = 2;

  std::set<PhiloxBlock> blocks = {draw(DrawKey{2}, base)};
  for (const auto& address : addresses) blocks.insert(draw(DrawKey{1}, address));

  CHECK(blocks.size() == 8);
}

TEST_CASE("purposes are numbered for ever", "[base][draws]") {
  CHECK(static_cast<int>(Purpose::birth) == 1);
  CHECK(static_cast<int>(Purpose::need) == 2);
  CHECK(static_cast<int>(Purpose::step) == 3);
  CHECK(static_cast<int>(Purpose::choice) == 4);
  CHECK(static_cast<int>(Purpose::review) == 5);
  CHECK(static_cast<int>(Purpose::renewal) == 6);
  CHECK(static_cast<int>(Purpose::experience) == 7);
  CHECK(static_cast<int>(Purpose::clock) == 8);
}
