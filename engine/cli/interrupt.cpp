#include "cli/interrupt.hpp"

namespace polku::cli {
namespace {

// What a signal handler may touch: atomics without a lock, and nothing else.
std::atomic<bool> asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int) { asked = true; }

void take(int signal, struct sigaction& before) {
  struct sigaction ours {};
  ours.sa_handler = on_signal;
  ours.sa_flags = static_cast<int>(SA_RESETHAND) |  // the second one is not for us
                  SA_RESTART;                       // writing what is finished is not to fail half-way
  sigemptyset(&ours.sa_mask);
  sigaction(signal, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(signal, &ours, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  asked = false;
  take(SIGINT, interrupt_before_);
  take(SIGTERM, terminate_before_);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
}

const std::atomic<bool>& Interrupt::stop() const { return asked; }

}  // namespace polku::cli
