#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "cli/figures.hpp"

namespace polku::cli {
namespace {

constexpr std::size_t bar_columns = 20;
constexpr std::chrono::milliseconds between{100};
constexpr std::string_view clear_line = "\r\x1b[K";

std::string bar(double share) {
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(bar_columns));
  std::string text;
  for (std::size_t i = 0; i < bar_columns; ++i) text += i < filled ? "█" : "░";
  return text;
}

std::string rate_in_words(double rate) {
  if (rate >= 1e6) return fmt::format("{:.1f} M customer-years/s", rate / 1e6);
  return thousands(static_cast<std::int64_t>(rate)) + " customer-years/s";
}

}  // namespace

std::string progress_line(const Progress& progress, std::string_view doing, std::size_t width) {
  const double share = std::clamp(progress.share, 0.0, 1.0);
  std::string text = fmt::format("{:3.0f} % {}", std::floor(100.0 * share), bar(share));
  if (!doing.empty()) text += fmt::format(" {}", doing);
  // Before some of it is done, rate and time left would be guesses.
  if (share > 0.01 && progress.seconds > 0.0)
    text += fmt::format("  {}, {} left", rate_in_words(progress.amount * share / progress.seconds),
                        seconds_in_words(progress.seconds * (1.0 - share) / share));
  return clipped(text, width);
}

ProgressBar::ProgressBar(const Console& console, bool wanted, double amount)
    : console_(console),
      active_(wanted && console.shows_progress()),
      amount_(amount),
      start_(Clock::now()),
      last_(start_) {}

ProgressBar::~ProgressBar() {
  if (active_) console_.message(clear_line);
}

void ProgressBar::show(double share, std::string_view doing) {
  const auto now = Clock::now();
  if (!active_ || now - last_ < between) return;
  last_ = now;
  const std::size_t known = terminal_columns(STDERR_FILENO);
  const std::size_t columns = known > 0 ? std::max<std::size_t>(20, known) : 80;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  // One column stays free: a full line would wrap on some terminals.
  console_.message(std::string(clear_line) + progress_line({share, seconds, amount_}, doing, columns - 1));
}

}  // namespace polku::cli
