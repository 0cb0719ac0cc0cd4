// POLKU_MULTIVERSION compiles a function several times, once per instruction set, and picks at program start:
// one portable binary that uses wide vectors where they exist. Put it on non-template kernels in a .cpp file;
// what they call inlines from headers (POLKU_INLINE where that must not be left to chance; lambdas too, if
// inlined). The bits do not depend on the choice: -ffp-contract=off keeps fused multiply-adds out, and lanes
// never mix. Empty where ifuncs do not work: other processors, WebAssembly, Clang, and sanitizers, whose
// runtime is not up yet when the choice is made.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define POLKU_SANITIZED 1
#else
#define POLKU_SANITIZED 0
#endif

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !POLKU_SANITIZED
#define POLKU_MULTIVERSION __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define POLKU_MULTIVERSION
#endif

#define POLKU_INLINE inline __attribute__((always_inline))

namespace polku::base {

/// What compilers do not find by themselves is written by hand for wider lanes, beside the plain code that
/// gives the same bits.
enum class Lanes { plain, avx2, avx512 };

/// Whether this processor has them.
inline bool has(Lanes lanes) noexcept {
#if defined(__x86_64__)
  switch (lanes) {
    case Lanes::plain: return true;
    case Lanes::avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
    case Lanes::avx512: return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx2");
  }
#endif
  return lanes == Lanes::plain;
}

}  // namespace polku::base
