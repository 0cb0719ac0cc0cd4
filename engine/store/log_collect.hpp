// Where both readers of event logs put what they find: events in the order of the file become cases in the
// order of time. Internal to the readers. Thread safety: one object per thread.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/log_read.hpp"

namespace polku::store {

/// Thrown by a reader when there is no point in going on; everything is in the diagnostics.
struct GiveUp : std::runtime_error {
  GiveUp() : std::runtime_error("the log cannot be read") {}
};

class LogCollector {
 public:
  LogCollector(std::string file, const LogSettings& settings, base::Diagnostics& diagnostics)
      : file_(std::move(file)), settings_(settings), diagnostics_(diagnostics) {}

  /// Number of a case by its name; the same name is the same case.
  std::uint32_t case_of(std::string_view name);
  /// A case without a name, or whose name comes later.
  std::uint32_t unnamed_case();
  void case_is_open(std::uint32_t which) { open_[which] = true; }
  void empty_case() { ++counts_.empty_cases; }

  enum class Lifecycle : std::uint8_t { unknown, complete, other };
  static Lifecycle lifecycle_of(std::string_view word);

  /// One event as the file has it; a mistake of the file, or one more that is left out, if it cannot be read.
  void event(std::uint32_t which, std::string_view activity, std::string_view time, Lifecycle lifecycle,
             std::uint64_t line);
  /// An event that has no case, activity or time.
  void bad(const char* code, std::uint64_t line, std::string message, std::string why,
           std::string suggestion);

  /// A mistake that makes the rest worthless.
  [[noreturn]] void give_up(const char* code, std::uint64_t line, std::string message, std::string why,
                            std::string suggestion);
  void mistake(const char* code, std::uint64_t line, std::string message, std::string why,
               std::string suggestion);

  /// Everything sorted into cases. Nothing after mistakes.
  std::optional<ReadLog> finish();

 private:
  struct Raw {
    std::int64_t time;
    std::uint32_t which, activity;
    std::uint32_t line;
    Lifecycle lifecycle;
  };
  std::uint32_t activity_of(std::string_view name, std::uint64_t line);
  void keep_completed();
  void put_into_cases(ReadLog& read);

  std::string file_;
  const LogSettings& settings_;
  base::Diagnostics& diagnostics_;
  std::size_t mistakes_ = 0;
  LogCounts counts_;
  std::vector<Raw> raw_;
  std::vector<bool> open_;  // by case
  std::unordered_map<std::string, std::uint32_t> cases_, activities_;
  std::vector<std::string> names_;  // of activities
};

/// Whether the bytes are UTF-8 without surrogates or overlong forms.
bool is_utf8(std::string_view text);

}  // namespace polku::store
