#include "record/result.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <span>

#include "record/hash128.hpp"

namespace polku::record {
namespace {

/// First item called `name`, or null.
template <class T>
const T* named(const std::vector<T>& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const T& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

/// Feeds values to XXH3 as big-endian 64-bit words, so that every machine hashes the same bytes. Each text
/// and each list goes with its length: no two different results feed the same sequence.
class Digest {
 public:
  void add(std::uint64_t word) { words({&word, 1}); }

  void add(std::string_view text) {
    add(text.size());
    hash_.add(text.data(), text.size());
  }

  void add(const std::vector<std::int64_t>& numbers) {
    add(std::uint64_t{1});  // tells a list of integers from a list of doubles
    chunks(numbers, [](std::int64_t number) { return static_cast<std::uint64_t>(number); });
  }

  void add(const std::vector<double>& numbers) {
    add(std::uint64_t{2});
    chunks(numbers, canonical_bits);
  }

  void add(const std::vector<std::string>& texts) {
    add(std::uint64_t{3});
    add(texts.size());
    for (const std::string& text : texts) add(std::string_view(text));
  }

  std::string text() const { return hash_.text(); }

 private:
  /// -0 equals +0 and one NaN is as good as another: neither may tell equal results apart.
  static std::uint64_t canonical_bits(double number) {
    if (number == 0.0) return 0;  // the builtin because the library of Emscripten 3.1.6 lacks std::bit_cast
    if (number != number) return __builtin_bit_cast(std::uint64_t, std::numeric_limits<double>::quiet_NaN());
    return __builtin_bit_cast(std::uint64_t, number);
  }

  template <class T, class ToWord>
  void chunks(const std::vector<T>& numbers, ToWord to_word) {
    add(numbers.size());
    std::array<std::uint64_t, 512> buffer;
    for (std::size_t begin = 0; begin < numbers.size(); begin += buffer.size()) {
      const std::size_t count = std::min(buffer.size(), numbers.size() - begin);
      for (std::size_t i = 0; i < count; ++i) buffer[i] = to_word(numbers[begin + i]);
      words({buffer.data(), count});
    }
  }

  /// At most 512 words at a time.
  void words(std::span<const std::uint64_t> native) {
    std::array<std::uint64_t, 512> big_endian;
    std::transform(native.begin(), native.end(), big_endian.begin(), [](std::uint64_t word) {
      return std::endian::native == std::endian::big ? word : __builtin_bswap64(word);
    });
    hash_.add(big_endian.data(), native.size() * sizeof(std::uint64_t));
  }

  Hash128 hash_;
};

void add(Digest& digest, const Axis& axis) {
  digest.add(axis.name);
  digest.add(axis.unit);
  std::visit([&](const auto& coordinates) { digest.add(coordinates); }, axis.coordinates);
}

void add(Digest& digest, const Variable& variable) {
  digest.add(variable.name);
  digest.add(variable.unit);
  digest.add(variable.axes);
  std::visit([&](const auto& values) { digest.add(values); }, variable.values);
}

void add(Digest& digest, const Group& group) {
  digest.add(group.name);
  digest.add(group.axes.size());
  for (const Axis& axis : group.axes) add(digest, axis);
  digest.add(group.variables.size());
  for (const Variable& variable : group.variables) add(digest, variable);
}

}  // namespace

std::size_t Axis::size() const {
  return std::visit([](const auto& values_along) { return values_along.size(); }, coordinates);
}

std::size_t Variable::size() const {
  return std::visit([](const auto& all_values) { return all_values.size(); }, values);
}

const Axis* Group::axis(std::string_view wanted) const { return named(axes, wanted); }

const Variable* Group::variable(std::string_view wanted) const { return named(variables, wanted); }

const Group* Result::group(std::string_view wanted) const { return named(groups, wanted); }

std::string digest(const Result& result) {
  // Left out besides what the header names: origins and documentation. Where a number was written down, and
  // in which words it is explained, does not change it: the same run from another folder has the same digest.
  Digest hash;
  hash.add(static_cast<std::uint64_t>(format_version));
  hash.add(result.kind);
  hash.add(result.title);
  hash.add(result.scenario);
  hash.add(result.version);
  hash.add(static_cast<std::uint64_t>(result.seed));
  hash.add(static_cast<std::uint64_t>(result.complete));
  hash.add(result.groups.size());
  for (const Group& group : result.groups) add(hash, group);
  return hash.text();
}

}  // namespace polku::record
