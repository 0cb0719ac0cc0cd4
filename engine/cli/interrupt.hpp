// Ctrl-C and SIGTERM while something long runs: the first asks to stop, so that what is finished can be
// saved; the second finds the system's own answer again, which ends the program at once. In the flow: around
// the simulation of run, compare and trace. Thread safety: one at a time; stop() may be read from any thread.
#pragma once

#include <atomic>
#include <csignal>

namespace polku::cli {

class Interrupt {
 public:
  /// Takes over the two signals, unless they are ignored (a job in the background).
  Interrupt();
  /// Gives them back.
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  const std::atomic<bool>& stop() const;

 private:
  struct sigaction interrupt_before_ {
  }, terminate_before_{};
};

}  // namespace polku::cli
