// The progress bar of long work on standard error: share, what is being done, rate and time left. Only on a
// terminal, at most ten times a second, gone when the work is done. In the flow: called back by studies.
// Thread safety: show() from any thread, one call at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "cli/console.hpp"

namespace polku::cli {

/// How far the work is.
struct Progress {
  double share = 0.0;    ///< 0..1
  double seconds = 0.0;  ///< since it began
  double amount = 0.0;   ///< of all the work, in customer-years
};

/// One line of at most `width` columns, without line feed: "42 % ██████░░░░ faster_start, replication 2 of 5
/// 1.2 M customer-years/s, 8 s left".
std::string progress_line(const Progress& progress, std::string_view doing, std::size_t width);

class ProgressBar {
 public:
  /// `amount`: all the work, in customer-years. Silent unless the console is a terminal and `wanted`.
  ProgressBar(const Console& console, bool wanted, double amount);
  /// Clears the line.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(double share, std::string_view doing);

 private:
  using Clock = std::chrono::steady_clock;
  const Console& console_;
  bool active_;
  double amount_;
  Clock::time_point start_, last_;
};

}  // namespace polku::cli
