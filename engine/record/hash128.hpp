// XXH3 with 128 bits over bytes that come in pieces. Not for secrets: it notices accidents and tells results
// apart. In the flow: under record's digest and store's seal. One object per thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace polku::record {

class Hash128 {
 public:
  Hash128();
  void add(const void* bytes, std::size_t count);
  /// Of everything so far: 32 hex digits, in the order that XXH3 calls canonical.
  std::string text() const;

  static constexpr std::size_t text_size = 32;

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Free> state_;
};

}  // namespace polku::record
